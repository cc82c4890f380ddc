"""A file whose columns a person has named: long, or wide with a column for each period, category or indicator."""

from collections.abc import Iterator

from ..rules import Columns, Row, period_of
from ..states import Geography, Shape
from .own import geography_of
from .rows import CODE, LONGEST_CATEGORY, Cells

# Kinds of area that no ward can be made of, by how their codes begin.
TOO_LARGE = {
    "E02": "a middle layer super output area", "E10": "a county", "E12": "a region", "E14": "a constituency",
    "E23": "a police force", "E47": "a combined authority", "E54": "an integrated care board", "E92": "a country",
}  # fmt: skip
NOTHING = {"", "-", "–", "..", ":", "x", "c", "[c]", "[x]", "[z]", "n/a", "na", "null"}
INSTEAD = "Use figures of wards, of lower super output areas or of the council."


def rows_of(lines: Iterator[Cells], columns: Columns) -> Iterator[Row]:
    """Yield a row for each figure of each line. A cell without one, or marked as not told, is not nought."""
    figures: tuple[str, ...] | None = None
    for cells in lines:
        if figures is None:
            figures = columns.figures(cells.by)
        area, period = _area(cells, columns), _period(cells, columns)
        category = cells.category(columns.category) if columns.category else ""
        for heading in figures:
            if cells.by[heading].strip().casefold() not in NOTHING:
                yield _row(cells, columns, heading, (area, period, category))


def _row(cells: Cells, columns: Columns, heading: str, said: tuple[str, str, str]) -> Row:
    area, period, category = said
    indicator = columns.indicators.get(heading if columns.shape == Shape.INDICATORS else "", "")
    if columns.shape == Shape.PERIODS:
        period = period_of(heading)
    if columns.shape == Shape.CATEGORIES:
        category = f"{category}, {heading}" if category else heading
        if len(category) > LONGEST_CATEGORY:
            raise cells.bad(heading, f"with its category the heading is longer than {LONGEST_CATEGORY} characters.")
    geography = geography_of(area)
    if geography == Geography.LSOA21:
        geography = Geography(columns.lsoa)
    return Row(cells.line, indicator, geography, area, period, category, cells.number(heading))


def _area(cells: Cells, columns: Columns) -> str:
    found = cells.by[columns.area].strip()
    if not CODE.fullmatch(found):
        raise cells.bad(columns.area, "this is not a GSS code, like E05012996 or E01007694.")
    if geography_of(found) == Geography.OTHER:
        kind = TOO_LARGE.get(found[:3], "neither a ward nor a lower super output area")
        raise cells.bad(columns.area, f"this is {kind}. {INSTEAD}")
    return found


def _period(cells: Cells, columns: Columns) -> str:
    if not columns.period:
        return period_of(columns.fixed)
    found = period_of(cells.by[columns.period])
    if not found:
        raise cells.bad(columns.period, "a period is a month as 2025-04, a year as 2021 or two years as 2024/25.")
    return found
