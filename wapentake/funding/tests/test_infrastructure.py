"""The yearly infrastructure funding statement: what it says is of receipts and the ledger, to the penny."""

import csv
import io
import re
from collections.abc import Callable
from decimal import Decimal

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.querycount import count_queries
from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.jobs import send_mail
from wapentake.foundation.published import testing
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, documents, rules
from wapentake.funding.models import Application, Development, FundRule, LevyReceipt
from wapentake.funding.pages.infrastructure import infrastructure
from wapentake.funding.rules import Demands, Site
from wapentake.funding.states.levy import ReceiptKind
from wapentake.office.states import RoleKind
from wapentake.places.models import Parish

from .test_check_ledger import tamper
from .world import AT, YEAR, World, at, officer

pytestmark = pytest.mark.django_db
PAST, NEXT = FinancialYear(2025), FinancialYear(2027)
PAGE = "/budget/2026-27/infrastructure/"


@pytest.fixture(autouse=True)
def november() -> None:
    with time_machine.travel(AT, tick=False):
        yield


def developed(world: World, reference: str, parish: Parish | None = None) -> Development:
    site = Site(reference, "Land off Moorgate", 40, parish, ward=world.ward)
    return actions.add_development(site, by=world.finch, at=AT)


def awarded(world: World, site: Development, pence: int, title: str) -> Application:
    demands = Demands("New homes bring traffic past the school.", "Asked at July’s meeting.", (site,))
    asked = world.asked(
        pence, fund=world.levy, councillor=None, title=title, costs="capital", serves="Safer roads", demands=demands
    )
    return actions.record_award(
        asked, reasons="They agreed.", alternatives="None.", by=world.marsden, at=AT, key=world.key()
    )


@pytest.fixture
def levied(world: World) -> World:
    """Levy of two years in and outside a parish, one award that is paid and gave some back, one that waits."""
    whiston = Parish.objects.create(name="Whiston", slug="whiston", from_date=AT.date().replace(year=1974))
    for year in (PAST, YEAR):
        actions.count_dwellings(year, {world.ward: 1_000, whiston: 800}, source="List", by=world.finch, at=AT)
    outside, inside = developed(world, "RB1"), developed(world, "RB2", whiston)
    for made, pence, on, key in (
        (outside, 1_000_000, at("2025-06-02 10:00"), "a"), (outside, 4_000_001, at("2026-06-02 10:00"), "b"),
        (inside, 2_000_000, at("2026-07-02 10:00"), "c"), (outside, 500_000, at("2026-08-03 10:00"), "d"),
    ):  # fmt: skip
        actions.receive_levy(made, pence, on=on.date(), by=world.finch, at=AT, key=key)
    wrong = LevyReceipt.objects.get(key="d")
    actions.take_back_levy(
        wrong, 500_000, ReceiptKind.CORRECTION, reason="Pat’s slip", on=wrong.on, by=world.finch, at=AT, key="e"
    )
    paid, _ = awarded(world, outside, 200_000, "=Crossing"), awarded(world, outside, 50_000, "Bench")
    world.pay(paid)
    actions.return_money(paid, 1_025, reason="Cheaper.", by=world.finch, at=AT, key=world.key())
    return world


def test_it_says_what_schedule_2_asks_of_the_neighbourhood_portion(levied: World, client: Client):
    text = client.get(PAGE).content.decode()
    for said in (
        "Of £60,000.01 of levy received so far, £3,000 is for parish councils and £6,000 for wards’ ground",
        "These figures agree.", "6 lines, £5,510.25 unspent, difference £0.00", "£1,989.75", "£500.00", "£1,500.00",
        "Crossing", "Bench", "Clifton Community Garden", "1(l)(iii)", "regulation 59D",
    ):  # fmt: skip
        assert said in text, said
    assert "Pat’s slip" not in text
    page = infrastructure(YEAR, AT.date())
    assert page is not None
    sums = page.portion
    assert (sums.received, sums.administration, sums.parishes, sums.retained) == (6_000_001, 300_000, 300_000, 600_000)
    assert (sums.before, sums.spent, sums.allocated, sums.other) == (150_000, 198_975, 50_000, 0)
    assert (sums.unspent, sums.of_the_year, sums.earlier) == (551_025, 551_025, 0)
    assert sums.received == sums.administration + sums.strategic + sums.parishes + sums.retained
    before = infrastructure(PAST, AT.date())
    assert before is not None
    assert (before.portion.retained, before.portion.spent, before.portion.unspent) == (150_000, 0, 150_000)
    assert before.agreement.agrees


