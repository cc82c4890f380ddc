"""Who writes down what officers check of a fund, and from when."""

import datetime as dt

from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from ..models import Fund, FundCheck
from .funds import may_run_funds


def may_set_check(roles: Roles, fund: Fund, key: str, from_date: dt.date) -> Verdict:
    """A check begins after the one whose place it takes; one that has begun is never rewritten."""
    if not key:
        return Verdict.no("Give the check in words that begin with a letter.")
    this_year = FinancialYear.of(roles.on)
    if from_date < this_year.start:
        return Verdict.no(f"A check can begin in this financial year or later: from {long_date(this_year.start)}.")
    newest = FundCheck.objects.filter(fund=fund, key=key).order_by("-from_date").first()
    begun = newest is not None and newest.from_date <= roles.on
    if newest is not None and (from_date < newest.from_date or (from_date == newest.from_date and begun)):
        return Verdict.no(f"The check that stands began on {long_date(newest.from_date)}: choose a later day.")
    return may_run_funds(roles)


def may_end_check(roles: Roles, check: FundCheck, last_day: dt.date) -> Verdict:
    """A check ends today or later, if it counts then."""
    if last_day < roles.on:
        return Verdict.no("Choose today or a later day: what counted is not rewritten.")
    if not check.is_on(last_day):
        return Verdict.no(f"The check does not count on {long_date(last_day)}.")
    return may_run_funds(roles)
