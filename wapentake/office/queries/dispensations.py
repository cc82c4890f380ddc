"""Dispensations: which members with an interest may take part all the same."""

import datetime as dt

from django.db.models import Q

from wapentake.foundation.calendars import london_date
from wapentake.organisations.models import Organisation
from wapentake.organisations.queries import same_body

from ..models import Councillor, Dispensation
from ..states import Lifts


def dispensation_for(
    councillor: Councillor, organisation: Organisation, at: dt.datetime, *, alone: bool = False
) -> Dispensation | None:
    """Return the dispensation that lets a member take part at a moment in what concerns a body, or its merged ones.

    `alone`: it must let them decide alone, and not only vote with others.
    """
    rows = Dispensation.objects.on(london_date(at)).filter(councillor=councillor, recorded_at__lte=at)
    rows = rows.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=at))
    found = list((rows.filter(lifts=Lifts.ALONE) if alone else rows).order_by("pk"))
    if not found:
        return None
    bodies = {body.pk for body in same_body(organisation)}
    return next((row for row in found if row.organisation_id in bodies), None)


def all_dispensations() -> list[Dispensation]:
    """Return every dispensation, newest first."""
    return list(Dispensation.objects.select_related("councillor", "organisation").order_by("-from_date", "-pk"))
