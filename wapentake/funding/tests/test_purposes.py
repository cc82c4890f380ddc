"""Another purpose of an award: asked for, agreed to by the member, confirmed by an officer, published."""

import re

import pytest
import time_machine
from django.test import Client

from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, pages, queries
from wapentake.funding.jobs import put_on_and_remind
from wapentake.funding.models import Application, CorrectedRecord, DeclaredInterest, PurposeChange
from wapentake.funding.queries.purposes import purposes_waiting_for
from wapentake.funding.states.purposes import PurposeState
from wapentake.funding.states.routing import VoteChoice
from wapentake.office.actions import register_interest
from wapentake.office.models import Poll, RoleHeld
from wapentake.office.queries import roles_of
from wapentake.office.rules import Entry
from wapentake.office.states import Holder, InterestCategory, RoleKind
from wapentake.people.models import User

from .test_payments import SIGN_IN
from .test_votes import CABINET, elsewhere
from .world import AT, START, World, councillor

ASKED = {"purpose": "Raised beds, so that wheelchairs reach them", "why": "The store was given to us", "name": "Pat"}


def asked(world: World, award: Application | None = None) -> PurposeChange:
    award = award or world.approved(40_000)
    world.accept(award)
    return actions.ask_purpose_change(award, **ASKED, by=None, at=AT)


def answered(change: PurposeChange, by, consents: bool = True, interest: bool = False) -> PurposeChange:
    return actions.answer_purpose_change(
        change, consents=consents, reasons="It helps.", interest=interest, by=by, at=AT
    )


def test_consent_is_published_as_a_record_that_supersedes_and_the_award_stays(world: World):
    change = asked(world)
    assert actions.ask_purpose_change(change.application, **ASKED, by=None, at=AT) == change, "twice asks once"
    before = Application.objects.values().get(pk=change.application_id)
    with pytest.raises(Refused, match="Only Cllr Maureen Ashby can answer this now"):
        answered(change, world.marsden)
    assert answered(change, world.ashby.user).state == PurposeState.BACKED
    assert not CorrectedRecord.objects.exists(), "the member alone changes nothing"
    done = answered(change, world.marsden)
    assert done.state == PurposeState.CONSENTED
    assert answered(change, world.marsden) == done, "the same form twice consents once"
    assert Application.objects.values().get(pk=change.application_id) == before
    newest = pages.award_page(change.application.reference, AT.date()).records[0]
    assert (newest.number, newest.what, newest.why) == (
        2,
        f"Purpose changed on 24 November 2026 to: {ASKED['purpose']}.",
        f"Why: {ASKED['why']}",
    )
    actions_done = [record.action for record in audit.history(change.application.ref)]
    assert actions_done[-3:] == ["other purpose asked for", "other purpose backed", "other purpose consented"]
    assert queries.check_ledger().faults == ()


def test_either_refuses_with_reasons_and_it_can_be_asked_again(world: World):
    change = asked(world)
    assert answered(change, world.ashby.user, consents=False).state == PurposeState.REFUSED
    again = asked(world, change.application)
    answered(again, world.ashby.user)
    assert answered(again, world.marsden, consents=False).settled_by == world.marsden
    assert not CorrectedRecord.objects.exists()
    with pytest.raises(Refused):
        answered(again, world.marsden)


def test_whoever_has_an_interest_stands_aside_and_two_people_are_needed(world: World):
    RoleHeld.objects.create(user=world.ashby.user, kind=RoleKind.APPROVER, from_date=START)
    change = asked(world)
    answered(change, world.ashby.user)
    said = {"consents": True, "reasons": "As an officer.", "interest": False}
    with pytest.raises(Refused, match="You had a part in this change"):
        actions.answer_purpose_change(change, **said, by=world.ashby.user, at=AT)
    with pytest.raises(Refused, match="Only an approving officer"):
        answered(change, world.finch)
    with pytest.raises(Refused, match="interest"):
        answered(change, world.marsden, interest=True)


def test_where_the_councillor_stands_aside_and_the_rule_names_nobody_an_officer_can_only_refuse(world: World):
    change = asked(world)
    stood = answered(change, world.ashby.user, interest=True)
    assert (stood.state, [row.choice for row in stood.answers.all()]) == (PurposeState.ASKED, [VoteChoice.ASIDE])
    [declared] = DeclaredInterest.objects.filter(application=change.application)
    assert declared.councillor == world.ashby
    assert waiting(world.ashby.user) == []
    assert waiting(world.marsden) == [change]
    with pytest.raises(Refused, match="Nobody is left who may consent"):
        answered(change, world.marsden)
    assert answered(change, world.marsden, consents=False).state == PurposeState.REFUSED


# --- The money of a ward, and of a cluster ---------------------------------------------------------------------------


def wards_award(world: World) -> Application:
    """An award of the ward's capital, which its members decide on together."""
    award = world.submitted(30_000, fund=world.capital, councillor=None)
    for who in (world.ashby, world.iqbal):
        actions.vote(
            award, "for", reasons="It is needed.", interest=False, by=who.user, at=AT, key=f"{award.pk}:{who.pk}"
        )
    award.refresh_from_db()
    world.approve(award)
    return award


