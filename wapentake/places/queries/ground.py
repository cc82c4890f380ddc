"""Where a drawing of boundaries lies on the ground, so that streets can be shown under it.

Outlines are drawn in a box of 1000 units by `rules.shapes.draw`: a plain stretch of longitude and latitude. So the
edges of the set are enough to lead back. They are read from the WKB by hand: shapely costs a process 20 MB.
"""

import math
import struct
from functools import lru_cache

from wapentake.design.pictures.places import Box

from ..models import Boundary, BoundarySet

WIDTH = 1000
POLYGON = 3


def ground_of(chosen: BoundarySet) -> Box | None:
    """Return the longitude and latitude of the drawing's corner, and the degrees that a unit goes east and south.

    None where the set has no areas. Asked of the database once a process: a loaded set never changes.
    """
    return _ground(chosen.pk, chosen.sha256)


@lru_cache(maxsize=8)
def _ground(pk: int, sha256: str) -> Box | None:
    shapes = Boundary.objects.filter(set=pk).values_list("geometry", flat=True)
    edges = [edges_of(bytes(wkb)) for wkb in shapes.iterator()]
    if not edges:
        return None
    west, south = min(edge[0] for edge in edges), min(edge[1] for edge in edges)
    east, north = max(edge[2] for edge in edges), max(edge[3] for edge in edges)
    unit = (east - west) / WIDTH
    return west, north, unit, unit * math.cos(math.radians((south + north) / 2))


def edges_of(wkb: bytes) -> Box:
    """Return the least and greatest longitude and latitude, as (west, south, east, north), of polygons in plain WKB."""
    order = "<" if wkb[0] else ">"
    kind, parts = struct.unpack_from(f"{order}II", wkb, 1)
    at = 1 + 4 if kind == POLYGON else 1 + 8
    xs: list[float] = []
    ys: list[float] = []
    for _ in range(1 if kind == POLYGON else parts):
        if kind != POLYGON:
            at += 1 + 4  # each part says its order and kind again
        (rings,) = struct.unpack_from(f"{order}I", wkb, at)
        at += 4
        for _ in range(rings):
            (points,) = struct.unpack_from(f"{order}I", wkb, at)
            numbers = struct.unpack_from(f"{order}{2 * points}d", wkb, at + 4)
            at += 4 + 16 * points
            xs += (min(numbers[::2]), max(numbers[::2]))
            ys += (min(numbers[1::2]), max(numbers[1::2]))
    return min(xs), min(ys), max(xs), max(ys)
