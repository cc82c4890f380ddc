"""The register of interests: as residents read it, and as the member keeps it."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.urls import reverse

from wapentake.foundation.calendars import london_date, long_date, start_of_day
from wapentake.foundation.verdicts import Verdict

from ..models import Councillor, Interest
from ..queries import Roles, begun_on, live_terms, register_of, versions_of
from ..rules import (
    days_left_to_register,
    may_keep_register,
    may_see_withheld,
    may_settle_withholding,
    published_words,
    register_by,
)
from ..states import InterestCategory
from .councillors import next_change


@dataclass(frozen=True)
class PublicEntry:
    """One interest as everybody may read it: never whose it is, so that no relative is told of (section 30)."""

    text: str
    since: str


@dataclass(frozen=True)
class RegisterPage:
    """A member's published register."""

    name: str
    href: str
    sections: list[tuple[str, list[PublicEntry]]]
    nothing_under: list[str]
    withheld: int
    asked: int
    shows: frozenset[str]
    until: dt.datetime | None


def register_page(councillor: Councillor, at: dt.datetime) -> RegisterPage:
    """Return the register as it stands at a moment.

    Of withheld interests it says only that there are some, not even their category (Localism Act 2011, section 32), and
    so of those that a member asks to withhold, until the Monitoring Officer has settled it.
    """
    register = list(register_of(councillor, at))
    entries: dict[str, list[PublicEntry]] = {label: [] for label in InterestCategory.labels}
    for interest in register:
        if not interest.sensitive:
            entries[interest.get_category_display()].append(_public(interest))
    return RegisterPage(
        name=str(councillor),
        href=reverse("office:councillor", args=[councillor.slug]),
        sections=[(label, found) for label, found in entries.items() if found],
        nothing_under=[label for label, found in entries.items() if not found],
        withheld=sum(interest.withholding_agreed for interest in register),
        asked=sum(interest.asks_to_withhold for interest in register),
        shows=frozenset({councillor.ref, "council:all"}),
        until=_until(councillor, at),
    )


def _public(interest: Interest) -> PublicEntry:
    return PublicEntry(interest.description, f"Since {long_date(interest.arose_on)}")


def _until(councillor: Councillor, at: dt.datetime) -> dt.datetime | None:
    """An interest that ends, or a term that does, changes the page though nobody touches it."""
    on = london_date(at)
    ends = [start_of_day(one.ended_on) for one in register_of(councillor, at) if one.ended_on and one.ended_on > on]
    return min([*ends, *filter(None, [next_change(on)])], default=None)


def register_paths(on: dt.date) -> list[str]:
    """Return the address of the register of everybody with a seat."""
    terms = live_terms(on, include_suspended=True).select_related("councillor")
    return [reverse("office:register", args=[term.councillor.slug]) for term in terms]


@dataclass(frozen=True)
class DeskEntry:
    """One interest as its keeper sees it, with what the 28 days say and how it came to stand as it does."""

    key: uuid.UUID
    category: str
    holder: str
    text: str
    organisation: str
    arose: str
    ended: str
    withheld: str
    to_settle: bool
    clock: str
    late: bool
    history: list[str]


@dataclass(frozen=True)
class RegisterDesk:
    """A member's register at the desk, as at a day."""

    councillor: Councillor
    own: bool
    as_at: dt.date
    is_now: bool
    may_change: Verdict
    first_by: str
    entries: list[DeskEntry]


def register_desk(councillor: Councillor, roles: Roles, at: dt.datetime, *, now: dt.datetime) -> RegisterDesk:
    """Return a register as at a moment. Whoever may not see withheld interests sees what residents see of them."""
    begun = begun_on(councillor)
    found = register_of(councillor, at, ended=True).select_related("organisation", "councillor")
    versions = versions_of(councillor)
    return RegisterDesk(
        councillor=councillor,
        own=roles.councillor is not None and roles.councillor.pk == councillor.pk,
        as_at=london_date(at),
        is_now=at == now,
        may_change=may_keep_register(roles, councillor),
        first_by=_first_words(councillor, at) if not versions else "",
        entries=[_desk_entry(interest, versions[interest.entry], begun, roles) for interest in found],
    )


def _first_words(councillor: Councillor, at: dt.datetime) -> str:
    """Until when a new member registers what they had when they came into office (Localism Act 2011, section 30)."""
    first = begun_on(councillor)
    if first is None or first > london_date(at):
        return ""
    begun, last = long_date(first), long_date(register_by(first))
    return f"Came into office on {begun}: every interest held then is registered by {last}."


def _desk_entry(interest: Interest, versions: list[Interest], begun: dt.date | None, roles: Roles) -> DeskEntry:
    first = london_date(versions[-1].recorded_at)
    shown = bool(may_see_withheld(roles, interest.councillor)) or not interest.sensitive
    return DeskEntry(
        key=interest.entry,
        category=interest.get_category_display(),
        holder=interest.get_holder_display() if shown else "",
        text=interest.description if shown else published_words(interest),
        organisation=interest.organisation.name if interest.organisation and shown else "",
        arose=long_date(interest.arose_on) if shown else "",
        ended=long_date(interest.ended_on) if interest.ended_on else "",
        withheld=_withheld_words(interest),
        to_settle=bool(may_settle_withholding(roles, interest.councillor, interest)),
        clock=clock_words(interest.arose_on, first, begun) if shown else "",
        late=days_left_to_register(interest.arose_on, first, begun) < 0,
        history=[_version_words(version) for version in versions] if shown and len(versions) > 1 else [],
    )


def _withheld_words(interest: Interest) -> str:
    if interest.asks_to_withhold:
        return "Not published: the Monitoring Officer decides whether to withhold it"
    return "Withheld from publication" if interest.sensitive else ""


def clock_words(arose_on: dt.date, registered_on: dt.date, begun: dt.date | None = None) -> str:
    """Say whether an interest was registered within the 28 days."""
    left = days_left_to_register(arose_on, registered_on, begun)
    if left < 0:
        days = f"{-left} day{'' if left == -1 else 's'}"
        return f"Registered {days} late: {long_date(register_by(arose_on, begun))} was the last of the 28 days."
    return f"Registered on {long_date(registered_on)}, within the 28 days."


def _version_words(version: Interest) -> str:
    withheld = "; to withhold, asked" if version.asks_to_withhold else "; withheld" if version.sensitive else ""
    return (
        f"{long_date(london_date(version.recorded_at))}: {version.description}{withheld} ({version.recorded_by.name})"
    )
