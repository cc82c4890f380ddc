"""Carrying forward: a new cycle's priorities begin from those of the last, chosen one by one."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from wapentake.foundation.calendars import london_date
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User
from wapentake.places.models import Ward

from ..models import Action, Priority
from ..queries import NOT_FINISHED, cycle_on, next_number
from ..rules import may_carry
from .beats import lock_priority, lock_ward, roles_at, tell
from .citing import copy_citations
from .drafting import free_slug, newest_version


@transaction.atomic
def carry_forward(
    priority: Priority, ward: Ward, actions: Collection[Action], *, by: User, at: dt.datetime
) -> Priority:
    """Begin a draft of this cycle from a priority of an earlier one, or of a ward whose ground this one took.

    The actions named go on in it; they must be unfinished. What is done stays with the old one. Raises `Refused`.
    """
    ward = lock_ward(ward)
    old = lock_priority(priority)
    may_carry(roles_at(by, at), old, ward).demand()
    unfinished = {one.pk: one for one in old.actions.filter(state__in=NOT_FINISHED).order_by("position")}
    if any(one.pk not in unfinished for one in actions):
        raise Refused("Choose among the actions that are not finished.")
    cycle = cycle_on(london_date(at))
    assert cycle is not None
    same_ward = old.ward_id == ward.pk
    new = Priority.objects.create(
        ward=ward, cycle=cycle, number=old.number if same_ward else next_number(ward, cycle),
        slug=old.slug if same_ward else free_slug(ward, old.title),
        version=newest_version(old) + 1 if same_ward else 1, replaces=old if same_ward else None,
        carried_from=None if same_ward else old, title=old.title, summary=old.summary, why=old.why,
        overarching=old.overarching, drafted_by=by, drafted_at=at,
    )  # fmt: skip
    new.outcomes.set(old.outcomes.all())
    copy_citations(old, new)
    chosen = {one.pk for one in actions}
    for position, action in enumerate((one for key, one in unfinished.items() if key in chosen), start=1):
        Action.objects.create(
            priority=new, position=position, text=action.text, owner=action.owner,
            lead=action.lead if same_ward else None, due_on=action.due_on, state=action.state, carries=action,
            community=action.community, blocked_by=action.blocked_by, unblocks=action.unblocks, version=action.version,
        )  # fmt: skip
    return tell(new, "carry_forward", by=by, at=at, of=old.pk, actions=len(chosen))
