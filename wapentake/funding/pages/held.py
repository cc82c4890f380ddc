"""What other rooms hold on a person, in lines that somebody can read."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.operations.held import Group, Row

WHAT_CAME = re.compile(r"_?(at|on|date)$")  # the end of a field's name
OF_THE_RECORD = ("stream", "action", "record__stream")
MOST, LONGEST = 5, 140  # rows of a place on the page, and letters of a text; the file has all of them


@dataclass(frozen=True)
class HeldRows:
    """One place: what it is called, how many rows it has, the first of them, and why they are kept.

    `erase` has a value to send for each line, where the rows can be erased one by one.
    """

    called: str
    count: int
    lines: list[str]
    kept: str = ""
    erase: list[str] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


def held_rows(groups: list[Group]) -> list[HeldRows]:
    """Return the places of other rooms in which somebody stands."""
    return [
        HeldRows(
            one.called, len(one.rows), [_line(row) for row in one.rows[:MOST]], one.kept,
            [f"{one.called} {key}" for key in one.keys[:MOST]],
        )
        for one in groups
    ]  # fmt: skip


def _line(row: Row) -> str:
    return ", ".join(_words(row)) or "Kept, without words."


def _words(row: Row) -> Iterator[str]:
    """Yield each different text and date of a row once."""
    yield from dict.fromkeys(word for name, value in row.items() if (word := _word(name, value)))


def _word(name: str, value: Any) -> str:
    """Return a text as it stands, or a date with what came on it: `arose 10 May 2021`."""
    if isinstance(value, dt.date):
        day = long_date(london_date(value) if isinstance(value, dt.datetime) else value)
        event = name.rpartition("__")[2]
        return f"{WHAT_CAME.sub('', event).replace('_', ' ')} {day}".strip()
    if not isinstance(value, str):
        return ""
    if name in OF_THE_RECORD:
        return value.replace("_", " ").replace(":", " ")
    return value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
