"""Who may declare an interest in an application, and who is barred from it by one."""

import datetime as dt

from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.models import Councillor
from wapentake.office.queries import Roles, interests_in
from wapentake.office.rules import DAYS_TO_REGISTER
from wapentake.office.states import RoleKind

from ..models import Application
from ..queries.declared import officers_barred
from .steps import waits_for_approval


def not_barred(roles: Roles, application: Application) -> Verdict:
    """An officer who declared an interest in an application takes no further part in it."""
    return not_among(roles, officers_barred(application))


def not_among(roles: Roles, barred: set[int]) -> Verdict:
    """The same, of officers who are known: those who declared an interest."""
    if roles.user.pk in barred:
        return Verdict.no("You have declared an interest in this, so another officer must take it from here.")
    return Verdict.yes()


def may_declare(roles: Roles, application: Application) -> Verdict:
    """An approving officer who is to check or approve an application may say that they have an interest in it."""
    if not roles.has(RoleKind.APPROVER):
        return Verdict.no("Only an approving officer decides on this, so only they declare an interest here.")
    return first_refusal(waits_for_approval(application), not_barred(roles, application))


def register_by(councillor: Councillor, application: Application, on: dt.date, at: dt.datetime) -> dt.date | None:
    """Return until when a declared interest is registered; nothing where the register has it."""
    if interests_in(councillor, application.organisation, at):
        return None
    return on + dt.timedelta(days=DAYS_TO_REGISTER)
