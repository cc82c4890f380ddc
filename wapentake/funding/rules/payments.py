"""Who makes a payment run, of which awards, and who says what the bank did."""

import datetime as dt

from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Application, PayeeDetails, PaymentLine
from ..queries.paying import Paying, paying_of
from ..states.payees import PayeeState
from ..states.payments import LineState
from .paying import DETAILS, Hold, holds

YES = Verdict.yes()


def may_run_payments(roles: Roles) -> Verdict:
    """A finance officer makes payment runs, and says what the bank did with them."""
    return YES if roles.has(RoleKind.FINANCE) else Verdict.no("Only a finance officer makes payment runs.")


def may_be_sent(roles: Roles, application: Application, at: dt.datetime) -> Verdict:
    """An award goes into a run once it may be paid by this person, and a second person has checked its bank details."""
    return may_be_sent_by(roles, paying_of([application])[application.pk], at)


def may_be_sent_by(roles: Roles, known: Paying, at: dt.datetime) -> Verdict:
    """The same, of an award of which all is known: many are asked about at once on the page of payment runs."""
    held = held_by(roles, known, at)
    return Verdict.no(held[1]) if held else YES


def held_by(roles: Roles, known: Paying, at: dt.datetime) -> tuple[Hold, str] | None:
    """Return what holds an award back from a run, and the reason in full; nothing where it can go."""
    every = [(DETAILS, _can_be_sent_to(known.details)), *holds(roles, known, at)]
    return next(((hold, verdict.reason) for hold, verdict in every if not verdict), None)


def _can_be_sent_to(details: PayeeDetails | None) -> Verdict:
    if details is None or details.state != PayeeState.CHECKED:
        return Verdict.no("Its bank details have not been checked, so it cannot go into a payment run.")
    if details.account is None:
        return Verdict.no("Its bank details can no longer be read. Ask the group to give them again.")
    return YES


def may_settle_line(roles: Roles, line: PaymentLine) -> Verdict:
    """Each line is settled once."""
    if line.state != LineState.SENT:
        return Verdict.no(f"{line.application.reference}: {line.get_state_display().lower()} already.")
    return may_run_payments(roles)
