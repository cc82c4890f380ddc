"""A ward's members vote on its money, by name: from the application to the published award."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from wapentake.foundation import audit
from wapentake.foundation.jobs import send_mail
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, pages, queries, rules
from wapentake.funding.models import Application, Vote
from wapentake.funding.states import ApplicationState, DecisionKind, LegalBasis
from wapentake.funding.states.routing import Step, VoteChoice
from wapentake.office.actions import record_dispensation, register_interest, withdraw_dispensation
from wapentake.office.models import Councillor, Dispensation, Poll, RoleHeld
from wapentake.office.queries import roles_of
from wapentake.office.rules import Dispensing, Entry
from wapentake.office.states import GrantedBy, Ground, Holder, InterestCategory, Lifts, RoleKind
from wapentake.people.models import User
from wapentake.places.models import Ward

from .world import AT, START, World, councillor

pytestmark = pytest.mark.django_db
ON = AT.date()


@pytest.fixture
def bench(world: World) -> Application:
    """A group asks Ward Capital for a bench."""
    return world.submitted(90_000, fund=world.capital, councillor=None, title="A bench")


def vote(world: World, application: Application, who: Councillor, choice: str = "for", **changes: object) -> Vote:
    values = {"reasons": "People asked for it.", "interest": False, "by": who.user, "at": AT, "key": world.key()}
    return actions.vote(application, choice, **values | changes)  # type: ignore[arg-type]


def elsewhere(world: World, name: str, kind: RoleKind, title: str = "") -> Councillor:
    """Return a councillor of another ward who holds an office."""
    ward, _ = Ward.objects.get_or_create(
        code="E05013000", edition=world.ward.edition, slug="dinnington", name="Dinnington", ons_name="Dinnington",
        number=9, seats=3,
    )  # fmt: skip
    made = councillor(name, ward, Poll.objects.get())
    RoleHeld.objects.create(user=made.user, kind=kind, title=title, from_date=START)
    return made


CABINET = "Cabinet Member for Neighbourhood Working"
FULL = {"alternatives": "A smaller bench.", "equality": "Nobody loses."}


def declared(application: Application) -> str:
    """Return what the published record says of interests."""
    page = pages.award_page(application.reference, ON)
    assert page is not None
    return page.declared


def test_two_members_vote_for_it_an_officer_approves_and_the_award_shows_the_votes(
    world: World, bench: Application
) -> None:
    assert {turn.user for turn in queries.open_turns(bench)} == {world.ashby.user, world.iqbal.user}
    vote(world, bench, world.ashby)
    bench.refresh_from_db()
    assert bench.state == ApplicationState.SUBMITTED
    assert [turn.user for turn in queries.open_turns(bench)] == [world.iqbal.user]
    vote(world, bench, world.iqbal, reasons="It is the only seat on the hill.")
    bench.refresh_from_db()
    assert bench.state == ApplicationState.SUPPORTED
    assert queries.open_turns(bench) == []
    assert queries.pot_of(bench).reserved == 90_000
    decision = queries.decision_of(bench, DecisionKind.SUPPORT)
    assert decision is not None
    assert decision.basis == LegalBasis.MEMBERS
    assert "Cllr Tariq Iqbal, for: It is the only seat on the hill." in decision.reasons
    world.approve(bench)
    page = pages.award_page(bench.reference, ON)
    assert page is not None
    assert page.approval.basis == LegalBasis.OFFICER
    told = Client().get(f"/awards/{bench.reference}/").content.decode()
    assert "The members of Boston Castle recommended it on 24 November 2026" in told
    assert "An officer decided on 24 November 2026" in told
    assert [name for name, _ in page.votes] == ["Cllr Maureen Ashby", "Cllr Tariq Iqbal"]
    assert page.votes[1][1] == "For, 24 November 2026. It is the only seat on the hill."
    assert page.declared == "Each member who voted, and the officer, declared no interest."
    history = pages.decision_page(bench, roles_of(world.marsden, ON), AT).history
    assert {"24 November: Cllr Tariq Iqbal voted for it", "24 November: The members supported"} <= set(history)


def test_each_member_is_told_when_it_is_put_to_them_and_when_a_colleague_voted(
    world: World, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable
) -> None:
    sent: list[dict] = []
    monkeypatch.setattr(send_mail, "defer", lambda **words: sent.append(words))
    with django_capture_on_commit_callbacks(execute=True):
        bench = world.submitted(90_000, fund=world.capital, councillor=None)
    put = [message for message in sent if "put to you" in message["subject"]]
    assert {message["to"][0] for message in put} == {"ashby@rotherham.example", "iqbal@rotherham.example"}
    assert "Why it is with you: Your vote: none of 2 have voted." in put[0]["text"]
    assert "Due by 8 December 2026. Each step is taken within 10 working days. Rule since " in put[0]["text"]
    with django_capture_on_commit_callbacks(execute=True):
        vote(world, bench, world.ashby)
    [told] = [message for message in sent if "A colleague has voted" in message["subject"]]
    assert told["to"] == ["iqbal@rotherham.example"]
    assert "Cllr Maureen Ashby: for." in told["text"]
    assert "Your vote: 1 of 2 has voted. Due by 8 December 2026." in told["text"]


def test_one_against_one_goes_to_the_cabinet_member_who_decides(world: World, bench: Application) -> None:
    shazia = elsewhere(world, "Shazia Mahmood", RoleKind.CABINET_MEMBER, CABINET)
    elsewhere(world, "Patrick Tasker", RoleKind.CABINET_MEMBER, "Cabinet Member for Housing")
    vote(world, bench, world.ashby)
    vote(world, bench, world.iqbal, "against")
    routing = rules.routing_of(bench, AT)
    assert (routing.step, routing.names) == (Step.CABINET, "Cllr Shazia Mahmood")
    assert list(queries.waiting_for(roles_of(shazia.user, ON))) == [bench]
    assert list(queries.waiting_for(roles_of(world.iqbal.user, ON))) == []
    leader = elsewhere(world, "Lee Dunn", RoleKind.LEADER)
    with pytest.raises(Refused, match="It is with Cllr Shazia Mahmood"):
        actions.support(bench, reasons="Yes.", interest=False, by=leader.user, at=AT, key=world.key())
    for missing, why in (("alternatives", "what else was considered"), ("equality", "who gains")):
        given = FULL | {missing: " ", "reasons": "Both are right.", "interest": False, "by": shazia.user, "at": AT}
        with pytest.raises(Refused, match=why):
            actions.support(bench, key=world.key(), **given)
    done = actions.support(
        bench, reasons="Both are right.", interest=False, by=shazia.user, at=AT, key=world.key(), **FULL
    )
    assert done.basis == LegalBasis.CABINET
    world.approve(bench)
    assert queries.decision_of(bench, DecisionKind.APPROVE).basis == LegalBasis.CABINET  # type: ignore[union-attr]
    told = Client().get(f"/awards/{bench.reference}/").content.decode()
    for said in ("An officer checked it and carried it out on", "A smaller bench.", "Nobody loses."):
        assert said in told, said
    assert "An officer decided" not in told
    assert "Each member who voted, the Cabinet Member or Leader, and the officer, declared no interest." in told


def test_a_member_changes_their_vote_until_it_is_decided(world: World, bench: Application) -> None:
    elsewhere(world, "Shazia Mahmood", RoleKind.CABINET_MEMBER, CABINET)
    vote(world, bench, world.ashby, "against")
    vote(world, bench, world.iqbal)
    vote(world, bench, world.ashby, "for", reasons="The cost was explained to me.")
    bench.refresh_from_db()
    assert bench.state == ApplicationState.SUPPORTED
    said = dict(pages.routing.votes_by_name(bench))["Cllr Maureen Ashby"]
    assert said == "For, 24 November 2026. The cost was explained to me. Before: against on 24 November 2026."
    with pytest.raises(Refused, match="already been supported"):
        vote(world, bench, world.ashby, "against")
    with transaction.atomic(), pytest.raises(DatabaseError):
        Vote.objects.filter(application=bench).update(choice="against")


def test_who_declares_an_interest_stands_aside_and_the_other_decides(world: World, bench: Application) -> None:
    made = vote(world, bench, world.ashby, interest=True)
    assert (made.choice, made.reasons) == (VoteChoice.ASIDE, "")
    with pytest.raises(Refused, match="You have declared an interest in this"):
        vote(world, bench, world.ashby)
    vote(world, bench, world.iqbal, "against", reasons="There is one already.")
    bench.refresh_from_db()
    assert bench.state == ApplicationState.DECLINED


def test_the_same_form_votes_once_and_another_under_its_key_is_refused(world: World, bench: Application) -> None:
    first = vote(world, bench, world.ashby, key="one")
    assert vote(world, bench, world.ashby, key="one") == first
    with pytest.raises(Refused):
        vote(world, bench, world.ashby, "against", key="one")
    assert Vote.objects.count() == 1
    assert [record.action for record in audit.history(bench.ref)].count("voted") == 1


def test_nobody_but_the_wards_members_votes_and_no_vote_is_without_reasons(world: World, bench: Application) -> None:
    other = elsewhere(world, "Lee Dunn", RoleKind.LEADER)
    for who in (other.user, world.marsden):
        with pytest.raises(Refused, match="Only the ward’s members can decide on this"):
            actions.vote(bench, "for", reasons="Yes.", interest=False, by=who, at=AT, key=world.key())
    with pytest.raises(Refused, match="Give your reasons"):
        vote(world, bench, world.ashby, reasons=" ")


def test_the_record_says_of_each_member_what_they_declared(world: World, bench: Application) -> None:
    register(world, world.ashby)
    given = dispense(world, world.ashby)
    vote(world, bench, world.ashby, interest=True)
    vote(world, bench, world.iqbal, interest=True)
    world.approve(bench)
    assert [one.interest for one in bench.decisions.filter(kind=DecisionKind.SUPPORT)] == [None]
    assert declared(bench) == (
        f"Cllr Maureen Ashby voted under dispensation {given.reference}, granted by the Council. "
        "Cllr Tariq Iqbal declared an interest on 24 November 2026 and took no part. Nobody else declared an interest."
    )


def test_a_substitute_who_is_no_member_of_the_executive_is_passed_over(world: World, bench: Application) -> None:
    lee = elsewhere(world, "Lee Dunn", RoleKind.SUBSTITUTE)
    vote(world, bench, world.ashby)
    vote(world, bench, world.iqbal, "against")
    assert "The named substitute is no member of the executive." in rules.routing_of(bench, AT).why
    assert rules.routing_of(bench, AT).step == Step.NOBODY
    RoleHeld.objects.create(user=lee.user, kind=RoleKind.CABINET_MEMBER, title="Housing", from_date=START)
    assert (rules.routing_of(bench, AT).step, rules.routing_of(bench, AT).names) == (Step.SUBSTITUTE, "Cllr Lee Dunn")


def test_with_nobody_left_an_officer_closes_it_without_an_award(world: World, bench: Application) -> None:
    vote(world, bench, world.ashby, interest=True)
    vote(world, bench, world.iqbal, interest=True)
    assert list(queries.waiting_for(roles_of(world.marsden, ON))) == [bench]
    routing = rules.routing_of(bench, AT)
    assert routing.step == Step.NOBODY
    assert routing.why.endswith("Nobody is left who may decide, so there is no award.")
    actions.decline(bench, reasons=routing.why, alternatives="None.", by=world.marsden, at=AT, key=world.key())
    bench.refresh_from_db()
    assert bench.state == ApplicationState.DECLINED


def test_a_member_votes_on_a_phone_and_what_is_missing_is_said(world: World, bench: Application) -> None:
    client = Client()
    client.force_login(world.ashby.user)
    address = f"/desk/money/{bench.reference}/"
    shown = client.get(address).content.decode()
    assert "With the ward’s members: Cllr Maureen Ashby and Cllr Tariq Iqbal" in shown
    [key, *_] = re.findall(r'name="key"[^>]* value="([0-9a-f]{32})"', shown)
    answer = client.post(address, {"act": "vote", "key": key, "interest": "no"})
    assert "Choose how you vote" in answer.content.decode()
    sent = {"act": "vote", "key": key, "interest": "no", "choice": "for", "reasons": "Needed."}
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 302
    assert Vote.objects.count() == 1
    assert "You voted: for." in client.get(address).content.decode()


def test_votes_left_out_after_their_days_are_outvoted_by_a_majority(world: World, bench: Application) -> None:
    third = councillor("Joan Beck", world.ward, Poll.objects.get())
    actions.put_on_again(bench, at=AT)
    vote(world, bench, world.ashby)
    vote(world, bench, world.iqbal)
    assert [turn.user for turn in queries.open_turns(bench)] == [third.user]
    assert not actions.put_on_again(bench, at=AT)
    assert actions.put_on_again(bench, at=AT + dt.timedelta(days=20))
    bench.refresh_from_db()
    assert bench.state == ApplicationState.SUPPORTED


def test_what_stops_a_yes_keeps_it_with_the_members_until_it_is_gone(world: World, bench: Application) -> None:
    elsewhere(world, "Shazia Mahmood", RoleKind.CABINET_MEMBER, CABINET)
    vote(world, bench, world.ashby)
    other = world.submitted(700_000, fund=world.capital, councillor=None, title="A shelter")
    vote(world, other, world.ashby)
    vote(world, other, world.iqbal)
    vote(world, bench, world.iqbal, interest=True)
    bench.refresh_from_db()
    assert bench.state == ApplicationState.SUBMITTED
    [turn] = queries.open_turns(bench)
    assert turn.user == world.ashby.user
    assert "it cannot be decided yet: The ward has £120 left, which is £780 too little." in turn.why
    assert not actions.put_on_again(bench, at=AT)
    actions.withdraw(other, by=None, at=AT)
    assert actions.put_on_again(bench, at=AT)
    bench.refresh_from_db()
    assert bench.state == ApplicationState.SUPPORTED


def test_who_stood_aside_is_never_the_one_who_decided(world: World, bench: Application) -> None:
    vote(world, bench, world.ashby)
    vote(world, bench, world.iqbal, interest=True)
    decision = queries.decision_of(bench, DecisionKind.SUPPORT)
    assert decision is not None
    assert (decision.by, "Iqbal" in decision.reasons) == (world.ashby.user, False)
    assert queries.who_said_yes(bench) == [world.ashby]


# --- Interests at each stage, at that moment, and dispensations from them ---------------------------------------------


def register(world: World, who: Councillor, when: dt.datetime = AT) -> None:
    said = Entry(InterestCategory.BODY, Holder.PARTNER, "Trustee", AT.date(), world.group)
    register_interest(who, said, by=who.user, at=when)  # type: ignore[arg-type]


def dispense(world: World, who: Councillor, when: dt.datetime = AT, lifts: Lifts = Lifts.VOTE) -> Dispensation:
    user, _ = User.objects.get_or_create(name="Anita Mwangi", email="mwangi@rotherham.example")
    RoleHeld.objects.get_or_create(user=user, kind=RoleKind.MONITORING_OFFICER, from_date=START)
    said = Dispensing(
        world.group, lifts, Ground.TOO_FEW, GrantedBy.COUNCIL, world.key(), "The other seat is vacant.", when.date(),
        when.date(), when.date() + dt.timedelta(days=30),
    )  # fmt: skip
    return record_dispensation(who, said, by=user, at=when)


LATER = AT + dt.timedelta(hours=1)


@pytest.mark.parametrize("stage", ["before", "after_the_vote", "after_the_decision", "after_the_approval"])
def test_an_interest_counts_from_the_moment_it_is_registered(world: World, bench: Application, stage: str) -> None:
    if stage == "before":
        register(world, world.ashby)
        with pytest.raises(Refused, match="has an interest in Clifton"):
            vote(world, bench, world.ashby)
        return
    vote(world, bench, world.ashby)
    if stage == "after_the_vote":
        register(world, world.ashby)
        vote(world, bench, world.iqbal, "against")
        bench.refresh_from_db()
        assert bench.state == ApplicationState.DECLINED  # Ashby's yes counts no more
        return
    vote(world, bench, world.iqbal)
    if stage == "after_the_approval":
        world.approve(bench)
    register(world, world.ashby, LATER)
    go_on = world.pay if stage == "after_the_approval" else world.approve
    with pytest.raises(Refused, match=r"Cllr Maureen Ashby had an interest in Clifton.*when it was decided"):
        go_on(bench, LATER)


def test_an_interest_registered_before_it_was_decided_does_not_stop_the_award(world: World, bench: Application) -> None:
    """Her vote did not count, so the decision rests on her colleague alone."""
    vote(world, bench, world.ashby)
    register(world, world.ashby)
    vote(world, bench, world.iqbal, at=LATER)
    world.approve(bench, LATER)
    world.pay(bench, LATER)
    assert queries.awards_to_look_at_again() == []


def test_an_interest_registered_after_the_award_opens_a_review_of_whoever_voted(
    world: World, bench: Application
) -> None:
    vote(world, bench, world.ashby)
    vote(world, bench, world.iqbal)
    world.approve(bench)
    register(world, world.ashby, LATER)
    [review] = queries.awards_to_look_at_again()
    assert (review.application, review.councillor) == (bench, world.ashby)
    assert queries.awards_to_look_at_again(world.ashby) == [review]
    assert queries.awards_to_look_at_again(world.iqbal) == []


def test_a_dispensation_lets_a_member_vote_and_the_record_shows_it(world: World, bench: Application) -> None:
    register(world, world.ashby)
    shown = {one.title: one.state for one in pages.decision_page(bench, roles_of(world.marsden, ON), AT).conditions}
    assert shown["An interest stands in the register: Cllr Maureen Ashby"] == "waiting"
    assert shown["No interest found in the register: Cllr Tariq Iqbal"] == "met"
    given = dispense(world, world.ashby)
    made = vote(world, bench, world.ashby, interest=True)
    assert (made.choice, made.dispensation) == (VoteChoice.FOR, given)
    vote(world, bench, world.iqbal)
    world.approve(bench)
    said = dict(pages.award_page(bench.reference, ON).votes)["Cllr Maureen Ashby"]  # type: ignore[union-attr]
    assert f"Under dispensation {given.reference}, granted by the Council: The other seat is vacant." in said


def test_a_dispensation_to_vote_lets_nobody_decide_alone(world: World) -> None:
    application = world.submitted()
    register(world, world.ashby)
    dispense(world, world.ashby)
    with pytest.raises(Refused, match="has an interest in Clifton"):
        world.support(application)
    given = dispense(world, world.ashby, lifts=Lifts.ALONE)
    done = actions.support(application, reasons="Yes.", interest=True, by=world.ashby.user, at=AT, key="alone")
    assert (done.dispensation, done.interest) == (given, True)
    # What was decided under it stands once it is over, and says so.
    after = AT + dt.timedelta(days=31)
    world.approve(application, after)
    page = pages.award_page(application.reference, after.date())
    assert page is not None
    assert f"under dispensation {given.reference}, granted by the Council: The other seat is vacant." in page.declared


def test_once_it_is_withdrawn_the_vote_counts_no_more(world: World, bench: Application) -> None:
    register(world, world.ashby)
    given = dispense(world, world.ashby)
    vote(world, bench, world.ashby)
    withdraw_dispensation(given, "She asked for it.", by=given.recorded_by, at=LATER)
    assert actions.put_on_again(bench, at=LATER) is False  # Iqbal was asked, and still is
    vote(world, bench, world.iqbal, "against", at=LATER)
    bench.refresh_from_db()
    assert bench.state == ApplicationState.DECLINED
