"""Progress of many actions at once: a file is read and kept, looked at, then applied whole or not at all."""

import datetime as dt
from collections.abc import Sequence

from django.db import connection, transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.files import Source
from wapentake.foundation.verdicts import Refused, first_refusal
from wapentake.people.models import User

from ..models import Action, ProgressFile
from ..queries import actions_by_key, keys_in, newest_notes_of, same_progress_file
from ..rules import Plan, Told, may_apply_file, may_discard_file, may_give_progress, may_see_file
from ..states import ActionState, ProgressFileState
from .beats import roles_at
from .progress import _note, put_date, put_state

LOCK = 7_236_202
Line = tuple[int, dict[str, str]]


@transaction.atomic
def stage_progress(lines: Sequence[Line], file: Source, *, by: User, at: dt.datetime) -> tuple[ProgressFile, bool]:
    """Keep a file's lines to be looked at; return the file and whether it is new. Nothing else changes.

    The same bytes, applied or waiting, are there already. Raises `Refused`.
    """
    may_give_progress(roles_at(by, at)).demand()
    _one_at_a_time()
    if same := same_progress_file(file.sha256):
        may_see_file(roles_at(by, at), same).demand()
        return same, False
    found = ProgressFile.objects.create(
        name=file.name[-100:], sha256=file.sha256, lines=list(lines), read_by=by, read_at=at
    )
    audit.record(found.ref, "stage", by=by, at=at, facts={"sha256": file.sha256, "lines": len(lines)})
    return found, True


@transaction.atomic
def apply_progress(file: ProgressFile, *, by: User, at: dt.datetime) -> ProgressFile:
    """Apply what a file says, all of it or nothing. Applied already, it does nothing. Raises `Refused`."""
    _one_at_a_time()
    file = ProgressFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if file.state == ProgressFileState.APPLIED:
        return file
    roles = roles_at(by, at)
    first_refusal(may_give_progress(roles), may_see_file(roles, file)).demand()
    actions = actions_by_key(keys_in(file.lines), lock=True)
    plan = Plan(actions, newest_notes_of(actions), roles)
    found = [plan.of(number, cells) for number, cells in file.lines]
    may_apply_file(file, [planned for planned, _ in found]).demand()
    changed = [_apply(actions[planned.pk], told, by, at) for planned, told in found if planned.pk and told]
    file.told = [[one.line, one.what, list(one.changes)] for one, told in found if told]
    file.state, file.lines, file.applied_by, file.applied_at = ProgressFileState.APPLIED, [], by, at
    file.save()
    facts = {"sha256": file.sha256, "actions": [one.pk for one in changed]}
    audit.record(file.ref, "apply", by=by, at=at, facts=facts)
    touch(sorted({ref for one in changed for ref in (one.priority.ward.ref, one.priority.ref)}))
    return file


@transaction.atomic
def discard_progress(file: ProgressFile, *, by: User, at: dt.datetime) -> ProgressFile:
    """Forget a file that was read and not applied. Discarded already, it does nothing. Raises `Refused`."""
    file = ProgressFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if file.state == ProgressFileState.DISCARDED:
        return file
    roles = roles_at(by, at)
    first_refusal(may_give_progress(roles), may_discard_file(roles, file)).demand()
    if file.state == ProgressFileState.APPLIED:
        raise Refused("It is applied: what it changed is changed back action by action, or by another file.")
    file.state, file.lines = ProgressFileState.DISCARDED, []
    file.save()
    audit.record(file.ref, "discard", by=by, at=at, facts={"sha256": file.sha256})
    return file


def _apply(action: Action, told: Told, by: User, at: dt.datetime) -> Action:
    """Write what the rules have let through."""
    if _moves_on(action, told):
        done_on = told.done_on or london_date(at)
        put_state(action, told.state, done_on=done_on, blocked_by=told.blocked_by, unblocks=told.unblocks)
    if told.due_on != action.due_on:
        put_date(action, told.due_on, because=told.because, by=by, at=at)
    if told.note:
        _note(action, told.note, by, at)
        action.version += 1
        action.save()
    return action


def _moves_on(action: Action, told: Told) -> bool:
    stands = (action.state, action.blocked_by, action.unblocks)
    day = told.state == ActionState.DONE and told.done_on is not None and told.done_on != action.done_on
    return stands != (told.state, told.blocked_by, told.unblocks) or day


def _one_at_a_time() -> None:
    """Files are read and applied one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
