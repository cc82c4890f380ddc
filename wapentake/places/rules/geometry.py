"""The door to the sums on shapes. It loads them when they are asked for: numpy and shapely cost a process 20 MB."""

from collections.abc import Mapping, Sequence

from ..queries import Area
from .drawings import Drawing, Move


def draw(areas: Sequence[Area]) -> tuple[dict[str, Drawing], float]:
    """Return each area's drawing by code, and the height of the box. Borders that two areas share stay shared."""
    from . import shapes

    return shapes.draw(areas)


def moved(before: Sequence[Area], after: Sequence[Area]) -> list[Move]:
    """Return what became of each area from one set to the next, in the order of the codes."""
    from . import shapes

    return shapes.moved(before, after)


def schematic(
    points: Mapping[str, Sequence[tuple[float, float]]],
    names: Mapping[str, str],
    postcodes: Sequence[tuple[float, float]],
) -> list[Area]:
    """Return an area per ward: the cells around its known points, clipped to the hull of the postcodes.

    Points and postcodes are (longitude, latitude). Raises ValueError with fewer than three postcodes or without points.
    """
    from . import shapes

    return shapes.schematic(points, names, postcodes)
