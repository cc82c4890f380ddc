"""Two to four wards side by side, and the borough: as tables, and as bars where bars can be compared."""

from dataclasses import dataclass

from django.conf import settings

from wapentake.design.pictures import BarChart, Cell, Column, Row, Said, Table
from wapentake.places.models import Ward

from .. import models, queries
from ..rules import is_ranked, standing_category
from ..rules.figures import period_words, range_words, shown_name, standing_words, value_words
from ..states import Topic

BOROUGH = "All wards together"


@dataclass(frozen=True)
class TopicBeside:
    """A topic: its table, a column a ward, and a chart for each figure that does not grow with a ward."""

    key: str
    label: str
    table: Table
    charts: list[BarChart]


@dataclass(frozen=True)
class SideBySidePage:
    """Wards side by side. Nothing is chosen yet where there are no names."""

    names: list[str]
    topics: list[TopicBeside]
    sources: str
    empty: str


NOTHING = SideBySidePage([], [], "", "")
Figures = dict[int, dict[str, models.WardReading]]


def side_by_side(wards: list[Ward]) -> SideBySidePage:
    """Return the first figures of wards of one edition side by side. A query for each ward, and five besides."""
    if not wards:
        return NOTHING
    edition = wards[0].edition
    newest = queries.newest_periods(edition)
    known = [one for one in queries.shown_indicators(newest) if one.headline]
    wanted = {one.pk: newest[one.pk] for one in known}
    areas = [*(one.code for one in wards), settings.WAPENTAKE_COUNCIL_CODE]
    columns = [queries.figures_by_indicator(area, edition, wanted) for area in areas]
    names = [one.name for one in wards]
    topics = [_topic(topic, [one for one in known if one.topic == topic], names, columns) for topic in Topic]
    return SideBySidePage(
        names=names,
        topics=[one for one in topics if one.table.rows],
        sources="; ".join(sorted({one.source.title for one in known})),
        empty="" if known else "There are no figures of wards yet.",
    )


def _topic(topic: Topic, known: list[models.Indicator], names: list[str], columns: list[Figures]) -> TopicBeside:
    rows, charts = [], []
    for one in known:
        found = [column.get(one.pk, {}).get(standing_category(one.unit)) for column in columns]
        if any(found):
            rows.append(Row([_name(one, found), *(_cell(one, row) for row in found)]))
            charts += _chart(one, names, found)
    heads = [Column("Figure"), *(Column(name, numeric=True) for name in (*names, BOROUGH))]
    return TopicBeside(topic.value, topic.label, Table(f"{topic.label}, ward beside ward", heads, rows), charts)


def _name(indicator: models.Indicator, found: list[models.WardReading | None]) -> Cell:
    period = next(row.period for row in found if row)
    return Said(shown_name(indicator), f"{period_words(period)}. {indicator.source.title}")


def _cell(indicator: models.Indicator, row: models.WardReading | None) -> Cell:
    if row is None:
        return "Not known"
    could_be, stands = range_words(indicator, row), standing_words(indicator, row)
    note = ". ".join(part for part in (stands, f"Could be {could_be}" if could_be else "") if part)
    value = value_words(indicator, row.value)
    return Said(value, f"{note}.") if note else value


def _chart(indicator: models.Indicator, names: list[str], found: list[models.WardReading | None]) -> list[BarChart]:
    """Return the bars of a figure; the borough's bar only where it is no sum of the wards'."""
    together = [BOROUGH] if is_ranked(indicator.unit) and not standing_category(indicator.unit) else []
    pairs = zip([*names, *together], found, strict=False)
    bars = [(name, row.value, value_words(indicator, row.value)) for name, row in pairs if row]
    if not is_ranked(indicator.unit) or any(value < 0 for _, value, _ in bars):
        return []
    return [BarChart.of(shown_name(indicator), bars)]
