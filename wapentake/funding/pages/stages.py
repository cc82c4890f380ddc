"""What a decision page says of the two who say yes: whoever supports an application, and who approves it."""

import datetime as dt

from django.utils.text import capfirst

from wapentake.design.pictures import Condition
from wapentake.foundation.calendars import london_date, long_date, short_date
from wapentake.office.queries import holders
from wapentake.office.states import RoleKind

from ..models import Application, Decision
from ..states import ApplicationState, DecisionKind, LegalBasis


def supported(application: Application, decisions: list[Decision]) -> Condition:
    """Return by whom it is supported, since when it waits for them, or who did so in their place."""
    title = f"{capfirst(application.deciders)} support{'s' if application.councillor else ''} it"
    done = next((row for row in reversed(decisions) if row.kind == DecisionKind.SUPPORT), None)
    if done is None:
        since = short_date(london_date(application.submitted_at))
        return Condition("waiting", title, f"Waiting since {since}.")
    if done.basis == LegalBasis.CABINET:
        title = f"{done.by.name} supports it, in place of {application.deciders}"
    return Condition("met", title, f"On {long_date(done.on)}.")


def to_approve(application: Application, on: dt.date) -> Condition:
    """Return who approves it, and whether that comes next."""
    title = "Approved by an officer who did not support it"
    names = sorted({role.user.name for role in holders(RoleKind.APPROVER, on)})
    if not names:
        return Condition("waiting", title, "Nobody holds this role now. Ask the council’s administrator.")
    who = " or ".join(names)
    first = "the councillor" if application.councillor else "the members"
    after = f"Comes after {first}." if application.state == ApplicationState.SUBMITTED else "Comes next."
    return Condition("waiting", title, f"{who}. {after}")
