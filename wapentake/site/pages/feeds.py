"""A ward's sections as feeds: what came of its priorities, and what residents are asked."""

import datetime as dt
from dataclasses import dataclass, replace

from django.urls import reverse

from wapentake.foundation.calendars import DAY, long_date, start_of_day
from wapentake.office.queries import LeftOut
from wapentake.office.states import HeldPart
from wapentake.places.models import Ward
from wapentake.plans.queries import calls_in, progress_in_ward, published_priorities

SHOWN = 30


@dataclass(frozen=True)
class Entry:
    """One thing in a feed: `key` tells it from others at the same address."""

    title: str
    href: str
    key: str
    text: str
    at: dt.datetime


@dataclass(frozen=True)
class FeedPage:
    """A feed, newest first; empty where publicity is held."""

    title: str
    href: str
    page: str
    entries: list[Entry]
    shows: set[str]
    valid_until: dt.datetime


def priorities_feed(ward: Ward, on: dt.date, held: LeftOut) -> FeedPage:
    """Return what came of a ward's priorities."""
    notes = [] if HeldPart.PROGRESS in held else progress_in_ward(ward, on, SHOWN)
    entries = [
        Entry(
            note.action.priority.title, reverse("site:priority", args=[ward.slug, note.action.priority.slug]),
            f"#note-{note.pk}", note.text, start_of_day(note.on),
        )
        for note in notes
    ]  # fmt: skip
    page = _feed(ward, on, f"Progress in {ward.name}", "site:ward_priorities", entries)
    return replace(page, shows=page.shows | {one.ref for one in published_priorities(ward, on)})


def asked_feed(ward: Ward, on: dt.date, held: LeftOut) -> FeedPage:
    """Return what residents of a ward are asked and were asked."""
    calls = [] if HeldPart.WORDS in held else calls_in(ward)
    entries = [
        Entry(
            call.title, reverse("plans:input_page", args=[ward.slug, call.slug]), "",
            f"Open until the end of {long_date(call.closes_on)}.", start_of_day(call.opens_on),
        )
        for call in calls if call.opens_on <= on
    ]  # fmt: skip
    return _feed(ward, on, f"Have your say in {ward.name}", "site:ward_asked", entries)


def _feed(ward: Ward, on: dt.date, title: str, name: str, entries: list[Entry]) -> FeedPage:
    newest = sorted(entries, key=lambda one: one.at, reverse=True)[:SHOWN]
    shows = {ward.ref, "council:all", "input:all"}
    own, page = reverse(f"{name}_feed", args=[ward.slug]), reverse(name, args=[ward.slug])
    return FeedPage(title, own, page, newest, shows, start_of_day(on + DAY))
