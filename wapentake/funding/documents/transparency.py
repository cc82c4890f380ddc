"""Awards with the fields of the Local Government Transparency Code 2015 and no others."""

import datetime as dt
from collections.abc import Iterable, Iterator

from wapentake.foundation.calendars import FinancialYear, months_after
from wapentake.organisations.states import Sector

from ..models import FundRule
from ..pages.public import department
from ..queries.fund_rules import periods_of
from ..queries.statement import Line, Narrowed, lines
from .cells import Value, csv_lines, in_pounds

FIELDS = (
    "Date awarded",
    "Time period",
    "Department",
    "Beneficiary",
    "Registration number",
    "Purpose",
    "Amount in pounds",
)
# The Code's time period of a grant that no rule says by when to spend.
ONE_OFF = "One-off"


def awards_lines(year: FinancialYear) -> Iterator[str]:
    """Yield every award of a year, to whomever, line by line, in constant memory."""
    return _lines(lines(year))


def grants_lines(year: FinancialYear | None) -> Iterator[str]:
    """Yield the grants to voluntary, community and social enterprise bodies that the Code asks for, of one year or all.

    Transparency Code 2015, paragraph 36: date, time period, department, beneficiary, registration number, a summary of
    the purpose, amount. There is no least amount.
    """
    return _lines(lines(year, Narrowed(sector=Sector.VOLUNTARY)))


def _lines(found: Iterable[Line]) -> Iterator[str]:
    months = periods_of()
    return csv_lines(FIELDS, (_cells(line, _months_to_spend(line, months)) for line in found))


def _months_to_spend(line: Line, rules: dict[int, list[tuple[FundRule, int]]]) -> int:
    """Return in how many months an award is to be spent, by the rule of the day it was awarded on; nought without."""
    day = dt.date.fromisoformat(line.awarded_on) if line.awarded_on else None
    return next((months for rule, months in rules.get(line.fund.pk, []) if day and rule.is_on(day)), 0)


def _cells(line: Line, months: int) -> list[Value]:
    awarded_on = dt.date.fromisoformat(line.awarded_on) if line.awarded_on else None
    until = months_after(awarded_on, months) if awarded_on and months else None
    period = f"{awarded_on} to {until}" if until else ONE_OFF
    return [
        awarded_on, period, department(), line.recipient, line.registered, line.title, in_pounds(line.pence),
    ]  # fmt: skip
