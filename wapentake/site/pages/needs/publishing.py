"""What a co-ordinator is to publish, or cannot yet because publicity is held there."""

import datetime as dt

from django.urls import reverse

from wapentake.design.pictures import Need
from wapentake.foundation.calendars import london_date
from wapentake.office.queries import Roles, hold_of_ward
from wapentake.plans.models import Priority
from wapentake.plans.queries import ready_to_publish_by
from wapentake.plans.rules import nothing_is_held

from ..lines import need_of


def to_publish(roles: Roles, at: dt.datetime) -> list[Need]:
    """Return the priorities that all have agreed to, by the day on which each can be published."""
    ready = ready_to_publish_by(roles)
    wards = {priority.ward_id: priority.ward for priority in ready}
    refused = {key: (hold_of_ward(ward, at), nothing_is_held(ward, at)) for key, ward in wards.items()}
    on, needs = london_date(at), list[Need]()
    for priority in ready:
        hold, may = refused[priority.ward_id]
        if may:
            needs.append(_now(priority, on))
        else:
            ends = london_date(hold.ends) if hold and hold.ends else on
            title = f"Not yet: publish “{priority.title}”"
            because = f"All members of {priority.ward.name} have agreed, and it stays ready until then."
            needs.append(need_of(max(on, ends), title, _href(priority), may.reason, because, on))
    return needs


def _now(priority: Priority, on: dt.date) -> Need:
    return need_of(
        on,
        f"Publish “{priority.title}”",
        _href(priority),
        f"All members of {priority.ward.name} have agreed.",
        f"“{priority.title}” can be published today. Residents see it within seconds.",
        on,
    )


def _href(priority: Priority) -> str:
    return reverse("plans:priority", args=[priority.pk])
