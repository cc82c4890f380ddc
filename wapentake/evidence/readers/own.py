"""Our own export, and any long table that somebody brings into its shape: indicator, area, period, category, value."""

from collections.abc import Iterator

from ..rules import Row
from ..states import Geography
from .rows import CODE, MONTH, YEAR, Cells

HEADINGS = {"indicator", "area_code", "period", "category", "value"}


def rows_of(lines: Iterator[Cells]) -> Iterator[Row]:
    """Yield a row for each line; the area's code tells what it is published for."""
    for cells in lines:
        area = cells.by["area_code"].strip()
        if not CODE.fullmatch(area):
            raise cells.bad("area_code", "this is not a GSS code, like E05012996.")
        period = cells.by["period"].strip()
        if not MONTH.fullmatch(period) and not YEAR.fullmatch(period):
            raise cells.bad("period", "a period is a month as 2025-04 or a year as 2021.")
        yield Row(
            cells.line, cells.text("indicator", most=80), geography_of(area), area, period,
            cells.by["category"].strip()[:120], cells.number("value"),
        )  # fmt: skip


def geography_of(code: str) -> Geography:
    """Return what a GSS code names."""
    if code.startswith("E05"):
        return Geography.WARD
    if code.startswith("E01"):
        return Geography.LSOA21
    return Geography.COUNCIL if code[:3] in {"E06", "E07", "E08", "E09"} else Geography.OTHER
