"""The desk: who sees which application, what they may do to it, and the reason where they may not."""

import re

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries
from wapentake.funding.models import Application, Decision, Transfer
from wapentake.funding.states import ApplicationState
from wapentake.office.models import Interest, RoleHeld
from wapentake.office.queries import roles_of
from wapentake.office.states import InterestCategory, RoleKind
from wapentake.people.models import User

from .world import AT, YEAR, World, at, officer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november(settings) -> None:
    settings.WAPENTAKE_SECOND_FACTOR = False
    with time_machine.travel(AT, tick=False):
        yield


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, application: Application) -> str:
    answer = signed_in(user).get(f"/desk/money/{application.reference}/")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


def key_on(text: str) -> str:
    return re.search(r'name="key"[^>]* value="([0-9a-f]{32})"', text)[1]


def send(user: User, application: Application, **fields: str):
    return signed_in(user).post(f"/desk/money/{application.reference}/", fields)


def test_the_greyed_button_says_sixteen_pounds_too_little(world: World):
    second = world.submitted(120_000)
    world.supported(40_000)
    text = page(world.ashby.user, second)
    assert "Support £1,200" in text
    assert 'aria-disabled="true"' in text
    assert "You have £1,184 left, which is £16 too little." in text
    # Pressed all the same, the server gives the same reason and nothing is written.
    answer = send(world.ashby.user, second, act="decide", yes="support", vote="support")
    assert answer.status_code == 403
    assert answer.content.decode().count("You have £1,184 left, which is £16 too little.") == 2
    assert Transfer.objects.filter(kind="support").count() == 1
    # Declining it is still possible.
    answer = send(
        world.ashby.user, second, act="decide", yes="support", vote="decline", reasons="Too little is left.",
        interest="no", key=key_on(text),
    )  # fmt: skip
    assert answer.status_code == 302
    second.refresh_from_db()
    assert second.state == ApplicationState.DECLINED


def test_support_approve_and_pay_by_the_pages(world: World):
    application = world.submitted(40_000)
    text = page(world.ashby.user, application)
    assert "£400 reserved" not in text
    fields = {
        "act": "decide",
        "yes": "support",
        "vote": "support",
        "interest": "no",
        "reasons": "It helps.",
        "key": key_on(text),
    }
    assert send(world.ashby.user, application, **fields).status_code == 302
    assert send(world.ashby.user, application, **fields).status_code == 302  # the Back button, sent again
    assert Decision.objects.count() == 1
    world.tick(application)
    text = page(world.marsden, application)
    fields = {
        "act": "decide",
        "yes": "approve",
        "vote": "approve",
        "interest": "no",
        "reasons": "Within the rules.",
        "key": key_on(text),
    }
    missing = send(world.marsden, application, **fields)
    assert missing.status_code == 200
    assert "Say what else was considered, and why not. If nothing was, say so" in missing.content.decode()
    assert "Say who gains, and whether anybody could lose. If nobody could, say so" in missing.content.decode()
    fields |= {"alternatives": "Nothing else.", "equality": "Nobody loses."}
    assert send(world.marsden, application, **fields).status_code == 302
    text = page(world.finch, application)
    world.accept(application)
    assert send(world.finch, application, act="pay", key=key_on(text)).status_code == 302
    application.refresh_from_db()
    assert application.state == ApplicationState.PAID
    text = page(world.finch, application)
    fields = {"act": "return", "amount": "25.50", "reason": "Cheaper.", "key": key_on(text)}
    assert send(world.finch, application, **fields).status_code == 302
    assert queries.check_ledger().faults == ()


def test_the_same_form_with_another_answer_is_refused(world: World):
    application = world.submitted(40_000)
    fields = {
        "act": "decide",
        "yes": "support",
        "vote": "support",
        "interest": "no",
        "reasons": "It helps.",
        "key": "a" * 32,
    }
    assert send(world.ashby.user, application, **fields).status_code == 302
    answer = send(world.ashby.user, application, **{**fields, "reasons": "Something else."})
    assert answer.status_code == 403
    assert "This form was sent before with other answers." in answer.content.decode()
    assert Decision.objects.get().reasons == "It helps."


