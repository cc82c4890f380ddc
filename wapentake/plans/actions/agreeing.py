"""Agreeing: a priority is put to the ward's members, and each agrees by name."""

import datetime as dt

from django.db import transaction

from wapentake.foundation.calendars import london_date
from wapentake.foundation.verdicts import Refused
from wapentake.office.models import Councillor
from wapentake.people.models import User

from ..models import Agreement, Priority
from ..queries import agreed_by_all
from ..rules import may_agree, may_propose, may_take_back, may_undo_agreement
from ..states import PRIORITY, PriorityState
from .beats import lock_priority, roles_at, tell


@transaction.atomic
def propose(priority: Priority, *, by: User, at: dt.datetime) -> Priority:
    """Put a draft to the ward's members. A member who proposes agrees by it. Raises `Refused`."""
    priority = lock_priority(priority)
    roles = roles_at(by, at)
    may_propose(roles, priority).demand()
    _move(priority, PriorityState.PROPOSED)
    priority.proposed_at, priority.sent_back_because = at, ""
    priority.save()
    member = roles.councillor if roles.is_member_of(priority.ward) else None
    if member:
        _agree(priority, member, at)
    return tell(priority, "propose", by=by, at=at, agreed=member.pk if member else None)


@transaction.atomic
def agree(priority: Priority, *, by: User, at: dt.datetime, read_at: dt.datetime | None = None) -> Priority:
    """Agree as a member of the ward; with the last member's word the priority is agreed. Raises `Refused`.

    `read_at` is the `proposed_at` of the words that the member read: other words were not agreed to.
    """
    priority = lock_priority(priority)
    roles = roles_at(by, at)
    may_agree(roles, priority).demand()
    if read_at is not None and read_at != priority.proposed_at:
        raise Refused("The words have changed since you opened this page: read them again before you agree.")
    assert roles.councillor is not None
    _agree(priority, roles.councillor, at)
    return tell(priority, "agree", by=by, at=at, councillor=roles.councillor.pk)


@transaction.atomic
def undo_agreement(priority: Priority, *, by: User, at: dt.datetime) -> Priority:
    """Take back one's own agreement before publication; an agreed priority waits again. Raises `Refused`."""
    priority = lock_priority(priority)
    roles = roles_at(by, at)
    may_undo_agreement(roles, priority).demand()
    priority.agreements.filter(councillor=roles.councillor).delete()
    if priority.state == PriorityState.AGREED:
        _move(priority, PriorityState.PROPOSED)
        priority.save()
    return tell(priority, "undo_agreement", by=by, at=at, councillor=roles.councillor.pk if roles.councillor else None)


@transaction.atomic
def take_back(priority: Priority, *, by: User, at: dt.datetime, reason: str = "") -> Priority:
    """Make a draft of it again, so that its words can change; agreements to the old words go. Raises `Refused`.

    The reason (300 letters) is shown to whoever writes on.
    """
    priority = lock_priority(priority)
    may_take_back(roles_at(by, at), priority).demand()
    gone = sorted(priority.agreements.values_list("councillor", flat=True))
    priority.agreements.all().delete()
    _move(priority, PriorityState.DRAFT)
    priority.proposed_at, priority.sent_back_because = None, reason.strip()[:300]
    priority.save()
    return tell(priority, "take_back", by=by, at=at, reason=priority.sent_back_because, had_agreed=gone)


def _agree(priority: Priority, councillor: Councillor, at: dt.datetime) -> None:
    Agreement.objects.create(priority=priority, councillor=councillor, at=at)
    if agreed_by_all(priority, london_date(at)):
        _move(priority, PriorityState.AGREED)
        priority.save()


def _move(priority: Priority, to: PriorityState) -> None:
    PRIORITY.demand(priority.state, to)
    priority.state = to
