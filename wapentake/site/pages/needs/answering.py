"""What needs a service’s officer: wards ask, and wait for an answer."""

import datetime as dt

from django.urls import reverse

from wapentake.design.pictures import Need
from wapentake.foundation.calendars import long_date
from wapentake.office.queries import Roles
from wapentake.plans.queries import asks_waiting_for

from ..lines import need_of


def to_answer_wards(roles: Roles, on: dt.date) -> list[Need]:
    """Return what wards ask of somebody's service, and what waits for its answer."""
    return [
        need_of(
            ask.due_on,
            f"Answer {ask.ward.name}: {ask.text}",
            reverse("plans:ask", args=[ask.pk]),
            f"The ward asks {ask.organisation.name}. All staff see whether it is answered.",
            f"The answer is due on {long_date(ask.due_on)}. Accept it, decline it with reasons, or ask for time.",
            on,
        )
        for ask in asks_waiting_for(roles)
    ]
