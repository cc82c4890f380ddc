"""Filters: amounts, dates and counts as the council writes them."""

import datetime as dt
from urllib.parse import quote, unquote

from django.utils.encoding import iri_to_uri

from wapentake.foundation import calendars, money

from .pictures import MARKS, METHODS, ordinal, share_scale


def count_of(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 action`, `2 actions`, `12,400 people`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def spelt(number: int) -> str:
    """Return a whole number up to ten as a word, larger ones in figures."""
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return small[number] if 0 <= number <= 10 else f"{number:,}"


def file_size(size: int) -> str:
    """Return a file's size as people read it: `1 KB` at least, `340 KB`, `1.4 MB`."""
    return f"{max(1, round(size / 1000)):,} KB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"


def brief_date(day: dt.date) -> str:
    """Return a date where there is little room, like `24 Nov`."""
    return f"{day.day} {day:%b}"


def weekday_date(day: dt.date) -> str:
    """Return a date with its day, like `Tuesday 24 November`."""
    return f"{day:%A} {calendars.short_date(day)}"


def published(at: dt.datetime) -> str:
    """Return a moment as the footer says it, like `24 November 2026 at 9:12am`, in London's time."""
    local = at.astimezone(calendars.LONDON)
    return f"{calendars.long_date(local.date())} at {calendars.clock_time(local)}"


def mailto(address: str) -> str:
    """Return the link that writes to an e-mail address, its odd characters encoded (RFC 6068)."""
    return "mailto:" + quote(address, safe="@")


def address_of(link: str) -> str:
    """Return the address that such a link writes to, as people read it."""
    return unquote(link.removeprefix("mailto:"))


FILTERS = {
    "pounds": money.pounds,
    "pounds_short": money.pounds_short,
    "long_date": calendars.long_date,
    "london_date": calendars.london_date,
    "short_date": calendars.short_date,
    "brief_date": brief_date,
    "weekday_date": weekday_date,
    "clock_time": calendars.clock_time,
    "published": published,
    "count_of": count_of,
    "file_size": file_size,
    "spelt": spelt,
    "ordinal": ordinal,
    "mailto": mailto,
    "address_of": address_of,
    "web": iri_to_uri,
    "one_scale": share_scale,
}
NAMES = {"marks": MARKS, "methods": METHODS}
