"""All indicators by topic, and one of them ward by ward and by small area."""

import datetime as dt
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse

from wapentake.design.pictures import Cell, Choropleth, Column, Link, NavLink, Pages, Provenance, Row, Table
from wapentake.places.models import Ward
from wapentake.places.queries import current_edition, wards_on

from .. import models, queries
from ..queries import Ground, Newest
from ..rules import standing_category
from ..rules.figures import (
    decimals_of,
    method_words,
    period_words,
    provenance,
    range_words,
    shown_name,
    standing_words,
    value_words,
)
from ..states import Topic
from .lines import full_table
from .maps import shaded_wards
from .small_areas import SmallAreasShown, small_areas_shown

WARDS_A_PAGE = 100
ORDERS = {"by-value": "Highest first", "by-name": "By name"}
BY_VALUE, BY_NAME = ORDERS


@dataclass(frozen=True)
class IndicatorsPage:
    """Every indicator that wards can be compared by: topics, each with its table."""

    topics: list[tuple[str, Table]]
    refs: set[str] = field(default_factory=lambda: {"evidence:all", "council:all"})


@dataclass(frozen=True)
class ComparisonPage:
    """One indicator ward by ward, a hundred wards a page; map and small areas stand on the first."""

    title: str
    words: str
    facts: list[tuple[str, str]]
    provenance: Provenance
    orders: list[NavLink]
    map: Choropleth | None
    table: Table
    pages: Pages
    small: SmallAreasShown | None
    refs: set[str] = field(default_factory=lambda: {"evidence:all", "council:all"})


def _compared(on: dt.date) -> list[tuple[models.Indicator, Newest]]:
    """Return the indicators by which the wards of a day can be compared, by topic and name."""
    edition = current_edition(on)
    newest = queries.newest_compared(edition) if edition else {}
    known = queries.shown_indicators({pk for pk, _ in newest})
    pairs = [(one, newest.get((one.pk, standing_category(one.unit)))) for one in known]
    return [(one, found) for one, found in pairs if found]


def indicators_page(on: dt.date) -> IndicatorsPage:
    """Return every indicator with its source and its newest period."""
    rows: dict[str, list[Row]] = {}
    for one, found in _compared(on):
        link = Link(shown_name(one), reverse("evidence:comparison", args=[one.key]))
        rows.setdefault(one.topic, []).append(Row((link, period_words(found.period), one.source.title)))
    columns = (Column("Figure"), Column("Newest"), Column("Source"))
    return IndicatorsPage(
        [
            (topic.label, Table(topic.label, columns, rows[topic], hidden_caption=True))
            for topic in Topic
            if topic in rows
        ]
    )


def comparison_paths(on: dt.date) -> list[str]:
    """Return the addresses of all comparisons, by value and by name, with their pages."""
    found = []
    for one, newest in _compared(on):
        found += [reverse("evidence:comparison", args=[one.key]), _href(one, BY_NAME, 1)]
        count = _page_count(newest.wards)
        found += [_href(one, order, page) for order in ORDERS for page in range(1, count + 1) if count > 1]
    return sorted(set(found))


