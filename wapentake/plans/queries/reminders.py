"""Questions about reminders: whose action is late or soon due, and who was told this week."""

import datetime as dt
from collections import defaultdict
from typing import Any

from wapentake.foundation.calendars import DAY
from wapentake.office.models import RoleHeld
from wapentake.office.queries import co_ordinator_of, live_terms
from wapentake.people.models import User
from wapentake.places.models import Ward

from ..models import Reminder, ReminderRule
from .actions import OWNERS, due_between


def reminder_rule(on: dt.date) -> ReminderRule | None:
    """Return how many days before a date owners are reminded on a day, or None."""
    return ReminderRule.objects.on(on).first()


def reminder_rules() -> list[ReminderRule]:
    """Return every rule, the newest first, with its source."""
    return list(ReminderRule.objects.order_by("-from_date"))


def told_in_week(week: dt.date) -> set[int]:
    """Return who was written to in the week that begins on a Monday."""
    return set(Reminder.objects.filter(week=week).values_list("user", flat=True))


def actions_by_reader(on: dt.date, days: int) -> dict[User, list[Any]]:
    """Return, for each person to be reminded, the actions that are late or due within some days, the soonest first.

    An action is its lead's and its owner's; where nobody of them can be written to, the ward's co-ordinator's.
    """
    found: dict[User, list[Any]] = defaultdict(list)
    rows = list(due_between(dt.date.min, on + days * DAY))
    officers, leads, teams = _officers(on), _leads(on), _Teams(on)
    for action in rows:
        people = [*officers[action.owner_id or 0], *leads.get(action.lead_id or 0, [])]
        for user in dict.fromkeys(people or teams.of(action.priority.ward)):
            found[user].append(action)
    return dict(found)


def _officers(on: dt.date) -> dict[int, list[User]]:
    held = RoleHeld.objects.on(on).filter(kind__in=OWNERS, organisation__isnull=False, user__is_active=True)
    found: dict[int, list[User]] = defaultdict(list)
    for row in held.select_related("user").order_by("user__name", "pk"):
        found[row.organisation_id or 0].append(row.user)
    return found


def _leads(on: dt.date) -> dict[int, list[User]]:
    terms = live_terms(on).filter(councillor__user__is_active=True).select_related("councillor__user")
    return {term.councillor_id: [term.councillor.user] for term in terms if term.councillor.user}


class _Teams:
    """The co-ordinators of wards, each asked for once."""

    def __init__(self, on: dt.date) -> None:
        self.on, self.known = on, dict[int, list[User]]()

    def of(self, ward: Ward) -> list[User]:
        if ward.pk not in self.known:
            role = co_ordinator_of(ward, self.on)
            self.known[ward.pk] = [role.user] if role else []
        return self.known[ward.pk]
