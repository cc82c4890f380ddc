"""Events as calendars read them: one, a ward's, the borough's; by the rules of RFC 5545, over the change of time."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from wapentake.foundation.calendars import LONDON
from wapentake.publishing import documents
from wapentake.publishing.pages import CalendarEvent

AT = dt.datetime(2026, 11, 24, 9, tzinfo=LONDON)


def event(**more: object) -> CalendarEvent:
    given = {
        "uid": "a@b", "stamp": AT, "sequence": 0, "begins": AT, "ends": AT + dt.timedelta(hours=2), "title": "Fair",
        "place": "Unity Centre", "text": "Come.", "address": "https://example.org/news/fair/",
    }  # fmt: skip
    return CalendarEvent(**{**given, **more})


@pytest.mark.parametrize(("month", "utc"), [(1, 10), (7, 9)])
def test_times_are_londons_in_winter_and_in_summer(month: int, utc: int) -> None:
    begins = dt.datetime(2027, month, 12, 10, tzinfo=LONDON)
    made = documents.calendar("Events", [event(begins=begins, ends=begins + dt.timedelta(hours=1))])
    assert b"BEGIN:VTIMEZONE" in made
    assert b"DTSTART;TZID=Europe/London:2027" in made
    found = Calendar.from_ical(made).walk("VEVENT")[0]["dtstart"].dt
    assert found.astimezone(dt.UTC).hour == utc


@settings(max_examples=30)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=300))
def test_any_words_come_back_and_no_line_is_too_long(text: str) -> None:
    made = documents.calendar("Events", [event(title=text, place=text)])
    assert max(len(line) for line in made.split(b"\r\n")) <= 75
    assert b"\n" not in made.replace(b"\r\n", b"")
    [found] = Calendar.from_ical(made).walk("VEVENT")
    assert (str(found["summary"]), str(found["location"])) == (text, text)


def test_nobody_writes_a_second_event_into_a_title() -> None:
    made = documents.calendar("Events", [event(title="Fair\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:x")])
    assert len(Calendar.from_ical(made).walk("VEVENT")) == 1
