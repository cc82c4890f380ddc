"""London's dates, the two years a council keeps, and its working days.

The financial year (1 April to 31 March) is for money, the municipal year (May to May) for reports. Both are
Europe/London's, never UTC's: at 00:30 on 1 April British Summer Time it is still 31 March in UTC.
"""

import datetime as dt
import json
from calendar import monthrange
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
DAY = dt.timedelta(days=1)


def now() -> dt.datetime:
    """Return the time now, in London. Read it in views, commands, jobs and api only."""
    return dt.datetime.now(LONDON)


def today() -> dt.date:
    """Return today's date in London."""
    return now().date()


def london_date(at: dt.datetime) -> dt.date:
    """Return the date in London at a moment; `at` must know its time zone."""
    if at.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return at.astimezone(LONDON).date()


def start_of_day(day: dt.date) -> dt.datetime:
    """Return the first moment of a date in London."""
    return dt.datetime.combine(day, dt.time(), LONDON)


@dataclass(frozen=True, order=True, slots=True)
class FinancialYear:
    """The year from 1 April of `starts_in` to the next 31 March."""

    starts_in: int

    @classmethod
    def of(cls, day: dt.date) -> "FinancialYear":
        """Return the financial year that a date falls in."""
        return cls(day.year if day >= dt.date(day.year, 4, 1) else day.year - 1)

    @property
    def start(self) -> dt.date:
        return dt.date(self.starts_in, 4, 1)

    @property
    def end(self) -> dt.date:
        return dt.date(self.starts_in + 1, 3, 31)

    @property
    def label(self) -> str:
        """The year as the council writes it, like `2026/27`."""
        return f"{self.starts_in}/{(self.starts_in + 1) % 100:02d}"

    @property
    def slug(self) -> str:
        """The year as an address writes it, like `2026-27`."""
        return self.label.replace("/", "-")

    @classmethod
    def of_slug(cls, text: str) -> "FinancialYear":
        """Return the year that an address names. Raises ValueError for anything but two years in a row."""
        found = cls(int(text[:4]) if text[:4].isascii() and text[:4].isdigit() else 0)
        if found.slug != text:
            raise ValueError(f"{text!r} is no financial year: write it like 2026-27.")
        return found

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, order=True, slots=True)
class MunicipalYear:
    """The council's civic year, from 1 May to 30 April: the annual meeting falls in May (Local Government Act 1972)."""

    starts_in: int

    @classmethod
    def of(cls, day: dt.date) -> "MunicipalYear":
        """Return the municipal year that a date falls in."""
        return cls(day.year if day >= dt.date(day.year, 5, 1) else day.year - 1)

    @property
    def start(self) -> dt.date:
        return dt.date(self.starts_in, 5, 1)

    @property
    def end(self) -> dt.date:
        return dt.date(self.starts_in + 1, 4, 30)

    @property
    def label(self) -> str:
        return f"{self.starts_in}/{(self.starts_in + 1) % 100:02d}"


@cache
def _bank_holidays() -> frozenset[dt.date]:
    """The bank holidays of England from 2000 to 2060, as the library `holidays` has them; a test compares the two.

    The library itself would cost each process 27 MB, since it brings every country's.
    """
    days = json.loads((Path(__file__).parent / "data" / "bank_holidays.json").read_text())
    return frozenset(map(dt.date.fromisoformat, days))


def is_working_day(day: dt.date) -> bool:
    """Say whether a date is a working day: not a weekend, nor a bank holiday in England (known from 2000 to 2060)."""
    return day.weekday() < 5 and day not in _bank_holidays()


def working_days_after(day: dt.date, count: int) -> dt.date:
    """Return the date that is `count` working days after a date; the date itself does not count."""
    if count < 0:
        raise ValueError("Count working days forward.")
    while count:
        day += DAY
        count -= is_working_day(day)
    return day


def working_days_before(day: dt.date, count: int) -> dt.date:
    """Return the date that is `count` working days before a date; the date itself does not count."""
    if count < 0:
        raise ValueError("Count working days backward.")
    while count:
        day -= DAY
        count -= is_working_day(day)
    return day


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the day so many months later, or earlier; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def long_date(day: dt.date) -> str:
    """Return a date as the council writes it, like `24 November 2026`."""
    return f"{day.day} {day:%B %Y}"


def short_date(day: dt.date) -> str:
    """Return a date without its year, like `24 November`."""
    return f"{day.day} {day:%B}"


def clock_time(at: dt.datetime | dt.time) -> str:
    """Return a time like `9:12am`, `6pm`, `midday` or `midnight`; a moment is shown in London's time."""
    if isinstance(at, dt.datetime):
        at = at.astimezone(LONDON).time()
    if (at.hour, at.minute) in {(0, 0), (12, 0)}:
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{(at.hour + 11) % 12 + 1}{minutes}{'am' if at.hour < 12 else 'pm'}"
