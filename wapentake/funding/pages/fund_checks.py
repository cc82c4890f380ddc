"""What officers check of a fund, with each check's source and days."""

import datetime as dt
from dataclasses import dataclass

from wapentake.foundation.calendars import DAY, long_date

from ..models import Fund, FundCheck
from ..queries.officer_checks import every_check_of


@dataclass(frozen=True)
class Line:
    """A check with when it counts. `open`: it can be changed or ended."""

    check: FundCheck
    when: str
    open: bool


@dataclass(frozen=True)
class FundChecksPage:
    """The checks that count now or will, and those that counted."""

    fund: Fund
    lines: list[Line]
    over: list[Line]


def fund_checks_page(fund: Fund, on: dt.date) -> FundChecksPage:
    """Return every check that a fund has, had or will have. One query."""
    lines = [Line(one, _when(one, on), one.to_date is None) for one in every_check_of(fund)]
    over = [line for line in lines if line.check.to_date is not None and line.check.to_date <= on]
    return FundChecksPage(fund, [line for line in lines if line not in over], over)


def _when(check: FundCheck, on: dt.date) -> str:
    began = f"{'Counts from' if check.from_date > on else 'Since'} {long_date(check.from_date)}"
    return began if check.to_date is None else f"{began}, until {long_date(check.to_date - DAY)}"
