"""The ward profile: what stands on it, how sure it is, and what it costs."""

import csv
import io
import re
import zlib

import pytest
import time_machine
from django.core.management import call_command

from tests.querycount import count_queries
from wapentake.evidence.models import WardReading
from wapentake.evidence.pages import profile_page, profile_paths
from wapentake.foundation.published.testing import settle, stored
from wapentake.organisations import actions as organisations
from wapentake.places.models import Ward
from wapentake.places.tests.conftest import AT, ON

from .conftest import crime, police

CENSUS = "lsoa21_code,ward_code_bestfit,table,category,count\n"


@pytest.fixture
def figures(wards, given):
    """Two months of crime, residents, and the rank of each area."""
    young, old = "Aged 15 years and under", "Aged 65 years and over"
    rows = [
        f"E0103377{n},X,census21_pop,{name},{count}\n"
        for n, counts in enumerate(((400, 600), (200, 800), (100, 900)))
        for name, count in zip((young, old), counts, strict=True)
    ]
    call_command("load_readings", given(CENSUS + "".join(rows), "census.csv"))
    lines = [crime(kind="Anti-social behaviour")] * 4 + [crime(), crime(at=(1.5, 0.5), lsoa="E01033771")]
    for month in ("2025-02", "2025-03", "2025-04"):
        text = police(*(line.replace("2025-04", month) for line in lines))
        call_command("load_readings", given(text, f"{month}.csv"))
    call_command(
        "load_readings", given("lsoa21_code,IMD_rank\nE01033770,100\nE01033771,9000\nE01033772,20000\n", "imd.csv")
    )
    return wards


def page_of(code: str):
    return profile_page(Ward.objects.get(code=code), ON)


def tile(page, name: str):
    return next(one for group in page.groups for one in group.tiles if one.name == name)


def test_a_tile_says_the_figure_where_it_stands_and_how_it_came(figures):
    page = page_of(figures[0])
    young = tile(page, "Residents aged 15 and under")
    assert (young.value, young.borough, young.rank.words, young.could_be) == ("40.0%", "23.3%", "Highest of 3", "")
    assert (young.provenance.method, young.provenance.source) == ("shared", "Census 2021")
    shared = "Small areas shared out by addresses, 2021."
    assert young.provenance.text == f"{shared} One small area of 2021 touches the ward, none across its edge."
    rate = tile(page, "Anti-social behaviour")
    assert (rate.value, rate.per) == ("4.0", "Per 1,000 residents. It was 4.0 in February 2025.")
    assert rate.provenance.method == "counted"
    poor = tile(page, "Small areas in England’s most deprived tenth")
    assert (poor.value, poor.borough, poor.rank.words) == ("1", "1", "Highest of 4")


def test_a_figure_that_is_shared_out_says_what_it_could_be(figures):
    young = tile(page_of(figures[1]), "Residents aged 15 and under")
    assert young.value == "20.0%"
    assert young.provenance.method == "shared"
    row = WardReading.objects.get(indicator__key="census-2021-age", category="", area=figures[1])
    assert (row.value, row.error) == (1_000, 500)  # none of its area lies wholly inside


def test_every_topic_stands_and_says_what_is_missing_and_who_can_load_it(figures):
    page = page_of(figures[0])
    groups = {group.key: group for group in page.groups}
    assert list(groups) == ["people", "deprivation", "crime", "homes", "health", "work", "environment"]
    assert groups["people"].missing.startswith("Not loaded yet: residents aged 16 to 24 (from Census 2021).")
    assert groups["environment"].empty == "No figure of this ward is here."
    for words in ("street problems", "from FixMyStreet", "Officers of the neighbourhoods team load it at the desk"):
        assert words in groups["environment"].missing
    assert "illness and disability" in groups["health"].missing
    assert "About" not in page.residents
    assert "1,000 people live here, 33.3% of all in Rotherham (Census 2021)." in page.residents


