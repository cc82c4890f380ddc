"""One indicator ward by ward, and by small area."""

import pytest
from django.core.management import call_command

from tests.querycount import count_queries
from wapentake.evidence.pages import compared, comparison_page, comparison_paths, indicators_page
from wapentake.foundation.published.testing import settle, stored
from wapentake.places.tests.conftest import ON

from .conftest import crime, police

CENSUS = "lsoa21_code,ward_code_bestfit,table,category,count\n"
RATE, YOUNG = "anti-social-behaviour-rate", "aged-15-and-under"


@pytest.fixture
def figures(wards, given):
    """Residents by age of each small area, a month of crime, and the rank of each area."""
    ages = ("Aged 15 years and under", "Aged 65 years and over")
    rows = [
        f"E0103377{n},X,census21_pop,{name},{count}\n"
        for n, counts in enumerate(((400, 600), (200, 800), (100, 900)))
        for name, count in zip(ages, counts, strict=True)
    ]
    call_command("load_readings", given(CENSUS + "".join(rows), "census.csv"))
    lines = [crime(kind="Anti-social behaviour")] * 4 + [crime(at=(1.5, 0.5), lsoa="E01033771")]
    call_command("load_readings", given(police(*lines), "april.csv"))
    call_command(
        "load_readings", given("lsoa21_code,IMD_rank\nE01033770,100\nE01033771,9000\nE01033772,20000\n", "imd.csv")
    )
    return wards


def cells(table, column: str) -> list[str]:
    at = [one.label for one in table.columns].index(column)
    return [getattr(row.cells[at], "text", row.cells[at]) for row in table.rows]


def test_every_figure_stands_under_its_topic_with_its_source_and_newest_period(figures):
    topics = dict(indicators_page(ON).topics)
    assert "Crime and anti-social behaviour" in topics
    rows = {row.cells[0].text: row.cells[1:] for table in topics.values() for row in table.rows}
    assert rows["Anti-social behaviour, per 1,000 residents"] == (
        "April 2025",
        "Street-level crime and anti-social behaviour",
    )
    assert (
        rows["Small areas in England’s most deprived tenth, by deprivation, all domains together (2025)"][0] == "2025"
    )


def test_wards_are_compared_highest_first_and_by_name(figures):
    page = comparison_page(YOUNG, "by-value", 1, ON)
    assert cells(page.table, "Figure") == ["40.0%", "20.0%", "10.0%"]
    assert cells(page.table, "Number") == ["400", "200", "100"]
    assert cells(page.table, "Where it stands")[0] == "Highest of 3"
    assert page.facts[0] == ("All wards together", "23.3%")
    names = cells(page.table, "Ward")
    by_name = comparison_page(YOUNG, "by-name", 1, ON)
    assert cells(by_name.table, "Ward") == sorted(names)
    assert [one.sort for one in by_name.table.columns][:2] == ["ascending", ""]
    assert page.provenance.source == "Census 2021"


def test_pages_hold_so_many_wards_and_each_has_an_address(figures, monkeypatch):
    monkeypatch.setattr(compared, "WARDS_A_PAGE", 2)
    first, second = (comparison_page(YOUNG, "by-value", page, ON) for page in (1, 2))
    assert (cells(first.table, "Figure"), cells(second.table, "Figure")) == (["40.0%", "20.0%"], ["10.0%"])
    assert (first.pages.count, second.small) == (2, None)
    assert comparison_page(YOUNG, "by-value", 3, ON) is None
    assert {first.pages.to(2), f"/evidence/{YOUNG}/", f"/evidence/{YOUNG}/by-name/2/"} <= set(comparison_paths(ON))


def test_small_areas_stand_where_readings_are_theirs_alone(figures):
    small = comparison_page(YOUNG, "by-value", 1, ON).small
    assert cells(small.table, "Small area") == ["E01033770", "E01033771", "E01033772"]
    assert cells(small.table, "Figure") == ["40.0%", "20.0%", "10.0%"]
    assert (
        cells(small.table, "Ward that holds most of it")[0]
        == cells(comparison_page(YOUNG, "by-value", 1, ON).table, "Ward")[0]
    )
    assert comparison_page(RATE, "by-value", 1, ON).small is None
    ranks = comparison_page("imd-2025-overall-rank", "by-value", 1, ON)
    assert cells(ranks.small.table, "Figure") == ["20,000", "9,000", "100"]
    assert cells(ranks.table, "Figure")[0] == "1"


def test_what_is_not_there_has_no_page(wards, figures):
    assert comparison_page("no-such", "by-value", 1, ON) is None
    assert comparison_page(YOUNG, "by-luck", 1, ON) is None
    assert comparison_page(YOUNG, "by-value", 0, ON) is None


def test_the_pages_are_published_and_linked_from_the_profile(figures, given):
    settle()
    assert f"/evidence/{RATE}/" in stored("/evidence/")
    assert "4.0" in stored(f"/evidence/{RATE}/")
    assert f"/evidence/{RATE}/" in stored("/wards/alder-and-ash/profile/")
    call_command("load_readings", given(police(*[crime(kind="Anti-social behaviour")] * 9), "again.csv"))
    settle()
    assert "9.0" in stored(f"/evidence/{RATE}/")
    assert "9.0" in stored(f"/evidence/{RATE}/by-name/1/")


def test_a_comparison_asks_the_same_of_more_readings(figures, given):
    few = len(count_queries(lambda: comparison_page(YOUNG, "by-value", 1, ON)))
    call_command("load_readings", given(police(crime(month="2025-05")), "may.csv"))
    assert len(count_queries(lambda: comparison_page(YOUNG, "by-value", 1, ON))) == few <= 26


def test_before_there_are_figures_the_list_says_so(wards):
    assert indicators_page(ON).topics == []
    assert comparison_paths(ON) == []
    settle()
    assert "There are no figures of wards yet" in stored("/evidence/")
