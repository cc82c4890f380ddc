"""Who enters the figures of an infrastructure funding statement, which name what, and which must come to others."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.places.models import Parish

from ..queries.infrastructure import levy_years
from ..states.infrastructure import COUNTED, NAMES_ITEM, NAMES_PARISH, Figure
from .levy import RECEIVE

YES = Verdict.yes()
HAS_AMOUNT = frozenset(Figure) - COUNTED - {Figure.LISTED}


@dataclass(frozen=True)
class Given:
    """A figure as it is entered, with its source and the day on which it stood there: pence, or how many of a thing."""

    figure: Figure
    pence: int
    source: str
    on: dt.date
    item: str = ""
    parish: Parish | None = None
    number: int | None = None


def may_enter_figures(roles: Roles, year: FinancialYear) -> Verdict:
    """A planning or finance officer enters the figures of a year with levy."""
    if year not in levy_years():
        return Verdict.no(f"There was no levy in {year.label}, so there is no statement of it.")
    if roles.has(*RECEIVE):
        return YES
    return Verdict.no("Only a planning officer or a finance officer can enter the statement’s figures.")


def holds_together(given: Given, today: dt.date) -> Verdict:
    """Whether a figure says what it needs to, and nothing else."""
    if given.pence < 0:
        return Verdict.no("Enter the amount without a minus sign.")
    if not given.source.strip():
        return Verdict.no("Say where the figure comes from: it is shown beside it.")
    if given.on > today:
        return Verdict.no("That day is still to come. Give the day on which the figure stood there.")
    if (given.figure in COUNTED) != (given.number is not None) or (given.figure not in HAS_AMOUNT and given.pence):
        return Verdict.no(
            "Enter how many, and no amount." if given.figure in COUNTED
            else "This figure has no number. Leave it empty." if given.number is not None
            else "The infrastructure list names what the levy may pay for, and no amount. Leave the amount empty."
        )  # fmt: skip
    return _names(given)


def _names(given: Given) -> Verdict:
    needs_item, needs_parish = given.figure in NAMES_ITEM, given.figure in NAMES_PARISH
    if needs_item != bool(given.item.strip()):
        return Verdict.no(
            "Name the item of infrastructure, or who was paid." if needs_item
            else "This figure names no item. Leave the item empty."
        )  # fmt: skip
    if needs_parish != (given.parish is not None):
        return Verdict.no(
            "Choose the parish council." if needs_parish else "This figure names no parish council. Choose none."
        )
    return YES


def figures_at_odds(sums: Mapping[Figure, int]) -> Iterator[str]:
    """Yield a sentence for every two entered figures that should come to the same and do not."""
    parts = (Figure.ITEM, Figure.BORROWED, Figure.ADMINISTRATION)
    pairs = (
        (Figure.SPENT, parts, "items, repaid borrowing and administration come to", "spent in the year is"),
        (Figure.HELD, (Figure.ITEM_HELD,), "items that were allocated come to", "allocated and not spent is"),
        (
            Figure.PAID_OUT,
            (Figure.PAID_FOR, Figure.REPAID, Figure.MONITORED),
            "section 106 items, repaid borrowing and monitoring come to",
            "section 106 money spent in the year is",
        ),
        (
            Figure.SET_ASIDE,
            (Figure.SET_ASIDE_FOR,),
            "items that section 106 money was allocated to come to",
            "section 106 money allocated and not spent is",
        ),
    )
    for whole, each, words, said in pairs:
        if whole in sums and all(part in sums for part in each):
            come_to = sum(sums[part] for part in each)
            if come_to != sums[whole]:
                yield f"{words} {pounds(come_to)}, and {said} {pounds(sums[whole])}"
    held, commuted = sums.get(Figure.HELD_AT_END), sums.get(Figure.COMMUTED)
    if held is not None and commuted is not None and commuted > held:
        yield f"{pounds(commuted)} are commuted sums of section 106, and only {pounds(held)} is retained"
    asked, left = sums.get(Figure.REQUESTED), sums.get(Figure.OUTSTANDING)
    if asked is not None and left is not None and left > asked:
        yield f"{pounds(left)} is not yet recovered from parish councils, and only {pounds(asked)} was requested"
