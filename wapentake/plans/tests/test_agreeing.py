"""Who may do what, the life of a priority, and its agreement by name."""

import datetime as dt

import pytest

from wapentake.foundation import audit
from wapentake.foundation.models import Change
from wapentake.foundation.verdicts import Refused
from wapentake.office.actions import hold_publicity, lift_hold
from wapentake.office.models import Poll, RoleHeld, Suspension, Term
from wapentake.office.rules import Holding
from wapentake.office.states import RoleKind

from .. import rules
from ..actions import agree, draft_priority, edit_draft, propose, publish, take_back, undo_agreement, withdraw
from ..pages import priority_page, ward_plan
from ..queries import priorities_visible_to, proposals_waiting_for, ready_to_publish_by, still_to_agree, wards_of
from ..rules import ActionWords, PriorityWords
from ..states import PRIORITY, PriorityState
from . import cast
from .cast import NOW, TODAY, WORDS, Town, later


def may_publish(roles, priority):
    return rules.may_publish(roles, priority, NOW)


#                         ashby  stranger dan   sue    head   finance
TABLE = [
    (rules.may_draft, "ward", (True, False, True, True, False, False)),
    (rules.may_edit, "draft", (True, False, True, True, False, False)),
    (rules.may_propose, "draft", (True, False, True, True, False, False)),
    (rules.may_agree, "proposed", (True, False, False, False, False, False)),
    (rules.may_take_back, "proposed", (True, False, True, True, False, False)),
    (may_publish, "agreed", (False, False, True, False, False, False)),
    (rules.may_revise, "published", (True, False, True, True, False, False)),
    (rules.may_withdraw, "draft", (True, False, True, True, False, False)),
    (rules.may_withdraw, "published", (False, False, True, False, False, False)),
]


@pytest.mark.parametrize(("rule", "what", "expected"), TABLE)
def test_who_may_do_what(castle: Town, rule, what, expected):
    thing = castle.ward if what == "ward" else getattr(castle, what)()
    people = (castle.ashby, castle.stranger, castle.dan, castle.sue, castle.head, castle.finance)
    verdicts = [rule(castle.roles(person), thing) for person in people]
    assert tuple(bool(verdict) for verdict in verdicts) == expected
    assert all(verdict.reason.endswith(".") for verdict in verdicts if not verdict)


RIGHT_STATES = {
    rules.may_edit: {"draft"},
    rules.may_propose: {"draft"},
    rules.may_take_back: {"proposed", "agreed"},
    may_publish: {"agreed"},
    rules.may_revise: {"published"},
    rules.may_withdraw: {"draft", "proposed", "agreed", "published"},
}


@pytest.mark.parametrize("state", list(PriorityState))
@pytest.mark.parametrize("rule", list(RIGHT_STATES))
def test_each_act_in_its_states_only(castle: Town, rule, state):
    priority = castle.proposed()
    for member in (castle.ashby, castle.okafor, castle.iqbal) if state == PriorityState.AGREED else ():
        agree(priority, by=member, at=later(2))
    priority.state = state
    priority.save()
    assert bool(rule(castle.roles(castle.dan), priority)) == (state in RIGHT_STATES[rule])


def test_the_table_of_states_ends_where_it_should():
    assert PRIORITY.ends() == {PriorityState.SUPERSEDED, PriorityState.WITHDRAWN}


def test_all_members_agree_then_the_co_ordinator_publishes(castle: Town):
    priority = castle.proposed()
    assert [p.pk for p in proposals_waiting_for(castle.roles(castle.ashby))] == [priority.pk]
    agree(priority, by=castle.ashby, at=later(2))
    assert proposals_waiting_for(castle.roles(castle.ashby)) == []
    assert agree(priority, by=castle.iqbal, at=later(3)).state == PriorityState.PROPOSED
    assert [str(c) for c in still_to_agree(priority, TODAY)] == ["Cllr Grace Okafor"]
    assert may_publish(castle.roles(castle.dan), priority).reason == (
        "It can be published when all of the ward’s councillors have agreed."
    )
    assert agree(priority, by=castle.okafor, at=later(4)).state == PriorityState.AGREED
    assert [p.pk for p in ready_to_publish_by(castle.roles(castle.dan))] == [priority.pk]
    Change.objects.all().delete()
    priority = publish(priority, by=castle.dan, at=later(5))
    assert (priority.state, priority.number, priority.published_at) == (PriorityState.PUBLISHED, 1, later(5))
    assert set(Change.objects.values_list("ref", flat=True)) == {castle.ward.ref, priority.ref, "plans:all"}
    acts = [record.action for record in audit.history(priority.ref)]
    assert acts == ["draft", "propose", "agree", "agree", "agree", "publish"]
    assert audit.history(priority.ref)[-1].by_id == castle.dan.pk


