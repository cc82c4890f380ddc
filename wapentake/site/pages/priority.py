"""A priority's page: the thread from why it was chosen to what came of it."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.urls import reverse

from wapentake.design.pictures import Award, Cell, Column, Outline, Progress, Row, Said, Table
from wapentake.evidence.queries import findings_ref
from wapentake.foundation.calendars import DAY, london_date, long_date, start_of_day
from wapentake.foundation.money import pounds_short
from wapentake.funding.models import Application
from wapentake.funding.queries import awards, reasons_of
from wapentake.office.queries import NOTHING, LeftOut
from wapentake.office.states import HeldPart
from wapentake.places.models import Ward
from wapentake.places.queries import outline_of, wards_on
from wapentake.plans.models import Action, Priority
from wapentake.plans.queries import (
    NOT_FINISHED,
    actions_of,
    agreements_of,
    citations_of,
    findings_cited,
    is_late,
    measures_of,
    names_of,
    outcomes_named,
    plan_rule_on,
    progress_of,
    published,
    published_priorities,
    versions_of,
)
from wapentake.plans.rules import FindingShown, MeasureShown, cited_shown, finding_shown, measure_shown, owner_words
from wapentake.plans.states import ActionState

from .lines import award_line, standing_of


class Behind(NamedTuple):
    """An action that is late or blocked, and why."""

    tag: str
    action: str
    why: list[str]


class Note(NamedTuple):
    """A progress note, with the action that it is about."""

    on: dt.date
    action: str
    text: str


@dataclass(frozen=True)
class PriorityPage:
    """All that a priority's page says."""

    title: str
    summary: str
    number: int
    version: int
    ward_name: str
    ward_href: str
    follow_href: str
    outline: Outline | None
    progress: Progress
    agreed: str
    why: list[str]
    names: list[tuple[str, str]]
    cited: Table | None
    known: Table
    actions: Table
    money_words: str
    awards: list[Award]
    behind: list[Behind]
    next: list[tuple[str, str]]
    owners: list[tuple[str, str]]
    measures: list[MeasureShown]
    notes: list[Note]
    versions: list[Priority]
    words_left_out: str
    notes_left_out: str
    shows: set[str] = field(default_factory=set)
    valid_until: dt.datetime | None = None


def priority_paths(on: dt.date) -> list[str]:
    """Return the address of every published priority of the wards of a day."""
    wards = [ward.pk for ward in wards_on(on)]
    rows = published(on).filter(ward__in=wards).values_list("ward__slug", "slug")
    return [reverse("site:priority", args=[ward, slug]) for ward, slug in rows]


def priority_near(refs: Collection[str], on: dt.date) -> dict[str, bool] | None:
    """Return the addresses of priorities that some refs may add or remove, for the published site."""
    if any(not ref.startswith("priority:") for ref in refs):
        return None
    rows = Priority.objects.filter(pk__in=[int(ref.partition(":")[2]) for ref in refs])
    named = set(rows.values_list("ward__slug", "slug"))
    stand = published(on).filter(ward__slug__in=[ward for ward, _ in named], slug__in=[slug for _, slug in named])
    there = set(stand.values_list("ward__slug", "slug"))
    return {reverse("site:priority", args=one): one in there for one in named}


def priority_page(priority: Priority, on: dt.date, held: LeftOut = NOTHING) -> PriorityPage:
    """Return what a published priority's page shows on a day, without what is held."""
    ward, no_words, no_notes = priority.ward, HeldPart.WORDS in held, HeldPart.PROGRESS in held
    actions = actions_of(priority)
    measures = [] if no_notes else [measure_shown(one, on) for one in measures_of(priority, on)]
    given = [row for row in awards(ward=ward) if row.priority and row.priority.slug == priority.slug]
    known = [] if no_words else [finding_shown(one, on) for one in findings_cited(priority, public=True)]
    return PriorityPage(
        title=priority.title,
        summary="" if no_words else priority.summary,
        number=_number(ward, priority, on),
        version=priority.version,
        ward_name=ward.name,
        ward_href=reverse("site:ward", args=[ward.slug]),
        follow_href=f"{reverse('publishing:subscribe')}?priority={priority.pk}",
        outline=outline_of(ward),
        progress=progress_of([priority], on)[priority.pk],
        agreed=_agreed(priority, named=not no_words),
        why=[] if no_words else _why(priority),
        cited=None if no_words else _cited(priority, on),
        known=_known(known),
        names=[] if no_words else names_of(outcomes_named([priority])[priority.pk]),
        actions=_table(actions, on, told=not no_notes),
        money_words=_money_words([row.pence for row in given]),
        awards=_given(given, told=not no_words),
        behind=[] if no_notes else _behind(actions, on),
        next=_next(actions, measures, on),
        owners=_owners(actions),
        measures=measures,
        notes=[] if no_notes else _notes(actions),
        versions=[] if no_words else [version for version in versions_of(priority) if version.pk != priority.pk],
        words_left_out=held.sentence if no_words else "",
        notes_left_out=held.sentence if no_notes else "",
        shows={ward.ref, priority.ref, "evidence:all", findings_ref(ward), *(row.ref for row in given)},
        valid_until=_valid_until(actions, [*measures, *known], on),
    )


def _number(ward: Ward, priority: Priority, on: dt.date) -> int:
    standing = [row.pk for row in published_priorities(ward, on)]
    return standing.index(priority.pk) + 1 if priority.pk in standing else priority.number


