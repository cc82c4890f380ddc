"""Publishing: residents see the priority from here on, and every version is kept."""

import datetime as dt

from django.db import transaction
from django.db.models import F, QuerySet

from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from ..models import Action, DueDateChange, Priority, ProgressNote
from ..queries import OPEN
from ..rules import may_publish, may_withdraw
from ..states import PRIORITY, PriorityState
from .beats import lock_priority, lock_ward, roles_at, tell


@transaction.atomic
def publish(priority: Priority, *, by: User, at: dt.datetime) -> Priority:
    """Publish what the ward's members have agreed; an earlier version is replaced and kept. Raises `Refused`."""
    lock_ward(priority.ward)
    old = lock_priority(priority.replaces) if priority.replaces else None
    priority = lock_priority(priority)
    may_publish(roles_at(by, at), priority, at).demand()
    if priority.state == PriorityState.PROPOSED:  # everybody who still sits has agreed
        priority.state = PriorityState.AGREED
    PRIORITY.demand(priority.state, PriorityState.PUBLISHED)
    if old:
        _close(old, PriorityState.SUPERSEDED, at)
        _carry_progress(priority, by, at)
        priority.number = old.number
    else:
        priority.number = _published(priority).count() + 1
    priority.state, priority.published_at = PriorityState.PUBLISHED, at
    priority.save()
    return tell(priority, "publish", by=by, at=at, number=priority.number, replaces=priority.replaces_id)


@transaction.atomic
def withdraw(priority: Priority, *, reason: str, by: User, at: dt.datetime) -> Priority:
    """Withdraw a priority; a published one leaves the public pages and needs a reason. Raises `Refused`."""
    lock_ward(priority.ward)
    priority = lock_priority(priority)
    may_withdraw(roles_at(by, at), priority).demand()
    was_public = priority.state == PriorityState.PUBLISHED
    if was_public and not reason.strip():
        raise Refused("Say why it is withdrawn: the reason is kept with it.")
    _close(priority, PriorityState.WITHDRAWN, at)
    if was_public:
        _published(priority).filter(number__gt=priority.number).update(number=F("number") - 1)
    let_go = priority.replaces_id if not was_public else None
    if let_go:  # the published version may then have another successor
        priority.replaces = None
        priority.save()
    return tell(priority, "withdraw", by=by, at=at, reason=reason.strip(), was_to_replace=let_go)


def _close(priority: Priority, to: PriorityState, at: dt.datetime) -> None:
    PRIORITY.demand(priority.state, to)
    priority.closed_at = None if priority.state in OPEN else at
    priority.state = to
    priority.save()


def _published(priority: Priority) -> QuerySet[Priority]:
    return Priority.objects.filter(ward=priority.ward, state=PriorityState.PUBLISHED)


def _carry_progress(priority: Priority, by: User, at: dt.datetime) -> None:
    """Go on where the earlier version's actions stand now: states, notes and moved dates are copied, and theirs kept.

    A date that the new version sets anew was moved by it.
    """
    for action in priority.actions.exclude(carries=None).select_related("carries"):
        earlier = action.carries
        assert isinstance(earlier, Action)
        action.state, action.done_on = earlier.state, earlier.done_on
        action.blocked_by, action.unblocks, action.version = earlier.blocked_by, earlier.unblocks, earlier.version + 1
        action.save()
        ProgressNote.objects.bulk_create(
            ProgressNote(action=action, on=note.on, text=note.text, by_id=note.by_id, at=note.at)
            for note in earlier.notes.order_by("on", "pk")
        )
        _carry_dates(action, earlier, by, at)


def _carry_dates(action: Action, earlier: Action, by: User, at: dt.datetime) -> None:
    moves = [
        DueDateChange(
            action=action, before=one.before, after=one.after, because=one.because, by_id=one.by_id, at=one.at
        )
        for one in earlier.moves.order_by("at", "pk")
    ]
    if action.due_on != earlier.due_on:
        why = f"Version {action.priority.version} says so, which the ward’s members have agreed."
        moves.append(
            DueDateChange(action=action, before=earlier.due_on, after=action.due_on, because=why, by=by, at=at)
        )
    DueDateChange.objects.bulk_create(moves)
