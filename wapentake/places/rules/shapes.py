"""Sums on shapes: outlines as SVG paths, what moved between two sets of boundaries, schematic boundaries.

Shapes are shapely polygons in longitude and latitude. A district is small enough to be measured on a flat sheet: a
degree of longitude is the cosine of the latitude shorter than one of latitude.

Called through `geometry`, so that only a process that needs these sums loads the libraries.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ..queries import Area, Shape
from .drawings import Drawing, Move

WIDTH = 1000.0
# How far an outline may be from the boundary, in the box's units. A borough of 25 kilometres has units of 25 metres.
TOLERANCE = 0.7
DEGREE = 111_320.0  # metres in a degree of latitude
HECTARE = 10_000.0
# The concave hull's ratio: 0 hugs every point, 1 is convex.
HUG = 0.13
# Metres around the outermost postcodes that still belong to the district.
MARGIN = 350.0


def draw(areas: Sequence[Area]) -> tuple[dict[str, Drawing], float]:
    """Return each area's drawing by code, and the height of the box. Borders that two areas share stay shared."""
    flat = _flat([area.polygon for area in areas])
    left, low, right, high = shapely.total_bounds(flat)
    scale = WIDTH / max(right - left, 1e-9)
    # The sheet's y grows upwards, the screen's downwards.
    boxed = shapely.transform(flat, lambda xy: np.column_stack([(xy[:, 0] - left) * scale, (high - xy[:, 1]) * scale]))
    simple = shapely.coverage_simplify(boxed, TOLERANCE)
    drawn = {area.code: _drawing(shape) for area, shape in zip(areas, simple, strict=True)}
    return drawn, round(float((high - low) * scale), 1)


def moved(before: Sequence[Area], after: Sequence[Area]) -> list[Move]:
    """Return what became of each area from one set to the next, in the order of the codes.

    Less than half a hectare either way counts as the same: published outlines are generalised.
    """
    both = [*before, *after]
    # One sheet for both sets, or the same shape would measure differently in each.
    flat = list(zip(both, _flat([area.polygon for area in both]), strict=True)) if both else []
    old = {area.code: (area.name, shape) for area, shape in flat[: len(before)]}
    new = {area.code: (area.name, shape) for area, shape in flat[len(before) :]}
    moves = []
    for code in sorted(old.keys() | new.keys()):
        name, shape = new.get(code) or old[code]
        if code not in old:
            moves.append(Move(code, name, "added", gained=shape.area / HECTARE))
        elif code not in new:
            moves.append(Move(code, name, "removed", lost=shape.area / HECTARE))
        else:
            gained = shape.difference(old[code][1]).area / HECTARE
            lost = old[code][1].difference(shape).area / HECTARE
            kind = "moved" if max(gained, lost) >= 0.5 else "same"
            moves.append(Move(code, name, kind, gained, lost))
    return moves


def schematic(
    points: Mapping[str, Sequence[tuple[float, float]]],
    names: Mapping[str, str],
    postcodes: Sequence[tuple[float, float]],
) -> list[Area]:
    """Return an area per ward: the cells around its known points, clipped to the concave hull of the postcodes.

    Points and postcodes are (longitude, latitude). The same input gives the same areas, in the order of the codes.
    Raises ValueError with fewer than three postcodes or without points.
    """
    if len(postcodes) < 3 or not points:
        raise ValueError("A schematic map needs a few known points a ward, and the district's postcodes.")
    codes = sorted(points)
    origin = _cosine(np.array([latitude for _, latitude in postcodes]))
    hull = _hull(shapely.MultiPoint(_metres(np.array(sorted(postcodes)), origin)))
    owners = [code for code in codes for _ in points[code]]
    seeds = shapely.MultiPoint(_metres(np.array([point for code in codes for point in points[code]]), origin))
    cells = shapely.voronoi_polygons(seeds, extend_to=hull, ordered=True)
    by_code: dict[str, list[Shape]] = {code: [] for code in codes}
    for code, cell in zip(owners, shapely.get_parts(cells), strict=True):
        by_code[code].append(cell)
    areas = []
    for code in codes:
        clipped = shapely.union_all(by_code[code]).intersection(hull)
        lonlat = shapely.transform(clipped, lambda xy: np.column_stack([xy[:, 0] / origin, xy[:, 1]]) / DEGREE)
        areas.append(Area(code, names[code], _polygons(lonlat)))
    return areas


def _polygons(shape: BaseGeometry) -> Shape:
    """Return the polygons of a shape, without the points and lines at which a cell only touches the hull."""
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, shapely.Polygon)]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _hull(points: shapely.MultiPoint) -> BaseGeometry:
    return shapely.concave_hull(points, ratio=HUG).buffer(MARGIN).simplify(MARGIN / 5)


def _metres(degrees: np.ndarray, cosine: float) -> np.ndarray:
    return np.column_stack([degrees[:, 0] * cosine, degrees[:, 1]]) * DEGREE


def _cosine(latitudes: np.ndarray) -> float:
    return math.cos(math.radians(float(np.median(latitudes))))


def _flat(shapes: Sequence[Shape]) -> list[Shape]:
    """Return shapes in metres on a flat sheet."""
    _, low, _, high = shapely.total_bounds(shapes)
    cosine = math.cos(math.radians((low + high) / 2))
    return list(shapely.transform(list(shapes), lambda xy: _metres(xy, cosine)))


def _drawing(shape: Shape) -> Drawing:
    left, top, right, bottom = (round(number, 1) for number in shape.bounds)
    middle = shapely.maximum_inscribed_circle(_largest(shape), tolerance=1.0)
    x, y = (float(number) for number in shapely.get_coordinates(middle)[0])
    return Drawing(_path(shape), left, top, right - left, bottom - top, round(x, 1), round(y, 1))


def _largest(shape: Shape) -> shapely.Polygon:
    largest: shapely.Polygon = max(shapely.get_parts(shape), key=lambda part: part.area)
    return largest


def _path(shape: Shape) -> str:
    """Return the `d` of an SVG path: each ring from its first corner by steps, in tenths of a unit."""
    rings = []
    for part in shapely.get_parts(shape):
        for ring in (part.exterior, *part.interiors):
            corners = np.round(np.asarray(ring.coords)[:-1] * 10).astype(int)
            steps = np.diff(corners, axis=0)
            steps = steps[np.any(steps != 0, axis=1)]
            if len(steps) < 2:
                continue
            rings.append(f"M{_pair(corners[0])}l{' '.join(_pair(step) for step in steps)}z")
    return "".join(rings)


def _pair(pair: np.ndarray) -> str:
    return " ".join(f"{number / 10:g}" for number in pair)
