"""Every figure of a ward about one topic, as a table."""

from collections.abc import Iterable

from wapentake.design.pictures import Cell, Column, Said, Table

from ..models import Indicator, WardReading
from ..rules.figures import geography_words, period_words, range_words, standing_words, value_words
from ..states import Topic, Unit
from .lines import full_table

Rows = dict[str, WardReading]
COLUMNS = (
    Column("Figure"), Column("This ward", numeric=True), Column("Could be", numeric=True),
    Column("All wards together", numeric=True), Column("Part of this ward’s", numeric=True),
    Column("Part of all wards’", numeric=True), Column("Where it stands"), Column("Period"),
    Column("How it came here"),
)  # fmt: skip


def table_of_topic(
    topic: Topic, known: Iterable[Indicator], ours: dict[int, Rows], council: dict[int, Rows]
) -> Table | None:
    """Return every figure of a ward about a topic, beside that of all wards; None where there is none."""
    lines = [line for one in known for line in _lines(one, ours.get(one.pk, {}), council.get(one.pk, {}))]
    if not lines:
        return None
    columns = list(zip(COLUMNS, zip(*lines, strict=True), strict=True))
    return full_table(f"{topic.label}: every figure", columns, tight=True)


def _lines(indicator: Indicator, rows: Rows, council: Rows) -> list[tuple[Cell, ...]]:
    found: list[tuple[Cell, ...]] = []
    for category, row in rows.items():
        borough = council.get(category)
        found.append(
            (
                f"{indicator.name}: {category}" if category else indicator.name,
                value_words(indicator, row.value), range_words(indicator, row),
                value_words(indicator, borough.value) if borough else "",
                _part(indicator, category, rows), _part(indicator, category, council), standing_words(indicator, row),
                period_words(row.period), _way(row),
            )
        )  # fmt: skip
    return found


def _part(indicator: Indicator, category: str, rows: Rows) -> str:
    """Return what part of an area's own total a category is: so wards of all sizes can be compared."""
    row, whole = rows.get(category), rows.get("")
    if not category or indicator.unit != Unit.COUNT or row is None or whole is None or not whole.value:
        return ""
    return f"{100 * row.value / whole.value:.1f}%"


def _way(row: WardReading) -> Cell:
    said, note = row.get_method_display(), geography_words(row)
    return Said(said, note) if note else said
