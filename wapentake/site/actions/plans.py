"""The demonstration's ward plans: drafted, agreed by every member, published, and how the actions go."""

import datetime as dt
from dataclasses import replace
from itertools import groupby

from wapentake.office.models import Councillor
from wapentake.office.queries import members_of
from wapentake.people.models import User
from wapentake.places.models import Ward
from wapentake.plans import actions as plans
from wapentake.plans.models import Action, Cycle, Priority
from wapentake.plans.queries import cycle_length_on
from wapentake.plans.rules import ActionWords, PriorityWords
from wapentake.plans.states import ActionState

from ..states import ActionRow, PriorityRow
from .named import Named
from .world import DAY, World, between, moment, working_day

FIRST_CYCLE = dt.date(2021, 7, 1)
# A plan younger than this has nothing to tell: then the plan before it is the one that is shown.
YOUNGEST = dt.timedelta(days=45)
PUBLISHED_AFTER = dt.timedelta(days=13)


def open_cycles(world: World) -> list[Cycle]:
    """Open every cycle from the first to the one of the day, each as long as the rule of its first day says."""
    cycles, start = [], FIRST_CYCLE
    while start <= world.on:
        cycles.append(plans.open_cycle(start, by=None, at=moment(start)))
        length = cycle_length_on(start)
        assert length is not None  # a migration says how long they last
        start = start.replace(year=start.year + length.years)
    return cycles


def published_on(world: World, cycles: list[Cycle]) -> dt.date:
    """Return the day on which the plan that is shown was published."""
    return working_day(_shown(world, cycles).from_date + PUBLISHED_AFTER)


def _shown(world: World, cycles: list[Cycle]) -> Cycle:
    old_enough = [cycle for cycle in cycles if world.on - cycle.from_date >= YOUNGEST]
    return old_enough[-1]


def load_plans(world: World, cycles: list[Cycle]) -> None:
    """Publish each ward's plan with its progress, and leave some priorities waiting for somebody."""
    shown = published_on(world, cycles)
    before = [cycle for cycle in cycles if cycle.from_date < _shown(world, cycles).from_date]
    named = Named()
    for _, rows in groupby(world.borough.priorities, key=lambda row: row.ward):
        for number, row in enumerate(rows):
            earlier = _earlier(world, row, before[-1], number) if row.before and before else None
            priority = _publish(world, row, shown, number, earlier, named)
            _progress(world, row, priority, shown)
    for row in world.borough.waiting:
        _leave_waiting(world, row)


def _earlier(world: World, row: PriorityRow, cycle: Cycle, number: int) -> Priority:
    """Publish the version before, in the cycle before."""
    assert row.before is not None
    day = working_day(cycle.from_date + PUBLISHED_AFTER)
    words = PriorityWords(row.before["title"], row.before["summary"], row.before["why"])
    first = _action_words(world, row.actions[0], row.ward, day, day + dt.timedelta(days=200))
    return _agree_and_publish(world, _draft(world, row, words, (first,), day, number), day)


def _publish(
    world: World, row: PriorityRow, day: dt.date, number: int, earlier: Priority | None, named: Named
) -> Priority:
    outcomes = named.by(row, first=number == 0)
    words = PriorityWords(row.title, row.summary, row.why, row.overarching, outcomes=outcomes)
    actions = tuple(_action_words(world, action, row.ward, day, _due(world, action, day)) for action in row.actions)
    if earlier is None:
        return _agree_and_publish(world, _draft(world, row, words, actions, day, number), day)
    author, at = world.co_ordinators[row.ward], _drafted_at(day, number)
    draft = plans.revise(earlier, by=author, at=at)
    return _agree_and_publish(world, plans.edit_draft(draft, _with(words, actions), by=author, at=at), day)


def _draft(
    world: World, row: PriorityRow, words: PriorityWords, actions: tuple[ActionWords, ...], day: dt.date, number: int
) -> Priority:
    author = world.co_ordinators[row.ward]
    return plans.draft_priority(world.wards[row.ward], _with(words, actions), by=author, at=_drafted_at(day, number))


