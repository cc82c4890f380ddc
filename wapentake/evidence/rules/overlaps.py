"""What part of an area lies in which ward, by ground and by addresses. Loads shapely, so it is asked for by name."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import shapely

from wapentake.places.queries import Area, AreaIndex

# Published outlines are generalised, each for itself: less than this part of an area is no overlap.
LEAST = 0.005


def shares_by_ground(areas: Sequence[Area], wards: Sequence[Area]) -> dict[str, dict[str, float]]:
    """Return, by area, the part of its ground in each ward. Areas nest in the council, so the parts sum to 1.

    An area that touches no ward has none.
    """
    shapes = [ward.polygon for ward in wards]
    tree = shapely.STRtree(shapes)
    one, other = tree.query([area.polygon for area in areas], predicate="intersects")
    common = shapely.area(
        shapely.intersection(
            np.array([areas[i].polygon for i in one], dtype=object), np.array([shapes[j] for j in other], dtype=object)
        )
    )
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for i, j, ground in zip(one, other, common, strict=True):
        found[areas[i].code][wards[j].code] = float(ground / areas[i].polygon.area)
    return {code: whole(parts) for code, parts in found.items()}


def shares_by_addresses(
    areas: Sequence[Area], points: Sequence[tuple[str, float, float]], ground: Mapping[str, Mapping[str, float]]
) -> dict[str, dict[str, float]]:
    """Return, by area, the part of its postcodes in each ward; where it has none, the parts of its ground.

    `points` are the ward's code, longitude and latitude of each postcode.
    """
    codes = AreaIndex(areas).codes_at([x for _, x, _ in points], [y for _, _, y in points])
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for code, (ward, _, _) in zip(codes, points, strict=True):
        if code and ward:
            counted[code][ward] += 1
    found = {}
    for area in areas:
        parts = counted.get(area.code)
        if parts:
            found[area.code] = whole({ward: count / parts.total() for ward, count in parts.items()})
        elif area.code in ground:
            found[area.code] = dict(ground[area.code])
    return found


def whole(parts: Mapping[str, float]) -> dict[str, float]:
    """Leave out what is too small to be an overlap, and make the rest sum to 1."""
    kept = {ward: part for ward, part in parts.items() if part >= LEAST}
    together = sum(kept.values())
    return {ward: part / together for ward, part in sorted(kept.items())} if together else {}
