"""A file of any layout: its columns are named once, remembered by its headings, and read by that the next time."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from wapentake.evidence.models import Indicator, LayoutMapping, Reading, ReadingFile, WardReading
from wapentake.evidence.rules import (
    Columns,
    guess_columns,
    may_read_by,
    period_of,
    signature,
    why_not_a_value,
)
from wapentake.foundation.audit import history

from .test_readings_desk import add, apply, desk, page  # noqa: F401  fixtures

LONG = "Ward Code,Kind,Month,Number\nE05012993,Flat,Apr 2025,3\nE05012994,Flat,Apr 2025,4\n"
NEW = {
    "name": "Homes that stand empty", "unit": "count", "spread": "households", "topic": "homes", "better": "lower",
    "decimals": "0", "note": "", "source": "new", "publisher": "The council", "title": "Council tax register",
    "licence": "Open Government Licence v3.0", "link": "", "attribution": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2025-04", "2025-04"), ("2025-04-01", "2025-04"), ("Apr 2025", "2025-04"), ("April 2025", "2025-04"),
        ("2025 Apr", "2025-04"), ("04/2025", "2025-04"), ("2025/04", "2025-04"), ("2021", "2021"),
        ("2024/25", "2024/25"), ("2024-2025", "2024/25"), ("2024/26", ""), ("2024-25", ""), ("Q1 2025", ""),
        ("Smarch 2025", ""), ("", ""), ("13/2025", ""), ("1", ""), ("2025-13", ""),
    ],
)  # fmt: skip
def test_periods_are_read_as_people_write_them(text, period):
    assert period_of(text) == period


def test_a_layout_is_known_by_its_headings_and_a_new_year_is_no_other():
    assert signature(["Code", "2021", "2022"]) == signature(["2023", "Code", "2021", "2022"])
    assert signature(["Code", "Number"]) != signature(["Code", "Value"])
    guessed = guess_columns(["Ward Code", "Kind", "Month", "Number"])
    assert (guessed.area, guessed.category, guessed.period, guessed.values) == (
        "Ward Code", "Kind", "Month", ("Number",)
    )  # fmt: skip
    assert guess_columns(["lsoa_code", "name", "2021", "2022"]).figures(["lsoa_code", "2021", "2022"]) == (
        "2021", "2022"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (Columns(area="Code", values=("Number",)), "write the period that all its figures are of"),
        (Columns(area="Code", values=("Shoes",), fixed="2021"), "The file has no column “Shoes”."),
        (Columns(area="Code", values=("Code",), fixed="2021"), "“Code” is chosen for two things"),
        (Columns(area="Code", fixed="2021"), "No column of figures is chosen."),
        (Columns(area="Code", values=("Number", "Kind"), fixed="2021"), "Choose one column of figures"),
        (Columns("periods", "Code"), "has a period as its heading"),
    ],
)
def test_what_cannot_be_read_by_is_said(columns, said):
    assert said in may_read_by(columns, ["Code", "Kind", "Number"]).reason


@pytest.mark.parametrize(
    ("value", "unit", "fitted", "said"),
    [
        (0, "rank", False, "a rank is a whole number, 1 or more."),
        (0, "rank", True, ""),  # no area of the ward is among the most deprived
        (2.5, "count", False, "a count is a whole number, nought or more."),
        (2.5, "count", True, ""),
        (-1, "count", True, "a count is a whole number, nought or more."),
        (101, "percentage", True, "a percentage is from 0 to 100."),
        (11, "decile", False, "a decile is a whole number from 1 to 10."),
    ],
)
def test_values_that_cannot_be_are_refused(value, unit, fitted, said):
    assert why_not_a_value(value, unit, fitted=fitted) == said


def named(desk: Any, found: ReadingFile, **said: Any) -> Any:  # noqa: F811
    """Name a file's columns, describe what they measure, and return the page that follows."""
    from wapentake.evidence import jobs

    href = reverse("evidence:name_columns", args=[found.pk])
    given = {"shape": "long", "lsoa": "lsoa21", "fixed": "", "period": "", "category": "", **said}
    answer = desk.post(href, given)
    assert answer.status_code == 302, answer.content.decode()
    slots = [f"of-{n}" for n in range(len(said["values"]) if said.get("shape") == "indicators" else 1)]
    known = Indicator.objects.filter(name=NEW["name"]).first()
    if known is None:
        describe = desk.post(answer["Location"], dict.fromkeys(slots, "new"))["Location"]
        assert "Council tax" not in desk.get(describe).content.decode()
        assert desk.post(describe, NEW)["Location"] == answer["Location"]
        known = Indicator.objects.get(name=NEW["name"])
    desk.post(answer["Location"], dict.fromkeys(slots, known.key))
    jobs.read_file(found.pk)
    found.refresh_from_db()
    return page(desk, found)


