"""The underspend on a day as a CSV file."""

import datetime as dt
from collections.abc import Iterator

from ..pages.underspend import HEADS, underspend_rows
from .cells import Value, csv_lines, in_pounds


def underspend_csv(on: dt.date) -> Iterator[str]:
    """Yield every holder's pot on a day, line by line."""
    return csv_lines(HEADS, (_values(row) for row in underspend_rows(on)))


def _values(row: list[str | int | dt.date]) -> list[Value]:
    return [in_pounds(cell) if isinstance(cell, int) else cell for cell in row]
