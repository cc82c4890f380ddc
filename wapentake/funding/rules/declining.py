"""Who may say no: to what waits for them; and who may send back what a councillor decided under section 236."""

import datetime as dt

from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from .. import queries
from ..models import Application
from ..states import ApplicationState, LegalBasis
from ..states.routing import Step
from .applications import _is_holder, _is_with, _not_the_applicant, _untouched_by
from .routing import routing_of
from .steps import may_become, waits_for_approval


def decided_alone(application: Application) -> bool:
    """Whether a councillor decided it under section 236: no officer overturns that."""
    first = queries.first_yes(application)
    return first is not None and first.basis == LegalBasis.MEMBER


def may_send_back(roles: Roles, application: Application) -> Verdict:
    """An officer sends back what a councillor decided under section 236 and cannot be carried out."""
    if not roles.has(RoleKind.APPROVER):
        return Verdict.no("Only an approving officer can send back what a councillor decided.")
    if not decided_alone(application):
        return Verdict.no("Only what a councillor decided under section 236 is sent back: decline it.")
    return first_refusal(waits_for_approval(application), _untouched_by(roles, application))


def may_decline(roles: Roles, application: Application, at: dt.datetime) -> Verdict:
    """Whoever has the application to decide may decline it: the councillor first, then the approving officer.

    An interest stops a councillor from deciding either way (Localism Act 2011, section 31).
    """
    if application.state == ApplicationState.SUPPORTED:
        if not roles.has(RoleKind.APPROVER):
            return Verdict.no("Only an approving officer can decline what a councillor has supported.")
        if decided_alone(application):
            return Verdict.no(
                f"{application.councillor} decided this under section 236 of the 2007 Act, so you cannot decline it. "
                "Send it back if it cannot be carried out."
            )
        return _untouched_by(roles, application)
    if _closes(roles, application, at):
        return _untouched_by(roles, application)
    whose = _is_with(roles, application, at)
    if not whose and not _is_holder(roles, application):
        return whose
    return first_refusal(
        may_become(application, ApplicationState.DECLINED), _not_the_applicant(roles.user, application), whose
    )


def _closes(roles: Roles, application: Application, at: dt.datetime) -> bool:
    """Whether an approving officer closes it: nobody is left who may decide, so there is no award."""
    if application.state != ApplicationState.SUBMITTED or not roles.has(RoleKind.APPROVER):
        return False
    return routing_of(application, at).step == Step.NOBODY
