"""Other people's funds as CSV."""

from collections.abc import Iterable, Iterator
from typing import Any

from .cells import Value, csv_lines, in_pounds

HEADS = (
    "Name", "Who gives it", "What it pays for", "Theme", "Wards", "Smallest award in pounds",
    "Largest award in pounds", "Opens on", "Last day for bids", "Where to bid", "Last checked on", "Bids from here",
    "Won in pounds",
)  # fmt: skip


def other_funds_csv(rows: Iterable[Any]) -> Iterator[str]:
    """Yield outside funds as CSV, a line each."""
    return csv_lines(HEADS, map(_cells, rows))


def _cells(row: Any) -> list[Value]:
    least, most = (in_pounds(each) if each is not None else None for each in (row.least_pence, row.most_pence))
    wards = "; ".join(ward.name for ward in row.wards.all()) or "Everywhere here"
    return [
        row.name, row.giver, row.purpose, row.get_theme_display(), wards, least, most, row.opens_on, row.closes_on,
        row.link, row.checked_on, str(row.bids_sent), in_pounds(row.won),
    ]  # fmt: skip
