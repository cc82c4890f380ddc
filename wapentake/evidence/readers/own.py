"""Our own export, and any long table that somebody brings into its shape: indicator, area, period, category, value."""

from collections.abc import Iterator

from ..rules import Row
from ..states import Geography, Method
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
        category = cells.category("category")
        yield Row(
            cells.line, cells.text("indicator", most=80), geography_of(area), area, period, category,
            cells.number("value"), method=_method(cells), error=_or_nought(cells, "error"),
            inside=_if_said(cells, "inside"), touching=_if_said(cells, "touching"),
        )  # fmt: skip


def _method(cells: Cells) -> str:
    """Return how a figure came to its ward, where the file says so."""
    said = cells.by.get("method", "").strip()
    if said and said not in Method.values:
        raise cells.bad("method", f"a method is one of {', '.join(Method.values)}.")
    return said


def _if_said(cells: Cells, heading: str) -> float | None:
    return cells.number(heading) if cells.by.get(heading, "").strip() else None


def _or_nought(cells: Cells, heading: str) -> float:
    return _if_said(cells, heading) or 0.0


def geography_of(code: str) -> Geography:
    """Return what a GSS code names."""
    if code.startswith("E05"):
        return Geography.WARD
    if code.startswith("E01"):
        return Geography.LSOA21
    return Geography.COUNCIL if code[:3] in {"E06", "E07", "E08", "E09"} else Geography.OTHER
