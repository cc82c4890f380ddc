"""What a yearly statement says. Amounts are sums over the ledger's entries, never what an application says of itself.

A statement is of the borough or, with a ward's slug, of one ward; wards of two editions that share a slug stand on one
page. Awarded is what was committed, paid, or paid and came back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Exists, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.money import pounds
from wapentake.foundation.prepared import prepared
from wapentake.organisations.states import OrganisationKind, Sector
from wapentake.places.models import Ward

from ..models import Account, Application, Entry, Fund, Reached
from ..states import BACK, IN_STATEMENT, Community, FundKind, Stage
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


# --- Years and wards --------------------------------------------------------------------------------------------------


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


def wards_in(year: FinancialYear) -> QuerySet[Any, Any]:
    """Return the slug and name of every ward that had money in a year, by name."""
    had = Account.objects.filter(ward=OuterRef("pk"), year=year.starts_in)
    return Ward.objects.filter(Exists(had)).values("slug").annotate(called=Max("name")).order_by("called", "slug")


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
