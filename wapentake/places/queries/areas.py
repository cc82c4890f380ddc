"""Boundaries in use: which area holds a point, and what an area looks like."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from wapentake.design.branding import brand
from wapentake.design.pictures import Outline, WardArea, WardMap
from wapentake.foundation.prepared import prepared

from ..models import Boundary, BoundarySet, Parish, Ward
from ..states import AreaKind, SetState
from .ground import ground_of
from .wards import localities_on, locality_slugs, wards_on

# A point of ours that lies just outside every area belongs to the nearest one: published boundaries are generalised
# to 20 metres. In degrees of latitude; about 30 metres.
NEAR = 0.00027
MANY = 2_000  # points from which on it pays to lay a grid over the areas
MARGIN = 4.0
OUT_OF_SIGHT = (-100.0, -100.0)

# The libraries cost a process 20 MB, and only points and shapes need them: they are loaded where they are used.
if TYPE_CHECKING:
    import shapely

    from .cells import Cells

    Shape = shapely.Polygon | shapely.MultiPolygon
else:
    Shape = Any


@dataclass(frozen=True, slots=True)
class Area:
    """One area of a set: its GSS code, name and polygon in longitude and latitude."""

    code: str
    name: str
    polygon: Shape


class AreaIndex:
    """Areas that answer quickly which of them holds a point. Never changes once made."""

    def __init__(self, areas: Sequence[Area]) -> None:
        import shapely

        self.areas = tuple(areas)
        self._polygons = [area.polygon for area in self.areas]
        shapely.prepare(self._polygons)
        self._tree = shapely.STRtree(self._polygons)

    @cached_property
    def _cells(self) -> "Cells":
        from .cells import Cells

        return Cells(self._polygons)

    def code_at(self, longitude: float, latitude: float) -> str | None:
        """Return the GSS code of the area that holds a point (degrees), or None."""
        return self.codes_at([longitude], [latitude])[0]

    def codes_at(
        self, longitudes: Sequence[float], latitudes: Sequence[float], *, near: float = 0.0
    ) -> list[str | None]:
        """Return, for each point, the code of the area that holds it; where two do, the first in the set's order.

        With `near` (degrees), a point outside every area belongs to the nearest one within that distance.
        """
        found = self.places_at(longitudes, latitudes, near=near)
        codes = [*(area.code for area in self.areas), None]  # -1, nowhere, is the last
        return [codes[i] for i in found.tolist()]

    def places_at(self, longitudes: Any, latitudes: Any, *, near: float = 0.0) -> Any:
        """Return, for each point, the place of its area in `areas`, or -1: for very many points, as numpy arrays."""
        import numpy as np
        import shapely

        x, y = np.asarray(longitudes, float), np.asarray(latitudes, float)
        if len(x) >= MANY and self.areas:
            found = self._cells.places_at(x, y)
        else:
            found = np.full(len(x), -1)
            which, area = self._tree.query(np.asarray(shapely.points(x, y)), predicate="intersects")
            order = np.argsort(area, kind="stable")[::-1]
            found[which[order]] = area[order]
        if near:
            lost = np.flatnonzero(found < 0)
            points = np.asarray(shapely.points(x[lost], y[lost]))
            which, area = self._tree.query_nearest(points, max_distance=near, all_matches=False)
            found[lost[which]] = area
        return found


def active_set(day: dt.date, kind: AreaKind = AreaKind.WARD) -> BoundarySet | None:
    """Return the set of boundaries in use for a day."""
    return _active.first(day=day, kind=kind.value)


@prepared
def _active(day: Any, kind: Any) -> QuerySet[BoundarySet]:
    sets = BoundarySet.objects.filter(Q(to_date__isnull=True) | Q(to_date__gt=day), from_date__lte=day)
    return sets.filter(kind=kind, state=SetState.ACTIVE).order_by("pk")[:1]


def schematic_on(day: dt.date) -> bool:
    """Say whether the wards' boundaries in use are drawn from a few points, not the legal ones."""
    chosen = active_set(day)
    return bool(chosen and chosen.schematic)


