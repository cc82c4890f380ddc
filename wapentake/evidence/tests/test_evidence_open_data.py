"""Three months of police data, the indices of deprivation, Census 2021 and FixMyStreet's counts of Rotherham.

Run with WAPENTAKE_OPEN_DATA: the folder holds `rotherham-boundaries`, `rotherham-postcodes`, `police-rotherham`,
`rotherham-imd`, `rotherham-census2021` and `fixmystreet-counts`.
"""

import csv
import io
import json
import os
from collections import Counter
from pathlib import Path

import pytest
import shapely
from django.core.management import CommandError, call_command

from tests import databases
from wapentake.evidence.models import AreaShare, Reading, ReadingFile, WardReading
from wapentake.evidence.states import Method

FOLDER = Path(os.environ.get("WAPENTAKE_OPEN_DATA", ""))
HERE = bool(os.environ.get("WAPENTAKE_OPEN_DATA")) and (FOLDER / "police-rotherham").is_dir()
pytestmark = pytest.mark.skipif(not HERE, reason="WAPENTAKE_OPEN_DATA names no folder with police-rotherham")

BOUNDARIES = FOLDER / "rotherham-boundaries"
CODE_POINT = FOLDER / "rotherham-postcodes" / "codepoint_open_2025-11_rotherham_rawformat.csv"
MONTHS = ("2025-02", "2025-03", "2025-04")


def police(month: str) -> Path:
    return FOLDER / "police-rotherham" / f"{month}-south-yorkshire-street-rotherham.csv"


def load_places() -> None:
    call_command("set_up_council")
    call_command("load_boundaries", str(BOUNDARIES / "ward.geojson"))
    call_command("load_boundaries", str(BOUNDARIES / "ward_21_pre2021_asof2020-10.geojson"))
    call_command("load_boundaries", str(BOUNDARIES / "lsoa.geojson"), "--kind", "lsoa")
    call_command("load_boundaries", str(BOUNDARIES / "lsoa11.geojson"), "--kind", "lsoa")
    call_command("load_postcodes", str(CODE_POINT))


@pytest.fixture(scope="module")
def places(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), databases.copied("evidence_places"):
        load_places()
        yield


@pytest.fixture
def official(places, db):
    """The council's official places, loaded once for these tests."""


def exported(capsys, *arguments: str) -> list[dict[str, str]]:
    capsys.readouterr()
    call_command("export_readings", *arguments)
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def counted(month: str) -> Counter[tuple[str, str]]:
    """Count crimes by ward and kind, polygon by polygon, without anything of ours."""
    features = json.loads((BOUNDARIES / "ward.geojson").read_text())["features"]
    wards = [
        (one["properties"]["WD25CD"], shapely.from_geojson(json.dumps(one["geometry"]))) for one in features
    ]  # fmt: skip
    found: Counter[tuple[str, str]] = Counter()
    with police(month).open(newline="") as file:
        for row in csv.DictReader(file):
            point = shapely.Point(float(row["Longitude"]), float(row["Latitude"]))
            found[next(code for code, shape in wards if shape.intersects(point)), row["Crime type"]] += 1
    return found


def test_crimes_are_in_the_wards_that_hold_their_points(official, capsys):
    call_command("load_readings", *(str(police(month)) for month in MONTHS))
    for month in MONTHS:
        rows = exported(capsys, "--indicator", "crime", "--period", month, "--method", "points")
        assert {row["method"] for row in rows} == {"points"}
        ours = {(row["area_code"], row["category"]): int(row["value"]) for row in rows}
        assert Counter({pair: number for pair, number in ours.items() if number}) == counted(month)
        assert len({code for code, _ in ours}) == 26  # every ward, and what could not be placed


def test_best_fit_puts_nine_per_cent_of_crimes_into_the_wrong_ward(official, capsys):
    call_command("load_readings", str(police("2025-04")))
    points = exported(capsys, "--indicator", "crime", "--period", "2025-04")
    areas = exported(capsys, "--indicator", "crime", "--period", "2025-04", "--method", "best-fit")
    by_points, by_areas = (
        Counter({(row["area_code"], row["category"]): int(row["value"]) for row in rows}) for rows in (points, areas)
    )
    assert by_points.total() == by_areas.total() == 2471
    assert 0.03 < sum((by_points - by_areas).values()) / 2471 < 0.15
    assert any(float(row["error"]) > 0 for row in areas)
    assert len(straddling()) == 74


def straddling() -> set[str]:
    rows = AreaShare.objects.filter(geography="lsoa21", method=Method.AREA_SHARE).values_list("area", flat=True)
    return {area for area, number in Counter(rows).items() if number > 1}


def test_the_same_file_twice_changes_nothing(official, capsys):
    call_command("load_readings", str(police("2025-04")))
    before = list(Reading.objects.order_by("pk").values()), WardReading.objects.count(), ReadingFile.objects.count()
    capsys.readouterr()
    call_command("load_readings", str(police("2025-04")))
    assert "was applied before: nothing to change." in capsys.readouterr().out
    assert before == (
        list(Reading.objects.order_by("pk").values()), WardReading.objects.count(), ReadingFile.objects.count(),
    )  # fmt: skip


@pytest.mark.parametrize(
    "path",
    [
        "rotherham-imd/imd2019_england_lsoa11_rotherham.csv",
        "rotherham-imd/imd2025_england_lsoa21_rotherham.csv",
        "rotherham-imd/imd2025_england_lsoa21_subdomains_rotherham.csv",
        "rotherham-imd/imd2025_england_lsoa21_indicators_rotherham.csv",
        "rotherham-census2021/census2021_rotherham_lsoa_long.csv",
        "fixmystreet-counts/rotherham_lsoa_SHEF_C_monthly.csv",
    ],
)
def test_every_layout_is_known(official, capsys, path):
    call_command("load_readings", str(FOLDER / path))
    assert WardReading.objects.exists()
    assert ReadingFile.objects.get().state == "applied"


def test_a_councils_whole_census_is_in_its_wards(official, capsys):
    call_command("load_readings", str(FOLDER / "rotherham-census2021" / "census2021_rotherham_lsoa_long.csv"))
    rows = exported(capsys, "--indicator", "census-2021-age", "--period", "2021")
    with (FOLDER / "rotherham-census2021" / "census2021_rotherham_lsoa_long.csv").open(newline="") as file:
        whole = sum(int(row["count"]) for row in csv.DictReader(file) if row["table"] == "census21_pop")
    assert sum(int(row["value"]) for row in rows) == whole
    assert {row["method"] for row in rows} == {"population-share"}


def test_another_councils_file_is_refused(official, tmp_path):
    text = police("2025-04").read_text().splitlines()
    away = [text[0], *(line.replace("E0100", "E0199").replace(",-1.", ",-2.") for line in text[1:40])]
    path = tmp_path / "away.csv"
    path.write_text("\n".join(away))
    with pytest.raises(CommandError, match="None of its 39 lines is about Rotherham"):
        call_command("load_readings", str(path))
    assert not ReadingFile.objects.exists()
