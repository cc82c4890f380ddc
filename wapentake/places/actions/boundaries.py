"""Boundaries are loaded inactive, compared, then switched; the postcodes' wards follow."""

import datetime as dt
from collections.abc import Mapping, Sequence
from hashlib import sha256

from django.db import transaction
from django.db.models import Q

from wapentake.foundation import audit, changes
from wapentake.foundation.audit import Person
from wapentake.foundation.calendars import long_date
from wapentake.foundation.files import Source
from wapentake.foundation.verdicts import Verdict

from ..models import Boundary, BoundarySet, Edition, Ward
from ..queries import Area, shape_of
from ..rules import Acting, LoadedArea, draw, may_load_areas, may_switch, schematic
from ..states import AreaKind, SetState
from .placing import GROUND, demand_keeper, held_postcodes, lock_places, place_postcodes, write_successions

COUNCIL = "council:all"
SCHEMATIC = "Drawn from a few points in each ward: not the legal boundary. Contains OS data © Crown copyright."


@transaction.atomic
def load_boundary_set(
    areas: Sequence[LoadedArea],
    source: Source,
    *,
    kind: AreaKind,
    from_date: dt.date,
    to_date: dt.date | None = None,
    by: Person | None,
    at: dt.datetime,
    name: str = "",
    attribution: str = "",
    drawn: bool = False,
    acting: Acting | None = None,
) -> tuple[BoundarySet, bool]:
    """Load areas as a set that is not yet in use, and return it and whether it is new.

    The same file for the same dates is the set that is there already. For wards the codes must be those of the edition
    of `from_date`. Raises `Refused`. `drawn` marks a schematic set.
    """
    demand_keeper(acting)
    lock_places()
    same = BoundarySet.objects.filter(kind=kind, sha256=source.sha256, from_date=from_date, to_date=to_date).first()
    if same:
        return same, False
    if kind is AreaKind.WARD:
        _edition_verdict(areas, from_date).demand()
    chosen = BoundarySet.objects.create(
        kind=kind, name=name or source.name, from_date=from_date, to_date=to_date, schematic=drawn,
        attribution=attribution, sha256=source.sha256, loaded_at=at,
    )  # fmt: skip
    _write_areas(chosen, areas)
    facts = {"kind": str(kind), "areas": len(areas), "file": source.name, "sha256": source.sha256, "from": from_date}
    audit.record(f"boundary-set:{chosen.pk}", "boundaries loaded", by=by, at=at, facts=facts)
    return chosen, True


@transaction.atomic
def switch_boundary_set(
    chosen: BoundarySet, *, on: dt.date, by: Person | None, at: dt.datetime, acting: Acting | None = None
) -> BoundarySet:
    """Put a loaded set to use for its dates; sets in use for the same days are replaced, or end where it begins.

    `on` is today: when the set is in use on it, every postcode's ward is computed anew. Raises `Refused`.
    """
    demand_keeper(acting)
    lock_places()
    chosen = BoundarySet.objects.select_for_update().get(pk=chosen.pk)
    may_switch(chosen).demand()
    replaced = _make_room(chosen)
    chosen.state = SetState.ACTIVE
    chosen.save(update_fields=["state"])
    if chosen.kind == AreaKind.WARD:
        place_postcodes(on)
        write_successions()
    facts = {"kind": chosen.kind, "sha256": chosen.sha256, "replaces": replaced, "from": chosen.from_date}
    audit.record(f"boundary-set:{chosen.pk}", "boundaries put to use", by=by, at=at, facts=facts)
    changes.touch([COUNCIL, GROUND, *(f"ward:{code}" for code in _codes(chosen))])
    return chosen


