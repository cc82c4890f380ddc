"""What a community has of its own: groups, parish councils and places that the product knows of."""

import datetime as dt
from dataclasses import dataclass, field

from wapentake.design.pictures import Cell, Column, Link, Row, Table
from wapentake.organisations.models import Organisation
from wapentake.organisations.queries import community_of
from wapentake.places.models import Ward
from wapentake.places.queries import named_places_of, parishes_of
from wapentake.places.states import NamedPlaceKind

MOST = 60  # bodies of a ward's own page
SHOWN_PLACES = (NamedPlaceKind.TOWN_CENTRE, NamedPlaceKind.VILLAGE)
NO_GROUPS = (
    "The council’s register names no group of this ward yet, which does not mean that there is none. "
    "The neighbourhoods team adds them at the desk, under Organisations."
)


@dataclass(frozen=True)
class AssetsShown:
    """A ward's groups and places: a sentence, a table of bodies, and what the sentence leaves to say."""

    words: str
    groups: Table | None
    note: str
    refs: set[str] = field(default_factory=set)


def assets_of(ward: Ward, on: dt.date) -> AssetsShown:
    """Return what is known of a ward's own groups, parish councils and places."""
    found = list(community_of(ward)[: MOST + 1])
    bodies, more = found[:MOST], len(found) > MOST
    rows = [Row((_named(one), one.get_kind_display(), one.purpose)) for one in bodies]
    columns = (Column("Name"), Column("What it is"), Column("What it does", sentences=True))
    places = [one.name for one in named_places_of(ward, on) if one.kind in SHOWN_PLACES]
    parishes = [one.name for one in parishes_of(ward, on)]
    note = f"These are the first {MOST} by name." if more else ""
    return AssetsShown(
        words=_words(places, parishes),
        groups=Table("Groups and organisations of the ward", columns, rows) if rows else None,
        note=note or ("" if rows else NO_GROUPS),
        refs={ward.ref, *(one.ref for one in bodies)},
    )


def _named(body: Organisation) -> Cell:
    return Link(body.name, body.website) if body.website else body.name


def _words(places: list[str], parishes: list[str]) -> str:
    said = []
    if places:
        said.append(f"Places: {_joined(places)}.")
    if parishes:
        said.append(f"Parishes, wholly or in part: {_joined(parishes)}.")
    return " ".join(said)


def _joined(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
