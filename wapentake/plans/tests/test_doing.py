"""Actions: blocked and by what, dates that move, who owns them, and the list of all of them."""

import datetime as dt

import pytest
import time_machine

from tests.querycount import assert_same_queries
from wapentake.foundation.models import AuditRecord
from wapentake.foundation.verdicts import Refused
from wapentake.office.states import RoleKind
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind, Sector

from ..actions import (
    agree,
    change_action_state,
    edit_draft,
    move_due_date,
    note_progress,
    propose,
    publish,
    revise,
    say_what_blocks,
)
from ..models import Priority
from ..pages import actions_page, move_words, state_tag
from ..queries import progress_of
from ..rules import ActionWords, PriorityWords, owner_words
from ..states import ActionState
from .cast import TODAY, Town, later, role
from .test_pages import desk, page_after, text_of

DUE = dt.date(2026, 12, 10)
WAITS, CLEARS = "A road closure order", "The Traffic Commissioner"


@pytest.fixture(autouse=True)
def today(settings):
    settings.WAPENTAKE_FRAME = {}  # what the frame says comes from the rooms above
    with time_machine.travel(later(60), tick=False):
        yield


def highways() -> Organisation:
    return Organisation.objects.create(
        kind=OrganisationKind.SERVICE, sector=Sector.PUBLIC, name="Highways", slug="highways"
    )


def plan_of(town: Town, owner: Organisation | None = None) -> Priority:
    """Publish a priority of three actions: the owner's, Cllr Iqbal's, and the community's."""
    return town.published(
        PriorityWords(
            "Slower streets", "Drivers at the limit.", "Asked.",
            actions=(
                ActionWords("An island", owner, None, DUE),
                ActionWords("A school street", None, town.councillor(town.iqbal), dt.date(2026, 11, 1)),
                ActionWords("Speed watch", community="Neighbours of Clifton Lane"),
            ),
        )
    )  # fmt: skip


def test_what_is_blocked_says_by_what_and_who_could_clear_the_way(castle: Town):
    action = plan_of(castle).actions.first()
    for blocked_by, unblocks, why in (("", CLEARS, "Say what blocks it"), (WAITS, " ", "Say who could clear the way")):
        with pytest.raises(Refused, match=why):
            change_action_state(
                action, ActionState.BLOCKED, by=castle.dan, at=later(9), blocked_by=blocked_by, unblocks=unblocks
            )
    action = change_action_state(
        action, ActionState.BLOCKED, by=castle.dan, at=later(9), blocked_by=WAITS, unblocks=CLEARS
    )
    tag = state_tag(action, TODAY)
    assert (tag.text, tag.kind) == ("Blocked, due 10 December", "late")
    assert tag.note == "A road closure order. Who could clear the way: The Traffic Commissioner."
    say_what_blocks(action, "Money", "Finance", by=castle.dan, at=later(10))
    counted = progress_of([action.priority], TODAY)[action.priority_id]
    assert counted.words == "0 of 3 actions done, 1 late, 1 blocked"
    action = change_action_state(action, ActionState.UNDER_WAY, by=castle.dan, at=later(11))
    assert (action.blocked_by, action.unblocks) == ("", "")
    with pytest.raises(Refused, match="It is not blocked"):
        say_what_blocks(action, WAITS, CLEARS, by=castle.dan, at=later(12))
    assert AuditRecord.objects.filter(action="say_what_blocks").count() == 1


def test_a_date_that_moved_says_from_when_and_why(castle: Town):
    owner = highways()
    officer = role("Omar Roads", RoleKind.SERVICE_OFFICER, organisation=owner)
    action = plan_of(castle, owner).actions.first()
    with pytest.raises(Refused, match="Ask the ward’s co-ordinator"):
        move_due_date(action, DUE + dt.timedelta(days=30), because="Rain", by=officer, at=later(9))
    for to, because, why in ((DUE, "Rain", "the date that it has"), (TODAY, " ", "Say why the date is moved")):
        with pytest.raises(Refused, match=why):
            move_due_date(action, to, because=because, by=castle.dan, at=later(9))
    move_due_date(action, dt.date(2027, 2, 26), because="The drawings were late", by=castle.dan, at=later(9))
    action.refresh_from_db()
    assert action.due_on == dt.date(2027, 2, 26)
    said = [move_words(one) for one in action.moves.all()]
    assert said == ["Moved from 10 December 2026 to 26 February 2027 on 24 November 2026. The drawings were late."]
    change_action_state(action, ActionState.DONE, by=officer, at=later(10))
    with pytest.raises(Refused, match="It is done: its date stays as it was"):
        move_due_date(action, DUE, because="Rain", by=castle.dan, at=later(11))


