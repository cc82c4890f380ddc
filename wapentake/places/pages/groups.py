"""The desk's pages about localities, parishes, clusters and named places: a list of each, and one of them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from wapentake.design.pictures import Cell, Column, Link, Row, Table, Tag
from wapentake.foundation.calendars import long_date

from ..models import Cluster, Locality, NamedPlace, Parish, Ward
from ..queries import clusters_with_wards, localities_with_wards, parishes_with_wards, places_with_wards
from .desk import ThingPage, since, stands, told

Group = Locality | Cluster | Parish | NamedPlace


@dataclass(frozen=True)
class Kind:
    """One of the kinds: its key in addresses, its words, and its model."""

    key: str
    title: str
    one: str
    lead: str
    empty: str
    model: type[Group]
    stream: str


@dataclass(frozen=True)
class GroupsPage:
    """Everything of one kind."""

    kind: Kind
    table: Table


KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            "localities", "Localities", "a locality",
            "An area of several wards with a team of its own. A ward is moved to a locality from the ward’s page.",
            "There are no localities yet. If your council works without them, there is nothing to do.",
            Locality, "locality",
        ),
        Kind(
            "parishes", "Parishes", "a parish",
            "Town, parish and community councils and parish meetings, with the wards that they lie in. Money follows "
            "the site of a development, never this list.",
            "There are no parishes yet. If your area has some, add each with its wards.",
            Parish, "parish",
        ),
        Kind(
            "clusters", "Clusters", "a cluster",
            "A few wards that work together for a time, on a shared high street or a valley. Never the whole area.",
            "No wards work together in a cluster yet. Start one when they do.",
            Cluster, "cluster",
        ),
        Kind(
            "named", "Named places", "a named place",
            "Places that people know and that are no wards: town centres, villages, areas of a service or of the "
            "police. Their edges follow no ward.",
            "There are no named places yet. Add the town centre and the villages that residents speak of.",
            NamedPlace, "named-place",
        ),
    )
}  # fmt: skip


def groups_page(kind: Kind, on: dt.date) -> GroupsPage:
    """Return everything of a kind on a day."""
    columns, rows = ROWS[kind.key]
    return GroupsPage(kind, Table(kind.title, [Column(label) for label in columns], rows(kind, on), empty=kind.empty))


def _link(kind: Kind, row: Group) -> Link:
    return Link(row.name, reverse("places:group", args=[kind.key, row.slug]))


def _of(wards: list[Ward]) -> str:
    return ", ".join(ward.name for ward in wards) or "–"


def _span(row: Group, on: dt.date) -> Cell:
    if row.to_date and row.to_date <= on:
        return Tag("Ended", "done", before=stands(row, on))
    return stands(row, on)


def _localities(kind: Kind, on: dt.date) -> list[Row]:
    rows = localities_with_wards(on)
    return [Row([_link(kind, row), _of(wards), _span(row, on)]) for row, wards in rows]


def _parishes(kind: Kind, on: dt.date) -> list[Row]:
    rows = []
    for parish in parishes_with_wards(on):
        members = parish.wards_now  # type: ignore[attr-defined]
        wards = _of([row.ward for row in members])
        sure = all(row.confirmed for row in members)
        rows.append(
            Row([_link(kind, parish), parish.get_kind_display(), wards if sure else Tag("To confirm", "open", wards)])
        )
    return rows


def _clusters(kind: Kind, on: dt.date) -> list[Row]:
    return [
        Row([_link(kind, row), _of([member.ward for member in row.members_now]), _span(row, on)])  # type: ignore[attr-defined]
        for row in clusters_with_wards(on)
    ]


def _places(kind: Kind, on: dt.date) -> list[Row]:
    return [
        Row([_link(kind, row), row.get_kind_display(), _of(list(row.wards.all()))]) for row in places_with_wards(on)
    ]


ROWS: dict[str, tuple[tuple[str, ...], Callable[[Kind, dt.date], list[Row]]]] = {
    "localities": (("Locality", "Wards", "Dates"), _localities),
    "parishes": (("Parish", "Kind", "Wards"), _parishes),
    "clusters": (("Cluster", "Wards", "Dates"), _clusters),
    "named": (("Place", "Kind", "Wards"), _places),
}


def group_page(kind: Kind, row: Group, on: dt.date) -> ThingPage:
    """Return one locality, parish, cluster or named place, with what may be done and what was done."""
    facts = [*_facts(row, on), ("Dates", stands(row, on))]
    acts = []
    if row.to_date is None:
        verb = "Change the name" if isinstance(row, Locality) else "Change it"
        acts = [(verb, _href("change_group", kind, row))]
        if isinstance(row, Cluster):
            acts = [
                ("Change its name or purpose", _href("change_group", kind, row)),
                ("Change its wards", reverse("places:cluster_wards", args=[row.slug])),
            ]
        acts.append(("End it", _href("end_group", kind, row)))
    back = (kind.title, reverse("places:groups", args=[kind.key]))
    over = kind.one.partition(" ")[2].capitalize()
    return ThingPage(over, row.name, back, facts, acts, told(f"{kind.stream}:{row.slug}"))


def _facts(row: Group, on: dt.date) -> list[tuple[str, str]]:
    if isinstance(row, Locality):
        return [("Wards", _of([member.ward for member in _now(row, on)]))]
    if isinstance(row, Cluster):
        members = [f"{one.ward.name} ({since(one, on)})" for one in _now(row, on)]
        return [("What it is for", row.purpose or "Nothing is said yet"), ("Wards", ", ".join(members) or "None")]
    if isinstance(row, Parish):
        wards = [f"{one.ward.name}{'' if one.confirmed else ' (to confirm)'}" for one in _parish_wards(row, on)]
        return [
            ("What it has", row.get_kind_display()),
            ("GSS code", row.code or "Not known"),
            ("Wards", ", ".join(wards) or "None"),
        ]
    middle = f"{row.latitude:g}, {row.longitude:g}" if row.latitude is not None and row.longitude is not None else ""
    return [
        ("What it is", row.get_kind_display()),
        ("Wards", _of(list(row.wards.all()))),
        ("Its middle", middle or "Not known"),
    ]


def _now(row: Locality | Cluster, on: dt.date) -> list[Any]:
    return [one for one in row.members.select_related("ward").order_by("ward__number", "from_date") if one.is_on(on)]


def _parish_wards(row: Parish, on: dt.date) -> list[Any]:
    return [one for one in row.wards.select_related("ward").order_by("ward__number") if one.is_on(on)]


def wards_now(row: Group, on: dt.date) -> list[Ward]:
    """Return the wards of a cluster, parish or named place on a day, as a form shows them ticked."""
    if isinstance(row, NamedPlace):
        return list(row.wards.all())
    return [one.ward for one in (_parish_wards(row, on) if isinstance(row, Parish) else _now(row, on))]


def end_words(row: Group) -> str:
    """Say what happens when something ends."""
    begun = f"{row.name} began on {long_date(row.from_date)}."
    if isinstance(row, Locality):
        return f"{begun} Move its wards to another locality first. What was recorded for it stays."
    return f"{begun} Its wards leave it on that day. What was recorded for it stays, and it cannot be begun again."


def _href(name: str, kind: Kind, row: Group) -> str:
    return reverse(f"places:{name}", args=[kind.key, row.slug])
