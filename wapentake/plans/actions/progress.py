"""Progress: how the published actions go, in words that residents read."""

import datetime as dt

from django.db import transaction

from wapentake.foundation.calendars import london_date
from wapentake.foundation.verdicts import Refused, first_refusal
from wapentake.people.models import User

from ..models import Action, ProgressNote
from ..rules import done_on_verdict, may_change_action, may_note_progress
from ..states import ActionState
from .beats import lock_action, roles_at, tell


@transaction.atomic
def change_action_state(
    action: Action, to: ActionState, *, by: User, at: dt.datetime, done_on: dt.date | None = None, note: str = ""
) -> Action:
    """Move an action on; a note may say what has come of it. Raises `Refused`.

    `done_on` is the day on which it was done; without it, the day of `at`.
    """
    action = lock_action(action)
    on = london_date(at)
    before = action.state
    first_refusal(may_change_action(roles_at(by, at), action, to), done_on_verdict(to, done_on, on)).demand()
    action.state = to
    action.done_on = (done_on or on) if to == ActionState.DONE else None
    action.save()
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
    tell(action.priority, "note_progress", by=by, at=at, action=action.pk, note=note.pk)
    return note


def _note(action: Action, text: str, by: User, at: dt.datetime) -> ProgressNote:
    return ProgressNote.objects.create(action=action, on=london_date(at), text=text.strip(), by=by, at=at)
