"""Whoever decides declares; and each decision stands on the footing that it really has."""

import pytest
import time_machine
from django.test import Client

from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions
from wapentake.funding.models import Application, Decision
from wapentake.funding.states import ApplicationState, LegalBasis
from wapentake.people.models import User

from .world import AT, World

pytestmark = pytest.mark.django_db
ONE_WORDING = "The councillor recommends; an officer decides under delegation."


@pytest.fixture(autouse=True)
def november(settings) -> None:
    settings.WAPENTAKE_SECOND_FACTOR = False
    with time_machine.travel(AT, tick=False):
        yield


def send(user: User, application: Application, **said: str):
    client = Client()
    client.force_login(user)
    fields = {
        "act": "decide",
        "reasons": "Good.",
        "alternatives": "None.",
        "equality": "Nobody loses.",
        "key": "a" * 32,
    }
    return client.post(f"/desk/money/{application.reference}/", fields | said)


@pytest.mark.parametrize("vote", ["support", "decline"])
def test_a_councillor_with_an_interest_goes_no_further(world: World, vote: str):
    application = world.submitted()
    answer = send(world.ashby.user, application, yes="support", vote=vote)
    assert answer.content.decode().count("Say whether you have an interest in this") == 2
    said = {"yes": "support", "vote": vote, "interest": "yes"}
    for _ in range(2):  # sent twice, it is declared once
        client = Client()
        client.force_login(world.ashby.user)
        fields = {"act": "decide", "key": "a" * 32} | said
        text = client.post(f"/desk/money/{application.reference}/", fields, follow=True).content.decode()
        assert "Your declaration is recorded. It goes to Helen Marsden now." in text
    assert [made.choice for made in application.votes.all()] == ["aside"]
    refused = send(world.ashby.user, application, yes="support", vote=vote, interest="no", key="b" * 32)
    assert refused.status_code == 403
    assert "You have declared an interest in this" in refused.content.decode()
    assert not Decision.objects.exists()


def test_an_officer_with_an_interest_leaves_it_to_another(world: World):
    application = world.supported()
    assert send(world.marsden, application, yes="approve", vote="approve", interest="yes").status_code == 302
    application.refresh_from_db()
    assert application.state == ApplicationState.SUPPORTED
    refused = send(world.marsden, application, yes="approve", vote="approve", interest="no", key="b" * 32)
    assert refused.status_code == 403
    assert "You have declared an interest in this" in refused.content.decode()


def test_the_actions_refuse_an_interest_too(world: World):
    said = {"reasons": "Yes.", "interest": True, "at": AT, "key": "x"}
    application = world.submitted()
    for act in (actions.support, actions.decline):
        with pytest.raises(Refused, match="You have an interest in this, so you cannot decide on it"):
            act(application, by=world.ashby.user, **said)
    world.support(application)
    world.tick(application)
    with pytest.raises(Refused, match="You have an interest in this"):
        actions.approve(application, alternatives="None.", equality="None.", by=world.marsden, **said)
    assert Decision.objects.count() == 1


def test_an_approval_says_who_gains_and_who_loses(world: World):
    application = world.supported()
    world.tick(application)
    with pytest.raises(Refused, match="Say who gains, and whether anybody could lose"):
        actions.approve(
            application, reasons="Yes.", alternatives="None.", equality=" ", interest=False, by=world.marsden, at=AT,
            key="x",
        )  # fmt: skip


def test_each_decision_has_its_own_footing(world: World, client: Client):
    approved = world.approved()
    declined = world.submitted()
    actions.decline(declined, reasons="No.", by=world.ashby.user, at=AT, key="no")
    after = world.supported()
    actions.decline(after, reasons="No.", alternatives="None.", by=world.marsden, at=AT, key="never")
    assert [row.basis for row in approved.decisions.all()] == [LegalBasis.ADVICE, LegalBasis.OFFICER]
    assert declined.decisions.get().basis == LegalBasis.ADVICE
    assert [row.basis for row in after.decisions.all()] == [LegalBasis.ADVICE, LegalBasis.OFFICER]
    assert declined.decisions.get().interest is None
    # One wording, before a group applies and after the award.
    for path in ("/apply/", f"/awards/{approved.reference}/"):
        text = client.get(path).content.decode()
        assert ONE_WORDING in text
        assert "decides alone" not in text


def test_what_an_officer_entered_says_nothing_of_the_members_votes(world: World, client: Client):
    award = actions.record_award(
        world.asked(10_000, fund=world.capital, councillor=None), reasons="Yes.", alternatives="None.",
        by=world.marsden, at=AT, key="one",
    )  # fmt: skip
    text = client.get(f"/awards/{award.reference}/").content.decode()
    assert "An officer entered it on 24 November 2026" in text
    assert "Entered by an officer; the members’ votes are not recorded here." in text
    assert "recommend" not in text
    assert "declared" not in text


def test_the_conditions_come_before_the_form(world: World):
    application = world.submitted()
    client = Client()
    client.force_login(world.ashby.user)
    text = client.get(f"/desk/money/{application.reference}/").content.decode()
    assert "No interest found in the register" in text
    assert "with the links and words of the register of Cllr Maureen Ashby" in text
    order = [text.index(said) for said in ("May it be awarded?", "Do you have an interest in this?", "Your reasons")]
    assert order == sorted(order)
