"""What a yearly statement adds up: over the ledger's entries and, a second way, over the accounts' balances.

Amounts are integer pence. Of a ward each sum is a prepared question: its page asks them all, and Django writes them as
long as PostgreSQL answers them.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.prepared import prepared
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import Sector

from ..models import Balance, Entry, Fund
from ..states import BACK, BESIDE, IN_STATEMENT, Stage
from .applications import AWARDED
from .statement import SPENT, Narrowed, awarded_in


@dataclass(frozen=True)
class Part:
    """What one sector had from one fund in a year, and when an entry of that was last made."""

    fund: int
    sector: str
    pence: int
    awards: int
    last: dt.datetime


@dataclass(frozen=True)
class Stood:
    """What a fund's accounts of a year say: a second way to the same sum, and what was allotted.

    `returned` is what came back of the year's awards, in that year or later, as their rows have it.
    """

    fund: Fund
    allotted: int
    awarded: int
    paid: int
    returned: int


def parts_of(year: FinancialYear, slug: str = "") -> list[Part]:
    """Return what each sector had from each fund: of a ward in one query, of the borough in two.

    The borough's awards are counted by their own rows: to count them by their entries, all of those are sorted.
    """
    if slug:
        found = _ward_parts(year=year.starts_in, slug=slug)
        return [Part(fund, sector, int(pence), awards, last) for fund, sector, pence, awards, last in found]
    entries = entries_of(year).values_list("transfer__application__fund", "transfer__application__organisation__sector")
    rows = awarded_in(year).order_by().values_list("fund", "organisation__sector").annotate(Count("pk"))
    counts = {(fund, sector): awards for fund, sector, awards in rows}
    sums = entries.annotate(Sum("pence"), Max("transfer__at"))
    return [Part(fund, sector, int(pence), counts.get((fund, sector), 0), last) for fund, sector, pence, last in sums]


@prepared
def _ward_parts(year: Any, slug: Any) -> QuerySet[Entry, Any]:
    entries = entries_of_ward(year, slug).values_list(
        "transfer__application__fund", "transfer__application__organisation__sector"
    )
    return entries.annotate(Sum("pence"), Count("transfer__application", distinct=True), Max("transfer__at"))


def _came_back(year: FinancialYear, slug: str) -> dict[int, int]:
    """Return what came back of a year's awards, in the year or later, by the fund's key. One query."""
    found = _ward_came_back(year=year.starts_in, slug=slug) if slug else _back_by_fund(entries_of(year, BACK))
    return {fund: int(pence) for fund, pence in found}


@prepared
def _ward_came_back(year: Any, slug: Any) -> QuerySet[Entry, Any]:
    return _back_by_fund(entries_of_ward(year, slug, BACK))


def _back_by_fund(rows: QuerySet[Entry]) -> QuerySet[Entry, Any]:
    return rows.values_list("transfer__application__fund").annotate(Sum("pence"))


def entries_of(year: FinancialYear, stages: Collection[Stage] = SPENT) -> QuerySet[Entry]:
    """Return the entries by which a year's awards came to some stages."""
    return _entries(year.starts_in, stages)


def entries_of_ward(year: Any, slug: Any, stages: Collection[Stage] = SPENT) -> QuerySet[Entry]:
    """Return the same of one ward's awards, without those of its clusters; `year` is the one that it begins in."""
    return _entries(year, stages).filter(transfer__application__ward__slug=slug, transfer__application__cluster=None)


def _entries(year: Any, stages: Collection[Stage]) -> QuerySet[Entry]:
    return Entry.objects.filter(
        transfer__application__year=year, transfer__application__state__in=AWARDED, account__stage__in=stages
    )


def groups_helped(year: FinancialYear, slug: str = "") -> int:
    """Return how many voluntary and community bodies the statement's funds went to; a merged one counts once."""
    helped = awarded_in(year, Narrowed(slug=slug, main=True)).order_by().values("organisation")
    bodies = Organisation.objects.filter(sector=Sector.VOLUNTARY, pk__in=helped)
    return int(bodies.aggregate(found=Count(Coalesce("merged_into", "pk"), distinct=True))["found"])


