"""Dispensations: which members with an interest may take part all the same."""

import datetime as dt

from wapentake.foundation.calendars import london_date
from wapentake.organisations.models import Organisation
from wapentake.organisations.queries import same_body

from ..models import Councillor, Dispensation


def dispensation_for(councillor: Councillor, organisation: Organisation, at: dt.datetime) -> Dispensation | None:
    """Return the dispensation that lets a member take part in what concerns a body, or what was merged with it."""
    rows = Dispensation.objects.on(london_date(at)).filter(councillor=councillor, recorded_at__lte=at)
    found = list(rows.order_by("pk"))
    if not found:
        return None
    bodies = {body.pk for body in same_body(organisation)}
    return next((row for row in found if row.organisation_id in bodies), None)


def dispensations_of(councillor: Councillor) -> list[Dispensation]:
    """Return every dispensation that a member has or had, newest first."""
    rows = Dispensation.objects.filter(councillor=councillor).select_related("organisation", "recorded_by")
    return list(rows.order_by("-from_date", "-pk"))
