"""What residents read of one item: its page, what it tells of, how to pass it on, and what was corrected."""

import datetime as dt
from dataclasses import dataclass, replace

from django.conf import settings
from django.urls import reverse

from wapentake.foundation.calendars import london_date, long_date
from wapentake.funding.models import Application
from wapentake.plans.models import Priority

from ..models import Item
from ..queries import held_items, is_out, item_refs, wards_of
from ..states import ItemKind, ItemState
from .prose import Block, blocks_of, plain_text
from .public import decided_words, happens_words, soonest

# Letters of a text to pass on, with its address: what the shortest and the usual services take.
SHORT, MIDDLE, LONG = 140, 280, 600
MORE = "…"


@dataclass(frozen=True)
class Tie:
    """What an item tells of: what that is, its words, and where it leads."""

    label: str
    text: str
    href: str


@dataclass(frozen=True)
class ItemPage:
    """One item, whole."""

    item: Item
    kind: str
    when: str
    happens: str
    decided: str
    where: list[tuple[str, str]]
    ties: list[Tie]
    body: list[Block]
    photo: str
    photo_address: str
    address: str
    share: list[tuple[str, str]]
    calendar: str
    corrections: list[tuple[str, str]]
    refs: set[str]
    valid_until: dt.datetime | None


@dataclass(frozen=True)
class Tombstone:
    """What stands at the address of an item that was withdrawn."""

    when: str
    words: str


def item_page(item: Item, at: dt.datetime) -> ItemPage | None:
    """Return an item's page at a moment; None where it is not out, or a publicity hold leaves it out."""
    if not is_out(item, at) or held_items([item], at):
        return None
    return _page(item, at)


def preview_page(item: Item, at: dt.datetime) -> ItemPage:
    """Return an item's page as residents will see it, whether it is out or not; its photo comes from the desk."""
    page = _page(item, at)
    photo = reverse("publishing:desk_photo", args=[item.pk]) if page.photo else ""
    return replace(page, photo=photo, when=page.when or long_date(london_date(at)))


def tombstone(item: Item) -> Tombstone | None:
    """Return what is said of an item that residents could read once, and that was withdrawn; None for any other."""
    if item.state != ItemState.WITHDRAWN or item.withdrawn_at is None:
        return None
    return Tombstone(long_date(london_date(item.withdrawn_at)), item.withdrawn_words)


def _page(item: Item, at: dt.datetime) -> ItemPage:
    wards = wards_of(item)
    path, site = reverse("publishing:item", args=[item.slug]), settings.WAPENTAKE_ADDRESS.rstrip("/")
    photo = reverse("publishing:photo", args=[item.slug, "wide"]) if hasattr(item, "photo") else ""
    return ItemPage(
        item=item,
        kind=item.get_kind_display(),
        when=long_date(london_date(item.out_from)) if item.out_from else "",
        happens=happens_words(item),
        decided=decided_words(item),
        where=[(ward.name, reverse("publishing:ward_news", args=[ward.slug])) for ward in wards],
        ties=ties_of(item),
        body=blocks_of(item.body),
        photo=photo,
        photo_address=f"{site}{photo}" if photo else "",
        address=f"{site}{path}",
        share=share_texts(item, f"{site}{path}"),
        calendar=reverse("publishing:event_ics", args=[item.slug]) if item.kind == ItemKind.EVENT else "",
        corrections=[(long_date(london_date(one.at)), one.what) for one in item.corrections.all()],
        refs=item_refs(item) | {one.ref for one in _told_of(item)},
        valid_until=soonest(at, item.out_until),
    )


def ties_of(item: Item) -> list[Tie]:
    """Return what an item tells of, each with where it leads."""
    found = []
    if item.priority is not None:
        found.append(Tie("It serves a priority", item.priority.title, _priority_href(item.priority)))
    if item.action is not None:
        found.append(Tie("It tells of an action", item.action.text, _priority_href(item.action.priority)))
    if item.award is not None:
        href = reverse("funding:award", args=[item.award.reference])
        found.append(Tie("It tells of an award", f"{item.award.organisation.name}: {item.award.title}", href))
    if item.role is not None:
        href = f"{reverse('publishing:good_practice')}#role-{item.role.key}"
        found.append(Tie("It shows a role of the councillor", item.role.name, href))
    return found


def _told_of(item: Item) -> list[Priority | Application]:
    """Return the records at whose news the page is made anew."""
    told = [item.priority, item.action.priority if item.action else None, item.award]
    return [one for one in told if one is not None]


def _priority_href(priority: Priority) -> str:
    return reverse("site:priority", args=[priority.ward.slug, priority.slug])


def share_texts(item: Item, address: str) -> list[tuple[str, str]]:
    """Return an item's words to pass on, short, middle and long, each with its address and how long it may be."""
    when = happens_words(item) or decided_words(item)
    title = item.title.rstrip(".")
    first = next((line for line in plain_text(item.body).split("\n\n") if line), "")
    middle = [f"{title}.", *([f"{when}."] if when else []), item.summary]
    return [
        ("Short", _with_address([title], address, SHORT)),
        ("Middle", _with_address(middle, address, MIDDLE)),
        ("Long", _with_address([*middle, first], address, LONG)),
    ]


def _with_address(parts: list[str], address: str, most: int) -> str:
    """Put words and an address into so many letters: the address is whole, the words end at a word."""
    words, room = " ".join(" ".join(parts).split()), most - len(address) - 1
    if len(words) > room:
        words = words[: max(0, room - len(MORE))].rsplit(" ", 1)[0].rstrip(" ,;:.") + MORE
    return f"{words} {address}"
