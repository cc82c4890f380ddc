"""Awards with the fields of the Local Government Transparency Code 2015 and no others."""

import datetime as dt
from collections.abc import Iterable, Iterator

from wapentake.foundation.calendars import FinancialYear
from wapentake.organisations.states import Sector

from ..pages.public import department
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
    return csv_lines(FIELDS, map(_cells, found))


def _cells(line: Line) -> list[Value]:
    awarded_on = dt.date.fromisoformat(line.awarded_on) if line.awarded_on else None
    return [
        awarded_on, line.year.label, department(), line.recipient, line.registered, line.title, in_pounds(line.pence),
    ]  # fmt: skip