def test_reasons_are_asked_for_at_the_field(world: World):
    application = world.submitted(40_000)
    answer = send(world.ashby.user, application, act="decide", yes="support", vote="support", key="a" * 32)
    text = answer.content.decode()
    assert text.count("Give your reasons: they are published with the decision") == 2
    assert "<title>Error: " in text
    assert not Decision.objects.exists()


def test_what_no_page_may_hold_is_refused_and_not_shown_again(world: World):
    application = world.submitted(40_000)
    fields = {
        "act": "decide",
        "yes": "support",
        "vote": "support",
        "interest": "no",
        "reasons": "a\0b\x01c",
        "key": "a" * 32,
    }
    answer = send(world.ashby.user, application, **fields)
    assert answer.status_code == 200
    assert "abc" in answer.content.decode()
    assert b"\0" not in answer.content
    assert not Decision.objects.exists()


WHO_SEES = [
    ("ashby", True), ("iqbal", True), ("marsden", True), ("finch", True), ("holroyd", True), ("stranger", False),
    ("other_co_ordinator", False), ("service", False),
]  # fmt: skip


@pytest.mark.parametrize(("who", "sees"), WHO_SEES)
def test_who_sees_an_application(world: World, who: str, sees: bool):
    application = world.submitted()
    people = {"ashby": world.ashby.user, "iqbal": world.iqbal.user}
    if who == "other_co_ordinator":
        elsewhere = type(world.ward).objects.create(
            code="E05013012", edition=world.ward.edition, slug="sitwell", name="Sitwell", ons_name="Sitwell",
            number=20, seats=3,
        )  # fmt: skip
        people[who] = officer("Una Else", RoleKind.CO_ORDINATOR, ward=elsewhere)
    elif who == "service":
        people[who] = officer("Vic Street", RoleKind.SERVICE_OFFICER)
    elif who == "stranger":
        people[who] = officer("Will Scrutiny", RoleKind.SCRUTINY_MEMBER)
    user = people.get(who) or getattr(world, who)
    assert queries.applications_visible_to(roles_of(user, AT.date())).filter(pk=application.pk).exists() is sees
    answer = signed_in(user).get(f"/desk/money/{application.reference}/")
    assert answer.status_code == (200 if sees else 404)
    listed = signed_in(user).get("/desk/money/?list=open").content.decode()
    assert (application.reference in listed) is sees


def test_nobody_sees_anything_without_a_role(world: World):
    world.submitted()
    assert not queries.applications_visible_to(roles_of(AnonymousUser(), AT.date())).exists()
    assert Client().get("/desk/money/").status_code == 302


def test_a_colleague_reads_why_they_cannot_decide(world: World):
    application = world.submitted()
    assert "Only Cllr Maureen Ashby can decide on this." in page(world.iqbal.user, application)
    assert "Only Cllr Maureen Ashby can decide on this." in page(world.holroyd, application)


def interest(world: World) -> None:
    Interest.objects.create(
        entry="7f2b7a54-5d0c-4ac4-92a7-3c1a5dd0ab11", councillor=world.ashby, category=InterestCategory.BODY,
        description="Trustee", organisation=world.group, arose_on=AT.date(), recorded_at=AT,
        recorded_by=world.ashby.user,
    )  # fmt: skip


@pytest.mark.parametrize("stage", ["support", "decline", "approve", "pay"])
def test_an_interest_stops_each_step_at_that_moment(world: World, stage: str):
    application = {"support": world.submitted, "decline": world.submitted, "approve": world.supported,
                   "pay": world.approved}[stage]()  # fmt: skip
    before = queries.councillor_line(world.ashby, YEAR)
    interest(world)
    steps = {
        "support": lambda: world.support(application),
        "decline": lambda: actions.decline(application, reasons="No.", by=world.ashby.user, at=AT, key="no"),
        "approve": lambda: world.approve(application),
        "pay": lambda: world.pay(application),
    }
    with pytest.raises(Refused, match=r"(has|had) an interest in Clifton"):
        steps[stage]()
    assert queries.councillor_line(world.ashby, YEAR) == before