def draw_schematic_boundaries(
    points: Mapping[str, Sequence[tuple[float, float]]], *, on: dt.date, by: Person | None, at: dt.datetime
) -> BoundarySet:
    """Draw boundaries from a few known points per ward (by GSS code) and the postcodes held, and put them to use.

    The set stands for the edition of `on`. Raises `Refused` without wards, points or postcodes.
    """
    edition = Edition.objects.on(on).first()
    names = {ward.code: ward.ons_name for ward in Ward.objects.filter(edition=edition)} if edition else {}
    postcodes = [(longitude, latitude) for _, longitude, latitude in held_postcodes()]
    if edition is None or len(postcodes) < 3 or set(points) != set(names):
        Verdict.no(
            "A schematic map needs the wards, a few known points in each, and the postcodes of the council: "
            "load postcodes first."
        ).demand()
        raise AssertionError
    import shapely  # here, since it costs a process 20 MB and boundaries are seldom drawn

    areas = [
        LoadedArea("", area.code, area.name, shapely.to_wkb(area.polygon))
        for area in schematic(points, names, postcodes)
    ]
    source = Source("schematic", sha256(b"".join(area.wkb for area in areas)).hexdigest())
    with transaction.atomic():
        chosen, _ = load_boundary_set(
            areas, source, kind=AreaKind.WARD, from_date=edition.from_date, to_date=edition.to_date,
            name=f"Schematic map of {edition.name[0].lower()}{edition.name[1:]}", attribution=SCHEMATIC,
            drawn=True, by=by, at=at,
        )  # fmt: skip
        return chosen if chosen.state == SetState.ACTIVE else switch_boundary_set(chosen, on=on, by=by, at=at)


@transaction.atomic
def recompute_wards(*, on: dt.date, by: Person | None, at: dt.datetime) -> int:
    """Compute every postcode's ward for a day; return how many changed. On the day of a new edition it moves them all.

    Does nothing, and records nothing, where all are right.
    """
    lock_places()
    changed = place_postcodes(on)
    if changed:
        audit.record("postcodes:all", "wards of postcodes computed", by=by, at=at, facts={"changed": changed, "on": on})
        changes.touch([COUNCIL, GROUND])
    return changed


def _edition_verdict(areas: Sequence[LoadedArea], from_date: dt.date) -> Verdict:
    edition = Edition.objects.on(from_date).first()
    if edition is None:
        return Verdict.no(f"No wards are set up for {long_date(from_date)}: set up the council first.")
    wanted = dict(Ward.objects.filter(edition=edition).values_list("code", "ons_name"))
    return may_load_areas([area.code for area in areas], wanted, edition.name)


def _write_areas(chosen: BoundarySet, areas: Sequence[LoadedArea]) -> None:
    shapes = [Area(area.code, area.name, shape_of(area.wkb)) for area in areas]
    drawings, height = draw(shapes)
    chosen.height = height
    chosen.save(update_fields=["height"])
    Boundary.objects.bulk_create(
        Boundary(
            set=chosen,
            code=area.code,
            name=area.name,
            geometry=area.wkb,
            **{field: getattr(drawings[area.code], field) for field in _DRAWN},
        )
        for area in areas
    )


_DRAWN = ("path", "left", "top", "width", "height", "label_x", "label_y")


def _make_room(chosen: BoundarySet) -> list[int]:
    """Retire the sets in use for the same days, or end them where the chosen one begins; return the retired."""
    standing = BoundarySet.objects.filter(kind=chosen.kind, state=SetState.ACTIVE)
    overlapping = standing.filter(Q(to_date__isnull=True) | Q(to_date__gt=chosen.from_date))
    if chosen.to_date:
        overlapping = overlapping.filter(from_date__lt=chosen.to_date)
    retired = []
    for other in overlapping:
        if other.from_date < chosen.from_date:
            other.to_date = chosen.from_date
        else:
            other.state = SetState.RETIRED
            retired.append(other.pk)
        other.save(update_fields=["to_date", "state"])
    return retired


def _codes(chosen: BoundarySet) -> list[str]:
    return list(chosen.areas.values_list("code", flat=True)) if chosen.kind == AreaKind.WARD else []
