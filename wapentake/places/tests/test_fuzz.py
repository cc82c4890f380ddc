"""Readers given anything: they answer or refuse in a sentence. A little each time, a lot at night."""

import copy
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wapentake.foundation.files import BadFile
from wapentake.places.readers.boundaries import PATTERNS
from wapentake.places.readers.council import DATA, read_council
from wapentake.places.readers.geojson import read_areas
from wapentake.places.readers.postcodes import read_code_point
from wapentake.places.states import AreaKind

from .conftest import MIDDLES, code_point, collection, new_wards

GOOD_CSV = code_point(MIDDLES).encode()
GOOD_JSON = json.dumps(collection(new_wards()))
COUNCIL = (DATA / "rotherham.json").read_text()
ODD = st.sampled_from(
    [None, True, 0, -1, 1e308, "1e308", "NaN", "", "E05012993", [], {}, [[]], [None], 53.4, -1.39, "Polygon", 10**30]
)
CALM = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def refuses_or_reads(read, path, content):
    path.write_bytes(content)
    refusal = None
    try:
        return read(path)
    except BadFile as error:
        refusal = error
    assert refusal.name == path.name
    assert refusal.reason.endswith((".", "?"))
    return None


def postcodes(path):
    return list(read_code_point([path])[0])


def areas(path):
    return read_areas(str(path), PATTERNS[AreaKind.WARD], "E08000018")


def spoilt_bytes(draw, good: bytes) -> bytes:
    """Cut, repeat, swap or overwrite pieces of a good file."""
    content = bytearray(good)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(content) - 1)))
        to = min(len(content), at + draw(st.integers(0, 40)))
        what = draw(st.sampled_from(["cut", "drop", "repeat", "write"]))
        if what == "cut":
            content = content[:to]
        elif what == "drop":
            del content[at:to]
        elif what == "repeat":
            content[at:at] = content[at:to] * draw(st.integers(1, 50))
        else:
            content[at:to] = draw(
                st.binary(max_size=20) | st.sampled_from([b";", b'"', b"\x00", b",,", b"\xef\xbb\xbf"])
            )
    return bytes(content)


def spoil(draw, value):
    """Replace one place inside a value by something odd."""
    inside = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    if not inside or draw(st.integers(0, 5)) == 0:
        return draw(ODD)
    key = draw(st.sampled_from(inside))
    value[key] = spoil(draw, value[key])
    return value


@st.composite
def spoilt_csv(draw):
    return spoilt_bytes(draw, GOOD_CSV)


@st.composite
def spoilt_geojson(draw):
    if draw(st.booleans()):
        return spoilt_bytes(draw, GOOD_JSON.encode())
    return json.dumps(spoil(draw, json.loads(GOOD_JSON))).encode()


@st.composite
def spoilt_council(draw):
    return json.dumps(spoil(draw, copy.deepcopy(json.loads(COUNCIL)))).encode()


CASES = {
    "postcodes": (postcodes, spoilt_csv(), "s.csv"),
    "areas": (areas, spoilt_geojson(), "w.geojson"),
    "council": (read_council, spoilt_council(), "c.json"),
    "anything as postcodes": (postcodes, st.binary(max_size=300), "s.csv"),
    "anything as areas": (areas, st.binary(max_size=300), "w.geojson"),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("tries", [60, pytest.param(20_000, marks=[pytest.mark.nightly, pytest.mark.timeout(1800)])])
def test_a_reader_answers_or_refuses(tmp_path, case, tries):
    read, contents, name = CASES[case]

    @given(contents)
    @settings(max_examples=tries, deadline=2000 if tries < 100 else None, suppress_health_check=CALM, database=None)
    def check(content):
        refuses_or_reads(read, tmp_path / name, content)

    check()


def test_the_good_ones_are_read(tmp_path):
    assert len(refuses_or_reads(postcodes, tmp_path / "s.csv", GOOD_CSV)) == 4
    assert len(refuses_or_reads(areas, tmp_path / "w.geojson", GOOD_JSON.encode())) == 4