def _why(priority: Priority) -> list[str]:
    return [part for part in priority.why.split("\n") if part.strip()] or [priority.summary]


def _cited(priority: Priority, on: dt.date) -> Table:
    """Return the figures that it rests on, as they stood when they were cited."""
    rule = plan_rule_on(on)
    lines = [cited_shown(one, rule, on) for one in citations_of(priority)]
    rows = [Row([Said(one.name, one.says), one.value, one.against, f"{one.source} {one.old}".strip()]) for one in lines]
    columns = [Column("Figure"), Column("Then"), Column("All wards then"), Column("Source", sentences=True)]
    return Table("Figures that it rests on", columns, rows, hidden_caption=False)


def _known(lines: list[FindingShown]) -> Table:
    """Return the public findings that it rests on, with what has become of them."""
    rows = [Row([Said(one.text, one.since), one.source, one.sure]) for one in lines]
    columns = [Column("What is known", sentences=True), Column("Who says so", sentences=True), Column("How sure")]
    return Table("What is known that it rests on", columns, rows, hidden_caption=False)


def _agreed(priority: Priority, *, named: bool) -> str:
    names = [str(agreement.councillor) for agreement in agreements_of(priority)] if named else []
    who = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    when = f" on {long_date(london_date(priority.published_at))}" if priority.published_at else ""
    return f"Agreed by {who}. Published{when}." if who else f"Published{when}."


def _table(actions: list[Action], on: dt.date, *, told: bool) -> Table:
    columns = [Column("Action"), Column("Who"), Column("By"), Column("Where it stands")]
    rows = [Row([action.text, owner_words(action), _by(action, told), standing_of(action, on)]) for action in actions]
    return Table("Actions", columns, rows, hidden_caption=True)


def _by(action: Action, told: bool) -> Cell:
    due = long_date(action.due_on) if action.due_on else "No date"
    moves = list(action.moves.all())
    if not (told and moves):
        return due
    first = f"It was {long_date(moves[-1].before)} at first. " if moves[-1].before else ""
    return Said(due, f"{first}Moved on {long_date(london_date(moves[0].at))}: {moves[0].because}")


def _behind(actions: list[Action], on: dt.date) -> list[Behind]:
    """Return what is late or blocked, the longest late first, with why: what blocks it, and what was said last."""
    found = [one for one in actions if one.state == ActionState.BLOCKED or is_late(one, on)]
    return [_why_behind(one, on) for one in sorted(found, key=lambda one: one.due_on or dt.date.max)]


def _why_behind(action: Action, on: dt.date) -> Behind:
    blocked, late = action.state == ActionState.BLOCKED, is_late(action, on)
    why = [f"It was due on {long_date(action.due_on)}."] if late and action.due_on else []
    if blocked:
        why += [f"What blocks it: {action.blocked_by}", f"Who could clear the way: {action.unblocks}"]
    notes = list(action.notes.all())
    if notes:
        why.append(f"{long_date(notes[0].on)}: {notes[0].text}")
    elif late and not blocked:
        why.append("Nobody has said why yet.")
    tag = " and ".join(word for word, true in (("late", late), ("blocked", blocked)) if true).capitalize()
    return Behind(tag, action.text.rstrip("."), why)


def _next(actions: list[Action], measures: list[MeasureShown], on: dt.date) -> list[tuple[str, str]]:
    """Return what comes next: the three soonest actions that are open and not late, then the readings and targets."""
    soon = [one for one in actions if one.due_on and one.due_on >= on and one.state in NOT_FINISHED]
    first = sorted(soon, key=lambda one: (one.due_on or on, one.pk))[:3]
    said = [(one.due_on, f"{one.text.rstrip('.')}. {owner_words(one)}.") for one in first if one.due_on]
    said += [
        (one.changes_on - DAY, f"A new reading, or the target’s day: {one.name}.")
        for one in measures
        if one.changes_on and not one.stale
    ]
    return [(long_date(day), words) for day, words in sorted(said)]


def _owners(actions: list[Action]) -> list[tuple[str, str]]:
    """Return who owns the actions, each with how many, in the order in which they first stand."""
    counted = Counter(owner_words(action) for action in actions)
    return [(name, f"{count} action{'' if count == 1 else 's'}") for name, count in counted.items()]


def _given(rows: list[Application], *, told: bool) -> list[Award]:
    """Return the awards that served the priority, each with the reasons that stand for it."""
    reasons = reasons_of(rows) if told and rows else {}
    return [replace(award_line(row), why=reasons.get(row.pk, "")) for row in rows]


def _money_words(pence: list[int]) -> str:
    if not pence:
        return "No money has been awarded for this priority yet."
    return f"{pounds_short(sum(pence))} in {len(pence)} award{'' if len(pence) == 1 else 's'}."


def _notes(actions: list[Action]) -> list[Note]:
    notes = [Note(note.on, action.text.rstrip("."), note.text) for action in actions for note in action.notes.all()]
    return sorted(notes, key=lambda note: note.on, reverse=True)


def _valid_until(actions: list[Action], shown: list[MeasureShown | FindingShown], on: dt.date) -> dt.datetime | None:
    """Return when the page ends by itself: an action becomes late, a reading overdue, a finding old."""
    days = [a.due_on + DAY for a in actions if a.due_on and a.due_on >= on and a.state in NOT_FINISHED]
    days += [one.changes_on for one in shown if one.changes_on]
    return start_of_day(min(days)) if days else None