def area_index(chosen: BoundarySet) -> AreaIndex:
    """Return the index of a set's areas; kept for the few sets last asked for, since a loaded set never changes."""
    return _index(chosen.pk, chosen.sha256)


def ward_at(longitude: float, latitude: float, day: dt.date) -> Ward | None:
    """Return the ward that holds a point (degrees, WGS 84) on a day, or None."""
    chosen = active_set(day)
    code = area_index(chosen).code_at(longitude, latitude) if chosen else None
    return wards_on(day).filter(code=code).first() if code else None


def parish_at(longitude: float, latitude: float, day: dt.date) -> tuple[bool, Parish | None]:
    """Return whether parishes’ boundaries tell of a point (degrees, WGS 84) on a day, and the parish that holds it."""
    chosen = active_set(day, AreaKind.PARISH)
    if chosen is None:
        return False, None
    code = area_index(chosen).code_at(longitude, latitude)
    found = Parish.objects.on(day).filter(code=code).first() if code else None
    # An area whose parish nobody has entered tells nothing.
    return found is not None or code is None, found


def outline_of(ward: Ward) -> Outline | None:
    """Return a ward's own outline, in the boundaries last in use for its edition; None where there are none."""
    return next((outline(area) for area in _last_drawn(code=ward.code)), None)


@prepared
def _last_drawn(code: Any) -> QuerySet[Boundary]:
    drawn = Boundary.objects.filter(code=code, set__kind=AreaKind.WARD, set__state=SetState.ACTIVE)
    return drawn.defer("geometry").order_by("-set__from_date")[:1]


def outline(area: Boundary) -> Outline:
    """Return the outline of an area, in its own box with a small margin."""
    return Outline(
        area.path,
        (area.left - MARGIN, area.top - MARGIN, area.width + 2 * MARGIN, area.height + 2 * MARGIN),
    )


def map_of(day: dt.date, href: str = "/wards/{slug}/") -> WardMap | None:
    """Return the map of the wards on a day, each linked to its page; None where there are no wards.

    A ward without a boundary is in the map's lists and has an empty path. `href` is the pattern of a ward's address.
    Five queries, whatever the number of wards; one more, once a process, where streets can be shown under it.
    """
    chosen = active_set(day)
    found = map_of_set(chosen, day, href)
    if found is None or chosen is None or not brand.tiles:
        return found
    return replace(found, ground=ground_of(chosen), sketch=chosen.schematic)


def map_of_set(chosen: BoundarySet | None, day: dt.date, href: str = "/wards/{slug}/") -> WardMap | None:
    """Return the wards of a day as a set of boundaries draws them, in use or not; None where there are no wards."""
    wards = list(wards_on(day))
    if not wards:
        return None
    localities, slugs = list(localities_on(day)), locality_slugs(day)
    index = {locality.slug: i for i, locality in enumerate(localities)}
    drawn = {area.code: area for area in chosen.areas.defer("geometry")} if chosen else {}
    return WardMap(
        areas=tuple(
            WardArea(
                number=ward.number,
                name=ward.name,
                href=href.format(slug=ward.slug),
                path=area.path if area else "",
                locality=index.get(slugs.get(ward.code, ""), len(localities)),
                label=(area.label_x, area.label_y) if area else OUT_OF_SIGHT,
            )
            for ward, area in ((ward, drawn.get(ward.code)) for ward in wards)
        ),
        localities=(*(locality.name for locality in localities), "Other wards"),
        box=(-MARGIN, -MARGIN, 1000 + 2 * MARGIN, (chosen.height if chosen else 1) + 2 * MARGIN),
    )


def shape_of(wkb: bytes) -> Shape:
    """Return the polygons that a boundary's WKB holds."""
    import shapely

    shape = shapely.from_wkb(wkb)
    if not isinstance(shape, shapely.Polygon | shapely.MultiPolygon):
        raise TypeError(f"A boundary is made of polygons, not of {shape}.")
    return shape


@lru_cache(maxsize=8)
def _index(pk: int, sha256: str) -> AreaIndex:
    rows = Boundary.objects.filter(set=pk).order_by("code").values_list("code", "name", "geometry")
    return AreaIndex([Area(code, name, shape_of(bytes(wkb))) for code, name, wkb in rows])
