"""Files of readings: recognised, fitted, refused with their line, and the same file twice."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from wapentake.evidence import actions, jobs
from wapentake.evidence.models import AreaShare, Fitting, Indicator, Reading, ReadingFile, StagedReading, WardReading
from wapentake.evidence.states import Method
from wapentake.foundation import changes
from wapentake.foundation.audit import history
from wapentake.places.tests.conftest import AT, ON

from .conftest import crime, police

OWN = "indicator,area_code,period,category,value\n"


def exported(capsys, *arguments: str) -> list[tuple[str, str, str, str, str]]:
    capsys.readouterr()
    call_command("export_readings", *arguments)
    rows = csv.reader(io.StringIO(capsys.readouterr().out))
    assert next(rows) == ["area_code", "category", "value", "method", "error"]
    return [tuple(row) for row in rows]


def test_points_are_counted_in_the_ward_that_holds_them(wards, given, capsys):
    lines = [crime(), crime(at=(0.4, 0.6)), crime(kind="Drugs", at=(1.5, 1.2), lsoa="E01033771"), crime(at=None)]
    call_command("load_readings", given(police(*lines)))
    rows = exported(capsys, "--indicator", "crime", "--period", "2025-04", "--method", "points")
    assert [row for row in rows if row[2] != "0"] == [
        (wards[0], "Burglary", "2", "points", "0"),
        (wards[3], "Drugs", "1", "points", "0"),
        ("not placed", "Burglary", "1", "points", "0"),
    ]
    assert len(rows) == 2 * 5
    best = exported(capsys, "--indicator", "crime", "--period", "2025-04", "--method", "best-fit")
    assert [row for row in best if row[1] == "Drugs" and float(row[2])] == [(wards[1], "Drugs", "1", "best-fit", "0.5")]
    ground = exported(capsys, "--indicator", "crime", "--period", "2025-04", "--method", "area-share")
    assert {row[3] for row in ground} == {"area-share"}
    assert sum(float(row[2]) for row in ground) == 4


def test_what_is_shown_is_kept_with_rank_and_total(wards, given):
    call_command("load_readings", given(police(crime(), crime(kind="Drugs"), crime(at=(1.5, 0.5), lsoa="E01033771"))))
    totals = WardReading.objects.filter(indicator__key="crime", category="")
    assert {row.area: (row.value, row.rank, row.of) for row in totals if row.rank} == {
        wards[0]: (2, 1, 4), wards[1]: (1, 2, 4), wards[2]: (0, 3, 4), wards[3]: (0, 3, 4),
    }  # fmt: skip
    assert totals.get(area="E08000018").value == 3
    assert history(ReadingFile.objects.get().ref)[-1].action == "readings applied"


def test_the_same_file_twice_changes_nothing_and_a_later_one_replaces_its_month(wards, given, capsys):
    call_command("load_readings", given(police(crime(), crime())))
    call_command("load_readings", given(police(crime(), crime())))
    assert "was applied before: nothing to change." in capsys.readouterr().out
    assert ReadingFile.objects.count() == 1
    call_command("load_readings", given(police(crime(), crime(month="2025-03"))))
    assert "1 new readings, 1 changed, 0 taken away, 0 as they are." in capsys.readouterr().out
    assert dict(Reading.objects.values_list("period", "value")) == {"2025-03": 1, "2025-04": 1}


def test_a_dry_run_says_what_would_change_and_keeps_nothing(wards, given, capsys):
    call_command("load_readings", given(police(crime())), "--dry-run")
    assert "Nothing was changed: this was a dry run." in capsys.readouterr().out
    assert not ReadingFile.objects.exists()
    assert not StagedReading.objects.exists()
    assert not Indicator.objects.exists()


def test_lines_of_other_councils_are_left_out_and_placeless_lines_with_them(wards, given, capsys):
    away = crime(at=(9.5, 0.5), lsoa="E01008888")
    call_command("load_readings", given(police(crime(), away, crime(at=None, lsoa=""))))
    said = capsys.readouterr().out
    assert "1 are of other councils and were left out." in said
    assert Reading.objects.get().value == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (police(crime(), crime().replace("2025-04", "April")), "line 3: Month is “April”: a month is written 2025-04."),
        (police(crime().replace("E01033770", "E0103377X")), "line 2: LSOA code is “E0103377X”"),
        (police(crime().replace("-1.390000,53.410000", "53.410000,-1.390000")), "line 2: Longitude and latitude are"),
        (police(crime().replace("-1.390000", "440590")), "line 2: Longitude is “440590”: with latitude 53.41"),
        (police(crime().replace("-1.390000", "1e3")), "line 2: Longitude is “1e3”: this is not a number."),
        (police(crime() + ",more"), "line 2: It has 13 cells; the headings are 12."),
        (police(), "There are headings and no lines below them."),
        (police(crime()).encode("utf-16"), "line 1: The file is saved as UTF-16. Save it as UTF-8."),
        (police(crime(kind="Drugs")).replace("Drugs", "Dr\xfcgs").encode("latin-1"), "line 2"),
        (b"\x1f\x8b\x08\x00" + b"0" * 90, "This is a gzip file. Unpack it first"),
        (b"PK\x03\x04" + b"0" * 90, "This is a ZIP file."),
        ("", "The file is empty."),
        ("a,b,c\n1,2,3\n", "Its columns (a, b, c) are those of no layout that is known"),
        ("lsoa21_code,IMD_score,IMD_score\nE01033770,1,1\n", "Two columns are called IMD_score."),
        ("lsoa21_code,IMD_score\nE01033770,NaN\n", "line 2: IMD_score is “NaN”: this is not a number."),
        ("lsoa21_code,IMD_score\nE01033770,1\nE01033770,2\n", "Lines 2 and 3 both give the figure of E01033770"),
        ("lsoa21_code,IMD_score\nE01007777,1\n", "None of its 1 lines is about Rotherham"),
        (
            "lsoa21_code,ward_code_bestfit,table,category,count\nE01033770,X,census21_pop,Aged 16 to 24 years,-1\n",
            "line 2: count is “-1”: a count is a whole number, nought or more.",
        ),
        (
            "lsoa21_code,ward_code_bestfit,table,category,count\nE01033770,E05012993,shoes,Red,1\n",
            "line 2: table is “shoes”: it is not one of census21_pop",
        ),
        (OWN + "nothing,E05012993,2025,,1\n", "line 2: No indicator is called nothing."),
        (OWN + "crime,Rotherham,2025,,1\n", "line 2: area_code is “Rotherham”: this is not a GSS code"),
        (police(crime()) + "x" * 30_000, "The line is longer than 20000 characters."),
        (police(crime()) + '"' + ",".join("x" * 9), "It cannot be split into cells"),
    ],
)  # fmt: skip
def test_bad_files_are_refused_with_their_line_and_change_nothing(wards, given, content, said):
    with pytest.raises(CommandError) as refused:
        call_command("load_readings", given(content), "--source", "police" if OWN[:9] in str(content) else "")
    assert said in str(refused.value)
    assert str(refused.value).startswith("given.csv")
    assert not ReadingFile.objects.exists()
    assert not Reading.objects.exists()


def test_a_score_is_fitted_as_a_mean_and_a_decile_is_counted(wards, given, capsys):
    text = "lsoa21_code,IMD_score,IMD_decile\nE01033770,10,1\nE01033771,20,1\nE01033772,40,9\n"
    call_command("load_readings", given(text))
    scores = exported(capsys, "--indicator", "imd-2025-overall-score", "--period", "2025")
    assert [row[:4] for row in scores][:3] == [
        (wards[0], "", "10", "weighted-mean"),
        (wards[1], "", "20", "weighted-mean"),
        (wards[2], "", "40", "weighted-mean"),
    ]  # fmt: skip
    deciles = exported(capsys, "--indicator", "imd-2025-overall-decile", "--period", "2025")
    assert [row for row in deciles if row[2] == "1"] == [
        (wards[0], "1", "1", "best-fit", "0"),
        (wards[1], "1", "1", "best-fit", "0.5"),
        (wards[2], "9", "1", "best-fit", "0"),
    ]  # fmt: skip


def test_figures_of_earlier_wards_follow_the_addresses_and_todays_are_exact(wards, given, capsys):
    call_command("load_readings", given(police(crime())))
    call_command("load_readings", given(f"{OWN}crime,{wards[2]},2024-01,Drugs,7\n", "own.csv"), "--source", "police")
    rows = exported(capsys, "--indicator", "crime", "--period", "2024-01")
    assert [row for row in rows if row[2] != "0"] == [(wards[2], "Drugs", "7", "exact", "0")]


def test_a_derived_rate_divides_what_is_fitted(wards, given, capsys):
    census = "lsoa21_code,ward_code_bestfit,table,category,count\n"
    rows = "".join(f"E0103377{n},X,census21_pop,Aged 16 to 24 years,{500 * (n + 1)}\n" for n in range(3))
    call_command("load_readings", given(census + rows, "census.csv"))
    call_command("load_readings", given(police(*[crime()] * 5)))
    rates = exported(capsys, "--indicator", "crime-rate", "--period", "2025-04")
    assert rates[0] == (wards[0], "", "10", "divided", "0")


def test_readings_are_fitted_anew_when_boundaries_change_and_only_then(wards, given):
    call_command("load_readings", given(police(crime())))
    before = WardReading.objects.order_by("pk").first()
    assert actions.fit_everything(on=ON, at=AT) == 0
    assert WardReading.objects.order_by("pk").first() == before
    Fitting.objects.update(rests_on="something else")
    assert actions.fit_everything(on=ON, at=AT) == 1
    assert AreaShare.objects.filter(method=Method.AREA_SHARE).exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--indicator", "crimes"), "No indicator is called crimes. There are: crime"),
        (("--indicator", "crime", "--period", "1999"), "has no figures for 1999. It has: 2025-04."),
        (("--indicator", "crime", "--method", "exact"), "cannot be fitted by exact: choose points, population-share"),
    ],
)
def test_what_cannot_be_exported_is_said(wards, given, arguments, said):
    call_command("load_readings", given(police(crime())))
    with pytest.raises(CommandError) as refused:
        call_command("export_readings", *arguments)
    assert said in str(refused.value)


def test_the_api_gives_what_the_export_gives(wards, given, capsys, client):
    call_command("load_readings", given(police(crime(), crime(at=None))))
    rows = exported(capsys, "--indicator", "crime")
    found = client.get("/api/readings", {"indicator": "crime"}).json()
    assert (found["indicator"], found["period"]) == ("crime", "2025-04")
    ours = [
        (one["area_code"], one["category"], f"{one['value']:g}", one["method"], f"{one['error']:g}")
        for one in found["readings"]
    ]
    assert ours == rows
    assert client.get("/api/readings", {"indicator": "shoes"}).status_code == 404
    assert client.get("/api/readings", {"indicator": "crime", "method": "magic"}).status_code == 422
    listed = client.get("/api/indicators").json()
    assert [(one["key"], one["periods"], one["source"]["key"]) for one in listed] == [("crime", ["2025-04"], "police")]


def test_news_of_the_ground_fits_anew_once_and_other_news_goes_on(wards, given):
    changes.deliver()
    call_command("load_readings", given(police(crime())))
    with transaction.atomic():
        jobs.look_again(["ground:all"])
        jobs.look_again(["ground:all"])  # it waits already
        Fitting.objects.update(rests_on="another ground")
    with connection.cursor() as cursor:
        name = "wapentake.evidence.jobs.fit_again"
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo'", [name])
        assert cursor.fetchone() == (1,)
    jobs.fit_again()
    assert Fitting.objects.get().rests_on != "another ground"
