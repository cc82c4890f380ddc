"""Progress: how the published actions go, in words that residents read."""

import datetime as dt

from django.db import transaction

from wapentake.foundation.calendars import london_date
from wapentake.foundation.verdicts import Refused, first_refusal
from wapentake.people.models import User

from ..models import Action, DueDateChange, ProgressNote
from ..rules import (
    done_on_verdict,
    may_change_action,
    may_move_date,
    may_note_progress,
    moves_somewhere,
    says_what_blocks,
)
from ..states import ActionState
from .beats import lock_action, roles_at, tell


@transaction.atomic
def change_action_state(
    action: Action, to: ActionState, *, by: User, at: dt.datetime, done_on: dt.date | None = None, note: str = "",
    blocked_by: str = "", unblocks: str = "",
) -> Action:  # fmt: skip
    """Move an action on; a note may say what has come of it. Raises `Refused`.

    `done_on` is the day on which it was done; without it, the day of `at`. What is blocked says by what (300 letters),
    and who could clear the way (200).
    """
    action = lock_action(action)
    on = london_date(at)
    before = action.state
    first_refusal(
        may_change_action(roles_at(by, at), action, to),
        done_on_verdict(to, done_on, on),
        says_what_blocks(to, blocked_by, unblocks),
    ).demand()
    put_state(action, to, done_on=done_on or on, blocked_by=blocked_by, unblocks=unblocks)
    if note.strip():
        _note(action, note, by, at)
    tell(action.priority, "change_action", by=by, at=at, action=action.pk, before=before, to=str(to))
    return action


@transaction.atomic
def note_progress(action: Action, text: str, *, by: User, at: dt.datetime) -> ProgressNote:
    """Say in a sentence or two (500 letters) what has come of an action. Raises `Refused`."""
    action = lock_action(action)
    may_note_progress(roles_at(by, at), action).demand()
    if not text.strip():
        raise Refused("Write a sentence that residents can read.")
    note = _note(action, text, by, at)
    action.version += 1
    action.save()
    tell(action.priority, "note_progress", by=by, at=at, action=action.pk, note=note.pk)
    return note


@transaction.atomic
def say_what_blocks(action: Action, blocked_by: str, unblocks: str, *, by: User, at: dt.datetime) -> Action:
    """Say anew what a blocked action waits for, and who could clear the way. Raises `Refused`."""
    action = lock_action(action)
    may_note_progress(roles_at(by, at), action).demand()
    if action.state != ActionState.BLOCKED:
        raise Refused("It is not blocked: choose that state first.")
    says_what_blocks(action.state, blocked_by, unblocks).demand()
    put_state(action, ActionState.BLOCKED, done_on=None, blocked_by=blocked_by, unblocks=unblocks)
    tell(action.priority, "say_what_blocks", by=by, at=at, action=action.pk)
    return action


@transaction.atomic
def move_due_date(action: Action, to: dt.date | None, *, because: str, by: User, at: dt.datetime) -> DueDateChange:
    """Move an action's date and say why (300 letters); the earlier date stays on the page. Raises `Refused`."""
    action = lock_action(action)
    first_refusal(may_move_date(roles_at(by, at), action), moves_somewhere(action, to, because)).demand()
    move = put_date(action, to, because=because, by=by, at=at)
    tell(action.priority, "move_due_date", by=by, at=at, action=action.pk, before=move.before, after=move.after)
    return move


def put_state(action: Action, to: str, *, done_on: dt.date | None, blocked_by: str, unblocks: str) -> None:
    """Write a state that the rules allow, with what belongs to it and nothing else."""
    blocked = to == ActionState.BLOCKED
    action.state, action.done_on = to, done_on if to == ActionState.DONE else None
    action.blocked_by = blocked_by.strip()[:300] if blocked else ""
    action.unblocks = unblocks.strip()[:200] if blocked else ""
    action.version += 1
    action.save()


def put_date(action: Action, to: dt.date | None, *, because: str, by: User, at: dt.datetime) -> DueDateChange:
    """Write a date that the rules allow, and from when it was moved."""
    before, action.due_on = action.due_on, to
    action.version += 1
    action.save()
    said = because.strip()[:300]
    return DueDateChange.objects.create(action=action, before=before, after=to, because=said, by=by, at=at)


def _note(action: Action, text: str, by: User, at: dt.datetime) -> ProgressNote:
    return ProgressNote.objects.create(action=action, on=london_date(at), text=text.strip(), by=by, at=at)