def test_a_member_who_proposes_agrees_by_it(castle: Town):
    priority = propose(castle.draft(by=castle.ashby), by=castle.ashby, at=later(1))
    assert [str(c) for c in still_to_agree(priority, TODAY)] == ["Cllr Grace Okafor", "Cllr Tariq Iqbal"]


def test_nobody_agrees_twice_or_for_another_ward(castle: Town):
    priority = castle.proposed()
    agree(priority, by=castle.ashby, at=later(2))
    with pytest.raises(Refused, match="You have agreed"):
        agree(priority, by=castle.ashby, at=later(3))
    with pytest.raises(Refused, match="Only Boston Castle’s councillors"):
        agree(priority, by=castle.stranger, at=later(3))
    assert priority.agreements.count() == 1


def test_other_words_were_not_agreed_to(castle: Town):
    priority = castle.proposed()
    read_at = priority.proposed_at
    take_back(priority, by=castle.dan, at=later(2), reason="Name the street")
    edit_draft(priority, PriorityWords("Faster streets", "Other words.", actions=WORDS.actions), by=castle.dan, at=NOW)
    priority = propose(priority, by=castle.dan, at=later(3))
    with pytest.raises(Refused, match="words have changed"):
        agree(priority, by=castle.ashby, at=later(4), read_at=read_at)
    assert agree(priority, by=castle.ashby, at=later(4), read_at=later(3)).agreements.count() == 1


def test_taking_back_asks_everybody_again(castle: Town):
    priority = castle.agreed()
    priority = take_back(priority, by=castle.iqbal, at=later(5), reason="The school asked for another date.")
    assert (priority.state, priority.agreements.count()) == (PriorityState.DRAFT, 0)
    assert priority.sent_back_because == "The school asked for another date."
    assert propose(priority, by=castle.dan, at=later(6)).sent_back_because == ""


def test_a_mistaken_agreement_is_undone_before_publication_only(castle: Town):
    priority = undo_agreement(castle.agreed(), by=castle.okafor, at=later(5))
    assert priority.state == PriorityState.PROPOSED
    with pytest.raises(Refused, match="can be published when all"):
        publish(priority, by=castle.dan, at=later(6))
    with pytest.raises(Refused, match="nothing to undo"):
        undo_agreement(priority, by=castle.okafor, at=later(6))
    priority = agree(priority, by=castle.okafor, at=later(7))
    publish(priority, by=castle.dan, at=later(8))
    with pytest.raises(Refused, match="published as agreed"):
        undo_agreement(priority, by=castle.okafor, at=later(9))


def test_the_member_waited_for_leaves(castle: Town):
    priority = castle.proposed()
    for member in (castle.ashby, castle.iqbal):
        agree(priority, by=member, at=later(2))
    assert not may_publish(castle.roles(castle.dan), priority)
    Term.objects.filter(councillor__user=castle.okafor).update(to_date=TODAY)
    assert still_to_agree(priority, TODAY) == []
    with pytest.raises(Refused):
        agree(priority, by=castle.okafor, at=later(3))
    assert publish(priority, by=castle.dan, at=later(4)).state == PriorityState.PUBLISHED


def test_a_member_who_agreed_leaves_and_the_next_one_is_asked(castle: Town):
    priority = castle.proposed()
    agree(priority, by=castle.okafor, at=later(2))
    Term.objects.filter(councillor__user=castle.okafor).update(to_date=TODAY)
    new = cast.member("Nia New", castle.ward, Poll.objects.get())
    agree(priority, by=castle.ashby, at=later(3))
    assert agree(priority, by=castle.iqbal, at=later(3)).state == PriorityState.PROPOSED
    assert agree(priority, by=new, at=later(4)).state == PriorityState.AGREED


def test_whoever_sits_since_all_agreed_is_asked_before_it_is_published(castle: Town):
    priority = castle.proposed()
    for member in (castle.ashby, castle.okafor, castle.iqbal):
        agree(priority, by=member, at=later(2))
    Term.objects.filter(councillor__user=castle.okafor).update(to_date=TODAY)
    new = cast.member("Nia New", castle.ward, Poll.objects.get())
    with pytest.raises(Refused, match=r"who sits for the ward now has not agreed to it\. Take it back to draft"):
        publish(priority, by=castle.dan, at=later(3))
    take_back(priority, by=castle.dan, at=later(4))
    propose(priority, by=castle.dan, at=later(5))
    for member in (castle.ashby, new, castle.iqbal):
        agree(priority, by=member, at=later(6))
    assert publish(priority, by=castle.dan, at=later(7)).state == PriorityState.PUBLISHED


def test_a_suspended_member_is_not_waited_for(castle: Town):
    Suspension.objects.create(councillor=castle.councillor(castle.okafor), from_date=TODAY, reason="Code")
    priority = castle.proposed()
    with pytest.raises(Refused):
        agree(priority, by=castle.okafor, at=later(2))
    agree(priority, by=castle.ashby, at=later(2))
    assert agree(priority, by=castle.iqbal, at=later(3)).state == PriorityState.AGREED