def test_every_figure_leads_to_rows_that_add_up_to_it(levied: World, client: Client):
    links = re.findall(r'href="(/budget/[^"]*/rows/[^"]*)"[^>]*>(£[\d,.]+)', client.get(PAGE).content.decode())
    assert len(links) >= 9
    for href, figure in links:
        assert f"{figure}." in client.get(href.replace("&amp;", "&")).content.decode(), (href, figure)


@pytest.mark.parametrize(
    "path",
    ["/budget/2021-22/infrastructure/", "/budget/2021-22/infrastructure.csv",
     "/budget/2026-27/infrastructure.360giving.csv",
     PAGE + "rows/?of=x", PAGE + "rows/?of=wards&ward=nowhere", PAGE + "rows/?of=spent&page=2", PAGE + "rows/?page=x"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(levied: World, client: Client, path: str):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_files_add_up_to_the_page_and_hold_no_formula(levied: World, client: Client, kind: str):
    data = client.get(f"/budget/2026-27/infrastructure.{kind}").getvalue()
    if kind == "csv":
        rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    else:
        head, *body = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
        rows = [dict(zip(head, row, strict=True)) for row in body]
    sums = {
        name: sum(Decimal(str(row[f"{name} in pounds"] or 0)) for row in rows)
        for name in ("For the parish council", "For the ward", "Spent", "Unspent at the end")
    }
    assert list(sums.values()) == [Decimal(3000), Decimal(6000), Decimal("1989.75"), Decimal("5510.25")]
    titles = [row["Site or project"] for row in rows]
    assert ("'=Crossing" if kind == "csv" else "=Crossing") in titles
    assert "Pat" not in str(rows)


def test_the_pdf_is_pdf_ua(levied: World, client: Client):
    data = client.get("/budget/2026-27/infrastructure.pdf").getvalue()
    assert data.startswith(b"%PDF")
    assert b"pdfuaid" in data


def test_check_ledger_reads_every_form_of_it(levied: World):
    assert list(documents.disagreements(AT.date())) == []
    call_command("check_ledger")
    tamper(
        "UPDATE funding_balance SET pence = pence + 1 WHERE account_id IN (SELECT id FROM funding_account WHERE "
        f"fund_id = {levied.levy.pk} AND year = 2026 AND stage = 'left')"
    )
    faults = list(documents.disagreements(AT.date()))
    assert any("Infrastructure funding statement 2026/27: £5,510.25 unspent by entries" in fault for fault in faults)


def test_years_go_on_from_each_other_and_a_closed_year_keeps_its_figures(levied: World):
    then = at("2027-04-05 10:00")
    levied.pay(Application.objects.get(title="Bench"))
    before = infrastructure(YEAR, then.date())
    actions.close_year(levied.levy, YEAR, by=levied.finch, at=then)
    after, following = infrastructure(YEAR, then.date()), infrastructure(NEXT, then.date())
    assert before is not None
    assert after is not None
    assert following is not None
    assert after.portion == before.portion
    assert after.agreement.agrees
    assert following.agreement.agrees
    assert following.portion.before == following.portion.unspent == 501_025
    assert (following.portion.of_the_year, following.portion.earlier) == (0, 501_025)


def test_a_receipt_renders_it_anew_at_a_constant_number_of_queries(levied: World, client: Client):
    testing.settle()
    assert "£60,000.01" in testing.stored(PAGE)
    few = count_queries(lambda: infrastructure(YEAR, AT.date()))
    site = Development.objects.get(reference="RB1")
    for number in range(6):
        actions.receive_levy(site, 100_000, on=AT.date(), by=levied.finch, at=AT, key=f"more-{number}")
    assert len(count_queries(lambda: infrastructure(YEAR, AT.date()))) == len(few)
    testing.settle()
    assert "£66,000.01" in testing.stored(PAGE)


# --- Published by 31 December ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "reminders", "late"),
    [("2026-09-30", 0, 0), ("2026-10-01", 1, 0), ("2026-12-16", 1, 0), ("2026-12-17", 2, 0), ("2026-12-31", 2, 0),
     ("2027-01-01", 3, 1)],
)  # fmt: skip
def test_its_days_are_dated_rules(levied: World, day: str, reminders: int, late: int):
    due, on = rules.statement_due(PAST), at(f"{day} 12:00").date()
    assert due is not None
    assert (due.remind_on, due.due_on) == (at("2026-10-01 10:00").date(), at("2026-12-31 10:00").date())
    assert "regulation 121A" in due.cited
    assert rules.statement_reminders(due, on) == reminders
    assert [one.year for one in rules.statements_overdue(on)] == [PAST] * late
    FundRule.objects.filter(key="statement_due").update(value={"month": 11, "day": 30})
    assert len(rules.statements_overdue(at("2026-12-01 10:00").date())) == 1


def test_officers_are_reminded_once_from_october_until_it_is_published(
    levied: World, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable
):
    mails: list[dict] = []
    monkeypatch.setattr(send_mail, "defer", lambda **mail: mails.append(mail))
    planner = officer("Imogen Thackray", RoleKind.PLANNING_OFFICER)
    for day, sent in (("2026-09-30", 0), ("2026-10-01", 3), ("2026-10-02", 0), ("2026-12-20", 3)):
        with django_capture_on_commit_callbacks(execute=True):
            actions.remind_of_statements(at=at(f"{day} 07:30"))
        assert len(mails) == sent, day
        mails.clear()
    actions.publish_statement(PAST, by=planner, at=at("2026-12-21 10:00"))
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.remind_of_statements(at=at("2027-01-02 07:30")) == 0
    assert mails == []


def test_publishing_is_the_officers_act_of_a_year_that_is_over(levied: World, client: Client):
    for by, year, why in (
        (levied.marsden, PAST, "Only a planning officer"), (levied.finch, YEAR, "runs until 31 March 2027"),
        (levied.finch, FinancialYear(2019), "nothing to publish"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=why):
            actions.publish_statement(year, by=by, at=AT)
    with pytest.raises(Refused, match="have changed since you looked"):
        actions.publish_statement(PAST, by=levied.finch, at=AT, shown="1")
    page = "/budget/2025-26/infrastructure/"
    assert "Not published yet: these are the figures so far. The council publishes it by 31 December 2026." in (
        client.get(page).content.decode()
    )
    done = actions.publish_statement(PAST, by=levied.finch, at=AT, shown="150000")
    assert actions.publish_statement(PAST, by=levied.finch, at=AT).at == done.at
    with pytest.raises(Refused, match="It was published on 24 November 2026"):
        actions.publish_statement(PAST, by=levied.grey, at=AT)
    assert "Published by the council on 24 November 2026." in client.get(page).content.decode()
    row = LevyReceipt.objects.get(key="a")
    actions.take_back_levy(
        row, 100_000, ReceiptKind.CORRECTION, reason="Slip.", on=row.on, by=levied.finch, at=AT, key="f"
    )
    text = client.get(page).content.decode()
    assert "It said then: £10,000.00 received and £1,500.00 unspent." in text
    assert "£1,350.00" in text


def test_it_is_published_at_the_desk_and_a_late_one_is_seen_by_the_statutory_officers(levied: World, client: Client):
    chief = officer("Gerald Fforde", RoleKind.SECTION_151)
    client.force_login(levied.finch)
    assert "To be published" in client.get("/desk/levy/").content.decode()
    with time_machine.travel(at("2027-01-04 09:00"), tick=False):
        client.force_login(chief)
        assert "Infrastructure funding statements that are late: 1" in client.get("/desk/oversight/").content.decode()
        rows = client.get("/desk/oversight/statements/").content.decode()
        assert "31 December" in rows
        client.force_login(levied.finch)
        asked = client.get("/desk/levy/statements/2025/publish/").content.decode()
        assert "Of £10,000 of levy received" in asked
        [shown] = re.findall(r'value="(\d+)"', re.findall(r'<input[^>]*name="shown"[^>]*>', asked)[0])
        answer = client.post("/desk/levy/statements/2025/publish/", {"shown": shown}, follow=True)
        assert "The statement of 2025/26 is published, with £1,500.00 unspent." in answer.content.decode()
        assert "Published on 4 January 2027" in answer.content.decode()
        client.force_login(chief)
        assert "are late: 0" in client.get("/desk/oversight/").content.decode()
