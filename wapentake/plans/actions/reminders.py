"""Owners are reminded of actions that are late or soon due: one e-mail a person, once a week at most."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.mail import send_after_commit
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from .. import notices
from ..models import Reminder, ReminderRule
from ..queries import actions_by_reader, reminder_rule, told_in_week
from ..rules import may_set_reminders, week_of
from .beats import roles_at
from .following import follow


def remind_owners(*, at: dt.datetime) -> int:
    """Write to everybody who has an action late or soon due and was not told this week; return to how many."""
    on = london_date(at)
    rule = reminder_rule(on)
    if rule is None:
        return 0
    told = told_in_week(week_of(on))
    waiting = {user: rows for user, rows in actions_by_reader(on, rule.days).items() if user.pk not in told}
    return sum(remind_owner(user, rows, rule.days, at=at) for user, rows in waiting.items())


@transaction.atomic
def remind_owner(user: User, rows: Sequence[Any], days: int, *, at: dt.datetime) -> bool:
    """Write to one person about their actions; False where they were told this week already."""
    on = london_date(at)
    user = User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
    if not user.is_active or user.pk in told_in_week(week_of(on)):
        return False
    late = sum(one.due_on < on for one in rows)
    soon = len(rows) - late
    Reminder.objects.create(user=user, week=week_of(on), late=late, soon=soon, at=at)
    facts = {"late": late, "soon": soon, "actions": [one.pk for one in rows]}
    audit.record(f"user:{user.pk}", "reminded_of_actions", by=None, at=at, facts=facts)
    send_after_commit(notices.actions_need_you(user, rows, on, days))
    return True


@transaction.atomic
def set_reminder_rule(days: int, from_date: dt.date, *, source: str, by: User, at: dt.datetime) -> ReminderRule:
    """Say from a day on how many days before its date an action's owner is reminded. Raises `Refused`."""
    list(ReminderRule.objects.select_for_update().order_by("pk"))
    may_set_reminders(roles_at(by, at)).demand()
    if not 1 <= days <= 90:
        raise Refused("Enter 1 to 90 days.")
    if not source.strip():
        raise Refused("Say where it was decided.")
    rule = follow(ReminderRule.objects, from_date, days=days, source=source.strip())
    audit.record("plans:reminders", "set", by=by, at=at, facts={"days": days, "from": from_date})
    return rule
