"""What is known where an officer enters an award that members decided elsewhere, and the minute as it is shown."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Verdict
from wapentake.office.models import Councillor, Term
from wapentake.office.queries import Roles
from wapentake.places.models import Ward
from wapentake.places.queries import wards_in_cluster
from wapentake.plans.queries import published_priorities

from .. import queries, rules
from ..models import Application, Fund, Minute
from ..queries.fund_rules import InForce
from ..states import HolderKind
from ..states.fund_rules import Choices
from ..states.subsidies import SellingAsked


def minute_facts(application: Application) -> list[tuple[str, str]]:
    """Return at which meeting members decided on an award that was entered; empty for any other."""
    row = Minute.objects.filter(application=application).first()
    if row is None:
        return []
    found = [("Decided by the members", f"At their meeting of {long_date(row.met_on)}: {row.said}")]
    if aside := ", ".join(map(str, row.aside.order_by("name"))):
        found.append(("Took no part, for an interest", aside))
    return found


def _who_sat(fund: Fund, ward: Ward, clusters: list[Any], on: dt.date) -> list[Councillor]:
    """Return who sat in the year until a day for the ward, or for one of the clusters' wards."""
    of_clusters = [one for cluster in clusters for one in wards_in_cluster(cluster, on)]
    wards = of_clusters if fund.holder_kind == HolderKind.CLUSTER else [ward]
    since = Q(to_date=None) | Q(to_date__gt=FinancialYear.of(on).start)
    terms = Term.objects.filter(since, ward__in=wards, from_date__lte=on)
    return list(Councillor.objects.filter(terms__in=terms).distinct().order_by("name"))


def funds_to_enter() -> QuerySet[Fund]:
    """Return the funds whose members decide together: those of wards and of clusters of wards."""
    return Fund.objects.exclude(holder_kind=HolderKind.COUNCILLOR).order_by("position", "pk")


@dataclass(frozen=True)
class Entering:
    """What stands above the form, whether this reader may send it, and what its fields offer."""

    lead: str
    may: Verdict
    offered: tuple[Any, ...]
    initial: dict[str, str]


def entering(fund: Fund, ward: Ward, roles: Roles) -> Entering:
    """Return what is left in the pots that it may come from, and what the fund's rules of today ask for."""
    on, year = roles.on, FinancialYear.of(roles.on)
    clusters = queries.clusters_to_ask(fund, ward, year.starts_in, on)
    known = queries.rule_set(fund, on)
    asked, costs = known.one("subsidy_asked", Choices), known.one("cost_type", Choices)
    tests = rules.tests_of(fund, on)
    alone = costs[0].values[0] if costs and len(costs[0].values) == 1 else ""
    return Entering(
        lead=f"{fund}, {ward}, {year.label}. {_left(fund, ward, clusters, year)}",
        may=rules.may_record_award(roles, fund, on, ward),
        offered=(fund, ward, clusters, published_priorities(ward, on), tests, _asks_selling(asked),
                 _who_sat(fund, ward, clusters, on)),
        initial={"costs": alone},
    )  # fmt: skip


def _asks_selling(rule: tuple[Choices, InForce] | None) -> bool:
    return rule is not None and SellingAsked.APPROVAL in rule[0].values


def _left(fund: Fund, ward: Ward, clusters: list[Any], year: FinancialYear) -> str:
    if fund.holder_kind == HolderKind.CLUSTER:
        pots = [(str(one), queries.pots(year, cluster=one, funds=[fund])) for one in clusters]
        return " ".join(f"{name} has {pounds(pot.left)} left." for name, [pot] in pots)
    [pot] = queries.pots(year, ward=ward, funds=[fund])
    return f"The ward has {pounds(pot.left)} left."
