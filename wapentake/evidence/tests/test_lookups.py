"""Lookups of areas: read, refused with the line, loaded whole, and what figures come to wards by them."""

import pytest
from django.core.management import CommandError, call_command

from wapentake.evidence.models import AreaLookup, AreaShare, WardReading
from wapentake.evidence.pages import comparison_page, profile_page
from wapentake.evidence.rules.lookups import carried
from wapentake.foundation.audit import history
from wapentake.foundation.files import Source
from wapentake.places import actions as places
from wapentake.places.models import Ward, WardSuccession
from wapentake.places.tests.conftest import AT, CODES, OLD_CODES, ON, borough

from .conftest import crime, police

TO_WARDS = "LSOA21CD,LSOA21NM,WD24CD\n"
CHANGED = "LSOA11CD,LSOA21CD,CHGIND\n"
BEST = TO_WARDS + f"E01033770,a,{CODES[0]}\nE01033771,b,{CODES[1]}\nE01033772,c,{CODES[2]}\nE01999999,d,E05000001\n"
# The first was split in two, the second is as it was.
SPLIT = CHANGED + "E01000001,E01033770,S\nE01000001,E01033771,S\nE01033772,E01033772,U\n"


def test_an_area_that_was_split_is_divided_by_the_residents_of_its_parts():
    shares = {"A": {"W1": 1.0}, "B": {"W1": 0.5, "W2": 0.5}}
    # A has 300 people, B 100: 3/4 lies in W1 by A, and half of 1/4 in each by B.
    assert carried({"old": ["A", "B"]}, {"A": 300, "B": 100}, shares) == {"old": {"W1": 0.875, "W2": 0.125}}
    assert carried({"old": ["A", "B"]}, {}, shares) == {"old": {"W1": 0.75, "W2": 0.25}}
    assert carried({"old": ["A", "X"], "gone": ["X"]}, {"A": 1}, shares) == {"old": {"W1": 1.0}}


@pytest.fixture
def council(db):
    """The small borough without any boundaries."""
    places.set_up_council(borough(), by=None, at=AT, source=Source("borough.json", "0" * 64))


def figure(code: str, key: str, period: str) -> WardReading:
    return WardReading.objects.select_related("indicator").get(
        area=code, indicator__key=key, period=period, category=""
    )


def test_without_boundaries_areas_come_to_wards_by_lookup_and_say_so(council, given, capsys):
    call_command("load_lookup", given(BEST, "best.csv"), "--dry-run")
    assert not AreaLookup.objects.exists()
    call_command("load_lookup", given(BEST, "best.csv"))
    assert "1 are of other councils and were left out." in capsys.readouterr().out
    call_command("load_lookup", given(SPLIT, "split.csv"))
    census = "".join(f"E0103377{n},X,census21_pop,Aged 65 years and over,{n + 1}00\n" for n in range(3))
    call_command("load_readings", given(f"lsoa21_code,ward_code_bestfit,table,category,count\n{census}", "census.csv"))
    call_command("load_readings", given("lsoa11_code,IMD_score\nE01000001,40\nE01033772,10\n", "imd.csv"))
    assert figure(CODES[1], "census-2021-age", "2021").value == 200
    assert figure(CODES[0], "imd-2019-overall-score", "2019").value == 40
    assert figure(CODES[2], "imd-2019-overall-score", "2019").value == 10
    page = profile_page(Ward.objects.get(code=CODES[0]), ON)
    old = next(tile for group in page.groups for tile in group.tiles if tile.name == "Residents aged 65 and over")
    assert old.provenance.method == "fitted"
    assert "How far off it may be is not known" in old.provenance.text


def test_the_same_lookup_twice_changes_nothing(council, given, capsys):
    call_command("load_lookup", given(BEST, "best.csv"))
    before = list(AreaShare.objects.order_by("pk").values())
    call_command("load_lookup", given(BEST, "again.csv"))
    assert "0 new, 0 taken away, 3 as they are." in capsys.readouterr().out
    assert list(AreaShare.objects.order_by("pk").values()) == before
    assert [entry.action for entry in history("lookup:lsoa21-ward")] == ["lookup loaded"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a,b\n1,2\n", "line 1.*those of no lookup"),
        (TO_WARDS + f"E01033770,a,{CODES[0]}\nE0103377,b,{CODES[1]}\n", "line 3.*not the code of a small area"),
        (TO_WARDS + f"{CODES[0]},a,E01033770\n", "line 2.*not the code of a small area"),
        (TO_WARDS + "E01033770,a,E01033771\n", "line 2.*not the code of a ward"),
        (TO_WARDS + f"E01033770,a,{CODES[0]}\nE01033770,a,{CODES[1]}\n", "line 3.*and line 2 puts it in"),
        (TO_WARDS + "E01033770,a\n", "line 2.*It has 2 cells; the headings are 3"),
        (TO_WARDS + "E01033770,a,E05000001\n", "None of its 1 lines leads to a ward of Rotherham"),
        (CHANGED + "E01033770,E01999999,U\n", "Load the boundaries of the areas of 2021 first"),
    ],
)
def test_what_is_wrong_is_refused_with_the_line_and_nothing_is_kept(council, given, content, said):
    with pytest.raises(CommandError, match=f"(?is){said}"):
        call_command("load_lookup", given(content, "lookup.csv"))
    assert not AreaLookup.objects.exists()


def test_areas_of_2011_that_did_not_change_are_drawn_as_those_of_2021(wards, given):
    call_command("load_lookup", given(SPLIT, "split.csv"))
    call_command("load_readings", given("lsoa11_code,IMD_score\nE01000001,40\nE01033772,10\n", "imd.csv"))
    small = comparison_page("imd-2019-overall-score", "by-value", 1, ON).small
    assert [row.cells[:2] for row in small.table.rows] == [("E01033772", "10.000")]


def test_a_series_goes_on_across_the_change_of_wards(wards, given):
    """Two old wards in 2020, four new ones in 2025: what stood in Low came to Alder and Ash and Beck by addresses."""
    for old, new, share in zip(sorted(OLD_CODES * 2), CODES, (0.6, 0.4, 0.5, 0.5), strict=True):
        parts = [Ward.objects.get(code=code) for code in (old, new)]
        WardSuccession.objects.create(predecessor=parts[0], successor=parts[1], share=share)
    before = "".join(f"crime,{code},2020-04,Burglary,{n}\n" for code, n in zip(OLD_CODES, (30, 50), strict=True))
    call_command(
        "load_readings", given(f"indicator,area_code,period,category,value\n{before}", "old.csv"), source="police"
    )
    call_command("load_readings", given(police(*[crime()] * 7), "new.csv"))
    rows = WardReading.objects.filter(indicator__key="crime", category="", period="2020-04")
    found = {row.area: row.value for row in rows if row.area in CODES}
    assert [found[code] for code in CODES] == [18, 12, 25, 25]
    assert {row.method for row in rows if row.area in CODES} == {"population-share"}
    series = WardReading.objects.filter(indicator__key="crime", category="", area=CODES[0]).order_by("period")
    assert list(series.values_list("period", flat=True)) == ["2020-04", "2025-04"]


def test_a_police_districts_figure_is_refused_as_a_wards(wards, given):
    line = "crime,E23000010,2025-04,Burglary,900\n"
    with pytest.raises(CommandError, match="None of its 1 lines is about Rotherham"):
        call_command(
            "load_readings", given(f"indicator,area_code,period,category,value\n{line}", "force.csv"), source="police"
        )
    assert not WardReading.objects.exists()
