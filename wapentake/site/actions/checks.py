"""The demonstration's officers tick a fund's checks, as officers do over some days."""

import datetime as dt

from wapentake.foundation.calendars import london_date
from wapentake.funding import actions as funding
from wapentake.funding.models import Application
from wapentake.funding.queries.officer_checks import unticked
from wapentake.funding.queries.subsidies import told_selling
from wapentake.funding.rules.subsidies import asks_before_approval
from wapentake.funding.rules.ticking import Tick, may_tick
from wapentake.funding.states import ApplicationState
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .world import World

NOTES = {
    "eligible": "Its constitution and accounts were seen.",
    "asset": "Named in the application.",
}
HALF = ("eligible", "conflicts")


def tick_all(application: Application, *, by: User, at: dt.datetime) -> None:
    """Tick whatever is still to be checked, and ask the group first whether it sells anything where nobody has."""
    application = Application.objects.select_related("fund").get(pk=application.pk)
    ticks = [Tick(one, note=NOTES.get(one.key, "")) for one in unticked(application, london_date(at))]
    if told_selling(application) is None and asks_before_approval(application, london_date(at)):
        funding.say_sells(application, sells=False, by=by, at=at)
    if ticks:
        funding.tick_checks(application, ticks, by=by, at=at)


def tick_some(world: World) -> None:
    """Leave the newest application that waits for approval with half its checks ticked."""
    by = world.people["priya"]
    roles = roles_of(by, world.on)
    for application in Application.objects.filter(state=ApplicationState.SUPPORTED).order_by("-submitted_at", "-pk"):
        ticks = [Tick(one, note=NOTES.get(one.key, "")) for one in unticked(application, world.on) if one.key in HALF]
        if ticks and may_tick(roles, application):
            funding.tick_checks(application, ticks, by=by, at=world.at)
            return
