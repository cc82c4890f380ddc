"""A small borough of four square wards, two of an earlier edition, and files of it."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wapentake.foundation.files import Source
from wapentake.places import actions
from wapentake.places.rules import CouncilData, EditionData, LocalityData, ParishData, WardData

AT = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
ON = dt.date(2026, 11, 22)
OLD, NEW = dt.date(2004, 6, 10), dt.date(2021, 5, 6)
CODES = ["E05012993", "E05012994", "E05012995", "E05012996"]
OLD_CODES = ["E05001019", "E05001020"]
# The south-west corner of the borough, in degrees.
WEST, SOUTH, STEP = -1.40, 53.40, 0.02


def square(column: int, row: int, wide: int = 1) -> list[list[list[float]]]:
    """Return the rings of a square of the borough: columns eastwards, rows northwards."""
    left, low = WEST + STEP * column, SOUTH + STEP * row
    right, high = left + STEP * wide, low + STEP
    corners = [[left, low], [right, low], [right, high], [left, high], [left, low]]
    return [[[round(x, 6), round(y, 6)] for x, y in corners]]


def ward(n: int, code: str, name: str, **more: Any) -> WardData:
    slug = name.lower().replace(" & ", "-and-").replace(" ", "-")
    return WardData(code, name.replace("&", "and"), name, slug, n, seats=2, **more)


def borough() -> CouncilData:
    """Return the small borough. Ward n of today is a square; the two old wards are the south and the north row."""
    names = ["Alder & Ash", "Beck", "Clough", "Dale"]
    today = [
        ward(n, code, name, locality="north" if n > 2 else "south", parished="no", locality_confirmed=False)
        for n, (code, name) in enumerate(zip(CODES, names, strict=True), 1)
    ]
    old = [ward(n, code, name) for n, (code, name) in enumerate(zip(OLD_CODES, ["Low", "High"], strict=True), 1)]
    return CouncilData(
        code="E08000018",
        name="Rotherham",
        localities=(LocalityData("north", "North", 1, NEW), LocalityData("south", "South", 2, NEW)),
        editions=(
            EditionData("The 2 wards before May 2021", OLD, "", "", tuple(old)),
            EditionData("The 4 wards since May 2021", NEW, "An Order", "https://www.legislation.gov.uk/", tuple(today)),
        ),
        parishes=(ParishData("", "beck", "Beck", "parish", (CODES[1],)),),
        named_places=(),
    )


def feature(code: str, rings: Any, name: str = "", kind: str = "Polygon", **more: Any) -> dict[str, Any]:
    properties = {"WD25CD": code, "WD25NM": name or code, **more}
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": rings}}


def new_wards() -> list[dict[str, Any]]:
    """Return the features of today's wards."""
    places = [(0, 0), (1, 0), (0, 1), (1, 1)]
    return [feature(code, square(*place)) for code, place in zip(CODES, places, strict=True)]


def old_wards() -> list[dict[str, Any]]:
    """Return the features of the wards before."""
    return [feature(code, square(0, row, wide=2)) for row, code in enumerate(OLD_CODES)]


def collection(features: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features, **more}


def code_point(rows: list[tuple[str, int, int, str, str]]) -> str:
    """Return rows of (postcode, easting, northing, council, ward) as Code-Point Open writes them."""
    return "".join(f'"{pc}",10,{e},{n},"E92000001","","","","{dc}","{wc}"\n' for pc, e, n, dc, wc in rows)


# Postcodes in the middle of each of today's wards, on the British National Grid.
MIDDLES = [
    ("S60 1AA", 440_590, 390_580, "E08000018", CODES[0]),
    ("S60 1AB", 441_920, 390_590, "E08000018", CODES[1]),
    ("S60 1AD", 440_570, 392_800, "E08000018", CODES[2]),
    ("S60 1AE", 441_900, 392_810, "E08000018", CODES[3]),
]


@pytest.fixture
def council(db: None) -> CouncilData:
    """Set up the small borough."""
    data = borough()
    actions.set_up_council(data, by=None, at=AT, source=Source("borough.json", "0" * 64))
    return data


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Make a file of what is given: bytes, a text, or something to write as JSON."""

    def make(content: Any, name: str = "given.geojson") -> Path:
        path = tmp_path / name
        raw = content if isinstance(content, bytes | str) else json.dumps(content)
        path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
        return path

    return make
