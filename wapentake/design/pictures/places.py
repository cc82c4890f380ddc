"""Wards as shapes: outlines, the clickable map, and maps shaded by a figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .scales import plain

Box = tuple[float, float, float, float]
TINTS = 3


def view_box(box: Box) -> str:
    """Return a box (x, y, width, height) as SVG writes it."""
    return " ".join(f"{number:g}" for number in box)


@dataclass(frozen=True, slots=True)
class Outline:
    """A place's shape: the `d` of an SVG path and the box that it lies in."""

    path: str
    box: Box = (0, 0, 200, 200)

    @property
    def view_box(self) -> str:
        return view_box(self.box)


@dataclass(frozen=True, slots=True)
class WardArea:
    """A ward on the map: its number, name, page, shape, locality (an index) and where its number stands."""

    number: int
    name: str
    href: str
    path: str
    locality: int
    label: tuple[float, float]

    @property
    def tint(self) -> int:
        """One of the map's tints, from 1. Never the only sign of the locality: the list names it."""
        return self.locality % TINTS + 1


@dataclass(frozen=True, slots=True)
class WardMap:
    """All wards. The map is a picture for pointing at: the same links are a list beside it."""

    areas: tuple[WardArea, ...]
    localities: tuple[str, ...]
    box: Box
    # Where the drawing lies on the ground: the longitude and latitude of its corner (0, 0), and how many degrees a unit
    # goes east and south. Given only where streets can be shown under it.
    ground: Box | None = None
    sketch: bool = False

    @property
    def view_box(self) -> str:
        return view_box(self.box)

    @property
    def ground_words(self) -> str:
        """The ground as the script that shows streets reads it."""
        return " ".join(f"{number:.9f}" for number in self.ground or ())

    @property
    def text_size(self) -> str:
        """How large the numbers are, in the units of the box: the same on every map, whatever it is measured in."""
        return f"{self.box[2] / 28:.4g}"

    @property
    def lists(self) -> list[tuple[int, str, list[WardArea]]]:
        """The wards by locality: (tint, locality, wards in order of number). Localities without wards are left out."""
        found = [
            (i % TINTS + 1, name, sorted((a for a in self.areas if a.locality == i), key=lambda a: a.number))
            for i, name in enumerate(self.localities)
        ]
        return [entry for entry in found if entry[2]]


@dataclass(frozen=True, slots=True)
class Shade:
    """An area of a shaded map: its path, its step from 1 to 5 (0 without a figure), and whether it is this ward."""

    path: str
    step: int
    me: bool


@dataclass(frozen=True, slots=True)
class Choropleth:
    """Areas shaded in up to five steps, this ward outlined. `words` is the picture's one sentence."""

    shades: tuple[Shade, ...]
    legend: tuple[tuple[int, str], ...]
    words: str
    box: Box
    outlines: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        areas: Sequence[tuple[str, str, float | None]],
        *,
        steps: Sequence[float],
        words: str,
        box: Box,
        me: str = "",
        outline: str = "",
        places: int = 1,
    ) -> "Choropleth":
        """Return the map. `areas` are (name, path, value or None); `steps` the one to four values where a tone begins.

        `me` is the area to outline; where the areas are smaller than a ward, `outline` is the ward's path instead.
        `places` is how many decimals the values are published with: a step from 2.5 to 4 is written `2.5 to 3.9`.
        """
        if not 1 <= len(steps) <= 4 or list(steps) != sorted(set(steps)):
            raise ValueError("A shaded map has one to four steps, each above the last.")
        shades = tuple(Shade(path, _step(value, steps), name == me) for name, path, value in areas)
        legend = tuple((_tone(i, len(steps)), text) for i, text in enumerate(_legend(steps, places)))
        if any(not shade.step for shade in shades):
            legend = (*legend, (0, "no figure"))
        # Drawn last, so that the edge lies over the neighbours'.
        outlines = (outline,) if outline else tuple(shade.path for shade in shades if shade.me)
        return cls(shades, legend, words, box, outlines)

    @property
    def view_box(self) -> str:
        return view_box(self.box)


def _step(value: float | None, steps: Sequence[float]) -> int:
    return 0 if value is None else _tone(sum(value >= step for step in steps), len(steps))


def _tone(index: int, steps: int) -> int:
    """Spread fewer tones over the five, so that the lowest is always pale and the highest always dark."""
    return 1 + round(index * 4 / steps)


def _legend(steps: Sequence[float], places: int) -> list[str]:
    least = 10**-places
    between = [f"{plain(low, places)} to {plain(high - least, places)}" for low, high in pairwise(steps)]
    return [f"under {plain(steps[0], places)}", *between, f"{plain(steps[-1], places)} and over"]
