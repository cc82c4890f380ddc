"""What the wards of the demonstration work on: the figures that were reported to the Health and Wellbeing Board."""

import csv
import io

import pytest
from django.test import Client

from tests.cast import as_person
from wapentake.plans.models import Outcome

pytestmark = pytest.mark.usefixtures("cast_to_read")

REPORTED = {"Children, young people and families": 13, "Mental health": 9, "Older people": 3,
            "The wider determinants of health": 25}  # fmt: skip
COMMONEST = {
    "Community safety and anti-social behaviour", "Environment, parks and green spaces",
    "Cleanliness of public realm and streets", "Physical and mental health and wellbeing",
    "Poverty and the cost of living", "Transport, roads and road safety", "Community empowerment and infrastructure",
}  # fmt: skip


def lines(path: str, client: Client | None = None) -> list[dict[str, str]]:
    answer = (client or Client()).get(path)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(b"".join(answer).decode())))


def test_the_figures_of_the_report_are_reproduced() -> None:
    rows = lines("/priorities/what-wards-work-on.csv")
    health = {row["Name"]: int(row["Wards that name it"]) for row in rows if row["List"].startswith("Health and wellb")}
    assert health == REPORTED
    behind = {name: len({row["Ward code"] for row in rows if row["Name"] == name and row["Ward"]}) for name in health}
    assert behind == REPORTED
    themes = {row["Name"]: int(row["Wards that name it"]) for row in rows if row["List"] == "Themes"}
    assert set(sorted(themes, key=lambda name: -themes[name])[:7]) == COMMONEST


def test_the_page_shows_the_numbers_and_leads_to_the_wards() -> None:
    page = Client().get("/priorities/").content.decode()
    assert "25 wards have published" in page
    for name in COMMONEST:
        assert name[:1].lower() + name[1:] in page.split("The themes that most wards name:")[1].split("</p>")[0]
    older = Client().get("/priorities/health-themes/older-people/").content.decode()
    assert "3 wards name it" in older
    assert "/wards/maltby-east/" in older
    aim = Client().get("/priorities/health-aims/aim-1/").content.decode()
    assert "13 wards name it" in aim  # the theme counts for the aim that it serves


def test_the_desk_narrows_it() -> None:
    client = as_person(Client(), "priya")
    older = Outcome.objects.get(framework__key="health-themes", key="older-people")
    page = client.get("/desk/plan/all-wards/", {"list": "health-themes", "outcome": older.pk}).content.decode()
    assert "3 wards name it" in page
    assert "Council Plan themes</h2>" not in page
    rows = lines(f"/desk/plan/all-wards/what-wards-work-on.csv?outcome={older.pk}", client)
    assert {row["Name"] for row in rows} == {"Older people"}
    assert len({row["Ward code"] for row in rows}) == 3
    assert "Take a filter off" in client.get("/desk/plan/all-wards/", {"list": "action-areas"}).content.decode()
