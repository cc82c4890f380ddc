"""Wide and long tables of lower super output areas: the indices of deprivation, Census 2021, FixMyStreet's counts."""

from collections.abc import Iterator, Mapping

from ..rules import Row
from ..states import Geography, Unit
from ..states.catalogue import CENSUS, STREET_REPORTS, UNDERLYING, IndicatorInfo, deprivation
from .rows import Cells


def wide(lines: Iterator[Cells], *, key: str, columns: Mapping[str, IndicatorInfo], year: str) -> Iterator[Row]:
    """Yield a row for each known column of each area. Empty cells are not recorded, which is not nought."""
    geography = Geography.LSOA11 if "11" in key else Geography.LSOA21
    for cells in lines:
        area = cells.lsoa(key)
        for heading, info in columns.items():
            if cells.by[heading].strip():
                value = cells.count(heading) if info.unit == Unit.COUNT else cells.number(heading)
                yield Row(cells.line, info.key, geography, area, year, "", value)


def census(lines: Iterator[Cells]) -> Iterator[Row]:
    """Yield a row for each area and category of Census 2021."""
    for cells in lines:
        table = cells.text("table")
        if table not in CENSUS:
            raise cells.bad("table", f"it is not one of {', '.join(sorted(CENSUS))}.")
        yield Row(
            cells.line, CENSUS[table].key, Geography.LSOA21, cells.lsoa("lsoa21_code"), "2021",
            cells.text("category"), cells.count("count"),
        )  # fmt: skip


def street_reports(lines: Iterator[Cells]) -> Iterator[Row]:
    """Yield a row for each area, month and category of FixMyStreet's counts, which have the areas of 2011."""
    for cells in lines:
        yield Row(
            cells.line, STREET_REPORTS.key, Geography.LSOA11, cells.lsoa("lsoa"), cells.month("period"),
            cells.text("SHEF_C_CODE", most=20), cells.count("reports"),
        )  # fmt: skip


def deprivation_columns(headings: list[str], year: int) -> dict[str, IndicatorInfo]:
    """Return the columns of an index of deprivation that are known, by heading."""
    found = {heading: deprivation(year, heading) for heading in headings}
    known = {heading: info for heading, info in found.items() if info is not None}
    return known or {heading: UNDERLYING[heading] for heading in headings if heading in UNDERLYING}
