"""Figures about a ward: where it stands, how sure we are, what it was before, and where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass

from .scales import place

METHODS = {
    "counted": "Counted",
    "shared": "Shared out",
    "fitted": "Best fit",
}


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a figure comes from: `counted` in the ward, `shared` out between wards, or `fitted` from small areas."""

    method: str
    text: str
    source: str = ""
    href: str = ""

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise ValueError(f"A figure is counted, shared or fitted, not {self.method}.")


@dataclass(frozen=True, slots=True)
class RankDots:
    """Every ward as a dot on a line, this one large and warm, the borough an upright. Places are per cent."""

    others: tuple[str, ...]
    me: str
    borough: str
    low: str
    high: str
    words: str

    @classmethod
    def of(
        cls,
        values: Sequence[float | None],
        *,
        me: int,
        borough: float | None = None,
        low: float | None = None,
        high: float | None = None,
    ) -> "RankDots":
        """Return the dots. `me` is this ward's index in `values`; `low` and `high` say how sure we are of it.

        Wards without a figure (None) are left out and not counted. Raises ValueError when this ward has none.
        """
        mine = values[me]
        if mine is None:
            raise ValueError("A ward without a figure has no rank: show why it is withheld.")
        known = [value for value in values if value is not None]
        shown = [*known, *(v for v in (borough, low, high) if v is not None)]
        ends = (min(shown), max(shown), 2)
        others = tuple(place(value, *ends) for i, value in enumerate(values) if value is not None and i != me)
        upright, left, right = (place(v, *ends) if v is not None else "" for v in (borough, low, high))
        return cls(others, place(mine, *ends), upright, left, right, rank_words(known, mine))


def rank_words(values: Sequence[float], mine: float) -> str:
    """Return where a value stands, from the nearer end: `Highest of 25`, `Equal 3rd lowest of 25`."""
    above, below = (sum(v > mine for v in values), sum(v < mine for v in values))
    equal = sum(v == mine for v in values) > 1
    rank, end = (above + 1, "highest") if above <= below else (below + 1, "lowest")
    said = end if rank == 1 else f"{ordinal(rank)} {end}"
    said = f"equal {said}" if equal else said
    return f"{said[0].upper()}{said[1:]} of {len(values)}"


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


@dataclass(frozen=True, slots=True)
class Whisker:
    """A value and the range it could be in, on an axis whose ends are named beside it."""

    at: str
    low: str
    high: str

    @classmethod
    def of(cls, value: float, low: float, high: float, lowest: float, highest: float) -> "Whisker":
        """Return the whisker on an axis from `lowest` to `highest`; ValueError when the value is outside its range."""
        if not low <= value <= high:
            raise ValueError("A value lies inside its own range.")
        return cls(place(value, lowest, highest), place(low, lowest, highest), place(high, lowest, highest))


@dataclass(frozen=True, slots=True)
class Reading:
    """One measurement: when and what in words, the value as it is written, and its range."""

    words: str
    shown: str
    value: float
    low: float
    high: float
    range_words: str = ""


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """Two readings of one thing on one axis: a ring then, a dot now."""

    then: Reading
    now: Reading
    lowest: float
    highest: float
    ends: tuple[str, str]

    @property
    def then_whisker(self) -> Whisker:
        return self._whisker(self.then)

    @property
    def now_whisker(self) -> Whisker:
        return self._whisker(self.now)

    @property
    def overlap(self) -> bool:
        """Whether the two ranges share any value: if they do, nothing may be said to have changed."""
        return self.then.low <= self.now.high and self.now.low <= self.then.high

    def _whisker(self, reading: Reading) -> Whisker:
        return Whisker.of(reading.value, reading.low, reading.high, self.lowest, self.highest)


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A small line over time with a warm dot at its end, in a box of 132 by 40. Gaps stay gaps."""

    lines: tuple[str, ...]
    end: tuple[float, float]

    @classmethod
    def of(cls, values: Sequence[float | None]) -> "Sparkline":
        """Return the line; None is a gap. Raises ValueError with fewer than two values, or none at the end."""
        known = [value for value in values if value is not None]
        if len(known) < 2 or values[-1] is None:
            raise ValueError("A line needs two values or more, the latest among them.")
        low, span = min(known), max(known) - min(known)

        def at(index: int, value: float) -> tuple[float, float]:
            height = (value - low) / span if span else 0.5
            return round(4 + 124 * index / (len(values) - 1), 1), round(36 - 32 * height, 1)

        runs: list[list[tuple[float, float]]] = [[]]
        for index, value in enumerate(values):
            if value is None:
                runs.append([])
            else:
                runs[-1].append(at(index, value))
        lines = tuple(" ".join(f"{x:g},{y:g}" for x, y in run) for run in runs if len(run) > 1)
        return cls(lines, runs[-1][-1])


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure on a ward's evidence page. `per` says what it counts; `borough` and `could_be` are as written.

    `compare` is where the other wards' figures stand.
    """

    name: str
    value: str
    provenance: Provenance
    per: str = ""
    rank: RankDots | None = None
    borough: str = ""
    could_be: str = ""
    trend: Sparkline | None = None
    compare: str = ""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A figure that is not shown, and why: `The last survey heard from 19 people here. We show nothing below 50.`"""

    name: str
    reason: str
    source: str = ""
    href: str = ""
    lead: str = "No figure for this ward."
