"""Dispensations: the Monitoring Officer lets a member with an interest take part, in what, for whom and how long."""

import datetime as dt
from dataclasses import dataclass

from wapentake.foundation.calendars import long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.organisations.models import Organisation

from ..models import Councillor, Dispensation
from ..queries import Roles
from ..states import RoleKind

YES = Verdict.yes()
# Localism Act 2011, section 33(3): the period that a dispensation says, and never more than this.
YEARS_AT_MOST = 4


@dataclass(frozen=True)
class Dispensing:
    """What a dispensation says. `to_date` is the first day on which it is no longer so."""

    organisation: Organisation
    lifts: str
    ground: str
    granted_by: str
    reference: str
    reason: str
    asked_on: dt.date
    from_date: dt.date
    to_date: dt.date


def may_see_dispensations(roles: Roles) -> Verdict:
    """They are the Monitoring Officer's to keep; each decision made under one shows it."""
    if roles.has(RoleKind.MONITORING_OFFICER):
        return YES
    return Verdict.no("Only the Monitoring Officer records dispensations. Ask for one in writing.")


def may_dispense(roles: Roles, councillor: Councillor) -> Verdict:
    """The Monitoring Officer records it, whoever granted it, on a written request, and never their own."""
    if roles.councillor is not None and roles.councillor.pk == councillor.pk:
        return Verdict.no("Nobody grants a dispensation to themselves.")
    return may_see_dispensations(roles)


def last_end(from_date: dt.date) -> dt.date:
    """Return the latest day on which a dispensation must be over: four years after it begins."""
    try:
        return from_date.replace(year=from_date.year + YEARS_AT_MOST)
    except ValueError:  # 29 February, and no such day then
        return dt.date(from_date.year + YEARS_AT_MOST, 3, 1)


def lasts_rightly(said: Dispensing, on: dt.date) -> Verdict:
    """Whether the days are right: asked for before it was given, not backdated, and no longer than four years."""
    if said.asked_on > on:
        return Verdict.no("A dispensation is given once the member has asked in writing: that day lies ahead.")
    if said.from_date < on:
        return Verdict.no("A dispensation counts from today at the earliest: it never covers what was done before.")
    if said.to_date <= said.from_date:
        return Verdict.no("The day on which it is over must come after its first day.")
    if said.to_date > last_end(said.from_date):
        latest = long_date(last_end(said.from_date))
        return Verdict.no(f"Four years at most (Localism Act 2011, section 33): over by {latest} at the latest.")
    return YES


def may_withdraw_dispensation(roles: Roles, dispensation: Dispensation, at: dt.datetime) -> Verdict:
    """The Monitoring Officer withdraws what has not been withdrawn and is not over."""
    if dispensation.withdrawn_at is not None:
        return Verdict.no("This dispensation was withdrawn already.")
    if dispensation.to_date is not None and dispensation.to_date <= roles.on:
        return Verdict.no("This dispensation is over already.")
    return may_see_dispensations(roles)
