"""What residents read: the news of the borough and of a ward."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from wapentake.foundation.calendars import LONDON, clock_time, london_date, long_date
from wapentake.places.models import Ward
from wapentake.places.queries import wards_on

from ..models import Correction, Item
from ..queries import held_items, next_change, out_at, refs_of_items, wards_of
from ..states import ItemKind, ItemState

SHOWN = 50


@dataclass(frozen=True)
class NewsLine:
    """An item as lists show it."""

    title: str
    href: str
    summary: str
    when: str
    where: str
    kind: str
    photo: str
    alt: str


@dataclass(frozen=True)
class NewsPage:
    """The news of the borough, or of a ward; newest first. `shown` are the items themselves, as feeds list them."""

    title: str
    ward: Ward | None
    coming: list[NewsLine]
    items: list[NewsLine]
    shown: list[Item]
    left_out: str
    feed: str
    calendar: str
    changed: dt.datetime | None
    refs: set[str]
    valid_until: dt.datetime | None


def news_paths(on: dt.date) -> list[str]:
    """Return the address of every list of news on a day."""
    wards = [reverse("publishing:ward_news", args=[ward.slug]) for ward in wards_on(on)]
    return [reverse("publishing:news"), *wards]


def item_paths(at: dt.datetime) -> list[str]:
    """Return the address of every item that is out, or has its day still to come."""
    return [reverse("publishing:item", args=[item.slug]) for item in _known(at)]


def photo_paths(at: dt.datetime) -> list[str]:
    """Return the address of both sizes of every photo of these items."""
    return [
        reverse("publishing:photo", args=[item.slug, size])
        for item in _known(at)
        if hasattr(item, "photo")
        for size in ("wide", "small")
    ]


def event_ics_paths(at: dt.datetime) -> list[str]:
    """Return the address of every event of these as a calendar reads it."""
    return [reverse("publishing:event_ics", args=[item.slug]) for item in _known(at) if item.kind == ItemKind.EVENT]


def _known(at: dt.datetime) -> list[Item]:
    rows = Item.objects.filter(state=ItemState.APPROVED).select_related("photo")
    return [item for item in rows if item.out_until is None or item.out_until > at]


def news_page(ward: Ward | None, at: dt.datetime) -> NewsPage:
    """Return the news as it stands at a moment, without what a publicity hold leaves out."""
    rows = list(out_at(at, ward)[:SHOWN])
    held = held_items(rows, at)
    shown = [item for item in rows if item.pk not in held]
    coming = sorted((item for item in shown if (ends_of(item) or at) > at), key=lambda item: item.happens_at or at)
    names = {f"news:{ward.code}", "news:everywhere"} if ward else {"news:all"}
    refs = {*names, *refs_of_items(rows)}
    return NewsPage(
        title=f"News of {ward.name}" if ward else "News",
        ward=ward,
        coming=[line_of(item) for item in coming],
        items=[line_of(item) for item in shown if item not in coming],
        shown=shown,
        left_out=next((one.sentence for one in held.values()), ""),
        feed=reverse("publishing:ward_feed", args=[ward.slug]) if ward else reverse("publishing:feed"),
        calendar=_events_href(ward),
        changed=max((item.corrected_at or item.out_from for item in shown if item.out_from), default=None),
        refs=refs | ({ward.ref} if ward else set()),
        valid_until=soonest(at, next_change(at, ward), *(ends_of(item) for item in coming)),
    )


def _events_href(ward: Ward | None) -> str:
    return reverse("publishing:ward_events", args=[ward.slug]) if ward else reverse("publishing:events")


def line_of(item: Item) -> NewsLine:
    """Return an item as lists show it."""
    where = ", ".join(ward.name for ward in wards_of(item)) or "Every ward"
    when = happens_words(item) or (long_date(london_date(item.out_from)) if item.out_from else "")
    photo = reverse("publishing:photo", args=[item.slug, "small"]) if hasattr(item, "photo") else ""
    return NewsLine(
        item.title, reverse("publishing:item", args=[item.slug]), item.summary, when, where,
        item.get_kind_display() if item.kind != ItemKind.NEWS else "", photo, item.photo.alt if photo else "",
    )  # fmt: skip


def happens_words(item: Item | Correction) -> str:
    """Say when and where an event is; nothing for anything else."""
    if item.happens_at is None:
        return ""
    begins = item.happens_at.astimezone(LONDON)
    until = f" to {clock_time(item.happens_until.astimezone(LONDON))}" if item.happens_until else ""
    return f"{begins:%A} {long_date(begins.date())}, {clock_time(begins)}{until}, {item.venue}"


def decided_words(item: Item | Correction) -> str:
    """Say who decided what an item explains, and when; nothing for anything else."""
    return f"Decided by {item.decided_by.rstrip('.')} on {long_date(item.decided_on)}" if item.decided_on else ""


def ends_of(item: Item) -> dt.datetime | None:
    """Return when an event is over; nothing for anything else."""
    return item.happens_until or item.happens_at


def soonest(at: dt.datetime, *moments: dt.datetime | None) -> dt.datetime | None:
    """Return the first of some moments that lies ahead; nothing where none does."""
    return min((each for each in moments if each is not None and each > at), default=None)