def _page_count(wards: int) -> int:
    return -(-wards // WARDS_A_PAGE)


def _href(indicator: models.Indicator, order: str, page: int) -> str:
    return reverse("evidence:comparison_page", args=[indicator.key, order, page])


def comparison_page(key: str, order: str, page: int, on: dt.date) -> ComparisonPage | None:
    """Return an indicator ward by ward on a day; None for an indicator, an order or a page that is not there."""
    indicator, ground = queries.indicator_by_key(key), queries.ground_on(on)
    if indicator is None or ground is None or order not in ORDERS:
        return None
    category = standing_category(indicator.unit)
    newest = queries.newest_compared(ground.edition).get((indicator.pk, category))
    if newest is None or not 1 <= page <= _page_count(newest.wards):
        return None
    everything = queries.wards_compared(indicator, ground.edition, newest.period, category)
    ordered = queries.wards_compared(indicator, ground.edition, newest.period, category, by_name=order == BY_NAME)
    rows = list(ordered[(page - 1) * WARDS_A_PAGE : page * WARDS_A_PAGE])
    for row in rows:
        row.indicator = indicator
    first, few = page == 1, newest.wards <= WARDS_A_PAGE
    wards = list(wards_on(on)) if few else []
    return ComparisonPage(
        title=shown_name(indicator).partition(", per ")[0],
        words=_words(indicator, newest.period),
        facts=_facts(indicator, ground, newest, category, list(everything[:1]), list(everything.reverse()[:1])),
        provenance=provenance(indicator, rows[0]),
        orders=_orders(indicator, order),
        map=_map(ground, wards, indicator, rows),
        table=_table(indicator, ground, newest.period, rows, order),
        pages=Pages.of(page, _page_count(newest.wards), _href(indicator, order, 0).replace("/0/", "/{}/")),
        small=small_areas_shown(indicator, newest.period, ground, on) if first else None,
    )


def _words(indicator: models.Indicator, period: str) -> str:
    _, per, what = shown_name(indicator).partition(", per ")
    return f"Per {what}, {period_words(period)}." if per else f"{period_words(period)}."


def _orders(indicator: models.Indicator, order: str) -> list[NavLink]:
    hrefs = {BY_VALUE: reverse("evidence:comparison", args=[indicator.key]), BY_NAME: _href(indicator, BY_NAME, 1)}
    return [NavLink(label, hrefs[key], current=key == order) for key, label in ORDERS.items()]


def _facts(
    indicator: models.Indicator,
    ground: Ground,
    newest: Newest,
    category: str,
    highest: list[models.WardReading],
    lowest: list[models.WardReading],
) -> list[tuple[str, str]]:
    """Return the borough's figure, and which wards stand at the ends."""
    code = settings.WAPENTAKE_COUNCIL_CODE
    together = queries.figure_of(code, indicator, ground.edition, newest.period, category)
    whole = [("All wards together", value_words(indicator, together.value))] if together else []
    ends = [("Highest", highest), ("Lowest", lowest)]
    return [*whole, *((label, _end(indicator, row)) for label, rows in ends for row in rows)]


def _end(indicator: models.Indicator, row: models.WardReading) -> str:
    tied = (row.rank or 0) + (row.rank_low or 0) <= (row.of or 0)
    also = " and others" if tied else ""
    return f"{row.ward_name}{also}, {value_words(indicator, row.value)}"  # type: ignore[attr-defined]  # annotated


def _map(
    ground: Ground, wards: list[Ward], indicator: models.Indicator, rows: list[models.WardReading]
) -> Choropleth | None:
    if not wards:
        return None
    values = {row.area: row.value for row in rows}
    highest = [one.name for one in sorted(wards, key=lambda one: (-values.get(one.code, -1.0), one.name))[:3]]
    return shaded_wards(ground, wards, values, highest=highest, decimals=decimals_of(indicator))


def _table(
    indicator: models.Indicator, ground: Ground, period: str, rows: list[models.WardReading], order: str
) -> Table:
    """Return the wards' table: no column stands in it that would be empty, or the same in every row."""
    counts = queries.counts_behind(indicator, ground.edition, period, [row.area for row in rows])
    over = indicator.over
    ways: list[Cell] = [method_words(indicator, row.method)[1] for row in rows]
    columns: list[tuple[Column, list[Cell]]] = [
        (Column("Ward", sort="ascending" if order == BY_NAME else ""), [_ward(row) for row in rows]),
        (
            Column("Figure", numeric=True, sort="descending" if order == BY_VALUE else ""),
            [value_words(indicator, row.value) for row in rows],
        ),
        (Column("Could be", numeric=True), [range_words(indicator, row) for row in rows]),
        (
            Column("Number", numeric=True),
            [value_words(over, counts[row.area]) if over and row.area in counts else "" for row in rows],
        ),
        (Column("Where it stands"), [standing_words(indicator, row) for row in rows]),
        *([(Column("How it came here"), ways)] if len(set(ways)) > 1 else []),
    ]
    return full_table(f"{shown_name(indicator)}, ward by ward", columns, hidden=True)


def _ward(row: models.WardReading) -> Link:
    name, slug = row.ward_name, row.ward_slug  # type: ignore[attr-defined]  # annotated
    return Link(name, reverse("evidence:profile", args=[slug]))
