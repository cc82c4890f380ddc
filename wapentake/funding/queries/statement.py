"""What a yearly statement says. Amounts are sums over the ledger's entries, never what an application says of itself.

A statement is of the borough or, with a ward's slug, of one ward; wards of two editions that share a slug stand on one
page. Awarded is what was committed, paid, or paid and came back.
"""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.money import pounds
from wapentake.foundation.prepared import prepared
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind, Sector
from wapentake.places.models import Ward

from ..models import Account, Application, Balance, Entry, Fund, Reached
from ..states import BACK, BESIDE, IN_STATEMENT, Community, FundKind, Stage
from ..states.fund_rules import CostType
from .applications import AWARDED
from .drawn import with_drawn
from .payees import numbers_of, payee_of, with_payees
from .projects import awarded_parts
from .reach import LEAST

SPENT = (Stage.COMMITTED, Stage.PAID, Stage.RETURNED, Stage.SETTLED)
CHUNK = 500


@dataclass(frozen=True)
class Narrowed:
    """Which awards: of a ward, a sector, a fund, a cluster; empty is all. `main`: of the statement's funds, or others.

    What a cluster holds is not its wards' own: an award from it is told by `cluster`, and never by the ward's `slug`.
    """

    slug: str = ""
    sector: str = ""
    fund: str = ""
    main: bool | None = None
    cluster: str = ""


@dataclass(frozen=True)
class Line:
    """An award as every statement, file and answer has it: nothing in it is personal. Amounts are pence.

    `parts` are the references of the other awarded parts of its project.
    """

    key: int
    reference: str
    year: FinancialYear
    awarded_on: str
    ward: str
    ward_slug: str
    ward_code: str
    fund: Fund
    title: str
    recipient: str
    recipient_key: int
    recipient_slug: str
    recipient_kind: str
    charity_number: str
    company_number: str
    sector: Sector
    cost_type: FundKind
    serves: str
    communities: tuple[str, ...]
    pence: int
    asked: int
    paid: int
    returned: int
    drawn: int
    expected: int
    cluster: str = ""
    cluster_slug: str = ""
    parts: tuple[str, ...] = ()

    @property
    def held_by(self) -> str:
        """Whose money it is, where that is not the ward's own."""
        return f"held by {self.cluster}" if self.cluster else ""

    @property
    def is_main(self) -> bool:
        """Whether the statement's total counts it; tenants' rents and developers' money stand apart."""
        return self.fund.kind in IN_STATEMENT

    @property
    def stage(self) -> str:
        return self.so_far or ("Paid" if self.paid or self.returned else "Committed")

    @property
    def so_far(self) -> str:
        """How much of it is paid, where that is a part."""
        paid = self.paid + self.returned
        return f"{pounds(paid)} of {pounds(self.pence)} paid" if 0 < paid < self.pence else ""

    @property
    def registered(self) -> str:
        return self.charity_number or self.company_number


def awarded_in(year: FinancialYear | None, only: Narrowed = Narrowed()) -> QuerySet[Application]:
    """Return the awards of a year, or of all years, without their amounts."""
    found = Application.objects.filter(state__in=AWARDED)
    if year is not None:
        found = found.filter(year=year.starts_in)
    if only.slug:
        found = found.filter(ward__slug=only.slug, cluster=None)
    if only.cluster:
        found = found.filter(cluster__slug=only.cluster)
    if only.sector:
        found = found.filter(organisation__sector=only.sector)
    if only.fund:
        found = found.filter(fund__key=only.fund)
    if only.main is not None:
        within = Q(fund__kind__in=IN_STATEMENT)
        found = found.filter(within if only.main else ~within)
    return found


def with_money(found: QuerySet[Application]) -> QuerySet[Application]:
    """Add what the ledger says of each award, with its recipient, ward and fund."""
    return (
        with_drawn(with_payees(found.select_related("fund", "ward", "cluster", "organisation")))
        .annotate(
            ledger_pence=_moved(*SPENT),
            paid_pence=_moved(Stage.PAID),
            returned_pence=_moved(*BACK),
            communities=ArraySubquery(
                Reached.objects.filter(application=OuterRef("pk"), people__gte=LEAST)
                .order_by("community")
                .values("community")
            ),
        )
        .defer("purpose", "who_benefits", "who_was_asked", "contact_name", "contact_email", "token")
    )


