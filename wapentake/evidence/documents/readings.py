"""Readings of wards as files."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain

from wapentake.foundation.files import plain_cell

from ..models import ReadingFile
from ..pages import FigureLine
from ..queries import faults_of
from ..rules import Fitted

COLUMNS = ("area_code", "category", "value", "method", "error")
NOT_PLACED = "not placed"
PROFILE_COLUMNS = (
    "indicator", "name", "area_code", "period", "category", "value", "unit", "method", "error", "rank", "of",
    "all_wards", "source", "licence",
)  # fmt: skip


def readings_csv(fitted: Iterable[Fitted]) -> Iterator[str]:
    """Yield the lines of a CSV: the headings, the wards, and what could not be placed."""
    rows = ((one.area or NOT_PLACED, one.category, one.value, str(one.method), one.error) for one in fitted)
    return csv_of(COLUMNS, rows)


def profile_csv(lines: Iterable[FigureLine]) -> Iterator[str]:
    """Yield the lines of a ward's figures of all periods, each with where it comes from."""
    return csv_of(PROFILE_COLUMNS, lines)


def faults_csv(found: ReadingFile) -> Iterator[str]:
    """Yield what is wrong with a file that was refused, line by line."""
    return csv_of(("line", "what_to_do"), ((str(one.line or ""), one.why) for one in faults_of(found)))


def csv_of(columns: tuple[str, ...], rows: Iterable[Iterable[str | float | None]]) -> Iterator[str]:
    """Yield the lines of a CSV: its headings, then its rows."""
    for cells in chain((columns,), rows):
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerow(map(_cell, cells))
        yield text.getvalue()


def _cell(value: str | float | None) -> str:
    """Return a cell: numbers exact and never in powers of ten, texts as no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, str):
        return plain_cell(value)
    return f"{value:.6f}".rstrip("0").rstrip(".") or "0"
