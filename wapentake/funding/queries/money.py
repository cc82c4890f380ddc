"""What stands in each fund. Every published figure comes from here, and every one of these from the ledger."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.money import pounds_short
from wapentake.foundation.prepared import one_of, prepared
from wapentake.office.models import Councillor
from wapentake.places.models import Cluster, Ward

from ..models import Account, Application, Balance, Entry, Fund, FundYear, WardFigure
from ..states import BACK, BACK_LATE, FundKind, FundYearState, HolderKind, Stage
from .whose import Whose, whose


@dataclass(frozen=True)
class Pot:
    """What stands in a fund in one year: for a ward, for a councillor, or for the whole borough."""

    fund: Fund
    year: FinancialYear
    left: int = 0
    reserved: int = 0
    committed: int = 0
    paid: int = 0
    returned: int = 0
    carried: int = 0
    lapsed: int = 0
    refunded: int = 0
    settled: int = 0
    given_on: int = 0

    @property
    def allotted(self) -> int:
        """All that was given to the holders, what was carried in with it: what they hold or held, at whatever stage.

        What came back from awards of earlier years is in it once it is left to award again. What came back and was
        settled stands there as what is left, or lapsed.
        """
        promised = self.reserved + self.committed + self.paid + self.returned
        return self.left + promised + self.carried + self.lapsed

    @property
    def came_back(self) -> int:
        """What came back in the year, of its own awards and of earlier years', whatever became of it."""
        return self.returned + self.settled + self.refunded + self.given_on

    @property
    def note(self) -> str:
        """What to know of this money where it is shown: what came back, went on to the next year or lapsed."""
        said = (
            (self.returned + self.settled, "came back"),
            (self.refunded + self.given_on, "came back from earlier years"),
            (self.carried, "went on to the next year"),
            (self.lapsed, "lapsed"),
        )
        return " ".join(f"{pounds_short(pence)} {what}." for pence, what in said if pence)

    @property
    def not_yet_committed(self) -> int:
        return self.left + self.reserved


def spelt_out(pots: Iterable[Pot]) -> str:
    """Return a sentence that spells out CIL where one of these funds is the levy, for a page's figures."""
    levy = any(pot.fund.kind == FundKind.LEVY for pot in pots)
    return "CIL is the Community Infrastructure Levy, which developers pay the council." if levy else ""


def pots(
    year: FinancialYear,
    *,
    ward: Ward | None = None,
    councillor: Councillor | None = None,
    cluster: Cluster | None = None,
    funds: Iterable[Fund] | None = None,
) -> list[Pot]:
    """Return what stands in each fund in a year, in the funds' order; a fund without money is there with noughts.

    A ward's are its own and its members': what a cluster holds is no single ward's.
    """
    funds = _funds() if funds is None else list(funds)
    stages: dict[int, dict[str, int]] = defaultdict(dict)
    for fund, stage, pence in _standing(year, ward, councillor, cluster):
        stages[fund][stage] = int(pence)
    return [Pot(fund, year, **stages[fund.pk]) for fund in funds]


def _standing(
    year: FinancialYear, ward: Ward | None, councillor: Councillor | None, cluster: Cluster | None
) -> Iterable[tuple[int, str, int]]:
    """Return (fund, stage, pence) of all that stands in a year, or of what one holder has of it."""
    if ward is not None and councillor is None:
        return _of_ward(year=year.starts_in, ward=ward.pk)
    if ward is None and cluster is None and councillor is not None:
        return _of_councillor(year=year.starts_in, councillor=councillor.pk)
    balances = _of_year(year.starts_in)
    if ward is not None:
        balances = balances.filter(account__ward=ward)
    if councillor is not None:
        balances = balances.filter(account__councillor=councillor)
    if cluster is not None:
        balances = balances.filter(account__cluster=cluster)
    return balances


def _of_year(year: Any) -> QuerySet[Balance, tuple[int, str, int]]:
    balances = Balance.objects.filter(account__year=year).values_list("account__fund", "account__stage")
    return balances.annotate(Sum("pence"))


@prepared
def _of_ward(year: Any, ward: Any) -> QuerySet[Balance, tuple[int, str, int]]:
    return _of_year(year).filter(account__ward=ward)


@prepared
def _of_councillor(year: Any, councillor: Any) -> QuerySet[Balance, tuple[int, str, int]]:
    return _of_year(year).filter(account__councillor=councillor)


@prepared
def _funds() -> QuerySet[Fund]:
    return Fund.objects.all()


def funds_in(keys: Iterable[int]) -> list[Fund]:
    """Return some funds by their keys, in the funds' order. One query."""
    return _funds_in(keys=list(keys))


@prepared
def _funds_in(keys: Any) -> QuerySet[Fund]:
    return Fund.objects.filter(one_of("pk", keys))


def fund_lines(ward: Ward, year: FinancialYear) -> list[Pot]:
    """Return a ward's money in a year, fund by fund; its members' funds are summed."""
    return pots(year, ward=ward)