def lines(year: FinancialYear | None, only: Narrowed = Narrowed()) -> Iterator[Line]:
    """Yield the awards of a year, or of all, by date, in constant memory: rows are fetched as they go out."""
    rows = with_money(awarded_in(year, only)).order_by("year", "decided_on", "pk")
    parts = awarded_parts()
    for row in rows.iterator(chunk_size=CHUNK):
        yield line_of(row, parts.get(row.pk, ()))


def line_of(row: Application, parts: tuple[str, ...] = ()) -> Line:
    """Return an award that `with_money` found as a line."""
    group = row.organisation
    charity, company = numbers_of(row)
    return Line(
        key=row.pk,
        reference=row.reference,
        year=FinancialYear(row.year),
        awarded_on=row.decided_on.isoformat() if row.decided_on else "",
        ward=row.ward.name,
        ward_slug=row.ward.slug,
        ward_code=row.ward.code,
        fund=row.fund,
        title=row.title,
        recipient=payee_of(row).name,
        recipient_key=group.merged_into_id or group.pk,
        recipient_slug="" if group.kind == OrganisationKind.PERSON else group.slug,
        recipient_kind=group.kind,
        charity_number=charity,
        company_number=company,
        sector=Sector(group.sector),
        cost_type=cost_of(row),
        serves=row.serves,
        communities=tuple(Community(key).label for key in row.communities),  # type: ignore[attr-defined]
        pence=row.ledger_pence,  # type: ignore[attr-defined]
        asked=row.pence,
        paid=row.paid_pence,  # type: ignore[attr-defined]
        returned=row.returned_pence,  # type: ignore[attr-defined]
        drawn=row.drawn_pence,  # type: ignore[attr-defined]
        expected=row.expected_pence,  # type: ignore[attr-defined]
        cluster=row.cluster.name if row.cluster else "",
        cluster_slug=row.cluster.slug if row.cluster else "",
        parts=parts,
    )


def cost_of(row: Application) -> FundKind:
    """Return whether an award pays for revenue or capital: what the group said, otherwise what its fund is for."""
    kinds = (FundKind.CAPITAL, FundKind.LEVY)
    capital = row.costs == CostType.CAPITAL if row.costs else row.fund.kind in kinds
    return FundKind.CAPITAL if capital else FundKind.REVENUE


def _moved(*stages: Stage) -> Coalesce:
    entries = Entry.objects.filter(transfer__application=OuterRef("pk"), account__stage__in=stages).order_by()
    total = entries.values("transfer__application").annotate(total=Sum("pence")).values("total")
    return Coalesce(Subquery(total, output_field=BigIntegerField()), 0)


# --- Sums -----------------------------------------------------------------------------------------------------------


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
    entries = entries_of(year, slug).values_list(
        "transfer__application__fund", "transfer__application__organisation__sector"
    )
    if slug:
        found = entries.annotate(Sum("pence"), Count("transfer__application", distinct=True), Max("transfer__at"))
        return [Part(fund, sector, int(pence), awards, last) for fund, sector, pence, awards, last in found]
    rows = awarded_in(year).order_by().values_list("fund", "organisation__sector").annotate(Count("pk"))
    counts = {(fund, sector): awards for fund, sector, awards in rows}
    sums = entries.annotate(Sum("pence"), Max("transfer__at"))
    return [Part(fund, sector, int(pence), counts.get((fund, sector), 0), last) for fund, sector, pence, last in sums]


def _came_back(year: FinancialYear, slug: str) -> dict[int, int]:
    """Return what came back of a year's awards, in the year or later, by the fund's key. One query."""
    rows = entries_of(year, slug, BACK).values_list("transfer__application__fund")
    return {fund: int(pence) for fund, pence in rows.annotate(Sum("pence"))}


def entries_of(year: FinancialYear, slug: str, stages: Collection[Stage] = SPENT) -> QuerySet[Entry]:
    """Return the entries by which a year's awards, of all wards or one, came to some stages."""
    found = Entry.objects.filter(
        transfer__application__year=year.starts_in, transfer__application__state__in=AWARDED, account__stage__in=stages
    )
    if slug:
        found = found.filter(transfer__application__ward__slug=slug, transfer__application__cluster=None)
    return found