def test_nobody_does_two_steps_of_one_award(world: World):
    """The councillor is made an approver and a finance officer too, the approver a finance officer."""
    for user, kind in (
        (world.ashby.user, RoleKind.APPROVER), (world.ashby.user, RoleKind.FINANCE), (world.marsden, RoleKind.FINANCE),
    ):  # fmt: skip
        RoleHeld.objects.create(user=user, kind=kind, from_date=AT.date())
    application = world.supported()
    given = {"reasons": "Yes.", "alternatives": "None.", "equality": "None.", "interest": False, "at": AT}
    with pytest.raises(Refused, match="You supported this application"):
        actions.approve(application, by=world.ashby.user, key="a", **given)
    world.approve(application)
    with pytest.raises(Refused, match="You approved this award"):
        actions.pay(application, by=world.marsden, at=AT, key="b")
    with pytest.raises(Refused, match="You supported this application"):
        actions.pay(application, by=world.ashby.user, at=AT, key="c")
    world.pay(application)


def test_the_applicant_and_people_of_the_group_decide_nothing(world: World):
    own = world.submitted(contact_email=world.ashby.user.email.upper())
    with pytest.raises(Refused, match="You sent this application yourself"):
        world.support(own)
    application = world.supported()
    RoleHeld.objects.create(user=world.marsden, kind=RoleKind.PARTNER, organisation=world.group, from_date=AT.date())
    with pytest.raises(Refused, match="You hold a role in Clifton Community Garden"):
        world.approve(application)


def test_roles_that_ended_decide_nothing(world: World):
    application = world.submitted()
    world.ashby.terms.update(to_date=AT.date())
    with pytest.raises(Refused, match="Only Cllr Maureen Ashby can decide on this"):
        world.support(application)
    assert signed_in(world.ashby.user).get(f"/desk/money/{application.reference}/").status_code == 403


def test_after_the_last_day_the_year_or_in_the_wrong_order(world: World):
    application = world.submitted()
    with pytest.raises(Refused, match="The last day to decide in 2026/27 was 31 January 2027"):
        world.support(application, at("2027-02-01 09:00"))
    with pytest.raises(Refused, match="This application is for 2026/27, and that year is over"):
        world.support(application, at("2027-04-01 00:30"))
    with pytest.raises(Refused, match="still waits for the councillor"):
        world.approve(application)
    with pytest.raises(Refused, match="still waits for the councillor"):
        world.pay(application)
    world.support(application, at("2027-01-31 23:59"))
    world.approve(application, at("2027-03-31 23:59"))


def test_the_queue_lists_filters_sorts_and_pages(world: World):
    for number in range(30):
        world.submitted(1_000 + number * 1_000, title=f"Project {number}")
    world.supported(5_000)
    client = signed_in(world.ashby.user)
    text = client.get("/desk/money/").content.decode()
    assert "With you (30)" in text
    assert "All open (31)" in text
    assert text.count('<tr role="row">') == 26  # 25 and the heading
    assert "You, since 24 Nov" in text
    second = client.get("/desk/money/?list=you&sort=-amount&page=2").content.decode()
    assert second.count('<tr role="row">') == 6
    assert "£10.00" in second
    text = client.get("/desk/money/?list=open&q=project+29&least=25000").content.decode()
    assert text.count('<tr role="row">') == 3  # Project 29, and the one whose reference ends in 29
    assert "Filter this list (2 on)" in text
    text = client.get("/desk/money/?list=open&ward=nowhere&sort=pg_sleep&page=zzz&least=1e9").content.decode()
    assert "Filter this list (" not in text
    with time_machine.travel(at("2026-12-10 09:00"), tick=False):
        text = signed_in(world.ashby.user).get("/desk/money/").content.decode()
    assert "Late (31)" in text
    assert "2 days late" in text


@pytest.mark.parametrize("many", [1, 12])
def test_the_queue_asks_as_often_for_many_as_for_one(world: World, django_assert_num_queries, many: int):
    for _ in range(many):
        world.submitted(1_000)
    client = signed_in(world.marsden)
    client.get("/desk/money/?list=open")
    with django_assert_num_queries(QUERIES):
        client.get("/desk/money/?list=open")


QUERIES = 17
