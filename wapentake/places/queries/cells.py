"""A grid over areas: most points lie in a square that one area alone holds, and need no polygon looked at.

Loads numpy and shapely, so it is imported where many points are asked for.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

SIDE = 160  # squares to a side: more cost more to lay out and leave fewer points on an edge, for 25 areas as for 8,000
NOWHERE, ASK = -1, -2


class Cells:
    """Squares over polygons: each lies wholly in one of them, or names those that it touches, in their order."""

    def __init__(self, polygons: Sequence[Any]) -> None:
        self._polygons = np.array(polygons, dtype=object)
        shapely.prepare(self._polygons)
        self._side = SIDE
        left, low, right, high = shapely.total_bounds(self._polygons)
        self._left, self._low = left, low
        self._wide, self._tall = (right - left) / self._side or 1.0, (high - low) / self._side or 1.0
        self._lay_out()

    def _lay_out(self) -> None:
        row, column = np.divmod(np.arange(self._side**2), self._side)
        left, low = self._left + column * self._wide, self._low + row * self._tall
        tree = shapely.STRtree(shapely.box(left, low, left + self._wide, low + self._tall))
        polygon, square = tree.query(self._polygons, predicate="intersects")
        order = np.lexsort((polygon, square))
        self._touching = polygon[order]
        self._count = np.bincount(square, minlength=self._side**2)
        self._first = np.concatenate(([0], np.cumsum(self._count)[:-1]))
        polygon, held = tree.query(self._polygons, predicate="contains_properly")
        self._owner = np.full(self._side**2, ASK)
        self._owner[held] = polygon
        self._owner[self._count > 1] = ASK
        self._owner[self._count == 0] = NOWHERE

    def places_at(self, x: Any, y: Any) -> Any:
        """Return, for each point, the place of the polygon that holds it, the first where several do, or -1."""
        column, row = np.floor((x - self._left) / self._wide), np.floor((y - self._low) / self._tall)
        # What lies on the far edge belongs to the last square.
        column[column == self._side], row[row == self._side] = self._side - 1, self._side - 1
        inside = (column >= 0) & (column < self._side) & (row >= 0) & (row < self._side)
        square = np.where(inside, row * self._side + column, 0).astype(int)
        found = np.where(inside, self._owner[square], NOWHERE)
        asked = np.flatnonzero(found == ASK)
        found[asked] = self._look(x[asked], y[asked], square[asked])
        return found

    def _look(self, x: Any, y: Any, square: Any) -> Any:
        """Try each point with the polygons that its square touches, in their order, until one holds it."""
        found = np.full(len(x), NOWHERE)
        left = np.arange(len(x))
        tried = 0
        while len(left):
            polygon = self._touching[self._first[square[left]] + tried]
            held = shapely.intersects_xy(self._polygons[polygon], x[left], y[left])
            found[left[held]] = polygon[held]
            tried += 1
            left = left[~held]
            left = left[self._count[square[left]] > tried]
        return found
