"""Whom to tell that money is left, from when on and how often; and what would become of it."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.prepared import prepared
from wapentake.foundation.verdicts import Verdict
from wapentake.office.models import Councillor, Term
from wapentake.office.queries import Roles, live_terms
from wapentake.places.models import Cluster, Ward

from .. import queries
from ..models import AlertRule, Fund
from ..queries.whose import wards_of_clusters
from ..states import HolderKind
from .closing import carry_lines_of
from .funds import may_run_funds

LAST = 99
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class LeftIn:
    """What is left of one fund that a councillor decides on, in pence, by when to decide and what would go on."""

    fund: Fund
    left: int
    allotted: int
    carried: int
    last_day: dt.date
    apply_by: dt.date | None
    cluster: Cluster | None = None

    @property
    def named(self) -> str:
        """The fund, with the cluster whose it is."""
        return f"{self.fund} of {self.cluster}" if self.cluster else str(self.fund)

    @property
    def lapses(self) -> int:
        return self.left - self.carried


@dataclass(frozen=True)
class Deadline:
    """All that is left to a councillor whose last day nears: their own money, the ward's, its clusters'."""

    councillor: Councillor
    year: FinancialYear
    lines: tuple[LeftIn, ...]

    @property
    def left(self) -> int:
        return sum(line.left for line in self.lines)

    @property
    def last_day(self) -> dt.date:
        return min(line.last_day for line in self.lines)


def alerts_begin(rule: AlertRule, year: FinancialYear) -> dt.date:
    """Return the day of a financial year on which the first alerts go out."""
    return dt.date(year.starts_in + (rule.month < 4), rule.month, rule.day)


def period_of(rule: AlertRule, last_day: dt.date, on: dt.date) -> int | None:
    """Return in which period of the alerts a day lies: a month counted from the first, or the last days; or none."""
    begins = alerts_begin(rule, FinancialYear.of(on))
    if not begins <= on <= last_day:
        return None
    if on >= last_day - rule.last_days * DAY:
        return LAST
    return (on.year - begins.year) * 12 + on.month - begins.month - (on.day < begins.day)


def may_set_alerts(roles: Roles, from_date: dt.date) -> Verdict:
    """Another rule is in force from today or later, and after the one that is in force last."""
    last = AlertRule.objects.order_by("-from_date").first()
    if from_date < roles.on:
        return Verdict.no("A rule is in force from today or a later day on.")
    if last is not None and from_date <= last.from_date:
        return Verdict.no(f"A rule is in force from {long_date(last.from_date)} already: choose a later day.")
    return may_run_funds(roles)


def deadlines(on: dt.date, councillor: Councillor | None = None) -> list[Deadline]:
    """Return what is left to whom, once the rule's first day has come: of everybody with a seat, or of one of them."""
    rule, year = queries.alert_rule(on), FinancialYear.of(on)
    if rule is None or on < alerts_begin(rule, year):
        return []
    mine = _terms(on=on) if councillor is None else _terms_of(on=on, councillor=councillor.pk)
    only = (mine[0].ward, mine[0].councillor) if councillor is not None and mine else None
    own, wards = _left(year, on, only) if mine else ({}, {})
    found = [
        Deadline(term.councillor, year, (*own.get(term.councillor_id, ()), *wards.get(term.ward_id, ())))
        for term in mine
    ]
    return [one for one in found if one.lines]


@prepared
def _terms(on: Any) -> QuerySet[Term]:
    return live_terms(on).select_related("councillor__user", "ward").order_by("ward__number", "councillor__name")


@prepared
def _terms_of(on: Any, councillor: Any) -> QuerySet[Term]:
    return _terms.build(on).filter(councillor=councillor)


def _left(
    year: FinancialYear, on: dt.date, only: tuple[Ward, Councillor] | None
) -> tuple[dict[int, list[LeftIn]], dict[int, list[LeftIn]]]:
    """Return what is left by councillor and by ward, of the open funds whose last day is still to come.

    What a cluster has left is there for each of its wards of the day: all their members decide on it together.
    """
    own: dict[int, list[LeftIn]] = defaultdict(list)
    wards: dict[int, list[LeftIn]] = defaultdict(list)
    last_days = {fund: day for fund, day in queries.last_days_to_decide(year).items() if day >= on}
    received, awarding = queries.days_in("received_by", year), queries.funds_awarding(year)
    funds = queries.funds_in(awarding & last_days.keys())
    lines = carry_lines_of(funds, year, on, only)
    shared: list[LeftIn] = []
    for fund in funds:
        for line in lines[fund.pk]:
            one, last = line.holder, last_days[fund.pk]
            left = LeftIn(fund, line.left, one.pot.allotted, line.carried, last, received.get(fund.pk), one.cluster)
            if one.cluster is not None:
                shared.append(left)
            elif fund.holder_kind == HolderKind.WARD and one.ward is not None:
                wards[one.ward.pk].append(left)
            elif one.councillor is not None:
                own[one.councillor.pk].append(left)
    of_cluster = wards_of_clusters({one.cluster.pk for one in shared if one.cluster}, on)
    for left in shared:
        for ward in of_cluster.get(left.cluster.pk, ()) if left.cluster else ():
            wards[ward].append(left)
    return own, wards
