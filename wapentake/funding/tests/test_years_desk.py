"""A fund's year and rules on the desk: closed as shown, frozen, what if, rules and figures written down."""

import re

import pytest
import time_machine
from django.test import Client

from wapentake.foundation.calendars import FinancialYear
from wapentake.funding import actions, queries
from wapentake.funding.models import Transfer
from wapentake.funding.states.fund_rules import read_rule
from wapentake.office.states import RoleKind

from .test_funds_desk import signed_in, text_of
from .world import AT, World, at, officer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_day(settings):
    settings.WAPENTAKE_SECOND_FACTOR = False
    with time_machine.travel(AT, tick=False):
        yield


def test_a_year_is_closed_on_the_desk_as_it_was_shown(world: World):
    world.pay(world.approved(40_000))
    waiting = world.supported(10_000)
    page = text_of(world.finch, "/desk/funds/clf/2026/close/")
    assert "2026/27 runs until 31 March 2027. Close it after that." in page
    with time_machine.travel(at("2027-04-05 09:00"), tick=False):
        client = signed_in(world.finch)
        page = client.get("/desk/funds/clf/2026/close/").content.decode()
        assert "Settle these first" in page
        assert waiting.reference in page
        assert "pay what was awarded, and decline or withdraw the rest" in page
        actions.decline(
            waiting, reasons="No.", alternatives="None.", by=world.marsden, at=at("2027-04-05 09:00"), key="no"
        )
        page = client.get("/desk/funds/clf/2026/close/").content.decode()
        assert "£2,768.00 goes on to 2027/28, and £0.00 lapses." in page
        assert "No election of the whole council is recorded in 2027/28." in page
        assert "Rotherham Council, Thriving Neighbourhoods annual report 2021/22" in page
        shown = re.search(r'name="shown" value="(\w+)"', page)[1]
        stale = client.post("/desk/funds/clf/2026/close/", {"shown": "0" * 32})
        assert stale.status_code == 403
        assert "What is left has changed since you looked." in stale.content.decode()
        for _ in range(2):
            assert client.post("/desk/funds/clf/2026/close/", {"shown": shown}).status_code == 302
        page = client.get("/desk/funds/clf/2027/").content.decode()
        assert "Carried over" in client.get("/desk/funds/clf/2027/postings/?figure=allotted").content.decode()
    assert "£1,584.00" in page
    assert queries.councillor_line(world.ashby, FinancialYear(2027)).left == 118_400
    page = text_of(world.finch, "/desk/funds/clf/2026/")
    assert "Closed for 2026/27." in page
    assert "£2,768 went on to the next year." in page
    assert "figure=carried" in page


def test_a_fund_is_frozen_and_goes_on(world: World):
    client = signed_in(world.finch)
    assert client.post("/desk/funds/clf/2026/freeze/", {"because": " "}).status_code == 200
    assert client.post("/desk/funds/clf/2026/freeze/", {"because": "The budget gap"}).status_code == 302
    page = client.get("/desk/funds/clf/2026/").content.decode()
    assert "Frozen since 24 November 2026: The budget gap." in page
    assert "is frozen since 24 November 2026: The budget gap." in Client().get("/apply/").content.decode()
    again = client.post("/desk/funds/clf/2026/freeze/", {"because": "Again"})
    assert again.status_code == 403
    assert client.post("/desk/funds/clf/2026/unfreeze/", {"because": "The budget is set"}).status_code == 302
    world.supported()


