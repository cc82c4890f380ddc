"""What a benchmark says: ours, what it is compared with, the ratio, and the promise."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One figure. `ratio` is ours by theirs where there is something to compare with; `kept` goes with a promise."""

    name: str
    ours: str
    compared_with: str = ""
    theirs: str = ""
    ratio: float | None = None
    promise: str = ""
    kept: bool | None = None


def seconds(act: Callable[[], object]) -> float:
    """Return the time that an act takes, in seconds."""
    before = time.perf_counter()
    act()
    return time.perf_counter() - before


def table(rows: list[Row]) -> str:
    """Return the rows as a Markdown table."""
    head = "| Figure | Ours | Compared with, in the same run | Theirs | Ratio | Promise | Kept |"
    rule = "|---|---:|---|---:|---:|---|---|"
    lines = [
        f"| {row.name} | {row.ours} | {row.compared_with} | {row.theirs} "
        f"| {'' if row.ratio is None else f'{row.ratio:.2f}'} | {row.promise} "
        f"| {'' if row.kept is None else 'yes' if row.kept else '**no**'} |"
        for row in rows
    ]
    return "\n".join([head, rule, *lines])
