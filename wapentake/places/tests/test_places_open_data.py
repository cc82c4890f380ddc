"""The official boundaries and postcodes of Rotherham.

Run with WAPENTAKE_OPEN_DATA: the folder holds `rotherham-boundaries` (ONS wards of 2025 and of before May 2021) and
`rotherham-postcodes` (OS Code-Point Open, November 2025).
"""

import csv
import datetime as dt
import io
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests import databases
from wapentake.places.models import BoundarySet, Postcode, Ward, WardSuccession
from wapentake.places.queries import area_index, map_of, outline_of, ward_at, ward_by_slug, ward_for_postcode, wards_on
from wapentake.places.readers.council import read_council
from wapentake.places.states import AnswerKind

from .state import state

FOLDER = Path(os.environ.get("WAPENTAKE_OPEN_DATA", ""))
HERE = bool(os.environ.get("WAPENTAKE_OPEN_DATA")) and (FOLDER / "rotherham-boundaries").is_dir()
pytestmark = pytest.mark.skipif(not HERE, reason="WAPENTAKE_OPEN_DATA names no folder with rotherham-boundaries")

WARDS = FOLDER / "rotherham-boundaries" / "ward.geojson"
OLD_WARDS = FOLDER / "rotherham-boundaries" / "ward_21_pre2021_asof2020-10.geojson"
LSOAS = FOLDER / "rotherham-boundaries" / "lsoa.geojson"
CODE_POINT = FOLDER / "rotherham-postcodes" / "codepoint_open_2025-11_rotherham_rawformat.csv"
OTHER = FOLDER / "trafford-geo" / "electoral_ward.geojson"
ON, BEFORE = dt.date(2026, 11, 22), dt.date(2021, 5, 5)


@pytest.fixture(scope="module")
def said(django_db_setup, django_db_blocker):
    """Load the official places, once for these tests. Yields what the commands said."""
    out = io.StringIO()
    with django_db_blocker.unblock(), databases.copied("official_places"):
        call_command("set_up_council", stdout=out)
        call_command("load_boundaries", str(WARDS), stdout=out)
        call_command("load_boundaries", str(OLD_WARDS), stdout=out)
        call_command("load_postcodes", str(CODE_POINT), stdout=out)
        yield out.getvalue()


@pytest.fixture
def official(said, db):
    return said


def published() -> dict[str, str]:
    with CODE_POINT.open(newline="") as file:
        return {row[0].replace(" ", ""): row[9] for row in csv.reader(file)}


def test_every_postcode_gets_its_published_ward(official):
    wards = published()
    computed = dict(Postcode.objects.values_list("code", "ward__code"))
    assert len(wards) == 6587
    # 6,586 lie inside their ward; S13 9WD lies 4 metres outside the borough's generalised edge, nearest to its own.
    assert [code for code, ward in wards.items() if computed[code] != ward] == []
    assert "6,587 of our 6,587 lie in the ward that the file names." in official
    index = area_index(BoundarySet.objects.get(from_date=dt.date(2021, 5, 6)))
    rows = list(Postcode.objects.order_by("code").values_list("code", "longitude", "latitude"))
    inside = index.codes_at([row[1] for row in rows], [row[2] for row in rows])
    assert [row[0] for row, code in zip(rows, inside, strict=True) if code != wards[row[0]]] == ["S139WD"]


def test_the_21_wards_stand_until_5_may_2021(official):
    assert "21 areas, in use from 10 June 2004 to 5 May 2021." in official
    station = (-1.3602, 53.4321)
    assert ward_at(*station, BEFORE).edition.name == "The 21 wards before May 2021"
    assert ward_at(*station, ON).edition.name == "The 25 wards since May 2021"
    assert all(outline_of(ward) for day in (BEFORE, ON) for ward in wards_on(day))
    assert ward_at(-1.47, 53.38, ON) is None  # Sheffield


def test_the_shares_of_the_new_wards_are_those_of_the_councils_file(official):
    data, _ = read_council()
    said = {(before, after): share for before, after, share in data.successions}
    found = {(row.predecessor.code, row.successor.code): row.share for row in WardSuccession.objects.all()}
    assert found.keys() == said.keys()
    assert all(found[pair] == pytest.approx(share, abs=0.006) for pair, share in said.items())


def test_the_map_has_25_outlines_with_their_numbers_inside(official):
    drawn = map_of(ON)
    assert len(drawn.areas) == 25
    left, top, width, height = drawn.box
    for area in drawn.areas:
        assert left < area.label[0] < left + width
        assert top < area.label[1] < top + height
    assert sum(len(area.path) for area in drawn.areas) < 25_000


def test_loading_it_all_again_changes_nothing(official, capsys):
    before = state()
    call_command("load_boundaries", str(WARDS))
    call_command("load_boundaries", str(OLD_WARDS))
    call_command("load_postcodes", str(CODE_POINT))
    assert state() == before
    assert "in use already: nothing to change" in capsys.readouterr().out


def test_with_the_package_as_well_old_postcodes_are_told_apart(official):
    call_command("load_postcodes", "--district", "E08000018")
    call_command("load_postcodes", str(CODE_POINT))
    states = dict.fromkeys(("live", "terminated", "listed"), 0)
    for row in Postcode.objects.filter(council_code="E08000018").values_list("state", flat=True):
        states[row] += 1
    assert states["live"] == 6587
    assert states["terminated"] > 3000
    ended = Postcode.objects.filter(state="terminated", ward__isnull=False).first()
    answer = ward_for_postcode(ended.code)
    assert (answer.kind, answer.ward.code) == (AnswerKind.TERMINATED, ended.ward.code)


def test_the_sketch_is_right_for_most_postcodes(committed_db):
    call_command("set_up_council")
    call_command("load_postcodes", "--district", "E08000018")
    call_command("set_up_council", "--schematic")
    wards = published()
    placed = dict(Postcode.objects.filter(code__in=wards).values_list("code", "ward__code"))
    right = sum(placed[code] == ward for code, ward in wards.items())
    assert right / len(wards) > 0.96
    assert ward_for_postcode("S60 1AE").ward == ward_by_slug("boston-castle", ON)
    assert Ward.objects.filter(code__in=placed.values()).count() == 25


def test_other_official_files_are_read_or_refused(official):
    call_command("load_boundaries", str(LSOAS), "--kind", "lsoa", "--from", "2021-03-21")
    assert BoundarySet.objects.get(kind="lsoa").areas.count() == 167 + 3
    with pytest.raises(CommandError, match=r"None of its areas lies in the council|is not one of the wards"):
        call_command("load_boundaries", str(OTHER))