def test_what_if_writes_nothing_and_then_becomes_the_rule(world: World):
    client = signed_in(world.finch)
    before = Transfer.objects.count()
    page = client.get("/desk/funds/clf/2027/what-if/?per_councillor=2000").content.decode()
    assert "2 holders would get £4,000.00 in all, £832.00 more than by the rules that stand." in page
    wrong = client.get("/desk/funds/clf/2027/what-if/?per_councillor=two").content.decode()
    assert "Enter an amount in pounds, like 400 or 400.50" in wrong
    assert Transfer.objects.count() == before
    fields = {
        "per_councillor": "2000", "text": "£2,000 for each councillor.", "source": "Council, 3 March 2027",
        "from_date-day": "1", "from_date-month": "4", "from_date-year": "2027",
    }  # fmt: skip
    assert client.post("/desk/funds/clf/rules/amount/", fields).status_code == 302
    page = client.get("/desk/funds/clf/rules/").content.decode()
    assert "From 1 April 2027. Source: Council, 3 March 2027." in page
    assert "Since 1 April 2022" not in page
    assert "From 1 April 2022 until 1 April 2027, in force now" in page
    actions.open_year(world.clf, FinancialYear(2027), by=world.finch, at=AT)
    with time_machine.travel(at("2027-04-01 09:00"), tick=False):
        page = signed_in(world.finch).get("/desk/funds/clf/2027/allot/").content.decode()
    assert "2 holders are due £4,000.00 in all." in page


RULE_FIELDS = {
    "minimum_award": {"pence": "200"},
    "maximum_share": {"percent": "75", "whole_up_to": "500"},
    "exclusions": {"chosen": ["individuals", "continuing"]},
    "received_by": {"day": "12", "month": "2"},
    "carry_over": {"what": "capped", "cap": "10,000", "across_election": "on"},
    "leaver": {"what": "successor"},
    "spend_within": {"months": "6"},
    "returned": {"what": "lapses"},
    "subsidy_asked": {"chosen": ["approval"]},
    "paid_to": {"chosen": ["checked"]},
}


@pytest.mark.parametrize("key", RULE_FIELDS)
def test_each_kind_of_rule_is_written_down_on_the_desk(world: World, key: str):
    client = signed_in(world.finch)
    assert client.get(f"/desk/funds/clf/rules/{key}/").status_code == 200
    common = {"text": "As laid down.", "source": "Council, 3 March 2027", "from_date-day": "1",
              "from_date-month": "4", "from_date-year": "2027"}  # fmt: skip
    empty = client.post(f"/desk/funds/clf/rules/{key}/", common)
    if key != "carry_over":
        assert empty.status_code == 200
    assert client.post(f"/desk/funds/clf/rules/{key}/", {**common, **RULE_FIELDS[key]}).status_code == 302
    rule = queries.rule_on(world.clf, key, FinancialYear(2027).start)
    assert rule.source == "Council, 3 March 2027"
    read_rule(key, rule.value)
    late = client.post(f"/desk/funds/clf/rules/{key}/", {**common, **RULE_FIELDS[key], "from_date-year": "2026"})
    assert late.status_code == 403
    assert "choose a later day" in late.content.decode()


def test_a_day_that_does_not_exist_and_a_limit_too_many_are_refused(world: World):
    client = signed_in(world.finch)
    common = {"text": "As laid down.", "source": "x", "from_date-day": "1", "from_date-month": "4",
              "from_date-year": "2027"}  # fmt: skip
    answer = client.post("/desk/funds/clf/rules/received_by/", {**common, "day": "31", "month": "2"})
    assert answer.status_code == 403
    assert "Give the day as a whole number from 1 to 28." in answer.content.decode()
    answer = client.post("/desk/funds/clf/rules/carry_over/", {**common, "what": "all", "cap": "5"})
    assert "only where there is such a limit" in answer.content.decode()
    assert client.get("/desk/funds/clf/rules/monitoring/").status_code == 404


def test_a_rule_is_ended_on_the_desk(world: World):
    client = signed_in(world.finch)
    address = "/desk/funds/clf/rules/last_decision/end/"
    fields = {"reason": "A trial.", "last_day-day": "23", "last_day-month": "11", "last_day-year": "2026"}
    past = client.post(address, fields)
    assert past.status_code == 403
    assert "what was in force is not rewritten" in past.content.decode()
    assert client.post(address, {**fields, "last_day-day": "24"}).status_code == 302
    assert queries.rule_on(world.clf, "last_decision", at("2026-11-25 09:00").date()) is None
    assert "until 25 November 2026, in force now" in client.get("/desk/funds/clf/rules/").content.decode()


