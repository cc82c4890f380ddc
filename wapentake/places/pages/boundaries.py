"""The desk's pages about boundaries and postcodes."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table, Tag, WardMap
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict

from ..models import BoundarySet
from ..queries import (
    PostcodeCount,
    active_set,
    area_index,
    boundary_sets,
    deeds_of,
    deeds_on,
    map_of_set,
    postcode_count,
    postcodes_between,
)
from ..rules import Move, may_switch, moved
from ..states import AreaKind, SetState
from .desk import stands, when

KINDS = {SetState.ACTIVE: "open", SetState.LOADED: "", SetState.RETIRED: "done"}


@dataclass(frozen=True)
class SetsPage:
    """Every set of boundaries that was ever loaded."""

    table: Table


@dataclass(frozen=True)
class SetPage:
    """One set, compared with the one in use for its first day."""

    chosen: BoundarySet
    facts: list[tuple[str, str]]
    may_switch: Verdict
    against: str
    table: Table | None
    same: str
    postcodes: str
    map: WardMap | None
    before: WardMap | None


@dataclass(frozen=True)
class PostcodesPage:
    """The postcodes held, and when they were loaded."""

    count: PostcodeCount
    loads: list[tuple[str, str]]


def sets_page(on: dt.date) -> SetsPage:
    """Return every set, by kind and with the newest first, with who loaded it."""
    found = boundary_sets()
    loaded = deeds_on([_stream(chosen) for chosen in found], "boundaries loaded")
    columns = [Column("Boundaries"), Column("Areas", numeric=True), Column("Stands"), Column("State"), Column("Loaded")]
    rows = []
    for chosen in found:
        deed = loaded.get(_stream(chosen))
        note = "Schematic: drawn, not the legal boundaries" if chosen.schematic else ""
        rows.append(
            Row(
                [
                    Link(chosen.name, reverse("places:boundary_set", args=[chosen.pk]), note),
                    chosen.count,  # type: ignore[attr-defined]
                    stands(chosen, on),
                    Tag(chosen.get_state_display(), KINDS[SetState(chosen.state)]),
                    when(deed) if deed else long_date(london_date(chosen.loaded_at)),
                ]
            )
        )
    empty = "No boundaries are loaded yet, so no postcode has a ward. Load the wards first."
    return SetsPage(Table("Sets of boundaries", columns, rows, empty=empty))


def set_page(chosen: BoundarySet, on: dt.date) -> SetPage:
    """Return one set and what changes when it is put to use."""
    kind = AreaKind(chosen.kind)
    before = active_set(chosen.from_date, kind)
    before = None if before and before.pk == chosen.pk else before
    moves = moved(area_index(before).areas, area_index(chosen).areas) if before else []
    is_wards = kind is AreaKind.WARD
    return SetPage(
        chosen=chosen,
        facts=_facts(chosen, on),
        may_switch=may_switch(chosen),
        against=before.name if before else "",
        table=_compared(moves) if before else None,
        same=f"{sum(move.kind == 'same' for move in moves)} of {len(moves)} areas stay as they are." if before else "",
        postcodes=_postcodes(before, chosen) if before and is_wards else "",
        map=map_of_set(chosen, chosen.from_date) if is_wards else None,
        before=map_of_set(before, chosen.from_date) if before and is_wards else None,
    )


def _facts(chosen: BoundarySet, on: dt.date) -> list[tuple[str, str]]:
    drawn = "Schematic: drawn from a few known points in each ward, not the legal boundaries"
    return [
        ("What it draws", chosen.get_kind_display()),
        ("Areas", str(chosen.areas.count())),
        ("State", chosen.get_state_display()),
        ("Stands", stands(chosen, on)),
        *([("How it was made", drawn)] if chosen.schematic else []),
        ("Owed to", chosen.attribution or "Nobody is named"),
        ("File’s fingerprint", f"{chosen.sha256[:16]}…"),
        *((WORDS[deed.action], when(deed)) for deed in reversed(deeds_of(_stream(chosen))) if deed.action in WORDS),
    ]


WORDS = {"boundaries loaded": "Loaded", "boundaries put to use": "Put to use"}


def _compared(moves: list[Move]) -> Table:
    columns = [Column("Area"), Column("What happens"), Column("Gains", numeric=True), Column("Loses", numeric=True)]
    names = {"added": "New", "removed": "Gone", "moved": "Moves"}
    rows = [
        Row([f"{move.name} ({move.code})", names[move.kind], f"{move.gained:,.1f} ha", f"{move.lost:,.1f} ha"])
        for move in moves
        if move.kind != "same"
    ]
    return Table("Areas that change", columns, rows, empty="No area changes by half a hectare or more.")


def _postcodes(before: BoundarySet, chosen: BoundarySet) -> str:
    changed, held = postcodes_between(before, chosen)
    if not held:
        return "No postcodes are loaded yet."
    return f"{changed:,} of the council’s {held:,} postcodes lie in another ward."


def postcodes_page() -> PostcodesPage:
    """Return how many postcodes are held, and the last loads of them."""
    said = []
    for deed in deeds_of("postcodes:all"):
        if deed.action == "postcodes loaded":
            read, file = int(str(deed.facts["read"])), str(deed.facts["file"])
            said.append((when(deed), f"{file}: {read:,} read, {int(str(deed.facts['added'])):,} added."))
    return PostcodesPage(postcode_count(), said[:5])


def _stream(chosen: BoundarySet) -> str:
    return f"boundary-set:{chosen.pk}"
