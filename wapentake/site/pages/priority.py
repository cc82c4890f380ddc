"""A priority's page: the thread from why it was chosen to what came of it."""

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple

from django.urls import reverse

from wapentake.design.pictures import Award, Column, Outline, Progress, Row, Table
from wapentake.foundation.calendars import london_date, long_date, start_of_day
from wapentake.foundation.money import pounds_short
from wapentake.funding.queries import awards
from wapentake.office.queries import NOTHING, LeftOut
from wapentake.office.states import HeldPart
from wapentake.places.models import Ward
from wapentake.places.queries import outline_of, wards_on
from wapentake.plans.models import Action, Priority
from wapentake.plans.queries import (
    actions_of,
    agreements_of,
    names_of,
    outcomes_named,
    progress_of,
    published,
    published_priorities,
    versions_of,
)
from wapentake.plans.states import ActionState

from .lines import award_line, standing_of


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
    outline: Outline | None
    progress: Progress
    agreed: str
    why: list[str]
    names: list[tuple[str, str]]
    actions: Table
    money_words: str
    awards: list[Award]
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


def priority_page(priority: Priority, on: dt.date, held: LeftOut = NOTHING) -> PriorityPage:
    """Return what a published priority's page shows on a day, without what is held."""
    ward, no_words, no_notes = priority.ward, HeldPart.WORDS in held, HeldPart.PROGRESS in held
    actions = actions_of(priority)
    given = [row for row in awards(ward=ward) if row.priority and row.priority.slug == priority.slug]
    return PriorityPage(
        title=priority.title,
        summary="" if no_words else priority.summary,
        number=_number(ward, priority, on),
        version=priority.version,
        ward_name=ward.name,
        ward_href=reverse("site:ward", args=[ward.slug]),
        outline=outline_of(ward),
        progress=progress_of([priority], on)[priority.pk],
        agreed=_agreed(priority, named=not no_words),
        why=[] if no_words else _why(priority),
        names=[] if no_words else names_of(outcomes_named([priority])[priority.pk]),
        actions=_table(actions, on),
        money_words=_money_words([row.pence for row in given]),
        awards=[award_line(row) for row in given],
        notes=[] if no_notes else _notes(actions),
        versions=[] if no_words else [version for version in versions_of(priority) if version.pk != priority.pk],
        words_left_out=held.sentence if no_words else "",
        notes_left_out=held.sentence if no_notes else "",
        shows={ward.ref, priority.ref, *(row.ref for row in given)},
        valid_until=_valid_until(actions, on),
    )


def _number(ward: Ward, priority: Priority, on: dt.date) -> int:
    standing = [row.pk for row in published_priorities(ward, on)]
    return standing.index(priority.pk) + 1 if priority.pk in standing else priority.number


def _why(priority: Priority) -> list[str]:
    return [part for part in priority.why.split("\n") if part.strip()] or [priority.summary]


def _agreed(priority: Priority, *, named: bool) -> str:
    names = [str(agreement.councillor) for agreement in agreements_of(priority)] if named else []
    who = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    when = f" on {long_date(london_date(priority.published_at))}" if priority.published_at else ""
    return f"Agreed by {who}. Published{when}." if who else f"Published{when}."


def _table(actions: list[Action], on: dt.date) -> Table:
    columns = [Column("Action"), Column("Who"), Column("By"), Column("Where it stands")]
    rows = [Row([action.text, _who(action), _by(action), standing_of(action, on)]) for action in actions]
    return Table("Actions", columns, rows, hidden_caption=True)


def _who(action: Action) -> str:
    names = [str(who) for who in (action.owner, action.lead) if who]
    return ", ".join(names) or "The ward’s councillors"


def _by(action: Action) -> str:
    return long_date(action.due_on) if action.due_on else "No date"


def _money_words(pence: list[int]) -> str:
    if not pence:
        return "No money has been awarded for this priority yet."
    return f"{pounds_short(sum(pence))} in {len(pence)} award{'' if len(pence) == 1 else 's'}."


def _notes(actions: list[Action]) -> list[Note]:
    notes = [Note(note.on, action.text.rstrip("."), note.text) for action in actions for note in action.notes.all()]
    return sorted(notes, key=lambda note: note.on, reverse=True)


def _valid_until(actions: list[Action], on: dt.date) -> dt.datetime | None:
    open_states = (ActionState.TO_COME, ActionState.UNDER_WAY)
    due = [a.due_on for a in actions if a.due_on and a.due_on >= on and a.state in open_states]
    return start_of_day(min(due) + dt.timedelta(days=1)) if due else None
