"""By when a year's infrastructure funding statement is published, who publishes it, and when it is reminded of.

Regulation 121A of the Community Infrastructure Levy Regulations 2010: on the council's website by 31 December after
the financial year. Both days are dated rules of the levy's fund.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from wapentake.foundation.calendars import DAY, FinancialYear, long_date
from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import queries
from ..models import InfrastructureStatement
from ..queries import InForce
from ..queries.infrastructure import levy_years, published_statements, wards_levy
from ..states.days import DayOfYear
from ..states.fund_rules import Value, read_rule
from .levy import RECEIVE

KEYS = ("statement_due", "statement_reminder")
# The last reminder before the day itself.
SOON = 14 * DAY


@dataclass(frozen=True)
class StatementDue:
    """The days of a year's statement: reminded of from `remind_on`, published by `due_on`, and where that stands."""

    year: FinancialYear
    remind_on: dt.date | None
    due_on: dt.date
    cited: str


def statement_due(year: FinancialYear) -> StatementDue | None:
    """Return the days of a year's statement by the rules of the year after it; nothing where no rule asks for one."""
    return statements_due([year]).get(year)


def statements_due(years: Sequence[FinancialYear]) -> dict[FinancialYear, StatementDue]:
    """Return the days of each year's statement. Two queries for any number of years."""
    fund = queries.levy_fund()
    rules = [row for row in queries.rules_of(fund) if row.key in KEYS] if fund else []
    found = {}
    for year in years:
        after = FinancialYear(year.starts_in + 1)
        then = {row.key: InForce(row, read_rule(row.key, row.value)) for row in rules if row.is_on(after.start)}
        due, remind = then.get("statement_due"), then.get("statement_reminder")
        if due is not None:
            remind_on = _day_in(after, remind.value) if remind else None
            found[year] = StatementDue(year, remind_on, _day_in(after, due.value), due.cited)
    return found


def _day_in(year: FinancialYear, day: Value) -> dt.date:
    assert isinstance(day, DayOfYear)
    return day.in_year(year)


def statements_open(on: dt.date) -> list[StatementDue]:
    """Return the statements of years that are over and that are not published yet, the oldest first."""
    done = {row.year for row in published_statements()}
    years = [year for year in reversed(levy_years()) if year.end < on and year.starts_in not in done]
    return list(statements_due(years).values())


def statements_overdue(on: dt.date) -> list[StatementDue]:
    """Return the statements that should have been published by the day before."""
    return [due for due in statements_open(on) if due.due_on < on]


def statement_reminders(due: StatementDue, on: dt.date) -> int:
    """Return how many reminders there are by a day: from the day of the rule, two weeks before it is due, and late."""
    if due.remind_on is None or on < due.remind_on:
        return 0
    return 1 + (on >= due.due_on - SOON) + (on > due.due_on)


def may_publish_statement(roles: Roles, year: FinancialYear, done: InfrastructureStatement | None) -> Verdict:
    """A planning or finance officer publishes a year that is over, once, and if its figures agree."""
    if done is not None and done.published_on is not None:
        return Verdict.no(f"It was published on {long_date(done.published_on)}.")
    if year not in levy_years():
        return Verdict.no(f"There was no levy in {year.label}, so there is nothing to publish.")
    if year.end >= roles.on:
        return Verdict.no(f"{year.label} runs until {long_date(year.end)}. Publish it once the year is over.")
    wards = wards_levy(year)
    unspent, there = sum(one.unspent for one in wards), sum(one.there for one in wards)
    if unspent != there:
        wrong = f"Entries come to {pounds(unspent)} unspent, balances to {pounds(there)}."
        return Verdict.no(f"{wrong} Have the ledger checked before you publish.")
    if roles.has(*RECEIVE):
        return Verdict.yes()
    return Verdict.no("Only a planning officer or a finance officer can publish it.")
