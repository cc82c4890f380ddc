"""A day that a rule sets in every financial year."""

import datetime as dt
from dataclasses import dataclass

from wapentake.foundation.calendars import FinancialYear


@dataclass(frozen=True)
class DayOfYear:
    """A day of the financial year: from January to March it falls in the calendar year after the one it begins in.

    It is the day of the calendar, whether anybody works on it or not.
    """

    month: int
    day: int

    def in_year(self, year: FinancialYear) -> dt.date:
        return dt.date(year.starts_in + (self.month < 4), self.month, self.day)