def test_a_new_version_goes_on_with_what_blocks_and_says_that_it_moved_a_date(castle: Town):
    old = plan_of(castle)
    action = old.actions.first()
    change_action_state(action, ActionState.BLOCKED, by=castle.dan, at=later(9), blocked_by=WAITS, unblocks=CLEARS)
    move_due_date(action, dt.date(2027, 1, 10), because="Rain", by=castle.dan, at=later(10))
    draft = revise(old, by=castle.dan, at=later(11))
    kept = tuple(
        ActionWords(one.text, one.owner, one.lead, dt.date(2027, 3, 1), one.pk, one.community)
        for one in draft.actions.all()[:1]
    )
    draft = edit_draft(draft, PriorityWords("Slower streets", "S", "W", actions=kept), by=castle.dan, at=later(12))
    draft = propose(draft, by=castle.dan, at=later(13))
    for member in (castle.ashby, castle.iqbal, castle.okafor):
        agree(draft, by=member, at=later(14))
    again = publish(draft, by=castle.dan, at=later(15)).actions.get()
    assert (again.state, again.blocked_by, again.unblocks) == ("blocked", WAITS, CLEARS)
    assert [one.after for one in again.moves.all()] == [dt.date(2027, 3, 1), dt.date(2027, 1, 10)]
    assert "Version 2 says so, which the ward’s members have agreed." in move_words(again.moves.first())
    assert again.version > action.version


def test_the_owner_is_a_service_a_councillor_or_the_community(castle: Town):
    said = [owner_words(one) for one in plan_of(castle, highways()).actions.all()]
    assert said == ["Highways", "Cllr Tariq Iqbal", "Neighbours of Clifton Lane"]


def test_a_service_officer_says_how_its_own_actions_go_and_no_others(castle: Town):
    owner = highways()
    officer = role("Omar Roads", RoleKind.SERVICE_OFFICER, organisation=owner)
    own, other, _ = plan_of(castle, owner).actions.all()
    client = desk(officer)
    listed = text_of(client.get("/desk/plan/actions/"))
    assert "An island" in listed
    assert "A school street" not in listed
    told = {"state": "blocked", "blocked_by": WAITS, "unblocks": ""}
    assert "Enter who could clear the way" in page_after(client, f"/desk/plan/actions/{own.pk}/", told)
    page_after(client, f"/desk/plan/actions/{own.pk}/", told | {"unblocks": CLEARS})
    own.refresh_from_db()
    assert own.state == ActionState.BLOCKED
    assert client.post(f"/desk/plan/actions/{other.pk}/", {"state": "done"}).status_code == 403
    other.refresh_from_db()
    assert other.state == ActionState.TO_COME
    client = desk(castle.dan)
    said = page_after(client, f"/desk/plan/actions/{own.pk}/date/", {
        "due_on-day": "26", "due_on-month": "2", "due_on-year": "2027", "because": "No order yet",
    })  # fmt: skip
    assert "Moved from 10 December 2026 to 26 February 2027 on 24 November 2026. No order yet." in said


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"list": "late"}, ["A school street"]),
        ({"list": "soon"}, ["An island"]),
        ({"list": "blocked"}, ["Speed watch"]),
        ({"list": "open"}, ["A school street", "An island", "Speed watch"]),
        ({"list": "open", "sort": "-due"}, ["An island", "A school street", "Speed watch"]),
        ({"list": "all", "q": "iqbal street"}, ["A school street"]),
        ({"list": "all", "q": "clifton"}, ["Speed watch"]),
        ({"list": "all", "owner": "highways"}, ["An island"]),
        ({"list": "all", "ward": "hoober"}, []),
        ({"list": "all", "ward": "nowhere", "sort": "x"}, ["A school street", "An island", "Speed watch"]),
        ({"list": "mine"}, ["A school street"]),
        ({}, ["A school street"]),
    ],
)
def test_the_list_is_narrowed_and_put_in_order(castle: Town, asked: dict[str, str], found: list[str]):
    *_, watch = plan_of(castle, highways()).actions.all()
    change_action_state(watch, ActionState.BLOCKED, by=castle.dan, at=later(9), blocked_by=WAITS, unblocks=CLEARS)
    page = actions_page(castle.roles(castle.iqbal), asked)
    assert [row.cells[0].text for row in page.table.rows] == found  # type: ignore[union-attr]
    counts = {view.label: view.count for view in page.views}
    assert counts["All"] >= len(found)


def test_the_list_costs_the_same_with_one_action_and_with_three(castle: Town):
    client = desk(castle.dan)

    def more(count: int) -> None:
        for _ in range(count):
            note_progress(castle.published().actions.get(), "On its way.", by=castle.dan, at=later(9))

    assert_same_queries(lambda: client.get("/desk/plan/actions/?list=all"), more)
