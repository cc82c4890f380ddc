"""A priority on the desk."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Progress, Row, Table, Tag, Vote
from wapentake.foundation.calendars import london_date, short_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.models import Councillor
from wapentake.office.queries import Roles, co_ordinator_of, hold_of_ward, members_of

from .. import queries, rules
from ..models import Action, Agreement, Priority
from ..states import PriorityState
from .actions import state_tag
from .citing import cited_table, findings_table
from .measures import MeasuresPart, measures_part
from .words import TAGS, day_of, href_of, listed, public_href_of, span_of


@dataclass(frozen=True)
class Button:
    """An act that this person may do now, or may not, with the reason."""

    text: str
    href: str
    verdict: Verdict
    key: str
    main: bool = False


@dataclass(frozen=True)
class PriorityPage:
    """A priority on the desk: its words, who agreed, its actions, and what this person can do."""

    priority: Priority
    tag: Tag
    lede: str
    progress: Progress | None
    votes: list[Vote]
    waiting: str
    actions: Table
    measures: MeasuresPart
    buttons: list[Button]
    versions: list[tuple[str, str]]
    facts: list[tuple[str, str]]
    names: list[tuple[str, str]]
    cited: Table
    known: Table
    public_href: str
    ask_href: str


def priority_page(priority: Priority, roles: Roles, at: dt.datetime) -> PriorityPage:
    """Gather a priority's page."""
    on, state = roles.on, PriorityState(priority.state)
    is_public = state == PriorityState.PUBLISHED
    agreements = queries.agreements_of(priority)
    open_now, may_edit = state in queries.OPEN, bool(rules.may_edit(roles, priority))
    return PriorityPage(
        priority=priority,
        tag=Tag(state.label, TAGS.get(state, "")),
        lede=priority.summary,
        progress=queries.progress_of([priority], on)[priority.pk] if is_public else None,
        votes=_votes(agreements, members_of(priority.ward, on) if open_now else [], roles),
        waiting=_waiting(priority, on, at),
        actions=_actions_table(priority, roles),
        measures=measures_part(priority, roles),
        buttons=_buttons(priority, roles, at),
        versions=[(f"Version {one.version}, {span_of(one)}", href_of(one)) for one in queries.versions_of(priority)],
        facts=_facts(priority),
        cited=cited_table(priority, on, may_edit=may_edit),
        known=findings_table(priority, on, may_edit=may_edit),
        names=queries.names_of(queries.outcomes_named([priority])[priority.pk]),
        public_href=public_href_of(priority) if is_public else "",
        ask_href=_ask_href(priority) if is_public and rules.may_ask_for(roles, priority.ward) else "",
    )


def _ask_href(priority: Priority) -> str:
    return f"{reverse('plans:new_ask')}?priority={priority.pk}"


def _votes(agreements: list[Agreement], members: list[Councillor], roles: Roles) -> list[Vote]:
    me = roles.councillor.pk if roles.councillor else None
    votes = [
        Vote(str(one.councillor), f"Agreed, {short_date(london_date(one.at))}", you=one.councillor_id == me)
        for one in agreements
    ]
    agreed = {one.councillor_id for one in agreements}
    return votes + [Vote(str(one), "Not yet", you=one.pk == me) for one in members if one.pk not in agreed]


def _waiting(priority: Priority, on: dt.date, at: dt.datetime) -> str:
    """Return, in a sentence, what it waits for."""
    if priority.state == PriorityState.DRAFT:
        return "A draft: only those who work with the ward see it."
    who = co_ordinator_of(priority.ward, on)
    publisher = who.user.name if who else "the ward’s co-ordinator"
    if priority.state == PriorityState.AGREED:
        return f"All have agreed. {_can_publish(publisher, priority, at)}"
    if priority.state != PriorityState.PROPOSED:
        return ""
    waiting = [str(one) for one in queries.still_to_agree(priority, on)]
    if not waiting:
        return f"Everybody who sits for the ward has agreed. {_can_publish(publisher, priority, at)}"
    return f"It waits for {listed(waiting)}. When all have agreed, {publisher} can publish it."


def _can_publish(who: str, priority: Priority, at: dt.datetime) -> str:
    if hold_of_ward(priority.ward, at) is None:
        return f"Now {who} can publish it."
    return f"{who[:1].upper()}{who[1:]} can publish it once publicity is no longer held."


def _actions_table(priority: Priority, roles: Roles) -> Table:
    rows = []
    for action in queries.actions_of(priority):
        may = bool(rules.may_note_progress(roles, _with(action, priority)))
        notes = list(action.notes.all())
        note = f"{short_date(notes[0].on)}: {notes[0].text}" if notes else ""
        what = Link(action.text, reverse("plans:progress", args=[action.pk]), note) if may else action.text
        rows.append(Row([what, rules.owner_words(action), state_tag(action, roles.on)]))
    columns = [Column("Action"), Column("Who"), Column("State")]
    return Table("Actions for this priority", columns, rows, empty="No actions yet.")


def _with(action: Action, priority: Priority) -> Action:
    action.priority = priority  # already here: not asked for again for each action
    return action


Rule = Callable[[Roles, Priority], Verdict]
OF_MEMBERS = {"undo"}


def acts_shown(at: dt.datetime) -> dict[PriorityState, list[tuple[str, str, Rule]]]:
    """Return, for each state, the acts that stand on the page at a moment, the main one first.

    Those of members only are left out for others.
    """
    publish: tuple[str, str, Rule] = ("publish", "Publish", partial(rules.may_publish, at=at))
    return {
        PriorityState.DRAFT: [
            ("propose", "Put it to the ward’s members", rules.may_propose),
            ("edit", "Change the draft", rules.may_edit),
            ("cite", "Cite a figure", rules.may_cite),
            ("cite_finding", "Cite a finding", rules.may_cite_finding),
            ("withdraw", "Withdraw", rules.may_withdraw),
        ],
        PriorityState.PROPOSED: [("agree", "Agree", rules.may_agree), publish, *OPEN_ACTS],
        PriorityState.AGREED: [publish, *OPEN_ACTS],
        PriorityState.PUBLISHED: [
            ("revise", "Start a new version", rules.may_revise),
            ("withdraw", "Withdraw", rules.may_withdraw),
        ],
    }


OPEN_ACTS: list[tuple[str, str, Rule]] = [
    ("undo", "Take back my agreement", rules.may_undo_agreement),
    ("take_back", "Take it back to draft", rules.may_take_back),
    ("withdraw", "Withdraw", rules.may_withdraw),
]


def _buttons(priority: Priority, roles: Roles, at: dt.datetime) -> list[Button]:
    buttons: list[Button] = []
    for key, text, rule in acts_shown(at).get(PriorityState(priority.state), []):
        verdict = rule(roles, priority)
        if verdict or key not in OF_MEMBERS:
            buttons.append(Button(text, reverse(f"plans:{key}", args=[priority.pk]), verdict, key, not buttons))
    return buttons


def _facts(priority: Priority) -> list[tuple[str, str]]:
    facts = [("Ward", str(priority.ward)), ("Plan", str(priority.cycle)), ("Version", str(priority.version))]
    if priority.overarching:
        facts.append(("Overarching", "It runs through all the other priorities"))
    if priority.published_at:
        facts.append(("Published", day_of(priority.published_at)))
    if priority.closed_at:
        facts.append((str(priority.get_state_display()), day_of(priority.closed_at)))
    return facts