def test_nothing_is_proposed_to_an_empty_ward_nor_without_actions(castle: Town):
    bare = castle.draft(PriorityWords("Title", "Summary"))
    with pytest.raises(Refused, match="Add at least one action"):
        propose(bare, by=castle.dan, at=NOW)
    Term.objects.all().update(to_date=TODAY)
    with pytest.raises(Refused, match="Nobody sits"):
        propose(castle.draft(), by=castle.dan, at=NOW)


def test_the_cover_publishes_and_a_co_ordinator_of_elsewhere_does_not(castle: Town):
    priority = castle.agreed()
    away = cast.role("Olu Away", RoleKind.CO_ORDINATOR, ward=castle.elsewhere)
    with pytest.raises(Refused, match="Only Boston Castle’s neighbourhood co-ordinator"):
        publish(priority, by=away, at=NOW)
    own = RoleHeld.objects.get(user=castle.dan)
    RoleHeld.objects.create(
        user=away, kind=RoleKind.CO_ORDINATOR, ward=castle.ward, covers_for=own, from_date=TODAY,
        to_date=TODAY + dt.timedelta(7),
    )  # fmt: skip
    assert set(wards_of(castle.roles(away))) == {castle.ward, castle.elsewhere}
    assert publish(priority, by=away, at=later(4)).state == PriorityState.PUBLISHED


def test_nothing_new_is_published_in_a_hold_of_publicity(castle: Town):
    """The same verdict greys the button. The control: another ward's hold, the moment before it, and its end."""
    priority = castle.agreed()
    anita = cast.role("Anita Monitoring", RoleKind.MONITORING_OFFICER)
    begins, over = later(10), later(24 * 60)
    hold_publicity(Holding(begins, over, "An election.", castle.elsewhere), by=anita, at=NOW)
    assert rules.may_publish(castle.roles(castle.dan), priority, begins)
    for ward in (castle.ward, None):
        hold = hold_publicity(Holding(begins, over, "An election.", ward), by=anita, at=NOW)
        verdict = rules.may_publish(castle.roles(castle.dan), priority, begins)
        assert verdict.reason == (
            "Publicity in Boston Castle is held until 9:12am on 25 November 2026: an election. "
            "It can be published then."
        )
        page = priority_page(priority, castle.roles(castle.dan), begins)
        assert page.waiting == "All have agreed. Dan Cole can publish it once publicity is no longer held."
        [(title, _, why)] = ward_plan(castle.ward, castle.roles(castle.dan), begins).needs
        assert (title, why.endswith(verdict.reason)) == ("Not yet: publish: Slower, safer streets", True)
        buttons = {each.key: each for each in page.buttons}
        assert (buttons["publish"].verdict, bool(buttons["take_back"].verdict)) == (verdict, True)
        with pytest.raises(Refused, match="is held until"):
            publish(priority, by=castle.dan, at=begins)
        for free in (later(9), over):
            assert rules.may_publish(castle.roles(castle.dan), priority, free)
        lift_hold(hold, reason="Control", by=anita, at=later(1))
    assert publish(priority, by=castle.dan, at=begins).state == PriorityState.PUBLISHED


def test_drafts_are_seen_by_those_who_work_with_the_ward(castle: Town):
    draft, published = castle.draft(), castle.published()
    for person in (castle.ashby, castle.dan, castle.sue, castle.head):
        assert set(priorities_visible_to(castle.roles(person), castle.ward)) == {draft, published}
    for person in (castle.stranger, castle.finance):
        assert set(priorities_visible_to(castle.roles(person), castle.ward)) == {published}
    withdraw(published, reason="Done by others", by=castle.dan, at=later(5))
    assert set(priorities_visible_to(castle.roles(castle.finance), castle.ward)) == set()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (PriorityWords(" ", "Summary"), "Enter a title"),
        (PriorityWords("Title", ""), "Enter a title"),
        (PriorityWords("Title", "Summary", actions=(ActionWords("  "),)), "Say of each action"),
        (PriorityWords("Title", "Summary", actions=(ActionWords("x"),) * 13), "Keep it to 12"),
    ],
)
def test_words_that_are_not_enough_leave_nothing_behind(castle: Town, words, reason):
    with pytest.raises(Refused, match=reason):
        draft_priority(castle.ward, words, by=castle.dan, at=NOW)
    assert not priorities_visible_to(castle.roles(castle.dan), castle.ward).exists()


def test_only_a_member_of_the_ward_leads(castle: Town):
    for person, allowed in ((castle.stranger, False), (castle.ashby, True)):
        words = PriorityWords("T", "S", actions=(ActionWords("Do", lead=castle.councillor(person)),))
        assert bool(rules.words_are_complete(words, castle.ward, TODAY)) is allowed
