"""What the register of interests shows of each member who may decide on an application."""

import datetime as dt
from collections.abc import Sequence

from wapentake.design.pictures import Condition
from wapentake.foundation.calendars import london_date
from wapentake.office import rules as office
from wapentake.office.models import Councillor
from wapentake.office.queries import members_of

from .. import queries, rules
from ..models import Application
from ..queries import Put
from ..states import DecisionKind, LegalBasis
from ..states.routing import ARBITERS


def interest_conditions(application: Application, put: Sequence[Put], at: dt.datetime) -> list[Condition]:
    """Return a condition for the councillor whose fund it is, for each member who votes on it, or for the arbiter.

    `put` says whom it is put to now.
    """
    return [_no_interest(application, member, at) for member in _who_may_decide(application, put, at)]


def _who_may_decide(application: Application, put: Sequence[Put], at: dt.datetime) -> list[Councillor]:
    """Return who decides: the arbiter where it has gone to one, the councillor whose fund it is, or who votes on it."""
    on = london_date(at)
    if arbiters := _arbiters(application, put):
        return arbiters
    if application.councillor is not None:
        return [application.councillor]
    return [member for ward in queries.voting_wards(application, on) for member in members_of(ward, on)]


def _arbiters(application: Application, put: Sequence[Put]) -> list[Councillor]:
    """Return whom it is with in place of the members, or who decided so; nobody where the members decide."""
    done = queries.decision_of(application, DecisionKind.SUPPORT)
    if done is not None:
        return list(Councillor.objects.filter(user=done.by)) if done.basis == LegalBasis.CABINET else []
    asked = [one.user for one in put if one.step in ARBITERS]
    return list(Councillor.objects.filter(user__in=asked)) if asked else []


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
