"""Events: what is to come and what was, of the borough and of a ward, and as calendars read them."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from wapentake.foundation.calendars import LONDON
from wapentake.places.models import Ward
from wapentake.places.queries import wards_on

from ..models import Item
from ..queries import events_out, held_items, next_change, refs_of_items
from .prose import plain_text
from .public import NewsLine, ends_of, line_of, soonest

SHOWN = 100


@dataclass(frozen=True)
class EventsPage:
    """The events of the borough or of a ward: to come, the next first; past, the last first."""

    title: str
    ward: Ward | None
    coming: list[NewsLine]
    past: list[NewsLine]
    left_out: str
    calendar: str
    shown: list[Item]
    refs: set[str]
    valid_until: dt.datetime | None


@dataclass(frozen=True)
class CalendarEvent:
    """An event as a calendar takes it."""

    uid: str
    stamp: dt.datetime
    sequence: int
    begins: dt.datetime
    ends: dt.datetime
    title: str
    place: str
    text: str
    address: str


def event_paths(on: dt.date, name: str) -> list[str]:
    """Return the address of every ward's page, or feed, of events on a day."""
    return [reverse(f"publishing:{name}", args=[ward.slug]) for ward in wards_on(on)]


def events_page(ward: Ward | None, at: dt.datetime) -> EventsPage:
    """Return the events at a moment, without what a publicity hold leaves out."""
    rows = list(events_out(at, ward)[:SHOWN])
    held = held_items(rows, at)
    shown = [item for item in rows if item.pk not in held]
    coming = [item for item in shown if (ends_of(item) or at) > at]
    past = [item for item in shown if item not in coming]
    names = {f"news:{ward.code}", "news:everywhere", ward.ref} if ward else {"news:all"}
    return EventsPage(
        title=f"Events in {ward.name}" if ward else "Events",
        ward=ward,
        coming=[line_of(item) for item in sorted(coming, key=lambda item: item.happens_at or at)],
        past=[line_of(item) for item in past],
        left_out=next((one.sentence for one in held.values()), ""),
        calendar=reverse("publishing:ward_events_ics", args=[ward.slug]) if ward else reverse("publishing:events_ics"),
        shown=shown,
        refs=names | refs_of_items(rows),
        valid_until=soonest(at, next_change(at, ward), *(ends_of(item) for item in coming)),
    )


def calendar_events(items: list[Item]) -> list[CalendarEvent]:
    """Return events as calendars take them, in their order."""
    return [calendar_event(item) for item in items if item.happens_at is not None]


def calendar_event(item: Item) -> CalendarEvent:
    """Return one event; without an end it is taken to last an hour. What is corrected keeps its name."""
    assert item.happens_at is not None
    site = settings.WAPENTAKE_ADDRESS.rstrip("/")
    begins = item.happens_at.astimezone(LONDON)
    ends = item.happens_until.astimezone(LONDON) if item.happens_until else begins + dt.timedelta(hours=1)
    return CalendarEvent(
        uid=f"{item.slug}@{site.partition('://')[2].partition('/')[0].partition(':')[0]}",
        stamp=item.corrected_at or item.out_from or begins,
        sequence=len(item.corrections.all()),
        begins=begins,
        ends=ends,
        title=item.title,
        place=item.venue,
        text=f"{item.summary}\n\n{plain_text(item.body)}".strip(),
        address=f"{site}{reverse('publishing:item', args=[item.slug])}",
    )