def groups_helped(year: FinancialYear, slug: str = "") -> int:
    """Return how many voluntary and community bodies the statement's funds went to; a merged one counts once."""
    helped = awarded_in(year, Narrowed(slug=slug, main=True)).order_by().values("organisation")
    bodies = Organisation.objects.filter(sector=Sector.VOLUNTARY, pk__in=helped)
    return int(bodies.aggregate(found=Count(Coalesce("merged_into", "pk"), distinct=True))["found"])


def stood(year: FinancialYear, slug: str = "") -> list[Stood]:
    """Return what stands in the funds' accounts of a year, from the balances; funds without money are left out."""
    rows = Balance.objects.filter(account__year=year.starts_in)
    if slug:
        rows = rows.filter(account__ward__slug=slug)
    back = _came_back(year, slug)
    names = {fund.pk: fund for fund in Fund.objects.all()}
    sums = rows.values("account__fund").annotate(
        allotted=Sum("pence", filter=~Q(account__stage__in=BESIDE), default=0),
        awarded=Sum("pence", filter=Q(account__stage__in=SPENT), default=0),
        paid=Sum("pence", filter=Q(account__stage=Stage.PAID), default=0),
    )
    by_fund = {
        fund: Stood(names[fund], int(allotted), int(awarded), int(paid), back.get(fund, 0))
        for fund, allotted, awarded, paid in sums.values_list("account__fund", "allotted", "awarded", "paid")
        if allotted
    }
    return [by_fund[fund] for fund in names if fund in by_fund]


@dataclass(frozen=True)
class WardSums:
    """A ward in the borough's statement: pence awarded by fund."""

    slug: str
    name: str
    by_fund: dict[int, int]


def wards_in(year: FinancialYear) -> QuerySet[Any, Any]:
    """Return the slug and name of every ward that had money in a year, by name."""
    had = Account.objects.filter(ward=OuterRef("pk"), year=year.starts_in)
    return Ward.objects.filter(Exists(had)).values("slug").annotate(called=Max("name")).order_by("called", "slug")


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


def served(year: FinancialYear, slug: str = "") -> list[tuple[str, int, int]]:
    """Return (words of the priority, pence, awards) of the statement's funds, largest first; no words for none."""
    rows = entries_of(year, slug).filter(transfer__application__fund__kind__in=IN_STATEMENT)
    found = rows.values_list("transfer__application__serves").annotate(
        pence=Sum("pence"), awards=Count("transfer__application", distinct=True)
    )
    return [
        (words, int(pence), awards)
        for words, pence, awards in found.order_by("-pence", F("transfer__application__serves"))
    ]


def statement_years(slug: str = "") -> list[FinancialYear]:
    """Return the years in which the borough, or a ward, had money, newest first."""
    years = _years_in(slug=slug) if slug else _years()
    return [FinancialYear(year) for year in years]


def _years() -> QuerySet[Account, int]:
    return Account.objects.exclude(stage=Stage.SOURCE).order_by("-year").values_list("year", flat=True).distinct()


@prepared
def _years_in(slug: Any) -> QuerySet[Account, int]:
    return _years().filter(ward__slug=slug)


def statement_wards() -> list[tuple[str, FinancialYear]]:
    """Return every ward, by slug, with every year in which it had money."""
    found = (
        Account.objects.exclude(ward=None).order_by("year", "ward__slug").values_list("ward__slug", "year").distinct()
    )
    return [(slug, FinancialYear(year)) for slug, year in found]


def wards_called(slug: str, year: FinancialYear) -> list[Ward]:
    """Return the wards of a slug that had money in a year, the newest edition's first."""
    had = Account.objects.filter(ward=OuterRef("pk"), year=year.starts_in)
    found = Ward.objects.filter(Exists(had), slug=slug).select_related("edition")
    return list(found.order_by("-edition__from_date"))


def wards_of_year(year: FinancialYear) -> list[Ward]:
    """Return one ward of each edition that had money in a year, the newest edition's first."""
    had = Account.objects.filter(ward=OuterRef("pk"), year=year.starts_in)
    found = Ward.objects.filter(Exists(had)).select_related("edition")
    return list(found.order_by("-edition__from_date").distinct("edition__from_date"))