def _with(words: PriorityWords, actions: tuple[ActionWords, ...]) -> PriorityWords:
    return replace(words, actions=actions)


def _drafted_at(day: dt.date, number: int) -> dt.datetime:
    return moment(day - 8 * DAY, 20 * number)


def _agree_and_publish(world: World, priority: Priority, day: dt.date) -> Priority:
    """Every member agrees by name, and the co-ordinator publishes."""
    minutes = 15 * priority.number
    for order, member in enumerate(members_of(priority.ward, day)):
        at = moment(day - 5 * DAY, 60 * order + minutes)
        _word_of(member, priority, at, first=order == 0)
    return plans.publish(priority, by=world.co_ordinators[priority.ward.code], at=moment(day, minutes))


def _word_of(member: Councillor, priority: Priority, at: dt.datetime, *, first: bool) -> None:
    assert member.user is not None
    if first:
        plans.propose(priority, by=member.user, at=at)
    else:
        plans.agree(priority, by=member.user, at=at)


def _action_words(world: World, row: ActionRow, ward: str, on: dt.date, due_on: dt.date) -> ActionWords:
    if row.owner in world.bodies:
        return ActionWords(row.text, owner=world.bodies[row.owner], due_on=due_on)
    lead = world.councillor(row.owner)
    sits = lead in members_of(world.wards[ward], on)
    return ActionWords(row.text, lead=lead if sits else None, due_on=due_on)


def _due(world: World, row: ActionRow, published: dt.date) -> dt.date:
    if row.kind in "uc":
        return working_day(world.on + dt.timedelta(days=row.number))
    grace = dt.timedelta(days=6 if row.kind == "d" else 0)
    due = working_day(between(published, world.on, row.number / 100) + grace)
    return min(due, world.on - DAY) if row.kind == "l" else due


def _progress(world: World, row: PriorityRow, priority: Priority, published: dt.date) -> None:
    """Let the ward's co-ordinator say how each action goes, the earliest first."""
    by = world.co_ordinators[row.ward]
    told = [(_told_on(world, action, published), number) for number, action in enumerate(row.actions)]
    actions = list(priority.actions.order_by("position"))
    for day, number in sorted(told):
        _tell(row.actions[number], actions[number], by, moment(day, 30 + number))


def _told_on(world: World, row: ActionRow, published: dt.date) -> dt.date:
    share = {"u": 0.82, "l": 0.92}.get(row.kind, row.number / 100)
    return working_day(between(published + DAY, world.on, share), latest=world.on)


def _tell(row: ActionRow, action: Action, by: User, at: dt.datetime) -> None:
    states = {"d": ActionState.DONE, "l": ActionState.UNDER_WAY, "u": ActionState.UNDER_WAY, "s": ActionState.STOPPED}
    if (to := states.get(row.kind)) and action.state != to:
        plans.change_action_state(action, to, by=by, at=at, note=row.note)
    elif row.note:
        plans.note_progress(action, row.note, by=by, at=at)


def _leave_waiting(world: World, row: PriorityRow) -> None:
    """Draft a priority a few days ago, and take it as far as its row says."""
    day = working_day(world.on - 9 * DAY)
    words = PriorityWords(row.title, row.summary, row.why)
    actions = tuple(_action_words(world, one, row.ward, day, _due(world, one, day)) for one in row.actions)
    priority = _draft(world, row, words, actions, day + 6 * DAY, 0)
    if row.state == "draft":
        return
    asked_on = working_day(day, latest=world.on)
    willing = _willing(world, row, priority.ward, asked_on)
    if not willing:
        plans.propose(priority, by=world.co_ordinators[row.ward], at=moment(asked_on, 300))
    for order, member in enumerate(willing):
        _word_of(member, priority, moment(asked_on, 300 + 40 * order), first=order == 0)


def _willing(world: World, row: PriorityRow, ward: Ward, day: dt.date) -> list[Councillor]:
    if row.state == "agreed":
        return members_of(ward, day)
    return [world.councillor(key) for key in row.agreed_by]
