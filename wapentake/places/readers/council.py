"""A council's places from a JSON file: localities, editions of wards, parishes, named places.

The file of Rotherham beside this room (`data/rotherham.json`) is the example to copy for another council.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from wapentake.foundation.files import MEGABYTE, BadFile, Source, hash_of, read_json

from ..rules import CouncilData, EditionData, LocalityData, NamedPlaceData, ParishData, WardData
from ..states import Cover, NamedPlaceKind, ParishKind

DATA = Path(__file__).parent.parent / "data"
T = TypeVar("T")


def read_council(path: Path = DATA / "rotherham.json") -> tuple[CouncilData, Source]:
    """Return a council's places and the source that they came from; raises `BadFile` with the place and the reason."""
    found = read_json(path, most=4 * MEGABYTE, brackets=100_000, commas=400_000, depth=12)
    page = _Page(path.name, found, "the file")
    council = page.part("council")
    data = CouncilData(
        code=council.gss("code"),
        name=council.text("name"),
        localities=page.each("localities", _locality),
        editions=page.each("editions", _edition),
        parishes=page.each("parishes", _parish),
        named_places=page.each("named_places", _named_place),
        successions=page.each("successions", _succession),
    )
    if not data.editions:
        raise BadFile(path.name, "", "It names no edition of wards.")
    return data, Source(path.name, hash_of(path))


class _Page:
    """A mapping of the file with its place in it, so that every fault names where it is."""

    def __init__(self, name: str, value: Any, where: str) -> None:
        if not isinstance(value, Mapping):
            raise BadFile(name, where, "Here must be an object with names and values.")
        self.name, self.value, self.where = name, value, where

    def bad(self, key: str, reason: str) -> BadFile:
        return BadFile(self.name, f"{self.where}, “{key}”", reason)

    def text(self, key: str, default: str | None = None) -> str:
        value = self.value.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.bad(key, "Here must be a text.")
        return value.strip()

    def slug(self, key: str) -> str:
        value = self.text(key)
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
            raise self.bad(key, "An address part has small letters, digits and hyphens only.")
        return value

    def gss(self, key: str) -> str:
        value = self.text(key)
        if not re.fullmatch(r"E\d{8}", value):
            raise self.bad(key, "A GSS code is E and eight digits.")
        return value

    def number(self, key: str, low: int, high: int) -> int:
        value = self.value.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise self.bad(key, f"Here must be a whole number from {low} to {high}.")
        return value

    def degrees(self, key: str, low: float, high: float) -> float | None:
        value = self.value.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.bad(key, f"Here must be a number of degrees from {low:g} to {high:g}.")
        return float(value)

    def yes(self, key: str) -> bool:
        value = self.value.get(key, True)
        if not isinstance(value, bool):
            raise self.bad(key, "Here must be true or false.")
        return value

    def date(self, key: str) -> dt.date:
        try:
            return dt.date.fromisoformat(self.text(key))
        except ValueError as error:
            raise self.bad(key, "A date is written like 2021-05-06.") from error

    def choice(self, key: str, choices: list[str], default: str | None = None) -> str:
        value = self.text(key, default)
        if value and value not in choices:
            raise self.bad(key, f"Here must be one of {', '.join(choices)}.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.value.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.bad(key, "Here must be a list of texts.")
        return tuple(value)

    def part(self, key: str) -> "_Page":
        return _Page(self.name, self.value.get(key), f"“{key}”")

    def each(self, key: str, make: Callable[["_Page"], T]) -> tuple[T, ...]:
        value = self.value.get(key, [])
        if not isinstance(value, list):
            raise self.bad(key, "Here must be a list.")
        return tuple(
            make(_Page(self.name, item, f"{self.where}, {key} {n}".removeprefix("the file, ")))
            for n, item in enumerate(value, 1)
        )


def _locality(page: _Page) -> LocalityData:
    return LocalityData(page.slug("slug"), page.text("name"), page.number("position", 0, 99), page.date("from"))


def _edition(page: _Page) -> EditionData:
    return EditionData(
        name=page.text("name"),
        from_date=page.date("from"),
        legal_order=page.text("legal_order", ""),
        legal_order_link=page.text("legal_order_link", ""),
        wards=page.each("wards", _ward),
    )


def _ward(page: _Page) -> WardData:
    return WardData(
        code=page.gss("code"),
        name=page.text("name"),
        ons_name=page.text("ons_name"),
        slug=page.slug("slug"),
        number=page.number("number", 1, 999),
        seats=page.number("seats", 1, 5) if page.value.get("seats") is not None else None,
        description=page.text("description", ""),
        locality=page.text("locality", ""),
        locality_confirmed=page.yes("locality_confirmed"),
        parished=page.choice("parished", Cover.values, ""),
        parished_confirmed=page.yes("parished_confirmed"),
        points=_points(page),
    )


def _points(page: _Page) -> tuple[tuple[float, float], ...]:
    pairs = page.value.get("points", [])
    try:
        points = tuple((float(longitude), float(latitude)) for longitude, latitude in pairs)
    except (TypeError, ValueError) as error:
        raise page.bad("points", "Here must be pairs of longitude and latitude.") from error
    if not all(-9 <= longitude <= 3 and 49 <= latitude <= 61 for longitude, latitude in points):
        raise page.bad("points", "A point lies outside Great Britain: longitude comes first.")
    return points


def _parish(page: _Page) -> ParishData:
    kind = page.choice("kind", ParishKind.values)
    return ParishData(page.text("code", ""), page.slug("slug"), page.text("name"), kind, page.texts("wards"))


def _named_place(page: _Page) -> NamedPlaceData:
    return NamedPlaceData(
        slug=page.slug("slug"),
        name=page.text("name"),
        kind=page.choice("kind", NamedPlaceKind.values),
        longitude=page.degrees("longitude", -9, 3),
        latitude=page.degrees("latitude", 49, 61),
        wards=page.texts("wards"),
    )


def _succession(page: _Page) -> tuple[str, str, float]:
    share = page.degrees("share", 0, 1)
    return page.gss("from"), page.gss("to"), share or 0.0
