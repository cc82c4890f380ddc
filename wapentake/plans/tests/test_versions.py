"""Versions, withdrawal, numbers, progress, and the cycle."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wapentake.design.pictures import Progress
from wapentake.foundation.models import Change
from wapentake.foundation.verdicts import Refused
from wapentake.office.models import RoleHeld
from wapentake.office.states import RoleKind
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind, Sector

from .. import queries, rules
from ..actions import (
    add_action,
    agree,
    change_action_state,
    edit_draft,
    note_progress,
    open_cycle,
    propose,
    publish,
    revise,
    set_cycle_length,
    withdraw,
)
from ..models import CycleLength, Priority
from ..rules import ActionWords, PriorityWords
from ..states import ActionState, PriorityState
from . import cast
from .cast import NOW, TODAY, WORDS, Town, later


def words(title: str, *actions: str) -> PriorityWords:
    return PriorityWords(title, "Summary.", actions=tuple(ActionWords(text) for text in actions or ("Do it",)))


def agree_all(castle: Town, priority: Priority) -> Priority:
    priority = propose(priority, by=castle.dan, at=later(20))
    for member in (castle.ashby, castle.iqbal, castle.okafor):
        priority = agree(priority, by=member, at=later(21))
    return priority


def test_a_new_version_replaces_the_old_and_keeps_it(castle: Town):
    old = castle.published()
    note_progress(old.actions.get(), "The first sign stands.", by=castle.ashby, at=later(4))
    new = revise(old, by=castle.ashby, at=later(5))
    assert (new.version, new.slug, new.replaces) == (2, old.slug, old)
    with pytest.raises(Refused, match="being prepared already"):
        revise(old, by=castle.dan, at=later(6))
    [carried] = new.actions.all()
    new = edit_draft(
        new,
        PriorityWords(
            "Safer streets", "Better.", actions=(ActionWords("Three signs", pk=carried.pk), ActionWords("Plus"))
        ),
        by=castle.dan,
        at=later(6),
    )
    # What happens between the draft and its publication is not lost.
    change_action_state(old.actions.get(), ActionState.DONE, by=castle.sue, at=later(7), note="Both signs stand.")
    agreed = agree_all(castle, new)
    assert queries.published_priorities(castle.ward, TODAY) == [old]
    Change.objects.all().delete()
    new = publish(agreed, by=castle.dan, at=later(30))
    old.refresh_from_db()
    assert (old.state, old.closed_at, old.title) == (PriorityState.SUPERSEDED, later(30), "Slower, safer streets")
    assert queries.published_priorities(castle.ward, TODAY) == [new]
    assert (new.number, new.slug, new.title) == (1, "slower-safer-streets", "Safer streets")
    assert [(a.text, a.state, len(a.notes.all())) for a in queries.actions_of(new)] == [
        ("Three signs", "done", 2),
        ("Plus", "to_come", 0),
    ]
    assert [a.text for a in old.actions.all()] == ["Two speed signs"]
    assert queries.versions_of(new) == [new, old]
    assert set(Change.objects.values_list("ref", flat=True)) == {castle.ward.ref, new.ref, old.ref, "plans:all"}


def test_a_withdrawn_revision_lets_another_begin(castle: Town):
    old = castle.published()
    withdraw(revise(old, by=castle.ashby, at=later(5)), reason="", by=castle.ashby, at=later(6))
    again = revise(old, by=castle.ashby, at=later(7))
    assert again.version == 3


def test_a_revision_of_what_was_withdrawn_is_not_published(castle: Town):
    old = castle.published()
    new = agree_all(castle, revise(old, by=castle.ashby, at=later(5)))
    withdraw(old, reason="The scheme was dropped.", by=castle.dan, at=later(25))
    with pytest.raises(Refused, match="no longer published"):
        publish(new, by=castle.dan, at=later(26))
    assert queries.published_priorities(castle.ward, TODAY) == []


def test_published_numbers_stay_in_order(castle: Town):
    first, second, third = (castle.published(words(title)) for title in ("One", "Two", "Three"))
    castle.draft(words("Four"))
    assert [p.number for p in (first, second, third)] == [1, 2, 3]
    with pytest.raises(Refused, match="Say why"):
        withdraw(first, reason=" ", by=castle.dan, at=later(40))
    withdraw(first, reason="Done.", by=castle.dan, at=later(40))
    assert [(p.number, p.title) for p in queries.published_priorities(castle.ward, TODAY)] == [(1, "Two"), (2, "Three")]
    assert castle.published(words("Five")).number == 3


def test_as_at_an_earlier_day(castle: Town):
    old = castle.published()
    tomorrow = NOW + dt.timedelta(days=1)
    withdraw(old, reason="Done.", by=castle.dan, at=tomorrow)
    assert queries.published_priorities(castle.ward, TODAY) == [old]
    assert queries.published_priorities(castle.ward, tomorrow.date()) == []
    assert queries.published_priority(castle.ward, old.slug, TODAY - dt.timedelta(days=1)) is None


def test_addresses_are_never_given_twice(castle: Town):
    slugs = [castle.draft(words(title)).slug for title in ("Clean streets", "Clean streets!", "???", "安全")]
    assert slugs == ["clean-streets", "clean-streets-2", "priority", "priority-2"]


def test_warnings_outside_three_to_five(castle: Town):
    assert rules.warnings(castle.ward, TODAY) == []
    for title in ("One", "Two"):
        castle.published(words(title))
    assert rules.warnings(castle.ward, TODAY) == [
        "Boston Castle has 2 published priorities. A ward plan usually has 3 to 5."
    ]
    castle.published(words("Three"))
    assert rules.warnings(castle.ward, TODAY) == []
    Priority.objects.filter(number__lte=2).update(overarching=True)
    assert rules.warnings(castle.ward, TODAY) == [
        "More than one priority is overarching. A ward plan usually has one at most."
    ]


def plan_with_actions(castle: Town) -> Priority:
    priority = castle.published(words("Plan", "done", "going", "late", "late2", "to come", "stopped"))
    for text, state in (("done", "done"), ("going", "under_way"), ("late2", "under_way"), ("stopped", "stopped")):
        change_action_state(priority.actions.get(text=text), ActionState(state), by=castle.ashby, at=later(4))
    priority.actions.filter(text__in=("late", "late2", "done", "stopped")).update(due_on=TODAY - dt.timedelta(days=1))
    priority.actions.filter(text="to come").update(due_on=TODAY)
    return priority


def test_progress_counts_each_action_once(castle: Town):
    priority, empty = plan_with_actions(castle), castle.draft(PriorityWords("Bare", "Summary"))
    counted = queries.progress_of([priority, empty], TODAY)
    assert counted == {priority.pk: Progress(done=1, under_way=1, late=2, to_come=1), empty.pk: Progress()}
    assert [a.text for a in queries.late_actions([priority], TODAY)[priority.pk]] == ["late", "late2"]


def test_latest_news_is_the_newest_note(castle: Town):
    priority = plan_with_actions(castle)
    assert queries.latest_news([priority], TODAY) == {}
    note_progress(priority.actions.get(text="done"), "First.", by=castle.ashby, at=later(5))
    newest = note_progress(priority.actions.get(text="late"), "Second.", by=castle.dan, at=later(6))
    assert queries.latest_news([priority], TODAY) == {priority.pk: newest}
    assert queries.latest_news([priority], TODAY - dt.timedelta(days=1)) == {}


def test_queries_of_a_plan_do_not_grow_with_it(castle: Town):
    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            plan = queries.published_priorities(castle.ward, TODAY)
            queries.progress_of(plan, TODAY), queries.latest_news(plan, TODAY), queries.late_actions(plan, TODAY)
            for priority in plan[:1]:
                queries.actions_of(priority)
        return len(found)

    plan_with_actions(castle)
    one = count()
    castle.published(words("Two")), castle.published(words("Three"))
    assert count() == one == 7


def test_who_notes_progress(castle: Town):
    highways = Organisation.objects.create(
        kind=OrganisationKind.SERVICE, sector=Sector.PUBLIC, name="Highways", slug="highways"
    )
    action = castle.published().actions.get()
    officer = cast.user("Omar Officer")
    RoleHeld.objects.create(
        user=officer, kind=RoleKind.SERVICE_OFFICER, organisation=highways, from_date=dt.date(2024, 1, 1)
    )
    with pytest.raises(Refused, match="Only the ward’s councillors"):
        note_progress(action, "Signs ordered.", by=officer, at=later(4))
    action.owner = highways
    action.save()
    assert note_progress(action, "Signs ordered.", by=officer, at=later(4)).text == "Signs ordered."
    with pytest.raises(Refused, match="Write a sentence"):
        note_progress(action, " ", by=officer, at=later(4))
    with pytest.raises(Refused, match="Only the ward’s councillors"):
        note_progress(action, "Hello", by=castle.finance, at=later(4))


def test_states_of_an_action_and_the_day_it_was_done(castle: Town):
    action = castle.published().actions.get()
    with pytest.raises(Refused, match="today or earlier"):
        change_action_state(action, ActionState.DONE, by=castle.dan, at=NOW, done_on=TODAY + dt.timedelta(days=1))
    done = change_action_state(action, ActionState.DONE, by=castle.dan, at=NOW, done_on=TODAY - dt.timedelta(days=3))
    assert done.done_on == TODAY - dt.timedelta(days=3)
    with pytest.raises(Refused, match="cannot become to come"):
        change_action_state(done, ActionState.TO_COME, by=castle.dan, at=NOW)
    assert change_action_state(done, ActionState.UNDER_WAY, by=castle.dan, at=NOW).done_on is None
    with pytest.raises(Refused, match="published version only"):
        note_progress(castle.draft().actions.get(), "Hello", by=castle.dan, at=NOW)


def test_an_action_is_added_to_a_draft_only(castle: Town):
    draft = castle.draft()
    assert add_action(draft, ActionWords("Another"), by=castle.dan, at=NOW).position == 2
    with pytest.raises(Refused, match="start a new version"):
        add_action(castle.published(), ActionWords("Another"), by=castle.dan, at=NOW)


def test_editing_keeps_actions_and_drops_those_left_out(castle: Town):
    draft = castle.draft(words("Plan", "a", "b", "c"))
    a, b, c = draft.actions.all()
    edit_draft(
        draft,
        PriorityWords("Plan", "S", actions=(ActionWords("c", pk=c.pk), ActionWords("new"), ActionWords("A", pk=a.pk))),
        by=castle.dan, at=NOW,
    )  # fmt: skip
    assert [(x.position, x.text) for x in draft.actions.all()] == [(1, "c"), (2, "new"), (3, "A")]
    assert not draft.actions.filter(pk=b.pk).exists()
    # Somebody else's form still holds the action that went: its words come back as a new one.
    edit_draft(draft, PriorityWords("Plan", "S", actions=(ActionWords("b again", pk=b.pk),)), by=castle.sue, at=NOW)
    assert [x.text for x in draft.actions.all()] == ["b again"]


def test_cycles_were_yearly_and_are_two_yearly(castle: Town):
    assert [row.years for row in queries.cycle_lengths()] == [2, 1]
    earlier = open_cycle(dt.date(2025, 5, 6), by=castle.head, at=NOW)
    assert (earlier.name, earlier.to_date) == ("Ward plans 2025 to 2026", dt.date(2026, 5, 6))
    assert (castle.cycle.name, castle.cycle.to_date) == ("Ward plans 2026 to 2028", dt.date(2028, 7, 1))
    with pytest.raises(Refused, match="Another cycle covers"):
        open_cycle(dt.date(2027, 1, 1), by=castle.head, at=NOW)
    with pytest.raises(Refused, match="Only the Head"):
        open_cycle(dt.date(2028, 7, 1), by=castle.dan, at=NOW)
    set_cycle_length(3, dt.date(2028, 1, 1), source="Cabinet, 1 December 2027", by=castle.head, at=NOW)
    assert open_cycle(dt.date(2028, 7, 1), by=castle.head, at=NOW).to_date == dt.date(2031, 7, 1)
    assert queries.cycle_length_on(TODAY).years == 2
    with pytest.raises(Refused, match="later day"):
        set_cycle_length(1, dt.date(2027, 1, 1), source="Cabinet", by=castle.head, at=NOW)
    assert CycleLength.objects.count() == 3


def test_no_cycle_no_draft(castle: Town):
    castle.cycle.delete()
    with pytest.raises(Refused, match="ask the Head of Neighbourhoods"):
        castle.draft(WORDS)


def test_a_leap_day_cycle_ends_on_the_first_of_march(castle: Town):
    castle.cycle.delete()
    assert open_cycle(dt.date(2028, 2, 29), by=None, at=NOW).to_date == dt.date(2030, 3, 1)
