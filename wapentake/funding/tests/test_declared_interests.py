"""A declared interest is kept: an officer is barred by it, and a councillor registers what the register lacks."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, pages, queries
from wapentake.funding.models import Application, Decision, DeclaredInterest
from wapentake.funding.queries.declared import to_register
from wapentake.funding.states import ApplicationState
from wapentake.office.actions import register_interest
from wapentake.office.queries import roles_of
from wapentake.office.rules import Entry
from wapentake.office.states import Holder, InterestCategory, RoleKind
from wapentake.people.models import User

from .world import AT, World, officer

pytestmark = pytest.mark.django_db
ON = AT.date()
KEY = "a" * 32


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(AT, tick=False):
        yield


def post(user: User, application: Application, **data: str) -> str:
    client = Client()
    client.force_login(user)
    given = {"act": "decide", "interest": "yes", "nature": "I am a trustee.", "key": KEY} | data
    answer = client.post(f"/desk/money/{application.reference}/", given, follow=True)
    return " ".join(answer.content.decode().split())


def test_an_officers_yes_is_kept_and_bars_them_from_the_case(world: World):
    other, application = officer("Vera Lund", RoleKind.APPROVER), world.supported()
    text = post(world.marsden, application, yes="approve")
    assert "Your declaration is recorded. It goes to Vera Lund now." in text
    assert "You have declared an interest in this, so another officer must take it from here." in text
    kept = DeclaredInterest.objects.get()
    assert (kept.by, kept.nature, kept.register_by) == (world.marsden, "I am a trustee.", None)
    record = list(audit.history(application.ref))[-1]
    assert record.action == "interest_declared"
    assert "trustee" not in str(record.facts)

    post(world.marsden, application, yes="approve")  # sent twice
    assert DeclaredInterest.objects.count() == 1
    said_no = {"reasons": "No.", "alternatives": "None.", "interest": False, "by": world.marsden, "at": AT}
    for act in (
        lambda: world.approve(application),
        lambda: actions.decline(application, **said_no, key="no"),
        lambda: actions.declare_interest(application, by=world.marsden, at=AT, key="again"),
    ):
        with pytest.raises(Refused, match="declared an interest"):
            act()
    assert list(queries.waiting_for(roles_of(world.marsden, ON))) == []
    assert list(queries.waiting_for(roles_of(other, ON))) == [application]
    application.refresh_from_db()
    page = pages.decision_page(application, roles_of(world.marsden, ON), AT)
    assert page.waits is not None
    assert not page.waits.mine

    world.marsden = other
    world.approve(application)
    told = pages.award_page(application.reference, ON)
    assert told is not None
    assert told.declared.startswith("An officer declared an interest on 24 November 2026 and took no part.")


def test_with_no_other_officer_it_says_so(world: World):
    text = post(world.marsden, world.supported(), yes="approve")
    assert "It goes to nobody, since no other officer may approve it" in text


def test_only_who_may_decide_now_declares_there(world: World):
    application = world.submitted()
    with pytest.raises(Refused, match="still waits for the councillor"):
        actions.declare_interest(application, by=world.marsden, at=AT, key="early")
    with pytest.raises(Refused, match="Only an approving officer"):
        actions.declare_interest(application, by=world.finch, at=AT, key="finance")
    assert not DeclaredInterest.objects.exists()


def test_a_councillors_yes_starts_the_28_days_until_the_register_has_it(world: World):
    application = world.submitted()
    post(world.ashby.user, application, yes="support", nature="My brother is the treasurer")
    kept = DeclaredInterest.objects.get()
    assert (kept.councillor, kept.register_by) == (world.ashby, dt.date(2026, 12, 22))
    assert not Decision.objects.exists()
    application.refresh_from_db()
    assert application.state == ApplicationState.SUBMITTED
    assert to_register(world.ashby, ON) == [kept]
    entry = Entry(InterestCategory.BODY, Holder.FAMILY, "Treasurer", ON, organisation=world.group)
    register_interest(world.ashby, entry, by=world.ashby.user, at=AT)
    assert to_register(world.ashby, ON) == []


def test_a_members_vote_with_an_interest_is_a_declaration_too(world: World):
    application = world.submitted(fund=world.capital, councillor=None)
    entry = Entry(InterestCategory.BODY, Holder.MEMBER, "Trustee", ON, organisation=world.group)
    declared = {"reasons": "", "interest": True, "nature": "Trustee", "at": AT}
    actions.vote(application, "for", **declared, by=world.iqbal.user, key="aside")
    assert DeclaredInterest.objects.get().register_by == dt.date(2026, 12, 22)
    register_interest(world.iqbal, entry, by=world.iqbal.user, at=AT)
    assert to_register(world.iqbal, ON) == []
