"""Where an application stands: who decides next, and whether what the members decided can be carried out now."""

import datetime as dt

from wapentake.foundation.verdicts import first_refusal

from ..models import Application
from ..queries.routing import Case, case_of
from ..states.routing import Step
from .applications import before_yes
from .routing import Routing, able_of, route


def standing_of(application: Application, at: dt.datetime) -> Routing:
    """Return who decides next. What enough members are for stays with them while a rule or the money stops it."""
    case = case_of(application, at)
    routing = route(case)
    if routing.step != Step.SUPPORTED:
        return routing
    may = first_refusal(*before_yes(application, at))
    return routing if may else held(case, routing, may.reason)


def held(case: Case, routing: Routing, reason: str) -> Routing:
    """Return that it stays with the members who voted: it is decided once nothing stops it, or they vote again."""
    why = f"Enough members are for it ({routing.why.removesuffix('.')}), but it cannot be decided yet: {reason}"
    who = tuple(seat.person for seat in able_of(case.seats) if seat.vote)
    return Routing(Step.MEMBERS, who, f"{why} It is decided once nothing stops it, or vote again.", case.next_due_on)
