"""Two calendars, both London's."""

import datetime as dt
import json
import os
from pathlib import Path

import holidays
import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from wapentake.foundation import calendars
from wapentake.foundation.calendars import (
    FinancialYear,
    MunicipalYear,
    is_working_day,
    working_days_after,
    working_days_before,
)


@pytest.mark.parametrize("year", [2024, 2030])
def test_half_past_midnight_on_1_april_is_the_new_year(year):
    """In UTC it is still 31 March: a clock in UTC would put the money into the closed year."""
    moment = dt.datetime(year, 3, 31, 23, 30, tzinfo=dt.UTC)
    with time_machine.travel(moment, tick=False):
        assert calendars.today() == dt.date(year, 4, 1)
        assert FinancialYear.of(calendars.today()).label == f"{year}/{(year + 1) % 100:02d}"
        assert FinancialYear.of(moment.date()).starts_in == year - 1  # what a UTC date would have said


def test_the_clock_that_goes_back_gives_one_date():
    with time_machine.travel(dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC), tick=False):
        first = calendars.now()
    with time_machine.travel(dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC), tick=False):
        second = calendars.now()
    assert (first.hour, second.hour) == (1, 1)
    assert first.date() == second.date()
    assert second.timestamp() - first.timestamp() == 3600


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_every_day_is_in_one_year_of_each_kind(day):
    for kind in (FinancialYear, MunicipalYear):
        year = kind.of(day)
        assert year.start <= day <= year.end
        assert kind.of(year.end + calendars.DAY).starts_in == year.starts_in + 1


def test_working_days_leave_out_weekends_and_bank_holidays():
    assert working_days_after(dt.date(2026, 12, 24), 1) == dt.date(
        2026, 12, 29
    )  # 28th is the substitute for Boxing Day
    assert working_days_after(dt.date(2026, 11, 20), 10) == dt.date(2026, 12, 4)
    assert not calendars.is_working_day(dt.date(2024, 5, 6))


@given(st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)), st.integers(1, 60))
def test_working_days_after_counts_exactly(day, count):
    end = working_days_after(day, count)
    between = [day + dt.timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(map(calendars.is_working_day, between)) == count
    assert calendars.is_working_day(end)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ((9, 12), "9:12am"), ((18, 0), "6pm"), ((0, 0), "midnight"),
        ((12, 0), "midday"), ((12, 5), "12:05pm"), ((0, 7), "12:07am"),
    ],
)  # fmt: skip
def test_times_as_the_council_writes_them(at, words):
    assert calendars.clock_time(dt.time(*at)) == words


def test_dates_as_the_council_writes_them():
    assert calendars.long_date(dt.date(2026, 11, 4)) == "4 November 2026"


def test_a_moment_needs_its_time_zone():
    with pytest.raises(ValueError, match="time zone"):
        calendars.london_date(dt.datetime(2026, 4, 1))


def test_bank_holidays_are_the_librarys():
    """After an update of the library, with new days proclaimed: HOLIDAYS=write pytest this file."""
    days = sorted(holidays.country_holidays("GB", subdiv="ENG", years=range(2000, 2061)))
    file = Path(calendars.__file__).parent / "data" / "bank_holidays.json"
    if os.environ.get("HOLIDAYS") == "write":
        file.write_text(json.dumps([day.isoformat() for day in days], indent=0) + "\n")
    assert calendars._bank_holidays() == frozenset(days)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 40))
def test_working_days_are_counted_back_as_they_are_counted_forward(day: dt.date, count: int) -> None:
    before = working_days_before(day, count)
    between = sum(is_working_day(before + dt.timedelta(days=n)) for n in range((day - before).days))
    assert between == count
    assert count == 0 or is_working_day(before)
