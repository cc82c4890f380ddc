"""What the bank's answer to a payment run says, line by line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wapentake.foundation.files import BadFile
from wapentake.foundation.money import BadAmount, parse_pounds

from ..models import PaymentLine

PAID = ("paid", "success", "successful", "accepted", "yes")
COLUMNS = 2  # a reference and a status; an amount and a reason where the bank gives them
REJECTED = ("rejected", "failed", "returned", "unpaid", "no")


@dataclass(frozen=True)
class Answered:
    """`said` is paid or not, and why not, by the line's key; `unmatched` is of no line, or of another amount."""

    said: dict[int, tuple[bool, str]]
    unmatched: list[str]


def read_answer(
    headings: Sequence[str], lines: Iterable[tuple[int, list[str]]], sent: Iterable[PaymentLine]
) -> Answered:
    """Return what a file says of the lines that were sent. Raises `BadFile` where it lacks a column or a status."""
    places = {heading.strip().casefold(): place for place, heading in enumerate(headings)}
    for wanted in ("reference", "status"):
        if wanted not in places:
            raise BadFile("The file", "", f"There is no column {wanted.capitalize()}. It needs Reference and Status.")
    ours = {line.reference.casefold(): line for line in sent}
    answered = Answered({}, [])
    for number, cells in lines:
        row = {name: cells[place].strip() if place < len(cells) else "" for name, place in places.items()}
        _read_line(number, row, ours, answered)
    return answered


def _read_line(number: int, row: dict[str, str], ours: dict[str, PaymentLine], answered: Answered) -> None:
    status, line = row["status"].casefold(), ours.get(row["reference"].casefold())
    if status not in (*PAID, *REJECTED):
        raise BadFile("The file", f"line {number}", f"“{row['status'][:40]}” is neither paid nor rejected.")
    if line is None or not _same_amount(row.get("amount", ""), line):
        answered.unmatched.append(" ".join(filter(None, (row["reference"][:40], row.get("amount", "")[:20], status))))
        return
    if line.pk in answered.said:
        twice = f"{line.reference} stands here twice. Ask the bank which of the two is right, and take the other out."
        raise BadFile("The file", f"line {number}", twice)
    paid = status in PAID
    answered.said[line.pk] = (paid, "" if paid else row.get("reason", "")[:200] or "No reason was given")


def _same_amount(text: str, line: PaymentLine) -> bool:
    """Whether the amount is the line's; a file without amounts is taken at its word."""
    try:
        return not text or parse_pounds(text) == line.pence
    except BadAmount:
        return False
