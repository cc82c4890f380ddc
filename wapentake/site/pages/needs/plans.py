"""What needs somebody of a ward’s plan: agreeing, saying how an action stands."""

import datetime as dt

from django.urls import reverse

from wapentake.design.pictures import Need
from wapentake.foundation.calendars import long_date
from wapentake.office.queries import Roles
from wapentake.plans.queries import late_actions_led_by, plans_waiting_for, proposals_waiting_for

from ..lines import need_by_aim, need_of


def to_agree(roles: Roles, on: dt.date) -> list[Need]:
    """Return the priorities, and the plan, that a member is asked to agree to."""
    plans = [
        need_by_aim(
            plan.proposed_at,
            f"Agree to {plan.ward.name}’s plan, or refuse it with a reason",
            reverse("plans:plan", args=[plan.pk]),
            f"{plan.drafted_by.name} drafted it. Every member is asked.",
            "It is published once all have agreed.",
            on,
        )
        for plan in plans_waiting_for(roles)
    ]
    return plans + [
        need_by_aim(
            priority.proposed_at,
            f"Agree to “{priority.title}”, or say what to change",
            reverse("plans:priority", args=[priority.pk]),
            f"{priority.drafted_by.name} drafted it for {priority.ward.name}. Every member is asked.",
            "It is published once all have agreed.",
            on,
        )
        for priority in proposals_waiting_for(roles)
    ]


def to_report(roles: Roles, on: dt.date) -> list[Need]:
    """Return the late actions that a councillor leads."""
    if roles.councillor is None:
        return []
    return [
        need_of(
            action.due_on or on,
            f"Say how it stands: {action.text}",
            reverse("plans:priority", args=[action.priority_id]),
            f"You lead this action of “{action.priority.title}”.",
            f"Its day {'was' if action.due_on else 'is'} {long_date(action.due_on or on)}. Two sentences will do.",
            on,
        )
        for action in late_actions_led_by(roles.councillor, on)
    ]