def stood(year: FinancialYear, slug: str = "") -> list[Stood]:
    """Return what stands in the funds' accounts of a year, from the balances; funds without money are left out."""
    if slug:
        sums: Any = _ward_stood(year=year.starts_in, slug=slug)
    else:
        sums = _stood(Balance.objects.filter(account__year=year.starts_in))
    back, names = _came_back(year, slug), {fund.pk: fund for fund in Fund.objects.all()}
    by_fund = {
        fund: Stood(names[fund], int(allotted), int(awarded), int(paid), back.get(fund, 0))
        for fund, allotted, awarded, paid in sums
        if allotted
    }
    return [by_fund[fund] for fund in names if fund in by_fund]


@prepared
def _ward_stood(year: Any, slug: Any) -> QuerySet[Balance, Any]:
    return _stood(Balance.objects.filter(account__year=year, account__ward__slug=slug))


def _stood(rows: QuerySet[Balance]) -> QuerySet[Balance, Any]:
    return (
        rows.values("account__fund")
        .annotate(
            allotted=Sum("pence", filter=~Q(account__stage__in=BESIDE), default=0),
            awarded=Sum("pence", filter=Q(account__stage__in=SPENT), default=0),
            paid=Sum("pence", filter=Q(account__stage=Stage.PAID), default=0),
        )
        .values_list("account__fund", "allotted", "awarded", "paid")
    )


@dataclass(frozen=True)
class WardSums:
    """A ward in the borough's statement: pence awarded by fund."""

    slug: str
    name: str
    by_fund: dict[int, int]


def ward_sums(year: FinancialYear, wards: Collection[tuple[str, str]]) -> list[WardSums]:
    """Return what was awarded in some wards, (slug, name), fund by fund. One query."""
    sums: dict[str, dict[int, int]] = {slug: {} for slug, _ in wards}
    rows = Balance.objects.filter(
        account__year=year.starts_in, account__stage__in=SPENT, account__ward__slug__in=sums
    ).values_list("account__ward__slug", "account__fund")
    for slug, fund, pence in rows.annotate(Sum("pence")):
        sums[slug][fund] = int(pence)
    return [WardSums(slug, name, sums[slug]) for slug, name in wards]


def cluster_sums(year: FinancialYear) -> list[WardSums]:
    """Return what was awarded from each cluster's pots, fund by fund, of clusters that had money. One query."""
    rows = Balance.objects.filter(account__year=year.starts_in).exclude(account__cluster=None)
    sums: dict[tuple[str, str], dict[int, int]] = {}
    spent = Sum("pence", filter=Q(account__stage__in=SPENT), default=0)
    named = rows.values_list("account__cluster__name", "account__cluster__slug", "account__fund")
    for name, slug, fund, pence in named.annotate(spent=spent):
        sums.setdefault((name, slug), {})[fund] = int(pence)
    return [WardSums(slug, name, by_fund) for (name, slug), by_fund in sorted(sums.items())]


def largest_ward(year: FinancialYear) -> int:
    """Return what the ward or cluster with the most was awarded from the statement's funds: the length of its bar."""
    rows = Balance.objects.filter(
        account__year=year.starts_in, account__stage__in=SPENT, account__fund__kind__in=IN_STATEMENT
    )
    by_holder = rows.values("account__ward__slug", "account__cluster")
    top = by_holder.annotate(total=Sum("pence")).aggregate(most=Max("total"))
    return int(top["most"] or 0)


def served(year: FinancialYear, slug: str) -> list[tuple[str, int, int]]:
    """Return (words of the priority, pence, awards) of a ward's main funds, largest first; no words for none."""
    return [(words, int(pence), awards) for words, pence, awards in _served(year=year.starts_in, slug=slug)]


@prepared
def _served(year: Any, slug: Any) -> QuerySet[Entry, Any]:
    rows = entries_of_ward(year, slug).filter(transfer__application__fund__kind__in=IN_STATEMENT)
    found = rows.values_list("transfer__application__serves").annotate(
        pence=Sum("pence"), awards=Count("transfer__application", distinct=True)
    )
    return found.order_by("-pence", F("transfer__application__serves"))