def test_the_wards_figures_are_given_by_line(world: World):
    client = signed_in(world.finch)
    address = "/desk/funds/housing/2027/figures/homes/"
    page = client.get(address).content.decode()
    assert "Boston Castle: 0" in page
    for lines, why in (
        ("Nowhere: 5", "Line 1: write a ward’s name, a colon and a number"),
        ("Boston Castle: 1\nboston  castle: 2", "Line 2: Boston Castle has a line already"),
        ("Boston Castle: -5", "Line 1: give the homes as a whole number, like 1240"),
    ):
        assert why in client.post(address, {"lines": lines, "source": "Register"}).content.decode()
    assert client.post(address, {"lines": "boston castle: 1,240", "source": "Register"}).status_code == 302
    added = "/desk/funds/housing/2027/figures/added/"
    assert client.post(added, {"lines": "Boston Castle: 12.50", "source": "Register"}).status_code == 302
    page = client.get("/desk/funds/housing/2027/").content.decode()
    assert "1,240" in page
    assert "£12.50" in page
    assert client.post("/desk/funds/housing/2026/figures/homes/", {"lines": "", "source": "x"}).status_code == 403
    assert client.get("/desk/funds/housing/2027/figures/cats/").status_code == 404


def test_a_first_officer_checks_and_a_second_approves_on_the_desk(world: World):
    since = {"text": "Two officers from £300.", "source": "Contract rules", "from_date": AT.date()}
    actions.set_rule(world.clf, "second_officer", {"pence": 30_000}, by=world.finch, at=AT, **since)
    application = world.supported(30_000)
    address = f"/desk/money/{application.reference}/"
    page = text_of(world.marsden, address)
    assert "Is it within the rules?" in page
    fields = {
        "act": "decide",
        "yes": "check",
        "vote": "check",
        "interest": "no",
        "reasons": "Within the rules.",
        "key": "a" * 32,
    }
    client = signed_in(world.marsden)
    for _ in range(2):
        assert client.post(address, fields).status_code == 302
    page = client.get(address).content.decode()
    assert "another officer must approve what you checked" in page
    assert "Contract rules" in page
    world.tick(application)
    other = officer("Olu Second", RoleKind.APPROVER)
    given = {"reasons": "Yes.", "alternatives": "None.", "interest": "no", "equality": "None.", "key": "c" * 32}
    fields = {"act": "decide", "yes": "approve", "vote": "approve", **given}
    assert signed_in(other).post(address, fields).status_code == 302
    application.refresh_from_db()
    assert application.state == "approved"


def test_the_public_form_asks_what_the_rules_ask_and_refuses_at_the_field(world: World):
    since = {"text": "75% at most.", "source": "Full Council, 4 March 2026", "from_date": AT.date()}
    actions.set_rule(world.clf, "maximum_share", {"percent": 75}, by=world.finch, at=AT, **since)
    draft = actions.start_draft(
        {"ward": {"ward": "boston-castle"}, "councillor": {"councillor": "maureen-ashby"}}, at=AT
    )
    client = Client()
    answer = client.post(f"/apply/{draft.token}/eligible/", {"admits": ["retrospective"]}).content.decode()
    assert "This fund is not for such a project: “It has been bought or done already”." in answer
    assert "Rotherham Council, devolved budgets guidance, page 3" in answer
    assert "Ask for something that you have not bought or done yet" in answer
    assert client.post(f"/apply/{draft.token}/eligible/", {"admits": ["none"]}).status_code == 302
    answer = client.post(f"/apply/{draft.token}/amount/", {"amount": "100"}).content.decode()
    assert "Say what the whole project costs" in answer
    costs = {"what-0": "Tools", "kind-0": "revenue", "pence-0": "120"}
    assert client.post(f"/apply/{draft.token}/costs/", costs).status_code == 302
    answer = client.post(f"/apply/{draft.token}/amount/", {"amount": "100"}).content.decode()
    assert "Ask for £90 or less: this fund pays up to 75% of £120." in answer
    assert "Full Council, 4 March 2026" in answer
    assert client.post(f"/apply/{draft.token}/amount/", {"amount": "90"}).status_code == 302
