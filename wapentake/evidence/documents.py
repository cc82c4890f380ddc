"""Readings of wards as files."""

import csv
import io
from collections.abc import Iterable, Iterator

from .rules import Fitted

COLUMNS = ("area_code", "category", "value", "method", "error")
NOT_PLACED = "not placed"


def readings_csv(fitted: Iterable[Fitted]) -> Iterator[str]:
    """Yield the lines of a CSV: the headings, the wards, and what could not be placed."""
    for cells in (COLUMNS, *map(cells_of, fitted)):
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerow(cells)
        yield text.getvalue()


def cells_of(one: Fitted) -> tuple[str, str, str, str, str]:
    """Return a figure's cells: whole numbers without a point, others with up to six places."""
    return one.area or NOT_PLACED, one.category, number(one.value), str(one.method), number(one.error)


def number(value: float) -> str:
    """Return a figure as a file holds it: exact, and never in powers of ten."""
    return f"{value:.6f}".rstrip("0").rstrip(".") or "0"