def waiting(user: User) -> list[PurposeChange]:
    return purposes_waiting_for(roles_of(user, AT.date()))


def test_all_members_of_a_ward_answer_as_they_decided(world: World):
    change = asked(world, wards_award(world))
    assert waiting(world.ashby.user) == waiting(world.iqbal.user) == [change]
    first = answered(change, world.ashby.user)
    assert (first.state, waiting(world.ashby.user)) == (PurposeState.ASKED, []), "one member does not answer for all"
    assert answered(change, world.ashby.user) == first, "the same form twice answers once"
    with pytest.raises(Refused, match="Only Cllr Tariq Iqbal can answer this now"):
        answered(change, world.ashby.user, consents=False)
    with pytest.raises(Refused, match="Only Cllr Tariq Iqbal can answer this now"):
        answered(change, world.marsden)
    second = answered(change, world.iqbal.user)
    assert (second.state, second.backed_by) == (PurposeState.BACKED, world.iqbal.user)
    assert waiting(world.iqbal.user) == []
    assert answered(change, world.marsden).state == PurposeState.CONSENTED


def test_members_who_differ_leave_it_to_the_office_that_the_rule_names(world: World):
    cabinet = elsewhere(world, "Shazia Mahmood", RoleKind.CABINET_MEMBER, CABINET).user
    change = asked(world, wards_award(world))
    answered(change, world.ashby.user)
    assert waiting(cabinet) == []
    split = answered(change, world.iqbal.user, consents=False)
    assert (split.state, waiting(cabinet)) == (PurposeState.ASKED, [change])
    agreed = answered(change, cabinet)
    assert (agreed.state, agreed.backed_by) == (PurposeState.BACKED, cabinet)


def test_a_member_who_comes_to_sit_is_asked_too(world: World):
    change = asked(world, wards_award(world))
    assert not actions.put_purpose_on(change, at=AT), "nothing has changed"
    new = councillor("Nia Quill", world.ward, Poll.objects.get())
    with time_machine.travel(AT, tick=False):
        put_on_and_remind(0)
    assert waiting(new.user) == [change]
    for who in (world.ashby, world.iqbal):
        assert answered(change, who.user).state == PurposeState.ASKED
    assert answered(change, new.user).state == PurposeState.BACKED


def test_an_interest_that_came_to_the_register_since_stops_the_confirmation(world: World):
    change = asked(world)
    answered(change, world.ashby.user)
    entry = Entry(InterestCategory.BODY, Holder.FAMILY, "Treasurer", AT.date(), organisation=world.group)
    register_interest(world.ashby, entry, by=world.ashby.user, at=AT)
    with pytest.raises(Refused, match=r"ha[ds] an interest"):
        answered(change, world.marsden)


def test_nothing_is_asked_of_what_is_not_awarded(world: World):
    with pytest.raises(Refused, match="Nothing is awarded here"):
        asked(world, world.submitted())
    with pytest.raises(Refused, match="Only the group"):
        actions.ask_purpose_change(world.approved(), **ASKED, by=world.marsden, at=AT)
    with pytest.raises(Refused, match="has not accepted the offer"):
        actions.ask_purpose_change(world.approved(), **ASKED, by=None, at=AT)


def test_the_pages_ask_and_answer(world: World, client: Client, settings):
    settings.WAPENTAKE_SECOND_FACTOR = False
    award = world.approved(40_000)
    world.accept(award)
    follow, desk = f"/apply/follow/{award.token}/", f"/desk/money/{award.reference}/purpose/"
    yes = {"act": "answer", "consents": "yes", "interest": "no", "reasons": "It helps."}
    with time_machine.travel(AT, tick=False):
        assert f"{follow}purpose/" in client.get(follow).content.decode()
        page = client.get(f"{follow}purpose/").content.decode()
        assert "Ask for it" in page
        assert "wt-lede" in page
        assert client.post(f"{follow}purpose/", ASKED).status_code == 302
        assert "asked for" in client.get(follow).content.decode()
        client.force_login(world.ashby.user, backend=SIGN_IN)
        assert ASKED["purpose"] in client.get(desk).content.decode()
        seen = re.search(r'name="seen"[^>]* value="([0-9a-f]{64})"', client.get(desk).content.decode())[1]
        stale = client.post(desk, yes | {"seen": "f" * 64}).content.decode()
        assert "has changed since you opened this page" in stale, "nobody consents to what they have not read"
        assert PurposeChange.objects.get().state == PurposeState.ASKED
        yes["seen"] = seen
        assert "Give your reasons" in client.post(desk, yes | {"reasons": ""}).content.decode()
        assert client.post(desk, yes).status_code == 302
        after = client.get(desk).content.decode()
        assert "Nothing more is needed of you here" in after
        assert 'name="reasons"' not in after, "whoever has answered is not asked again"
        client.force_login(world.marsden, backend=SIGN_IN)
        assert 'name="reasons"' in client.get(desk).content.decode()
        assert client.post(desk, yes).status_code == 302
        assert client.post(desk, yes).status_code == 302, "twice is once"
    assert PurposeChange.objects.get().state == PurposeState.CONSENTED
