"""The grants that a real council published come in, matched by the codes of its wards and never by their names."""

import datetime as dt
import json
import os
from pathlib import Path

import pytest

from wapentake.foundation.tables import reading
from wapentake.funding import actions, queries, rules
from wapentake.funding.models import Application, AwardImport
from wapentake.places.models import Edition, Ward

from .world import AT, World

FOLDER = os.environ.get("WAPENTAKE_OPEN_DATA", "")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not (Path(FOLDER) / "360giving-trafford").is_dir(), reason="no such folder of open data"),
]


@pytest.fixture
def trafford(world: World, settings) -> World:
    """A council with Trafford's wards. Boston Castle, of another council, stays: nothing may be matched to it."""
    settings.WAPENTAKE_COUNCIL_CODE = "E08000009"
    Edition.objects.filter(pk=world.ward.edition_id).update(to_date=dt.date(2021, 5, 11))
    edition = Edition.objects.create(name="Trafford", from_date=dt.date(2021, 5, 11))
    Edition.objects.filter(pk=world.ward.edition_id).update(from_date=dt.date(2000, 5, 4), to_date=dt.date(2004, 5, 1))
    Edition.objects.filter(pk=edition.pk).update(from_date=dt.date(2004, 5, 1))
    drawn = json.loads((Path(FOLDER) / "trafford-geo" / "electoral_ward.geojson").read_text())
    for number, area in enumerate(drawn["features"], 1):
        name, code = area["properties"]["area_name"], area["properties"]["area_code"]
        slug = name.lower().replace(" ", "-").replace("&", "and")
        Ward.objects.create(code=code, edition=edition, slug=slug, name=name, ons_name=name, number=number, seats=3)
    return world


def stage(world: World, path: Path) -> AwardImport:
    with reading(path) as table:
        return actions.stage_import(table.lines(), table.headings, table.source, by=world.finch, at=AT)


def test_traffords_grants_come_in(trafford: World) -> None:
    path = Path(FOLDER) / "360giving-trafford" / "trafford_grants_2013_2017.csv"
    found = stage(trafford, path)
    # All 165 name the whole council as their place, and a programme that is none of the funds here.
    assert (found.lines_read, found.counts["refused"]) == (165, 165)
    first = found.lines.first()
    assert first
    assert (first.number, [problem["column"] for problem in first.problems]) == (
        2, ["Grant Programme:Code", "Beneficiary Location:Geographic Code"],
    )  # fmt: skip
    assert "It is the whole council’s." in first.problems[1]["why"]
    # The officer says what the values mean: once for all 165.
    values = {"fund": {"VSG": "capital"}, "place_code": {"E08000009": "E05015239"}}
    found = actions.map_import(found, found.columns, values, by=trafford.finch, at=AT)
    assert found.counts["new"] == 165
    found = actions.apply_import(found, shown=rules.print_of_import(found), by=trafford.finch, at=AT)
    assert Application.objects.count() == 165
    assert set(Application.objects.values_list("ward__name", flat=True)) == {"Altrincham"}
    assert sum(Application.objects.values_list("pence", flat=True)) == found.counts["pence"]
    report = queries.check_ledger()
    assert report.agrees, report.faults
    again = stage(trafford, path)
    assert (again.counts["same"], again.counts.get("new", 0)) == (165, 0)


def test_a_wards_code_matches_and_a_name_beside_it_does_not(trafford: World, tmp_path: Path) -> None:
    path = tmp_path / "wards.csv"
    lines = [
        "Award Date,Amount Awarded,Title,Recipient Org:Name,Beneficiary Location:Name,"
        "Beneficiary Location:Geographic Code,Grant Programme:Title",
        "2016-06-25,10,Right code and another name,A Group,Bowdon,E05015239,Ward Capital",
        "2016-06-25,10,A name whose code is none,A Group,Altrincham,E05000821,Ward Capital",
    ]
    path.write_text("\n".join(lines))
    found = stage(trafford, path)
    right, wrong = found.lines.select_related("ward")
    assert (right.outcome, right.ward and right.ward.name) == ("new", "Altrincham")
    assert (wrong.outcome, wrong.problems[0]["value"]) == ("refused", "E05000821")
