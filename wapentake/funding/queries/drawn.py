"""What others gave to the projects that the wards' money paid for. Amounts are integer pence.

Only confirmed money counts as drawn in; what is expected stands apart. Spent is what stands as committed or paid in the
accounts: what came back is not in it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import BigIntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.prepared import prepared

from ..models import Application, Balance, Entry, OtherMoney
from ..states import BACK_LATE, IN_STATEMENT, Stage
from .applications import AWARDED

KEPT = (Stage.COMMITTED, Stage.PAID)


@dataclass(frozen=True)
class Drawn:
    """What was spent, and what others gave: money and help that are confirmed, and what is still expected."""

    spent: int = 0
    money: int = 0
    in_kind: int = 0
    expected: int = 0

    @property
    def confirmed(self) -> int:
        return self.money + self.in_kind

    @property
    def is_any(self) -> bool:
        """Whether anybody gave anything, or is expected to."""
        return bool(self.confirmed or self.expected)

    @property
    def per_pound(self) -> str:
        """The pounds drawn in for each pound spent, like £1.40; nothing where nothing was spent."""
        if self.spent <= 0:
            return ""
        pounds = Decimal(self.confirmed) / Decimal(self.spent)
        return f"£{pounds.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


def drawn_by_ward(year: FinancialYear, slugs: Collection[str]) -> dict[str, Drawn]:
    """Return what the awards of the statement's funds drew in, ward by ward, for some wards of a year. Two queries."""
    only = {"year": year.starts_in, "ward__slug__in": list(slugs), "cluster": None}  # a cluster's is no ward's own
    return _joined(_given_by("ward__slug", **only), _spent_by("ward__slug", **only))


def drawn_by_year(slug: str = "") -> list[tuple[FinancialYear, Drawn]]:
    """Return the same year by year, the latest first; years to which nobody gave anything are left out."""
    if slug:
        found = _joined(_ward_given(slug=slug), _ward_spent(slug=slug))
    else:
        found = _joined(_given_by("year"), _spent_by("year"))
    return [(FinancialYear(year), found[year]) for year in sorted(found, reverse=True) if found[year].is_any]


@prepared
def _ward_given(slug: Any) -> QuerySet[OtherMoney, Any]:
    return _given_by("year", ward__slug=slug, cluster=None)


@prepared
def _ward_spent(slug: Any) -> QuerySet[Balance, Any]:
    return _spent_by("year", ward__slug=slug, cluster=None)


def drawn_by(application: Application) -> Drawn:
    """Return what one award drew in."""
    given = OtherMoney.objects.filter(application=application).aggregate(**_SUMS)
    kept = Entry.objects.filter(transfer__application=application, account__stage__in=(*KEPT, *BACK_LATE))
    back = Q(account__stage__in=BACK_LATE)
    sums = kept.aggregate(kept=Sum("pence", filter=~back, default=0), back=Sum("pence", filter=back, default=0))
    return Drawn(int(sums["kept"] - sums["back"]), **given)


_SUMS: dict[str, Any] = {
    "money": Sum("pence", filter=Q(confirmed=True, in_kind=False), default=0),
    "in_kind": Sum("pence", filter=Q(confirmed=True, in_kind=True), default=0),
    "expected": Sum("pence", filter=Q(confirmed=False), default=0),
}


def _given_by(key: str, **only: Any) -> QuerySet[OtherMoney, Any]:
    """Ask what others gave, by a year or a ward of the applications: (key, money, in kind, expected)."""
    only["fund__kind__in"] = IN_STATEMENT
    rows = OtherMoney.objects.filter(application__state__in=AWARDED, **_prefixed("application", only)).order_by()
    return rows.values(f"application__{key}").annotate(**_SUMS).values_list(f"application__{key}", *_SUMS)


def _spent_by(key: str, **only: Any) -> QuerySet[Balance, Any]:
    """Ask what was spent, by a year or a ward of the accounts: (key, pence)."""
    only["fund__kind__in"] = IN_STATEMENT
    rows = Balance.objects.filter(account__stage__in=KEPT, **_prefixed("account", only)).order_by()
    return rows.values_list(f"account__{key}").annotate(found=Sum("pence"))


def _joined(given: Iterable[Any], spent: Iterable[Any]) -> dict[Any, Drawn]:
    others = {key: tuple(int(pence) for pence in sums) for key, *sums in given}
    pence = {key: int(found) for key, found in spent}
    return {key: Drawn(pence.get(key, 0), *others.get(key, ())) for key in pence.keys() | others.keys()}


def _prefixed(before: str, only: dict[str, Any]) -> dict[str, Any]:
    return {f"{before}__{name}": value for name, value in only.items()}


def with_drawn(rows: QuerySet[Application]) -> QuerySet[Any]:
    """Add to each award what others gave to it: confirmed, and expected."""
    return rows.annotate(drawn_pence=_given(confirmed=True), expected_pence=_given(confirmed=False))


def _given(*, confirmed: bool) -> Coalesce:
    found = OtherMoney.objects.filter(application=OuterRef("pk"), confirmed=confirmed).order_by()
    total = found.values("application").annotate(total=Sum("pence")).values("total")
    return Coalesce(Subquery(total, output_field=BigIntegerField()), 0)
