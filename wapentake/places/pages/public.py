"""What the public pages of places show."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from wapentake.design.pictures import Outline, WardMap
from wapentake.foundation.calendars import long_date, start_of_day

from ..models import Edition, Ward
from ..queries import (
    Heir,
    PostcodeAnswer,
    current_edition,
    earlier_wards,
    editions,
    map_of,
    outline_of,
    predecessors,
    schematic_on,
    successors,
)
from ..states import AnswerKind

FIND_COUNCIL = "https://www.gov.uk/find-local-council"
SKETCH = "The map is a sketch drawn from a few places in each ward. It does not show the legal boundaries."


@dataclass(frozen=True)
class WardsPage:
    """The wards on a day: the map and its lists, and the wards of earlier editions as (name of edition, links)."""

    council: str
    map: WardMap
    sketch: str
    since: str
    earlier: list[tuple[str, list[tuple[str, str]]]]
    valid_until: dt.datetime | None

    @property
    def has_map(self) -> bool:
        return any(area.path for area in self.map.areas)


@dataclass(frozen=True)
class Now:
    """A ward that took over ground, or gave it: its name, its page and how much of the ground."""

    name: str
    href: str
    share: str


@dataclass(frozen=True)
class EarlierPage:
    """A ward of an earlier edition: from when to when, what it became, what it had come from."""

    ward: Ward
    edition: str
    dates: str
    outline: Outline | None
    became: list[Now]
    came_from: list[Now]
    order: str
    order_link: str
    shows: set[str]


@dataclass(frozen=True)
class FindPage:
    """The answer to a postcode that leads to no ward's page, and the ways on as (label, address)."""

    council: str
    heading: str
    sentence: str
    ways_on: list[tuple[str, str]]


def wards_paths() -> list[str]:
    """Return the address of the list of wards."""
    return [reverse("places:wards")]


def wards_page(on: dt.date) -> WardsPage | None:
    """Return the list of wards on a day, or None before any are set up."""
    edition, drawn = current_edition(on), map_of(on)
    if edition is None or drawn is None:
        return None
    following = [other for other in editions() if other.from_date > on]
    earlier: dict[str, list[tuple[str, str]]] = {}
    for ward in earlier_wards(on):
        earlier.setdefault(ward.edition.name, []).append((_until(ward), _earlier_href(ward)))
    return WardsPage(
        council=settings.WAPENTAKE_COUNCIL,
        map=drawn,
        sketch=SKETCH if schematic_on(on) else "",
        since=f"These wards have stood since {long_date(edition.from_date)}.",
        earlier=list(earlier.items()),
        valid_until=start_of_day(following[0].from_date) if following else None,
    )


def _until(ward: Ward) -> str:
    """A ward of earlier boundaries by its name and its last year: many keep their name."""
    ended = ward.edition.to_date
    return f"{ward.name}, until {ended.year}" if ended else ward.name


def earlier_paths(on: dt.date) -> list[str]:
    """Return the address of every ward of the editions before a day's."""
    return [_earlier_href(ward) for ward in earlier_wards(on)]


def earlier_page(ward: Ward) -> EarlierPage:
    """Return what is shown of a ward that has been replaced."""
    edition, became, came_from = ward.edition, successors(ward), predecessors(ward)
    last = edition.to_date - dt.timedelta(days=1) if edition.to_date else None
    order = became[0].ward.edition if became else None
    return EarlierPage(
        ward=ward,
        edition=edition.name,
        dates=f"from {long_date(edition.from_date)}" + (f" to {long_date(last)}" if last else " on"),
        outline=outline_of(ward),
        became=[_now(heir, "its") for heir in became],
        came_from=[_now(heir, "that ward’s") for heir in came_from],
        order=_order(order),
        order_link=order.legal_order_link if order else "",
        shows={"council:all", ward.ref, *(heir.ward.ref for heir in became)},
    )


def find_page(answer: PostcodeAnswer | None) -> FindPage:
    """Return the page of the postcode question: before it is asked, or with an answer that leads to no ward."""
    ways = [("Choose your ward from the list", reverse("places:wards"))]
    if answer and answer.kind is AnswerKind.TERMINATED and answer.ward:
        ways.insert(0, (f"Go to {answer.ward.name} ward", reverse("site:ward", args=[answer.ward.slug])))
    if answer and answer.kind in {AnswerKind.OTHER_COUNCIL, AnswerKind.NOT_ENGLISH}:
        ways.insert(0, ("Find your own council on GOV.UK", FIND_COUNCIL))
    heading = HEADINGS.get(answer.kind, "Find your ward") if answer else "Find your ward"
    return FindPage(settings.WAPENTAKE_COUNCIL, heading, answer.sentence if answer else "", ways)


HEADINGS = {
    AnswerKind.TERMINATED: "That postcode is no longer in use",
    AnswerKind.OTHER_COUNCIL: "That postcode is in another council",
    AnswerKind.NOT_ENGLISH: "That postcode is not in England",
    AnswerKind.UNKNOWN: "We cannot find that postcode",
}


def _now(heir: Heir, whose: str) -> Now:
    ward = heir.ward
    current = ward.edition.to_date is None
    href = reverse("site:ward", args=[ward.slug]) if current else _earlier_href(ward)
    share = "" if heir.share is None else _share(heir.share, whose)
    return Now(ward.name, href, share)


def _share(share: float, whose: str) -> str:
    percent = round(share * 100)
    return f"all of {whose} postcodes" if percent == 100 else f"{max(percent, 1)}% of {whose} postcodes"


def _order(edition: Edition | None) -> str:
    return edition.legal_order if edition else ""


def _earlier_href(ward: Ward) -> str:
    return reverse("places:earlier", args=[ward.slug, ward.edition.from_date.year])
