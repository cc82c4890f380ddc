"""Views of a day that is over are added up."""

import datetime as dt
import re
from collections.abc import Mapping

from django.db import transaction

from wapentake.foundation import audit
from wapentake.places.queries import wards_on

from ..models import DailyViews, DayAddedUp

OF_A_WARD = re.compile(r"/(?:wards|money)/([^/]+)/")
LONGEST = 300


@transaction.atomic
def add_up_day(day: dt.date, host: str, counts: Mapping[str, int], *, at: dt.datetime) -> bool:
    """Keep how many readers each page had on a day, as a host's file says it. False where that was done before."""
    _, new = DayAddedUp.objects.get_or_create(day=day, host=host, defaults={"at": at})
    if not new:
        return False
    wards = {ward.slug: ward for ward in wards_on(day)}
    rows = [
        DailyViews(day=day, host=host, path=path, ward=wards.get(_ward_in(path)), views=views)
        for path, views in sorted(counts.items())
        if len(path) <= LONGEST
    ]
    DailyViews.objects.bulk_create(rows, batch_size=1000)
    facts = {"day": day.isoformat(), "pages": len(rows), "views": sum(row.views for row in rows)}
    audit.record("views:all", "added_up", by=None, at=at, facts=facts)
    return True


def _ward_in(path: str) -> str:
    found = OF_A_WARD.match(path)
    return found[1] if found else ""
