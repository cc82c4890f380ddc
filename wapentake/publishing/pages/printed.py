"""What is posted as it is printed: a ward's newsletter, a flyer, a press release."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from wapentake.foundation.calendars import LONDON, clock_time, london_date, long_date
from wapentake.places.models import Ward

from ..models import Item
from ..queries import events_out, held_items, out_at, wards_of
from .prose import Block, blocks_of
from .public import decided_words, ends_of, happens_words

FITS = 6  # items that a newsletter has, where nobody chooses
SHOWN = 30


@dataclass(frozen=True)
class Printed:
    """An item for paper."""

    item: Item
    kind: str
    where: str
    happens: str
    decided: str
    day: str
    hours: str
    body: list[Block]
    address: str
    release: str
    notes: list[str]


@dataclass(frozen=True)
class Newsletter:
    """Several items of a ward for paper, with what is coming up."""

    title: str
    lede: str
    items: list[Printed]
    coming: list[tuple[str, str]]
    address: str


def printed(item: Item, at: dt.datetime) -> Printed:
    """Return an item for paper."""
    begins = item.happens_at.astimezone(LONDON) if item.happens_at else None
    until = f" to {clock_time(item.happens_until.astimezone(LONDON))}" if item.happens_until else ""
    where = ", ".join(ward.name for ward in wards_of(item)) or "every ward"
    free = "The photo and the words" if hasattr(item, "photo") else "The words"
    return Printed(
        item=item,
        kind=item.get_kind_display(),
        where=where,
        happens=happens_words(item),
        decided=decided_words(item),
        day=f"{begins:%A} {long_date(begins.date())}" if begins else "",
        hours=f"{clock_time(begins)}{until}" if begins else "",
        body=blocks_of(item.body),
        address=_site(reverse("publishing:item", args=[item.slug])),
        release=_release(item, at),
        notes=[
            f"This is about {where}.",
            *([f"The decision stands at {item.decision_link}"] if item.decision_link else []),
            *(f"Corrected on {long_date(london_date(one.at))}: {one.what}" for one in item.corrections.all()),
            f"{free} may be used freely with the council named as their source.",
        ],
    )  # fmt: skip


def _release(item: Item, at: dt.datetime) -> str:
    """Say from when on a press release may be used."""
    if item.out_from is not None and item.out_from > at:
        begins = item.out_from.astimezone(LONDON)
        return f"Not for use before {clock_time(begins)} on {long_date(begins.date())}"
    return f"For immediate release, {long_date(london_date(at))}"


def newsletter_choices(ward: Ward, at: dt.datetime) -> list[Item]:
    """Return what a ward's newsletter may have: what is out and not held, newest first."""
    rows = list(out_at(at, ward).prefetch_related("corrections")[:SHOWN])
    held = held_items(rows, at)
    return [item for item in rows if item.pk not in held]


def newsletter(ward: Ward, chosen: Collection[int], at: dt.datetime) -> Newsletter:
    """Return the newsletter of a ward with the items that were chosen; what is held meanwhile is not in it."""
    items = [item for item in newsletter_choices(ward, at) if item.pk in chosen]
    events = list(events_out(at, ward)[:SHOWN])
    held = held_items(events, at)
    coming = [item for item in events if item.pk not in held and (ends_of(item) or at) > at]
    coming.sort(key=lambda item: item.happens_at or at)
    return Newsletter(
        title=f"News of {ward.name}",
        lede=f"{london_date(at):%B %Y}",
        items=[printed(item, at) for item in items],
        coming=[(item.title, happens_words(item)) for item in coming],
        address=_site(reverse("site:ward", args=[ward.slug])),
    )


def _site(path: str) -> str:
    return settings.WAPENTAKE_ADDRESS.rstrip("/") + path
