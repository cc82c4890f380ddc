"""What every reader of readings gives: one row for a figure, one after the other."""

from dataclasses import dataclass

from ..states import Geography


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of a line: the indicator's key, the area's GSS code ("" for no place), and a point if there is one."""

    line: int
    indicator: str
    geography: Geography
    area: str
    period: str
    category: str
    value: float
    longitude: float | None = None
    latitude: float | None = None
    method: str = ""
    error: float = 0.0
    inside: float | None = None
    touching: float | None = None
