"""The demonstration's dispensation: a member who may vote for the ward's money for a body that they help to run."""

import datetime as dt

from wapentake.office import actions as office
from wapentake.office.models import Term
from wapentake.office.rules import Dispensing
from wapentake.office.states import Ground, Lifts

from .world import DAY, World, moment, working_day

WARD, BODY = "E05013017", "Tanyard Christmas Lights"


def load_dispensation(world: World) -> None:
    """Let the first member of Wickersley vote on what concerns the lights, until the next election."""
    begins = working_day(world.on - 45 * DAY)
    term = Term.objects.on(begins).filter(ward__code=WARD).order_by("councillor__name")[0]
    body = next(row.key for row in world.borough.bodies if row.name == BODY)
    said = Dispensing(
        organisation=world.bodies[body],
        lifts=Lifts.VOTE,
        ground=Ground.RESIDENTS,
        reference=f"MO/{begins.year}/7",
        reason="A committee member without pay. Residents of the village would have one member less to speak for them.",
        asked_on=begins - dt.timedelta(days=9),
        from_date=begins,
        to_date=begins + 365 * DAY,
    )
    office.record_dispensation(term.councillor, said, by=world.people["anita"], at=moment(begins, 75))
