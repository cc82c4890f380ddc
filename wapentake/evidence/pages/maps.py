"""Shaded maps of wards and of small areas, in up to five steps of as many areas each."""

from collections.abc import Sequence

from wapentake.design.pictures import Choropleth
from wapentake.places.models import BoundarySet, Ward

from .. import queries
from ..queries import Ground

Shaded = Sequence[tuple[str, str, float | None]]  # code, path, value


def shaded_wards(
    ground: Ground, wards: list[Ward], values: dict[str, float], *, highest: list[str], decimals: int, me: str = ""
) -> Choropleth | None:
    """Return the wards shaded by their values, one of them outlined; None without boundaries or with too few values."""
    paths = queries.paths_of(ground.ward_set)
    if not ground.ward_set or not paths:
        return None
    said = f"Map of the {len(wards)} wards. The highest are {_joined(highest)}. The table has every ward."
    areas = [(one.code, paths.get(one.code, ""), values.get(one.code)) for one in wards]
    return shaded(ground.ward_set, areas, words=said, decimals=decimals, me=me)


def shaded(chosen: BoundarySet, areas: Shaded, *, words: str, decimals: int, me: str = "") -> Choropleth | None:
    """Return areas of a set shaded by their values; None where too few differ."""
    areas = [(code, path, None if value is None else round(value, decimals)) for code, path, value in areas]
    order = sorted({value for _, _, value in areas if value is not None})
    steps = sorted({order[len(order) * part // 5] for part in (1, 2, 3, 4)} - {order[0]}) if len(order) > 5 else []
    if not steps:
        return None
    return Choropleth.of(
        areas, steps=steps, words=words, box=(-4.0, -4.0, 1008.0, chosen.height + 8), me=me, places=decimals
    )


def _joined(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
