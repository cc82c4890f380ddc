"""Who cancels an award that is not wholly paid, and when that takes two officers."""

from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Application, Cancellation
from ..queries.cancellations import cancellation_of
from ..queries.instalments import parts_paid
from ..states import ApplicationState
from ..states.cancellations import CANCELLATION, CancellationState
from .applications import _year_takes
from .being_paid import not_being_paid

YES = Verdict.yes()


def unpaid(application: Application) -> int:
    """Return what is committed to an award that was approved, and not paid yet, in pence."""
    return application.pence - parts_paid(application)


def may_cancel(roles: Roles, application: Application) -> Verdict:
    """An approving officer cancels what is awarded and not wholly paid; what was paid is recovered instead."""
    if not roles.has(RoleKind.APPROVER):
        return Verdict.no("Only an approving officer can cancel an award.")
    if application.state == ApplicationState.PAID:
        return Verdict.no("It has been paid. What was paid is not cancelled: recover it.")
    if application.state != ApplicationState.APPROVED:
        return Verdict.no("Nothing is awarded here now, so nothing is to be cancelled.")
    if cancellation_of(application) is not None:
        return Verdict.no("It is being cancelled already: a second officer confirms it.")
    return first_refusal(not_being_paid(application), _year_takes(application))


def may_confirm_cancellation(roles: Roles, cancellation: Cancellation | None) -> Verdict:
    """A second officer confirms that an award is cancelled, once nothing more of it was paid since."""
    verdict = may_drop_cancellation(roles, cancellation)
    if not verdict or cancellation is None:
        return verdict
    if cancellation.needs_two and cancellation.proposed_by_id == roles.user.pk:
        return Verdict.no("You proposed this, so another officer must confirm it.")
    application = cancellation.application
    if application.state != ApplicationState.APPROVED or unpaid(application) != cancellation.pence:
        return Verdict.no(f"{pounds(cancellation.pence)} was not paid then, and it stands otherwise now: drop this.")
    return first_refusal(not_being_paid(application), _year_takes(application))


def may_drop_cancellation(roles: Roles, cancellation: Cancellation | None) -> Verdict:
    """Any approving officer drops a cancellation that waits; whoever proposed it too."""
    if cancellation is None:
        return Verdict.no("Nobody has proposed to cancel this award.")
    if not CANCELLATION.verdict(cancellation.state, CancellationState.DROPPED):
        return Verdict.no(f"{cancellation.get_state_display()}: nothing is left to confirm.")
    return YES if roles.has(RoleKind.APPROVER) else Verdict.no("Only an approving officer can cancel an award.")
