"""The small borough of four square wards, three areas across them, and postcodes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command

from wapentake.foundation.files import Source
from wapentake.places import actions
from wapentake.places.tests.conftest import AT, CODES, MIDDLES, SOUTH, STEP, WEST, borough, code_point, new_wards

# The first lies in the first ward; the second in the second and, for a quarter, in the fourth; the third in the third.
AREAS = {"E01033770": (0, 0, 1, 1), "E01033771": (1, 0, 1, 4 / 3), "E01033772": (0, 1, 1, 1)}
HEADINGS = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)


def area(code: str) -> dict[str, object]:
    """Return an area of `AREAS` as a feature: columns and rows are wards wide and high."""
    column, row, wide, high = AREAS[code]
    left, low = WEST + STEP * column, SOUTH + STEP * row
    right, top = left + STEP * wide, low + STEP * high
    rings = [[[left, low], [right, low], [right, top], [left, top], [left, low]]]
    geometry = {"type": "Polygon", "coordinates": rings}
    return {"type": "Feature", "properties": {"LSOA21CD": code, "LSOA21NM": code}, "geometry": geometry}


def crime(
    month: str = "2025-04", kind: str = "Burglary", at: tuple[float, float] | None = (0.5, 0.5), lsoa: str = "E01033770"
) -> str:
    """Return a line of a police file; `at` is in wards from the south-western corner."""
    place = f"{WEST + STEP * at[0]:.6f},{SOUTH + STEP * at[1]:.6f}" if at else ","
    force = "South Yorkshire Police"
    return f",{month},{force},{force},{place},On or near Beck Lane,{lsoa},Rotherham 001A,{kind},,"


def police(*lines: str) -> str:
    return "\n".join([HEADINGS, *lines]) + "\n"


@pytest.fixture
def wards(db: None, tmp_path: Path) -> list[str]:
    """Set up the small borough, with its boundaries, areas and postcodes; return the wards' codes."""
    actions.set_up_council(borough(), by=None, at=AT, source=Source("borough.json", "0" * 64))
    for name, features, kind in (("wards", new_wards(), "ward"), ("areas", [area(code) for code in AREAS], "lsoa")):
        path = tmp_path / f"{name}.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        call_command("load_boundaries", str(path), "--kind", kind)
    path = tmp_path / "postcodes.csv"
    path.write_text(code_point(MIDDLES))
    call_command("load_postcodes", str(path))
    return CODES


@pytest.fixture
def given(tmp_path: Path) -> Callable[..., str]:
    """Write a file and return its path."""

    def make(content: str | bytes, name: str = "given.csv") -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return make
