"""The rules of a fund that are in force on a day, read as typed data."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet

from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.prepared import one_of, prepared

from ..models import Fund, FundRule
from ..states.days import DayOfYear
from ..states.fund_rules import Count, Value, read_rule

Typed = TypeVar("Typed")


@dataclass(frozen=True)
class InForce:
    """A rule with its typed value, its words and its source."""

    rule: FundRule
    value: Value

    @property
    def cited(self) -> str:
        """The rule named with its date and source, as every refusal ends."""
        return f"Rule since {long_date(self.rule.from_date)}: {self.rule.source.rstrip('.')}."


@dataclass(frozen=True)
class RuleSet:
    """All rules of a fund that are in force on a day, by their keys. One query."""

    found: dict[str, InForce]

    def one(self, key: str, kind: type[Typed]) -> tuple[Typed, InForce] | None:
        """Return a rule's value with the rule itself, or nothing where the fund has none."""
        rule = self.found.get(key)
        if rule is None:
            return None
        if not isinstance(rule.value, kind):
            raise TypeError(f"The rule {key} is no {kind.__name__}.")
        return rule.value, rule


def rule_set(fund: Fund, on: dt.date) -> RuleSet:
    """Return a fund's rules as they stand on a day. Raises `BadRule` for one that cannot be read."""
    return rule_sets([fund], on)[fund.pk]


def rule_sets(funds: Sequence[Fund], on: dt.date, only: Sequence[str] = ()) -> dict[int, RuleSet]:
    """Return the rules of several funds as they stand on a day, by the fund's key; `only` reads no others than these.

    One query. Raises as `rule_set`.
    """
    found: dict[int, dict[str, InForce]] = {fund.pk: {} for fund in funds}
    rows = _some_of(funds=list(found), keys=list(only), on=on) if only else _rules_of(funds=list(found), on=on)
    for row in rows:
        found[row.fund_id][row.key] = InForce(row, read_rule(row.key, row.value))
    return {fund: RuleSet(rules) for fund, rules in found.items()}


@prepared
def _rules_of(funds: Any, on: Any) -> QuerySet[FundRule]:
    return FundRule.objects.on(on).filter(one_of("fund", funds)).order_by("from_date", "pk")


@prepared
def _some_of(funds: Any, keys: Any, on: Any) -> QuerySet[FundRule]:
    return _rules_of.build(funds, on).filter(one_of("key", keys))


@dataclass(frozen=True)
class RuleBook:
    """Every rule that some funds have or had, to be read as of many days."""

    rows: tuple[FundRule, ...]

    def on(self, fund: int, day: dt.date) -> RuleSet:
        """Return the rules of a fund, by its key, as they stand on a day. Raises as `rule_set`."""
        rows = [row for row in self.rows if row.fund_id == fund and row.is_on(day)]
        return RuleSet({row.key: InForce(row, read_rule(row.key, row.value)) for row in rows})


def rule_book(funds: Iterable[int]) -> RuleBook:
    """Return every rule of some funds, by their keys. One query."""
    return RuleBook(tuple(FundRule.objects.filter(fund__in=list(funds)).order_by("from_date", "pk")))


def rule_on(fund: Fund, key: str, on: dt.date) -> FundRule | None:
    """Return a fund's rule as it stands on a day, or nothing if it has none."""
    return _rules.first(fund=fund.pk, key=key, on=on)


@prepared
def _rules(fund: Any, key: Any, on: Any) -> QuerySet[FundRule]:
    return FundRule.objects.on(on).filter(fund=fund, key=key).order_by("-from_date")[:1]


def periods_of() -> dict[int, list[tuple[FundRule, int]]]:
    """Return every rule that says in how many months an award is spent, by the fund's key. One query."""
    found: dict[int, list[tuple[FundRule, int]]] = {}
    for row in FundRule.objects.filter(key="spend_within").order_by("fund", "from_date"):
        value = read_rule(row.key, row.value)
        assert isinstance(value, Count)
        found.setdefault(row.fund_id, []).append((row, value.number))
    return found


def said_of(fund: Fund, key: str, on: dt.date) -> str:
    """Return a rule that stands on a day in its words, with its source; nothing if the fund has none."""
    row = rule_on(fund, key, on)
    return f"{row.text} {InForce(row, read_rule(key, row.value)).cited}" if row else ""


def rules_on(fund: Fund, on: dt.date) -> list[FundRule]:
    """Return all of a fund's rules as they stand on a day, in the order in which they were written down."""
    return list(FundRule.objects.on(on).filter(fund=fund).order_by("pk"))


def rules_of(fund: Fund) -> list[FundRule]:
    """Return every rule that a fund has or had, newest first of each kind."""
    return list(FundRule.objects.filter(fund=fund).order_by("key", "-from_date"))


def day_in(fund: Fund, key: str, year: FinancialYear) -> tuple[dt.date, InForce] | None:
    """Return the day that a rule of a fund sets in a year, with the rule; nothing if there is none."""
    row = rule_on(fund, key, year.end)
    if row is None:
        return None
    value = read_rule(key, row.value)
    assert isinstance(value, DayOfYear)
    return value.in_year(year), InForce(row, value)


def last_days_to_decide(year: FinancialYear) -> dict[int, dt.date]:
    """Return the last day on which members may decide in a year, by the fund's key. One query."""
    return days_in("last_decision", year)


def days_in(key: str, year: FinancialYear) -> dict[int, dt.date]:
    """Return the day that a rule of each fund sets in a year, by the fund's key. One query."""
    values = {row.fund_id: read_rule(row.key, row.value) for row in _of_all_funds(key=key, on=year.end)}
    return {fund: value.in_year(year) for fund, value in values.items() if isinstance(value, DayOfYear)}


@prepared
def _of_all_funds(key: Any, on: Any) -> QuerySet[FundRule]:
    return FundRule.objects.on(on).filter(key=key).order_by("from_date")


def last_day_to_decide(fund: Fund, year: FinancialYear) -> dt.date | None:
    """Return the last day on which members may decide in a year, or nothing if the fund has no such rule."""
    found = day_in(fund, "last_decision", year)
    return found[0] if found else None
