"""The columns of a statement, and cells that no spreadsheet reads as anything but what they are."""

import csv
import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from django.conf import settings
from django.urls import reverse

from wapentake.foundation.files import plain_cell

from ..queries.statement import Line

# What XML 1.0 cannot hold, and so no spreadsheet.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Value = str | Decimal | int | dt.date | None


def in_pounds(pence: int) -> Decimal:
    """Return an amount in pounds with its two decimals, exactly."""
    return Decimal(pence).scaleb(-2)


COLUMNS: tuple[tuple[str, Callable[[Line], Value]], ...] = (
    ("Reference", lambda line: line.reference),
    ("Awarded on", lambda line: dt.date.fromisoformat(line.awarded_on) if line.awarded_on else None),
    ("Financial year", lambda line: line.year.label),
    ("Ward", lambda line: line.ward),
    ("Ward code", lambda line: line.ward_code),
    ("Fund", lambda line: line.fund.name),
    ("Held by the cluster", lambda line: line.cluster),
    ("In the statement’s total", lambda line: "Yes" if line.is_main else "No"),
    ("Project", lambda line: line.title),
    ("Paid to", lambda line: line.recipient),
    ("Sector", lambda line: line.sector.label),
    ("Registered number", lambda line: line.registered),
    ("Revenue or capital", lambda line: line.cost_type.label),
    ("Ward priority that it serves", lambda line: line.serves),
    ("Communities", lambda line: "; ".join(line.communities)),
    ("Amount in pounds", lambda line: in_pounds(line.pence)),
    ("Came back in pounds", lambda line: in_pounds(line.returned)),
    ("Stage", lambda line: line.stage),
    ("Drawn in from others in pounds", lambda line: in_pounds(line.drawn)),
    ("Expected from others in pounds", lambda line: in_pounds(line.expected)),
    ("Page", lambda line: page_of(line)),
)
HEADS = tuple(head for head, _ in COLUMNS)


def values(line: Line) -> list[Value]:
    """Return an award's cells in the order of the columns."""
    return [value(line) for _, value in COLUMNS]


def page_of(line: Line) -> str:
    """Return the whole address of an award's page."""
    return settings.WAPENTAKE_ADDRESS.rstrip("/") + reverse("funding:award", args=[line.reference])


def csv_lines(heads: Iterable[str], rows: Iterable[Iterable[Value]]) -> Iterator[str]:
    """Yield a CSV file line by line: texts and headings guarded, amounts as plain numbers, dates as 2026-11-24."""
    writer = csv.writer(_Echo())
    yield writer.writerow([plain_cell(head) for head in heads])
    for row in rows:
        yield writer.writerow([plain_cell(cell) if isinstance(cell, str) else _written(cell) for cell in row])


def _written(cell: Decimal | int | dt.date | None) -> str:
    if cell is None or isinstance(cell, int):
        return "" if cell is None else str(cell)
    return f"{cell:.2f}" if isinstance(cell, Decimal) else cell.isoformat()


class _Echo:
    """Hands each written line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line