def councillor_line(councillor: Councillor, year: FinancialYear) -> Pot | None:
    """Return what stands in a councillor's own fund in a year; nothing where no fund is held by councillors."""
    own = _of_councillors()
    return next(iter(pots(year, councillor=councillor, funds=own)), None)


@prepared
def _of_councillors() -> QuerySet[Fund]:
    return Fund.objects.filter(holder_kind=HolderKind.COUNCILLOR)[:1]


def totals(year: FinancialYear) -> list[Pot]:
    """Return the borough's money in a year, fund by fund."""
    return pots(year)


def pots_by_ward(year: FinancialYear) -> dict[int, list[Pot]]:
    """Return every ward's money in a year, fund by fund, by the ward's key. Two queries, whatever the number."""
    funds = list(Fund.objects.all())
    stages: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    rows = Balance.objects.filter(account__year=year.starts_in, account__cluster=None).values_list(
        "account__ward", "account__fund", "account__stage"
    )
    for ward, fund, stage, pence in rows.annotate(Sum("pence")):
        stages[ward, fund][stage] = int(pence)
    wards = sorted({ward for ward, _ in stages})
    return {ward: [Pot(fund, year, **stages.get((ward, fund.pk), {})) for fund in funds] for ward in wards}


def pots_of_clusters(year: FinancialYear) -> dict[str, list[Pot]]:
    """Return what each cluster has in a year, fund by fund, by its name. Two queries, whatever the number."""
    funds = list(Fund.objects.all())
    stages: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    rows = Balance.objects.filter(account__year=year.starts_in).exclude(account__cluster=None)
    columns = ("account__cluster__name", "account__fund", "account__stage")
    for name, fund, stage, pence in rows.values_list(*columns).annotate(Sum("pence")):
        stages[name, fund][stage] = stages[name, fund].get(stage, 0) + int(pence)
    names = sorted({name for name, _ in stages})
    return {name: [Pot(fund, year, **stages.get((name, fund.pk), {})) for fund in funds] for name in names}


def pot_of(application: Application) -> Pot:
    """Return what stands in the fund that an application draws on: its councillor's, its ward's or its cluster's."""
    year = FinancialYear(application.year)
    [pot] = pots(year, **whose(application).of_account, funds=[application.fund])
    return pot


def accounts_of(fund: Fund, year: int, holder: Whose) -> dict[Stage, int]:
    """Return the keys of a holder's accounts by stage; empty where nothing was ever allotted."""
    rows = Account.objects.filter(fund=fund, year=year, **holder.of_account)
    return {Stage(stage): pk for stage, pk in rows.values_list("stage", "pk")}


def fund_for_groups() -> Fund | None:
    """Return the fund that groups apply to on the public pages, or nothing before the funds are set up."""
    return _for_groups.first()


@prepared
def _for_groups() -> QuerySet[Fund]:
    return Fund.objects.filter(takes_applications=True, holder_kind=HolderKind.COUNCILLOR)[:1]


def of_groups(fund: Fund) -> bool:
    """Say whether groups apply to a fund on the public pages: the councillors' funds that take applications."""
    return fund.takes_applications and fund.holder_kind == HolderKind.COUNCILLOR


def funds_for_groups() -> list[Fund]:
    """Return every fund that groups apply to on the public pages, councillors' own first."""
    found = Fund.objects.filter(takes_applications=True).order_by("position", "pk")
    return sorted(found, key=lambda fund: fund.holder_kind != HolderKind.COUNCILLOR)


def is_open(fund: Fund, year: int) -> bool:
    """Say whether money of a fund may move in a financial year."""
    return FundYear.objects.filter(fund=fund, year=year, state=FundYearState.OPEN).exists()


def figures_of(fund: Fund, year: FinancialYear) -> dict[tuple[int, str], int]:
    """Return what is known of the wards for a fund's year, by the ward's key and the kind of figure."""
    rows = WardFigure.objects.filter(fund=fund, year=year.starts_in).values_list("ward", "kind", "number")
    return {(ward, kind): number for ward, kind, number in rows}


def still_paid(application: Application) -> int:
    """Return how much of what was paid has not come back, in the year of the award or later, in pence."""
    money = money_of(application)
    return money.get(Stage.PAID, 0) - sum(money.get(stage, 0) for stage in BACK_LATE)


def came_back(application: Application) -> int:
    """Return how much of what was paid came back, in the year of the award or later, in pence."""
    money = money_of(application)
    return sum(money.get(stage, 0) for stage in BACK)


def money_of(application: Application) -> dict[Stage, int]:
    """Return where an application's money stands by stage, in pence: the sum of its own entries; nothing before any."""
    return {Stage(stage): int(pence) for stage, pence in _by_stage(application=application.pk)}


@prepared
def _by_stage(application: int) -> QuerySet[Entry, tuple[str, int]]:
    rows = Entry.objects.filter(transfer__application=application)
    return rows.values_list("account__stage").annotate(Sum("pence"))
