"""Another purpose of an award: asked for, agreed to by the member, confirmed by an officer, published."""

import re

import pytest
import time_machine
from django.test import Client

from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, pages, queries
from wapentake.funding.models import Application, CorrectedRecord, PurposeChange
from wapentake.funding.states.purposes import PurposeState
from wapentake.office.models import RoleHeld
from wapentake.office.states import RoleKind

from .test_payments import SIGN_IN
from .world import AT, START, World

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
    with pytest.raises(Refused, match="Only Cllr Maureen Ashby can answer this first"):
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


def test_interests_are_looked_at_again_and_two_people_are_needed(world: World):
    change = asked(world)
    with pytest.raises(Refused, match="interest"):
        answered(change, world.ashby.user, interest=True)
    RoleHeld.objects.create(user=world.ashby.user, kind=RoleKind.APPROVER, from_date=START)
    answered(change, world.ashby.user)
    said = {"consents": True, "reasons": "As an officer.", "interest": False}
    with pytest.raises(Refused, match="You had a part in this change"):
        actions.answer_purpose_change(change, **said, by=world.ashby.user, at=AT)
    with pytest.raises(Refused, match="Only an approving officer"):
        answered(change, world.finch)


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
        client.force_login(world.marsden, backend=SIGN_IN)
        assert client.post(desk, yes).status_code == 302
        assert client.post(desk, yes).status_code == 302, "twice is once"
    assert PurposeChange.objects.get().state == PurposeState.CONSENTED
