"""The demonstration's officers tick a fund's checks, as officers do over some days."""

import datetime as dt

from wapentake.foundation.calendars import london_date
from wapentake.funding import actions as funding
from wapentake.funding.models import Application
from wapentake.funding.queries.officer_checks import unticked
from wapentake.funding.rules.ticking import Tick
from wapentake.people.models import User

NOTES = {
    "eligible": "Its constitution and accounts were seen.",
    "asset": "Named in the application.",
}


def tick_all(application: Application, *, by: User, at: dt.datetime) -> None:
    """Tick whatever is still to be checked."""
    application = Application.objects.select_related("fund").get(pk=application.pk)
    ticks = [Tick(one, note=NOTES.get(one.key, "")) for one in unticked(application, london_date(at))]
    if ticks:
        funding.tick_checks(application, ticks, by=by, at=at)
