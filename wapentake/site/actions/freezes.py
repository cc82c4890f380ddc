"""The demonstration's award freezes: the by-election's, which is over, and a parish's, which is on."""

import datetime as dt

from wapentake.foundation.calendars import long_date
from wapentake.funding import actions as funding
from wapentake.funding.queries import proposal_for
from wapentake.office.models import Poll
from wapentake.office.states import PollKind

from .world import DAY, World, moment, working_day

WALES = "E05013015"


def load_freezes(world: World) -> None:
    """Let the Monitoring Officer set the by-election's freeze as the rule proposed it, and one for a parish's poll."""
    by = world.people["anita"]
    poll = Poll.objects.get(kind=PollKind.BY_ELECTION)
    proposed = proposal_for(poll)
    if proposed is not None:
        at = moment(working_day(proposed.begins - 5 * DAY), 95)
        reason = f"By-election on {long_date(poll.on)}"
        funding.freeze_awards(poll.ward, proposed.begins, proposed.goes_on, reason=reason, poll=poll, by=by, at=at)
    begins = world.on - 12 * DAY
    goes_on = begins + dt.timedelta(days=31)
    funding.freeze_awards(
        world.wards[WALES], begins, goes_on, reason="A by-election of Wales Parish Council", by=by,
        at=moment(working_day(begins - 6 * DAY), 140),
    )  # fmt: skip
