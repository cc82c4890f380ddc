"""Bar and line charts. Each stands beside a table with the same figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .scales import percent, place, plain, round_top


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its value as written, and its length in per cent of the longest."""

    label: str
    shown: str
    width: str
    me: bool


@dataclass(frozen=True, slots=True)
class BarChart:
    """One bar per thing, one tone. The figures stand beside the bars, so that they are its table too."""

    caption: str
    bars: tuple[Bar, ...]

    @classmethod
    def of(cls, caption: str, items: Sequence[tuple[str, float, str]], *, me: str = "") -> "BarChart":
        """Return the chart. `items` are (label, value, value as written); bars start at nought, so none is below it."""
        if any(value < 0 for _, value, _ in items):
            raise ValueError("A bar shows no value below nought.")
        longest = max((value for _, value, _ in items), default=0)
        return cls(
            caption, tuple(Bar(label, shown, percent(value, longest), label == me) for label, value, shown in items)
        )


@dataclass(frozen=True, slots=True)
class Point:
    """A value over time: its label, its value as written, and its place; no place when it is missing."""

    label: str
    shown: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """A line over time from nought, in per cent both ways, with its table beside."""

    caption: str
    points: tuple[Point, ...]
    axis: str
    heads: tuple[str, str]

    @classmethod
    def of(
        cls,
        caption: str,
        items: Sequence[tuple[str, float | None, str]],
        *,
        heads: tuple[str, str] = ("When", "Value"),
    ) -> "LineChart":
        """Return the chart. `items` are (label, value or None, value as written), in order of time."""
        known = [value for _, value, _ in items if value is not None]
        if len(known) < 2 or min(known) < 0:
            raise ValueError("A line needs two values or more, none below nought.")
        top = round_top(max(known))
        last = len(items) - 1
        points = tuple(
            Point(label, shown, place(i, 0, last, 1), "" if value is None else place(-value, -top, 0, 4))
            for i, (label, value, shown) in enumerate(items)
        )
        return cls(caption, points, f"The foot of the picture is 0, its top {plain(top)}.", heads)

    @property
    def segments(self) -> tuple[tuple[Point, Point], ...]:
        """The points joined in order; a missing value is a gap."""
        return tuple((a, b) for a, b in pairwise(self.points) if a.y and b.y)

    @property
    def latest(self) -> Point:
        return next(point for point in reversed(self.points) if point.y)
