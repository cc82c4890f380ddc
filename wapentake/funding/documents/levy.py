"""Developments and the yearly infrastructure funding statement as CSV."""

from collections.abc import Iterable
from typing import Any

from .cells import csv_lines, in_pounds

HEADS = (
    "Reference",
    "Site",
    "Ward",
    "Ward code",
    "Parish",
    "Neighbourhood plan",
    "Dwellings",
    "Received",
    "Local share",
)


def developments_csv(rows: Iterable[Any]) -> bytes:
    """Return developments as CSV, a line each."""
    lines = (
        (
            row.reference, row.site, row.ward.name, row.ward.code, str(row.parish or ""), str(row.plan or ""),
            str(row.dwellings), in_pounds(row.received), in_pounds(row.share),
        )
        for row in rows
    )  # fmt: skip
    return "".join(csv_lines(HEADS, lines)).encode()
