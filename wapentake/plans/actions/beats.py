"""The beats that every act on a priority shares: the locks before it, the audit and the news after it."""

import datetime as dt
from typing import Any

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.office.queries import Roles, roles_of
from wapentake.people.models import User
from wapentake.places.models import Ward

from ..models import Action, Priority
from ..states import PriorityState

# What changes which priorities stand: the borough's view hears of it.
STANDS_OR_FALLS = {"publish", "withdraw"}
UNSEEN = {PriorityState.DRAFT, PriorityState.PROPOSED, PriorityState.AGREED}


def roles_at(by: User, at: dt.datetime) -> Roles:
    """Return what a person holds at a moment."""
    return roles_of(by, on=london_date(at))


def lock_ward(ward: Ward) -> Ward:
    """Lock a ward's plan as a whole: numbers and slugs are given one at a time. Always before a priority's lock."""
    return Ward.objects.select_for_update(no_key=True).get(pk=ward.pk)


def lock_priority(priority: Priority) -> Priority:
    """Lock a priority and read it afresh. Acts on one priority happen one after the other."""
    rows = Priority.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("ward", "cycle", "replaces").get(pk=priority.pk)


def lock_action(action: Action) -> Action:
    """Lock an action and read it afresh, with its priority."""
    rows = Action.objects.select_for_update(of=("self", "priority"), no_key=True)
    return rows.select_related("priority__ward", "owner").get(pk=action.pk)


def tell(priority: Priority, act: str, *, by: User, at: dt.datetime, **facts: Any) -> Priority:
    """Write the audit record, the last of an act's writes, and send the news up.

    The ward's forty public pages hear only of what the public may see; a draft going round is no news to them.
    """
    facts |= {"ward": priority.ward.code, "version": priority.version, "state": str(priority.state)}
    audit.record(priority.ref, act, by=by, at=at, facts=facts)
    if priority.state in UNSEEN:
        touch([priority.ref])
    else:
        older = [] if priority.replaces_id is None else [f"priority:{priority.replaces_id}"]
        touch([priority.ward.ref, priority.ref, *older, *(["plans:all"] if act in STANDS_OR_FALLS else [])])
    return priority
