"""A fund's dated rules, applied to what is asked for. Each refusal names the rule and its source."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.money import pounds_short
from wapentake.foundation.verdicts import Verdict, first_refusal

from .. import queries
from ..models import Application, Fund
from ..queries import InForce, RuleSet
from ..queries.splitting import together
from ..states.fund_rules import Choices, CostType, Exclusion, Limit, Match, Route, ShareLimit

YES = Verdict.yes()


@dataclass(frozen=True)
class Wish:
    """What the rules look at. Amounts are pence; `cost` is the whole project's, nought where nobody said.

    `costs` is a `CostType`, `route` a `Route`, `admits` what the group says of itself that may be excluded,
    `others` what the other parts of the same project ask for.
    """

    pence: int
    cost: int = 0
    costs: str = ""
    route: str = ""
    admits: tuple[str, ...] = ()
    others: int = 0

    @classmethod
    def of(cls, application: Application) -> "Wish":
        """Return what an application wishes for."""
        return cls(
            application.pence, application.cost_pence or 0, application.costs, application.route,
            tuple(application.admits), together(application) - application.pence,
        )  # fmt: skip


def within_rules(fund: Fund, wish: Wish, on: dt.date) -> Verdict:
    """Whether a fund's rules in force on a day allow what is asked for; the first that does not is named. One query."""
    rules = queries.rule_set(fund, on)
    return first_refusal(*(check(rules, wish) for check in CHECKS))


def not_excluded(rules: RuleSet, admits: tuple[str, ...]) -> Verdict:
    """Whether what a group says of its project is nothing that the fund is not for."""
    return _exclusions(rules, Wish(0, admits=admits))


def _no(why: str, rule: InForce) -> Verdict:
    return Verdict.no(f"{why} {rule.cited}")


def _smallest(rules: RuleSet, wish: Wish) -> Verdict:
    found = rules.one("minimum_award", Limit)
    if found is None or wish.pence >= found[0].pence:
        return YES
    return _no(f"Ask for {pounds_short(found[0].pence)} or more: this fund makes no smaller award.", found[1])


def _largest(rules: RuleSet, wish: Wish) -> Verdict:
    found = rules.one("maximum_award", Limit)
    if found is None or wish.pence <= found[0].pence:
        return YES
    return _no(f"Ask for {pounds_short(found[0].pence)} or less: this fund makes no larger award.", found[1])


def most_of_cost(limit: ShareLimit, cost: int) -> int:
    """Return the most that may be paid of a cost, in pence, rounded down to the penny."""
    return max(min(cost, limit.whole_up_to), cost * limit.percent // 100)


def _share_of_cost(rules: RuleSet, wish: Wish) -> Verdict:
    found = rules.one("maximum_share", ShareLimit)
    asked = wish.pence + wish.others
    if found is None or (wish.cost and asked <= most_of_cost(found[0], wish.cost)):
        return YES
    limit, rule = found
    if not wish.cost:
        if asked <= limit.whole_up_to:
            return YES
        return _no(f"Say what the whole project costs: this fund pays up to {limit.percent}% of it.", rule)
    most = pounds_short(most_of_cost(limit, wish.cost))
    all_parts = ", all parts together" if wish.others else ""
    return _no(
        f"Ask for {most} or less{all_parts}: this fund pays up to {limit.percent}% of {pounds_short(wish.cost)}.", rule
    )


def _cost_types(rules: RuleSet, wish: Wish) -> Verdict:
    found = rules.one("cost_type", Choices)
    if found is None or not wish.costs or wish.costs in found[0].values:
        return YES
    return _no(f"This fund cannot pay for this: “{CostType(wish.costs).label}”.", found[1])


def _routes(rules: RuleSet, wish: Wish) -> Verdict:
    found = rules.one("routes", Choices)
    if found is None or not wish.route or wish.route in found[0].values:
        return YES
    return _no(f"This fund is not spent in this way: “{Route(wish.route).label}”.", found[1])


def _exclusions(rules: RuleSet, wish: Wish) -> Verdict:
    found = rules.one("exclusions", Choices)
    barred = [each for each in wish.admits if found and each in found[0].values]
    if found is None or not barred:
        return YES
    return _no(f"This fund is not for such a project: “{Exclusion(barred[0]).label}”.", found[1])


CHECKS: tuple[Callable[[RuleSet, Wish], Verdict], ...] = (
    _smallest, _largest, _share_of_cost, _cost_types, _routes, _exclusions,
)  # fmt: skip


def in_time_to_apply(fund: Fund, on: dt.date) -> Verdict:
    """Whether the last days to apply and to decide are still to come."""
    year = FinancialYear.of(on)
    received = queries.day_in(fund, "received_by", year)
    if received is not None and on > received[0]:
        return _no(f"Applications for {year.label} had to be here by {long_date(received[0])}.", received[1])
    last = queries.day_in(fund, "last_decision", year)
    if last is not None and on > last[0]:
        said = f"The last day to decide in {year.label} was {long_date(last[0])}. Apply again from 1 April."
        return _no(said, last[1])
    return YES


def in_time_to_decide(fund: Fund, year: FinancialYear, on: dt.date) -> Verdict:
    """Whether the last day for members to decide is still to come."""
    last = queries.day_in(fund, "last_decision", year)
    if last is None or on <= last[0]:
        return YES
    return _no(f"The last day to decide in {year.label} was {long_date(last[0])}.", last[1])


def allowed(application: Application, on: dt.date) -> Verdict:
    """Whether the rules in force on a day allow an application as it stands, its match included. One query."""
    rules = queries.rule_set(application.fund, on)
    return first_refusal(*(check(rules, Wish.of(application)) for check in CHECKS), _matched(rules, application))


def matched(application: Application, on: dt.date) -> Verdict:
    """Whether what is not matched stays within its part of the pot; of an application that is not written down yet."""
    return _matched(queries.rule_set(application.fund, on), application)


def _matched(rules: RuleSet, application: Application) -> Verdict:
    """Some of a pot may be kept for projects that bring in as much again (Barnsley’s ward alliances: half of it)."""
    found = rules.one("match", Match)
    if found is None or _brings_as_much(application):
        return YES
    match, rule = found
    pot = queries.pot_of(application)
    most = pot.allotted * (100 - match.percent) // 100
    taken = sum(one.pence for one in queries.drawing_on(application) if not _brings_as_much(one))
    if taken + application.pence <= most:
        return YES
    said = f"{pounds_short(most)} of this pot is for projects without match, and {pounds_short(taken)} of it is taken."
    return _no(said, rule)


def _brings_as_much(application: Application) -> bool:
    return (application.cost_pence or 0) >= 2 * together(application)


def needs_second_officer(application: Application, on: dt.date) -> InForce | None:
    """Return the rule by which two officers look at an award of this size, or nothing. All parts of a project count."""
    found = queries.rule_set(application.fund, on).one("second_officer", Limit)
    return found[1] if found and together(application) >= found[0].pence else None
