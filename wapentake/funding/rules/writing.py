"""Who may write down a fund's rules and figures, and from which day."""

import datetime as dt

from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import queries
from ..models import Application, Decision, Fund, FundRule
from ..states.fund_rules import KINDS
from .funds import may_run_funds


def may_set_rule(roles: Roles, fund: Fund, key: str, from_date: dt.date) -> Verdict:
    """A rule begins after the one that it follows; one that has begun is never rewritten."""
    if key not in KINDS:
        return Verdict.no("There is no such rule.")
    this_year = FinancialYear.of(roles.on)
    if from_date < this_year.start:
        return Verdict.no(f"A rule can begin in this financial year or later: from {long_date(this_year.start)}.")
    newest = FundRule.objects.filter(fund=fund, key=key).order_by("-from_date").first()
    begun = newest is not None and newest.from_date <= roles.on
    if newest is not None and (from_date < newest.from_date or (from_date == newest.from_date and begun)):
        return Verdict.no(f"The rule that stands began on {long_date(newest.from_date)}: choose a later day.")
    return may_run_funds(roles)


def may_end_rule(roles: Roles, fund: Fund, key: str, last_day: dt.date) -> Verdict:
    """A rule ends today or later, if it is in force then."""
    if last_day < roles.on:
        return Verdict.no("Choose today or a later day: what was in force is not rewritten.")
    if queries.rule_on(fund, key, last_day) is None:
        return Verdict.no(f"There is no such rule in force on {long_date(last_day)}.")
    return may_run_funds(roles)


def may_set_figures(roles: Roles, fund: Fund, year: FinancialYear) -> Verdict:
    """The wards' figures stand once the year's money is allotted."""
    done = queries.allotment_of(fund, year)
    if done is not None:
        return Verdict.no(f"The year’s money was allotted on {long_date(done.on)}, and rests on these figures.")
    return may_run_funds(roles)


def may_close_past_year(roles: Roles, fund: Fund, year: FinancialYear) -> Verdict:
    """Only a year that is over and of which nothing was decided here is closed without carrying over."""
    if roles.on <= year.end:
        return Verdict.no(f"{year.label} runs until {long_date(year.end)}. Close it after that.")
    here = Decision.objects.filter(application__fund=fund, application__year=year.starts_in)
    if here.exclude(key__startswith="brought-in:").exists() or _undecided(fund, year):
        return Verdict.no(f"Awards of {year.label} were decided here: close the year with what is carried over.")
    return may_run_funds(roles)


def _undecided(fund: Fund, year: FinancialYear) -> bool:
    return Application.objects.filter(fund=fund, year=year.starts_in, decisions=None).exists()