def test_only_what_does_not_grow_with_a_ward_has_a_rank(figures):
    page = page_of(figures[0])
    crime_ = next(group for group in page.groups if group.key == "crime")
    lines = {row.cells[0]: row.cells for row in crime_.every.rows}
    at = [column.label for column in crime_.every.columns].index("Where it stands")
    assert lines["Crimes and anti-social behaviour recorded"][at] == ""
    assert lines["Anti-social behaviour, per 1,000 residents"][at] == "Highest of 3"
    people = next(group for group in page.groups if group.key == "people")
    labels = [column.label for column in people.every.columns]
    young = next(row.cells for row in people.every.rows if "Aged 15" in row.cells[0])
    assert young[labels.index("Part of this ward’s")] == "40.0%"
    assert young[labels.index("Part of all wards’")] == "23.3%"
    assert young[-1].note == "Lower super output areas of 2021"


def test_the_wards_own_groups_and_places_stand_at_the_end(figures):
    ward = Ward.objects.get(code=figures[0])
    assert "names no group of this ward yet" in page_of(figures[0]).assets.note
    for kind, name in (("group", "Alder Growers"), ("parish_council", "Alder Parish"), ("business", "Alder Motors")):
        details = organisations.Details(name=name, kind=kind, sector="voluntary", purpose="Grows beans.")
        organisations.register(details, wards=[ward], by=None, at=AT)
    settle()
    page = stored("/wards/alder-and-ash/profile/")
    assert "Alder Growers" in page
    assert "Parish or town council" in page
    assert "Alder Motors" not in page
    assert not page_of(figures[1]).assets.groups


def test_without_figures_there_is_no_page(wards):
    assert profile_paths(ON) == []
    assert page_of(wards[0]) is None


def test_the_page_is_published_and_follows_new_readings(figures, given):
    settle()
    assert "4.0" in stored("/wards/alder-and-ash/profile/")
    call_command("load_readings", given(police(*[crime(kind="Anti-social behaviour")] * 9), "again.csv"))
    settle()
    page = stored("/wards/alder-and-ash/profile/")
    assert "9.0" in page
    assert "Census 2021" in page
    assert "What the figures say" in stored("/wards/alder-and-ash/")


def test_a_profile_asks_the_same_of_more_readings(figures, given):
    page_of(figures[0])
    few = len(count_queries(lambda: page_of(figures[0])))
    call_command(
        "load_readings", given("lsoa21_code,IMD_score,Income_score\nE01033770,1,1\nE01033771,2,2\n", "more.csv")
    )
    call_command(
        "load_readings", given(police(crime(month="2025-05"), crime(month="2025-05", kind="Drugs")), "may.csv")
    )
    assert len(count_queries(lambda: page_of(figures[0]))) == few <= 22  # one for the findings


def test_the_file_has_every_figure_with_where_it_comes_from(figures, client):
    answer = client.get("/wards/alder-and-ash/profile.csv")
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode())))
    assert answer["Content-Disposition"] == 'attachment; filename="alder-and-ash-profile.csv"'
    wanted = {"indicator": "anti-social-behaviour-rate", "period": "2025-03"}
    [row] = [row for row in rows if wanted.items() <= row.items()]
    assert (row["value"], row["all_wards"], row["rank"], row["of"], row["method"]) == (
        "4",
        "1.333333",
        "1",
        "3",
        "divided",
    )
    assert row["licence"] == "Open Government Licence v3.0"
    assert len(rows) == WardReading.objects.filter(area=figures[0]).count()


def test_the_pdf_is_pdf_ua_on_the_two_sides_of_a_sheet(figures, client):
    with time_machine.travel(AT, tick=False):
        answer = client.get("/wards/alder-and-ash/profile.pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="alder-and-ash-profile.pdf"'
    assert b"pdfuaid" in answer.content
    packed = re.findall(rb"stream\r?\n(.*?)endstream", answer.content, re.DOTALL)
    opened = [zlib.decompressobj().decompress(one) for one in packed if one.startswith(b"x")]
    counts = re.findall(rb"/Type ?/Pages.{0,200}?/Count (\d+)", b" ".join([answer.content, *opened]), re.DOTALL)
    assert counts == [b"2"]
