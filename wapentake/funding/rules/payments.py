"""Who makes a payment run, of which awards, and who says what the bank did."""

import datetime as dt

from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from .. import queries
from ..models import Application, PaymentLine
from ..states.payees import PayeeState
from ..states.payments import LineState
from .applications import may_pay

YES = Verdict.yes()


def may_run_payments(roles: Roles) -> Verdict:
    """A finance officer makes payment runs, and says what the bank did with them."""
    return YES if roles.has(RoleKind.FINANCE) else Verdict.no("Only a finance officer makes payment runs.")


def may_be_sent(roles: Roles, application: Application, at: dt.datetime) -> Verdict:
    """An award goes into a run once it may be paid by this person, and a second person has checked its bank details."""
    details = queries.details_of(application)
    if details is None or details.state != PayeeState.CHECKED:
        return Verdict.no("Its bank details have not been checked, so it cannot go into a payment run.")
    if details.account is None:
        return Verdict.no("Its bank details can no longer be read. Ask the group to give them again.")
    return first_refusal(may_run_payments(roles), may_pay(roles, application, at))


def may_settle_line(roles: Roles, line: PaymentLine) -> Verdict:
    """Each line is settled once."""
    if line.state != LineState.SENT:
        return Verdict.no(f"{line.application.reference}: {line.get_state_display().lower()} already.")
    return may_run_payments(roles)
