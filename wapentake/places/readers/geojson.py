"""Areas from a GeoJSON file, each checked. Runs in a child process: it imports no Django."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from wapentake.foundation.files import BadFile, read_json

from .limits import DEEPEST, MOST_BRACKETS, MOST_BYTES, MOST_COMMAS

# Great Britain in degrees, with room.
WEST, SOUTH, EAST, NORTH = -9.0, 49.0, 3.0, 61.5
# Two areas may share this part of the smaller one: published outlines are generalised each for itself.
OVERLAP = 0.002

_DEGREES = re.compile(r"(CRS84|EPSG:{1,2}(4326|4258))$", re.IGNORECASE)

Shape = shapely.Polygon | shapely.MultiPolygon
Found = tuple[str, str, str, bytes]


def read_areas(path: str, pattern: str, council: str) -> list[Found]:
    """Return (where, GSS code, name, WKB) of each area of a file; raises `BadFile`.

    `pattern` is the regular expression of the codes. Where the features name their council (LAD25CD and the like),
    those of other councils than `council` are left out.
    """
    file = Path(path)
    found = read_json(file, most=MOST_BYTES, brackets=MOST_BRACKETS, commas=MOST_COMMAS, depth=DEEPEST)
    features = _features(file.name, found)
    features = [pair for pair in features if _is_ours(pair[1]["properties"], council)]
    if not features:
        raise BadFile(file.name, "", f"None of its areas lies in the council {council}.")
    key = _code_key(file.name, features, re.compile(pattern))
    areas = [_area(file.name, where, feature, key, pattern) for where, feature in features]
    _once_each(file.name, areas)
    _apart(file.name, areas)
    return [(where, code, name, shapely.to_wkb(shape)) for where, code, name, shape in areas]


def _features(name: str, found: Any) -> list[tuple[str, dict[str, Any]]]:
    if not isinstance(found, dict) or found.get("type") != "FeatureCollection":
        raise BadFile(name, "", "This is not a GeoJSON collection of features.")
    _check_system(name, found.get("crs"))
    features = found.get("features")
    if not isinstance(features, list) or not features:
        raise BadFile(name, "", "It holds no features.")
    for n, feature in enumerate(features, 1):
        if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
            raise BadFile(name, f"feature {n}", "It has no properties, so no GSS code.")
    return [(f"feature {n}", feature) for n, feature in enumerate(features, 1)]


def _check_system(name: str, system: Any) -> None:
    """Refuse a file that says it is not in degrees."""
    properties = system.get("properties") if isinstance(system, dict) else None
    stated = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    if "27700" in stated:
        raise BadFile(name, "", _GRID)
    if stated and not _DEGREES.search(stated):
        raise BadFile(name, "", f"Its coordinates are in {stated[:60]}. Save it in longitude and latitude (EPSG:4326).")


def _is_ours(properties: Mapping[str, Any], council: str) -> bool:
    stated = [value for key, value in properties.items() if re.fullmatch(r"(LAD|LAU)\d*(CD|_CODE)", key.upper())]
    return not stated or council in stated


def _code_key(name: str, features: Sequence[tuple[str, dict[str, Any]]], pattern: re.Pattern[str]) -> str:
    """Return the property that holds the GSS codes: one whose name says so (WD25CD), else the one with most codes."""
    hits: Counter[str] = Counter()
    for _, feature in features:
        hits.update(key for key, value in feature["properties"].items() if _looks(value, pattern))
    if not hits:
        raise BadFile(name, "", f"No property of its features holds GSS codes like {_example(pattern)}.")
    order = list(hits)

    def rank(key: str) -> tuple[bool, int, int]:
        said = key.upper().endswith("CD") and 2 * hits[key] >= len(features)
        return said, hits[key], -order.index(key)

    return max(hits, key=rank)


def _looks(value: Any, pattern: re.Pattern[str]) -> bool:
    return isinstance(value, str) and bool(pattern.fullmatch(value.strip()))


def _example(pattern: re.Pattern[str]) -> str:
    return re.sub(r"\\d\{(\d)\}", lambda match: "0" * int(match[1]), pattern.pattern)


def _area(name: str, where: str, feature: dict[str, Any], key: str, pattern: str) -> tuple[str, str, str, Shape]:
    properties = feature["properties"]
    code = properties.get(key)
    if not _looks(code, re.compile(pattern)):
        raise BadFile(name, where, f"Its {key} is {str(code)[:40]!r}, which is not a GSS code of this kind.")
    code = code.strip()
    where = f"{where} ({code})"
    label = properties.get(re.sub(r"CD$", "NM", key)) if key.endswith("CD") else properties.get("name")
    label = label.strip()[:100] if isinstance(label, str) else ""
    return where, code, label or code, _shape(name, where, feature.get("geometry"))


def _shape(name: str, where: str, geometry: Any) -> Shape:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise BadFile(name, where, f"Its outline is a {kind[:20]}." if isinstance(kind, str) else "It has no outline.")
    parts = geometry.get("coordinates")
    parts = [parts] if kind == "Polygon" else parts
    if not _full(parts) or not all(_full(rings) for rings in parts):
        raise BadFile(name, where, "Its outline is empty.")
    polygons = []
    for rings in parts:
        outer, *holes = [_ring(name, where, ring) for ring in rings]
        polygons.append(shapely.Polygon(outer, holes))
    shape = polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
    if not shape.is_valid:
        raise BadFile(name, where, _fault(str(shapely.is_valid_reason(shape))))
    if not shape.area > 0:
        raise BadFile(name, where, "Its outline encloses nothing.")
    return shape


def _full(value: Any) -> bool:
    return isinstance(value, list) and bool(value)


def _ring(name: str, where: str, ring: Any) -> np.ndarray:
    """Return a closed ring as pairs of degrees, or refuse it."""
    if not _full(ring) or len(ring) < 4:
        raise BadFile(name, where, "A ring of its outline has fewer than four points.")
    for point in ring:
        if not isinstance(point, list) or len(point) not in {2, 3} or not all(_is_number(part) for part in point):
            raise BadFile(name, where, f"{str(point)[:60]} is not a point of two numbers.")
    pairs = np.array([point[:2] for point in ring], dtype=float)
    _check_degrees(name, where, pairs)
    if (pairs[0] != pairs[-1]).any():
        raise BadFile(name, where, "A ring of its outline does not come back to where it began.")
    return pairs


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and -1e300 < value < 1e300 and math.isfinite(value)


def _check_degrees(name: str, where: str, pairs: np.ndarray) -> None:
    x, y = pairs[:, 0], pairs[:, 1]
    out = (x < WEST) | (x > EAST) | (y < SOUTH) | (y > NORTH)
    if not out.any():
        return
    first, second = pairs[int(np.argmax(out))]
    if SOUTH <= first <= NORTH and WEST <= second <= EAST:
        reason = "Longitude and latitude are swapped: longitude comes first."
    elif 0 <= first <= 700_000 and 181 < second <= 1_300_000:
        reason = _GRID
    else:
        reason = f"The point {first:g}, {second:g} does not lie in Great Britain."
    raise BadFile(name, where, reason)


_GRID = "Its coordinates are British National Grid. Save it in longitude and latitude (EPSG:4326)."


def _fault(reason: str) -> str:
    """Return what shapely finds wrong with an outline as a sentence."""
    kind, _, place = reason.partition("[")
    where = f" near {place.rstrip(']').replace(' ', ', ')}" if place else ""
    if "elf-intersection" in kind:
        return f"Its outline crosses itself{where}."
    return f"Its outline is not sound ({kind.strip().lower()}){where}."


def _once_each(name: str, areas: Sequence[tuple[str, str, str, Shape]]) -> None:
    seen: dict[str, str] = {}
    for where, code, _, _ in areas:
        if code in seen:
            raise BadFile(name, where, f"{code} was there already, in {seen[code].split(' (')[0]}.")
        seen[code] = where


def _apart(name: str, areas: Sequence[tuple[str, str, str, Shape]]) -> None:
    """Refuse areas that cover the same ground."""
    shapes = [area[3] for area in areas]
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    for i, j in sorted((int(i), int(j)) for i, j in zip(one, other, strict=True) if i < j):
        common = shapes[i].intersection(shapes[j]).area
        if common > OVERLAP * min(shapes[i].area, shapes[j].area):
            raise BadFile(name, areas[j][0], f"It covers ground of {areas[i][2]} ({areas[i][1]}) too.")