def test_columns_are_named_once_and_remembered_by_desk_and_command(desk, add, given):  # noqa: F811
    assert add(LONG, "empty.csv")["Location"] == reverse("evidence:name_columns", args=[ReadingFile.objects.get().pk])
    found = ReadingFile.objects.get()
    form = desk.get(reverse("evidence:name_columns", args=[found.pk])).content.decode()
    assert "Ward Code (as E05012993)" in form
    assert "Say what the columns hold" in page(desk, found)
    text = named(desk, found, area="Ward Code", category="Kind", period="Month", values=["Number"])
    assert "2 new readings, 0 changed, 0 taken away, 0 as they are." in text
    assert "Area: <b>Ward Code</b>" in text
    apply(desk, found)
    assert Reading.objects.get(area="E05012993").category == "Flat"
    assert WardReading.objects.get(area="E05012994", category="Flat").value == 4
    mapping = LayoutMapping.objects.get()
    assert (mapping.source.key, mapping.said_by.name) == ("council-tax-register", "Wendy Cole")
    assert [one.action for one in history(mapping.ref)] == ["columns remembered"]
    # The next file of these headings is read by itself: at the desk, and by the command.
    add(LONG.replace("Apr", "May"), "may.csv")
    assert ReadingFile.objects.get(name="may.csv").state == "staged"
    call_command("load_readings", given(LONG.replace("Apr", "June"), "june.csv"), "--source", "council-tax-register")
    assert Reading.objects.filter(period="2025-06").count() == 2
    with pytest.raises(CommandError, match=r"no layout that is known.*Add the file at the desk once"):
        call_command("load_readings", given(LONG.replace("Kind", "Sort"), "sort.csv"))
    # What is said anew replaces what was said; both stay known.
    late = ReadingFile.objects.get(name="may.csv")
    named(desk, late, area="Ward Code", fixed="2025", values=["Number"])
    assert LayoutMapping.objects.filter(replaced_at=None).get().columns["fixed"] == "2025"
    assert LayoutMapping.objects.count() == 2


def test_wide_files_and_spreadsheets_are_read_and_refused_by_line(desk, add):  # noqa: F811
    book = openpyxl.Workbook()
    book.active.append(["Empty homes of the council"])
    for row in (["Area", "2023", 2024], ["E05012993", 3, 4], ["E05012994", None, 5], ["E05099999", 1, -2]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    add(file.getvalue(), "wide.xlsx")
    found = ReadingFile.objects.get()
    text = named(desk, found, shape="periods", area="Area", values=[])
    assert "E05099999 is no ward or area of Rotherham. Correct it, or take the line out." in text
    assert "Line 5" in text
    assert not Reading.objects.exists()
    text = named(desk, found, shape="periods", area="Area", values=[], others="on")
    assert "3 new readings" in text
    assert "<b>2</b> of other councils, left out" in text
    wide = "Code;Flats;Houses\nE05012993;1;2\nE05012994;x;-1\nE02001558;1;1\nMexborough;1;1\n"
    add(wide, "kinds.csv")
    kinds = ReadingFile.objects.get(name="kinds.csv")
    text = named(desk, kinds, shape="categories", area="Code", values=["Flats", "Houses"], fixed="2025")
    for said in ("this is a middle layer super output area. Use figures of wards", "this is not a GSS code"):
        assert said in text
