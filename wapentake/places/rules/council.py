"""A council's places as one clean value: what `set_up_council` is given."""

import datetime as dt
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class LocalityData:
    slug: str
    name: str
    position: int
    from_date: dt.date


@dataclass(frozen=True, slots=True)
class WardData:
    """A ward. `points` are a few known points in it (longitude, latitude), for the schematic map."""

    code: str
    name: str
    ons_name: str
    slug: str
    number: int
    seats: int | None = None
    description: str = ""
    locality: str = ""
    locality_confirmed: bool = True
    parished: str = ""
    parished_confirmed: bool = True
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionData:
    name: str
    from_date: dt.date
    legal_order: str
    legal_order_link: str
    wards: tuple[WardData, ...]


@dataclass(frozen=True, slots=True)
class ParishData:
    code: str
    slug: str
    name: str
    kind: str
    wards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedPlaceData:
    slug: str
    name: str
    kind: str
    longitude: float | None
    latitude: float | None
    wards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CouncilData:
    """Everything that a council's file of places says. `successions` are (before, after, share of the before)."""

    code: str
    name: str
    localities: tuple[LocalityData, ...]
    editions: tuple[EditionData, ...]
    parishes: tuple[ParishData, ...]
    named_places: tuple[NamedPlaceData, ...]
    successions: tuple[tuple[str, str, float], ...] = ()

    @property
    def points(self) -> dict[str, tuple[Point, ...]]:
        """The known points of each ward of the newest edition that has any, by GSS code."""
        wards = max(self.editions, key=lambda edition: edition.from_date).wards
        return {ward.code: ward.points for ward in wards if ward.points}
