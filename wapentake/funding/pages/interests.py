"""What the register of interests shows of each member who may decide on an application."""

import datetime as dt

from wapentake.design.pictures import Condition
from wapentake.foundation.calendars import london_date
from wapentake.office import rules as office
from wapentake.office.models import Councillor
from wapentake.office.queries import members_of

from .. import queries, rules
from ..models import Application


def interest_conditions(application: Application, at: dt.datetime) -> list[Condition]:
    """Return a condition for the councillor whose fund it is, or for each member who votes on it at a moment."""
    return [_no_interest(application, member, at) for member in _who_may_decide(application, london_date(at))]


def _who_may_decide(application: Application, on: dt.date) -> list[Councillor]:
    """Return the councillor whose fund it is, or each member who votes on it on a day."""
    if application.councillor is not None:
        return [application.councillor]
    return [member for ward in queries.voting_wards(application, on) for member in members_of(ward, on)]


def _no_interest(application: Application, member: Councillor, at: dt.datetime) -> Condition:
    """Whether the register shows an interest; of a ward's several members, one who has it leaves the others to vote."""
    alone = application.councillor is not None
    verdict = office.may_take_part(member, application.organisation, at, alone=alone)
    if verdict and not rules.group_is_known(application, at):
        return Condition("waiting", "No interest found in the register", "Compared once it is known who the group is.")
    compared = (
        f"Compared today: {application.organisation}, what was merged into it and what the group calls itself, with "
        f"the links and words of the register of {member}. What is not registered is not found: "
        "whoever decides also declares."
    )
    title = "No interest found in the register" if verdict else "An interest stands in the register"
    if not alone:
        title = f"{title}: {member}"
    return Condition("met" if verdict else "not_met" if alone else "waiting", title, verdict.reason or compared)
