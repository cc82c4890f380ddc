"""Events as calendars read them (RFC 5545)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings

from ..pages import CalendarEvent

if TYPE_CHECKING:
    from icalendar import Event

# How often a calendar that follows the feed should ask again.
AGAIN = "PT6H"


def calendar(name: str, events: Sequence[CalendarEvent]) -> bytes:
    """Return some events as one calendar. Times are London's, with their rules of summer time."""
    from icalendar import Calendar  # here, since only workers make calendars and it costs each 8 MB

    made = Calendar()
    made.add("prodid", "-//Wapentake//Events//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"{settings.WAPENTAKE_SITE_NAME}: {name}")
    made.add("x-wr-timezone", "Europe/London")
    made.add("x-published-ttl", AGAIN)
    for one in events:
        made.add_component(_event(one))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _event(one: CalendarEvent) -> "Event":
    from icalendar import Event

    made = Event()
    made.add("uid", one.uid)
    made.add("dtstamp", one.stamp)
    made.add("sequence", one.sequence)
    made.add("dtstart", one.begins)
    made.add("dtend", one.ends)
    made.add("summary", one.title)
    made.add("location", one.place)
    made.add("description", f"{one.text}\n\n{one.address}")
    made.add("url", one.address)
    return made
