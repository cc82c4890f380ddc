"""Dates and the council's year, April to March."""

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from wapentake.foundation.calendars import short_date

from .scales import as_percent

EDGE = 4.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A date that is ringed on the year line, and what it is."""

    day: dt.date
    words: str
    x: str


@dataclass(frozen=True, slots=True)
class YearLine:
    """Twelve months from the first of one of them; how much has gone, and the dates that matter."""

    start: dt.date
    gone: str
    today: str
    anchor: str
    marks: tuple[Mark, ...]

    @classmethod
    def of(cls, start: dt.date, on: dt.date, marks: Sequence[tuple[dt.date, str]] = ()) -> "YearLine":
        """Return the year from `start` (the first of a month) as it stands on a date.

        `marks` are (date, words), like (15 January, "last day to apply"). Those outside the year are left out, and
        "today" is drawn only when it falls inside it.
        """
        if start.day != 1:
            raise ValueError("A year line starts on the first of a month.")
        at = _share(start, on)
        ringed = tuple(
            Mark(day, words, as_percent(_share(start, day))) for day, words in marks if 0 <= _share(start, day) <= 100
        )
        inside = 0 <= at <= 100
        anchor = "first" if at < EDGE else "last" if at > 100 - EDGE else ""
        return cls(start, as_percent(min(100.0, max(0.0, at))), as_percent(at) if inside else "", anchor, ringed)

    @property
    def months(self) -> tuple[tuple[str, str], ...]:
        """The letter of each month and its place."""
        return tuple(
            (calendar.month_name[(self.start.month + i - 1) % 12 + 1][0], as_percent((i + 0.5) * 100 / 12))
            for i in range(12)
        )

    @property
    def ticks(self) -> tuple[str, ...]:
        """Where one month meets the next."""
        return tuple(as_percent(i * 100 / 12) for i in range(1, 12))

    @property
    def words(self) -> str:
        """The marked dates as a sentence."""
        first, last = calendar.month_name[self.start.month], calendar.month_name[(self.start.month + 10) % 12 + 1]
        told = f"The council’s year runs from {first} to {last}."
        marked = "; ".join(f"{mark.words}, {short_date(mark.day)}" for mark in self.marks)
        return f"{told} Marked: {marked}." if marked else told


def _share(start: dt.date, day: dt.date) -> float:
    """Where a date stands in the year of twelve equal months, in per cent; below 0 or above 100 when outside."""
    months = (day.year - start.year) * 12 + day.month - start.month
    days = calendar.monthrange(day.year, day.month)[1]
    return (months + (day.day - 0.5) / days) * 100 / 12


@dataclass(frozen=True, slots=True)
class Dated:
    """Something on a day: what it is, where to read on, and a line about it."""

    day: dt.date
    title: str
    href: str = ""
    text: str = ""
    late: bool = False
