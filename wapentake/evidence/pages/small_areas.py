"""An indicator by lower super output area, where it was published for them and their boundaries are here."""

import datetime as dt
from dataclasses import dataclass

from wapentake.design.pictures import Choropleth, Column, Row, Table
from wapentake.places.queries import wards_on

from .. import queries
from ..models import Indicator
from ..queries import Ground
from ..rules.figures import decimals_of, period_words, value_words
from .maps import shaded

MOST_AREAS = 1_000  # of a map and its table on one page


@dataclass(frozen=True)
class SmallAreasShown:
    """An indicator by small area: its heading's words, the map, and the table that says the same."""

    words: str
    map: Choropleth | None
    table: Table


def small_areas_shown(indicator: Indicator, period: str, ground: Ground, on: dt.date) -> SmallAreasShown | None:
    """Return an indicator by small area; None where it is not published so, or there are too many for one page."""
    found = queries.small_areas_of(indicator, period, ground)
    if found is None:
        return None
    drawn = queries.names_and_paths(found.drawn)
    values = {code: value for code, value in found.values.items() if code in drawn}
    if not values or len(drawn) > MOST_AREAS:
        return None
    wards, holds = dict(wards_on(on).values_list("code", "name")), queries.wards_of_areas(ground, found.geography)
    ordered = sorted(values, key=lambda code: (-values[code], code))
    rows = [
        Row((drawn[code][0] or code, value_words(indicator, values[code]), wards.get(holds.get(code, ""), "")))
        for code in ordered
    ]
    said = f"Map of {len(drawn)} small areas. The highest is {drawn[ordered[0]][0]}. The table has every one."
    areas = [(code, path, values.get(code)) for code, (_, path) in drawn.items()]
    return SmallAreasShown(
        words=f"{indicator.name}, {period_words(period)}. {found.geography.label}, as published: they do not fit the "
        "wards.",
        map=shaded(found.drawn, areas, words=said, decimals=decimals_of(indicator)),
        table=Table(
            f"{indicator.name}, by small area, highest first",
            (Column("Small area"), Column("Figure", numeric=True), Column("Ward that holds most of it")), rows,
            tight=True,
        ),
    )  # fmt: skip
