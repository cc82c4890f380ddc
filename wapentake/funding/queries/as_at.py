"""What stood in each holder's pot at the end of a day: summed from the entries up to that day, never from balances."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields

from django.db.models import Sum

from wapentake.foundation.calendars import FinancialYear
from wapentake.office.models import Councillor
from wapentake.places.models import Cluster, Ward

from ..models import Entry, Fund
from ..states import FundKind, Stage
from .money import Pot
from .whose import HasHolder, clusters_in

STAGES = tuple(stage for stage in Stage if stage != Stage.SOURCE)


@dataclass(frozen=True)
class HeldPot(HasHolder):
    """What stood in one holder's pot of a fund on a day."""

    pot: Pot
    ward: Ward | None
    councillor: Councillor | None
    cluster: Cluster | None = None

    @property
    def holder(self) -> str:
        return self.named

    @property
    def used(self) -> int:
        """What was committed or spent, in pence."""
        return used_of(self.pot)

    @property
    def is_untouched(self) -> bool:
        """Whether the holder was given money, and has committed nothing of it."""
        return self.pot.allotted > 0 and self.used == 0


@dataclass(frozen=True)
class KindSum:
    """The funds of one kind together, in pence."""

    kind: FundKind
    allotted: int
    used: int
    paid: int


def used_of(pot: Pot) -> int:
    """Return what of a pot was committed or spent. What came back is in it until it is left again or lapses."""
    return pot.committed + pot.paid + pot.returned


def held_on(day: dt.date) -> list[HeldPot]:
    """Return every holder's pot of a day's financial year as it stood at the end of that day, by fund, ward and holder.

    Four queries, whatever the number; a fifth where clusters hold any. A correction counts from its own day on: what
    was known on a day stays so.
    """
    year = FinancialYear.of(day)
    rows = Entry.objects.filter(account__year=year.starts_in, transfer__on__lte=day, account__stage__in=STAGES)
    keys = ("account__fund", "account__ward", "account__councillor", "account__cluster", "account__stage")
    found: dict[tuple[int, int | None, int | None, int | None], dict[str, int]] = defaultdict(dict)
    for fund, ward, councillor, cluster, stage, pence in rows.values_list(*keys).annotate(Sum("pence")).order_by():
        found[fund, ward, councillor, cluster][stage] = int(pence)
    funds = {fund.pk: fund for fund in Fund.objects.all()}
    wards = Ward.objects.in_bulk({key[1] for key in found if key[1]})
    people = Councillor.objects.in_bulk({key[2] for key in found if key[2]})
    clusters = clusters_in({key[3] for key in found if key[3]})
    pots = [
        HeldPot(
            Pot(funds[fund], year, **stages), wards.get(ward or 0), people.get(councillor or 0),
            clusters.get(cluster or 0),
        )
        for (fund, ward, councillor, cluster), stages in found.items()
    ]  # fmt: skip
    return sorted(pots, key=lambda one: (one.pot.fund.position, one.place.name, one.holder))


def sum_of_pots(fund: Fund, pots: Iterable[HeldPot]) -> Pot:
    """Return these pots of one fund as one."""
    pots = list(pots)
    names = [field.name for field in fields(Pot) if field.name not in ("fund", "year")]
    return Pot(fund, pots[0].pot.year, **{name: sum(getattr(one.pot, name) for one in pots) for name in names})


def by_kind(pots: Iterable[HeldPot]) -> list[KindSum]:
    """Return what was allotted, used and paid by kind of fund, in their order; those without money are left out."""
    found: dict[str, list[Pot]] = defaultdict(list)
    for one in pots:
        found[one.pot.fund.kind].append(one.pot)
    return [
        KindSum(
            kind,
            sum(pot.allotted for pot in found[kind]),
            sum(used_of(pot) for pot in found[kind]),
            sum(pot.paid for pot in found[kind]),
        )
        for kind in FundKind
        if any(pot.allotted for pot in found[kind])
    ]
