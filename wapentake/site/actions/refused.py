"""What one group of the demonstration asked for, its councillor supported, and the officer refused, with why."""

import datetime as dt
from collections.abc import Iterator

from wapentake.funding import actions as funding
from wapentake.funding.models import Application
from wapentake.people.models import User

from ..states import AwardRow
from .choosing import Season, Wanted
from .world import DAY, working_day

REFUSED = "refused"
WARD, COUNCILLOR, BODY = "E05013005", "Callum Hirst", "Kilnhurst Canal Crew"
TITLE = "Fuel and mooring for the summer’s litter boat"
PURPOSE = "What the boat cost from May to August: fuel, a mooring at the lock and a new rope."
BENEFITS = "Everybody who walks or fishes by the cut"
POUNDS = 215
REASONS = (
    "The receipts that Kilnhurst Canal Crew sent with its application are of May to August, and it asked after that. "
    "The fund is not for what has been bought or done already, however useful it was. The group can ask for next "
    "summer’s costs before they arise, and its councillor has kept the money for that."
)
ALTERNATIVES = (
    "Paying the mooring alone, which runs until March, was considered. It was paid in one sum in May, so it too was "
    "spent before the group asked."
)


def refused_lately(when: Season) -> Iterator[Wanted]:
    """Yield the one application that an officer refused, where there was time for it to come so far."""
    asked_on = working_day(when.end - 26 * DAY)
    supported_on, refused_on = working_day(asked_on + 5 * DAY), working_day(asked_on + 12 * DAY)
    if asked_on >= when.start and refused_on <= when.on:
        thing = AwardRow(BODY, TITLE, PURPOSE, POUNDS, POUNDS, "revenue", "parks", BENEFITS)
        yield Wanted(
            "clf", WARD, BODY, thing, TITLE, PURPOSE, POUNDS * 100, asked_on, COUNCILLOR,
            supported_on=supported_on, approved_on=refused_on, ends=REFUSED,
        )  # fmt: skip


def refuse(application: Application, number: int, *, by: User, at: dt.datetime) -> None:
    """The officer refuses it, with reasons and with what else was considered."""
    funding.decline(
        application, reasons=REASONS, alternatives=ALTERNATIVES, interest=False, by=by, at=at,
        key=f"demonstration:refuse:{number}",
    )  # fmt: skip
