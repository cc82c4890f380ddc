"""What everybody sees of the money: exact, nothing personal, no formulas, and news of every change."""

import csv
import datetime as dt
import io

import pytest
import time_machine
from django.test import Client

from tests.querycount import assert_same_queries
from wapentake.foundation.models import Change
from wapentake.funding import actions, documents, pages
from wapentake.funding.states import ApplicationState
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind, Sector

from .world import AT, YEAR, World

pytestmark = pytest.mark.django_db
CANARY = "Canary Kestrel"


@pytest.fixture(autouse=True)
def november() -> None:
    with time_machine.travel(AT, tick=False):
        yield


def private(world: World):
    """An application with a canary in every field that must stay private."""
    return world.submitted(
        purpose=CANARY, who_benefits=CANARY, who_was_asked=CANARY, contact_name=CANARY,
        contact_email="canary.kestrel@example.org",
    )  # fmt: skip


def test_an_award_is_published_with_its_record_and_nothing_personal(world: World, client: Client):
    application = private(world)
    assert client.get(f"/awards/{application.reference}/").status_code == 404
    assert pages.award_paths() == []
    world.support(application)
    world.approve(application)
    assert pages.award_paths() == ["/awards/CLF-2026-0001/"]
    text = client.get("/awards/CLF-2026-0001/").content.decode()
    for said in (
        "£400.00", "Clifton Community Garden", "A tool store", "Community Leadership Fund, 2026/27", "Boston Castle",
        "24 November 2026", "Cllr Maureen Ashby recommended it", "An officer decided on", "Approving officer",
        "Within the rules.", "None was put forward.", "Nobody loses.",
        "The councillor recommends; an officer decides under delegation.",
        "The councillor and the officer declared no interest in it.", "Committed: awarded, not yet paid.",
    ):  # fmt: skip
        assert said in text, said
    for kept in (CANARY, "canary.kestrel", "Helen Marsden", "csrf"):
        assert kept not in text
    world.pay(application)
    assert "Paid." in client.get("/awards/CLF-2026-0001/").content.decode()


def test_a_withdrawn_award_stays_and_says_so(world: World, client: Client):
    application = world.approved()
    actions.withdraw(application, by=None, at=AT)
    assert "Withdrawn before it was paid" in client.get(f"/awards/{application.reference}/").content.decode()
    assert application.reference not in client.get("/money/").content.decode()


def test_the_years_money_adds_up_and_links_to_every_award(world: World, client: Client):
    world.pay(world.approved(40_000))
    world.approved(12_345)
    world.supported(1_000)
    private(world)
    text = client.get("/money/").content.decode()
    for said in (
        "Money in 2026/27", "£13,754.55", "£14,288", "£3,168.00", "£400.00", "£123.45", "£10.00",
        "These figures agree.",        "/awards/CLF-2026-0001/", "/awards/CLF-2026-0002/", "/money/awards-2026.csv",
    ):  # fmt: skip
        assert said in text, said
    assert CANARY not in text
    assert "CLF-2026-0003" not in text


def test_the_newest_twenty_stand_there_and_the_wards_have_the_rest(world: World, client: Client):
    for _ in range(22):
        world.approved(1_000)
    text = client.get("/money/").content.decode()
    assert text.count('href="/awards/') == 20
    assert "And 2 earlier awards" in text
    assert 'href="/money/boston-castle/"' in text
    assert "Clifton Community Garden: A tool store</a>" in text
    own = client.get("/money/boston-castle/").content.decode()
    assert own.count('href="/awards/') == 22
    assert "22 awards, £220.00 in all." in own
    assert client.get("/money/nowhere/").status_code == 404


def test_the_levy_is_spelled_out_once(world: World, client: Client):
    assert "Community Infrastructure Levy" not in client.get("/money/").content.decode()
    type(world.capital).objects.filter(pk=world.capital.pk).update(kind="levy")
    text = client.get("/money/").content.decode()
    assert text.count("CIL is the Community Infrastructure Levy, which developers pay the council.") == 1


def test_a_wards_awards_cost_the_same_however_many(world: World, client: Client):
    assert_same_queries(
        lambda: client.get("/money/boston-castle/"), lambda n: [world.approved(1_000) for _ in range(n)]
    )


def test_an_award_of_an_earlier_edition_leads_to_that_wards_page(world: World, client: Client):
    application = world.approved()
    world.ward.edition.__class__.objects.update(to_date=AT.date())
    assert "/wards/boston-castle/2021/" in client.get(f"/awards/{application.reference}/").content.decode()
    assert "/wards/boston-castle/2021/" in client.get("/money/").content.decode()


def test_a_year_without_money_says_so(client: Client):
    text = client.get("/money/").content.decode()
    assert "No money has been allotted for this year yet." in text
    assert "No awards yet this year." in text


def test_the_page_changes_with_the_financial_year():
    assert pages.money_page(dt.date(2027, 3, 31)).year == YEAR
    assert pages.money_page(dt.date(2027, 3, 31)).until.isoformat() == "2027-04-01T00:00:00+01:00"
    assert pages.money_page(dt.date(2027, 4, 1)).year.label == "2027/28"


HOSTILE = [
    '=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠SUM", "－1", " =1+1",
    'Quote " and, comma', "Two\nlines",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_no_cell_is_a_formula_and_the_text_comes_back(world: World, client: Client, name: str):
    group = Organisation.objects.create(
        kind=OrganisationKind.GROUP, sector=Sector.VOLUNTARY, name=name, slug="hostile", charity_number="=1+1"
    )
    application = world.submitted(40_001, organisation=group, title=name)
    world.support(application)
    world.approve(application)
    answer = client.get("/money/awards-2026.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="awards-2026.csv"'
    [head, row] = csv.reader(io.StringIO(answer.getvalue().decode(), newline=""))
    assert tuple(head) == documents.FIELDS
    assert not any(cell.lstrip(" ").startswith(documents.FORMULA) for cell in row)
    assert row[0] == "2026-11-24"
    assert row[3].removeprefix("'") == name
    assert row[5].removeprefix("'") == name
    assert float(row[6]) == 400.01


def test_the_file_agrees_with_the_ledger(world: World, client: Client):
    for pence in (1, 40_000, 99_999):
        world.approved(pence)
    text = client.get("/money/awards-2026.csv").getvalue().decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    total = sum(round(float(row["Amount in pounds"]) * 100) for row in rows)
    assert total == 140_000 == pages.money_page(AT.date()).lines[0].bar.committed
    assert client.get("/money/awards-1066.csv").status_code == 404
    assert client.get("/money/awards-2025.csv").getvalue().decode().count("\r\n") == 1


def test_every_step_sends_news_of_all_that_shows_it(world: World):
    application = world.submitted()
    wanted = {
        application.ref, world.ward.ref, world.ashby.ref, world.group.ref, "fund:clf", "money:all",
    }  # fmt: skip
    for step in (world.support, world.approve, world.pay):
        Change.objects.all().delete()
        step(application)
        assert set(Change.objects.values_list("ref", flat=True)) == wanted
    application.refresh_from_db()
    assert application.state == ApplicationState.PAID
