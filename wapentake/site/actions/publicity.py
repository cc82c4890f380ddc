"""The demonstration's publicity holds, both over: the election of 2024, and the by-election."""

from wapentake.foundation.calendars import start_of_day
from wapentake.office import actions as office
from wapentake.office.models import Poll
from wapentake.office.queries import hold_proposal
from wapentake.office.rules import Holding

from .world import DAY, POLLS, World, moment, working_day


def load_publicity(world: World) -> None:
    """Let the Monitoring Officer set what the rule proposed for each poll that she was there for."""
    by = world.people["anita"]
    for poll in Poll.objects.filter(on__gte=POLLS[-1], on__lt=world.on).select_related("ward").order_by("on"):
        proposed = hold_proposal(poll)
        if proposed is not None:
            starts, ends = start_of_day(proposed.begins), start_of_day(proposed.over)
            said = Holding(starts, ends, proposed.reason, poll.ward, kind="election")
            office.hold_publicity(said, by=by, at=moment(working_day(proposed.begins - 5 * DAY), 100))
