"""What stands in each fund. Every published figure comes from here, and every one of these from the ledger."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum

from wapentake.foundation.calendars import FinancialYear, is_working_day
from wapentake.office.models import Councillor
from wapentake.places.models import Ward

from ..models import Account, Application, Balance, Entry, Fund, FundRule, FundYear
from ..states import FundYearState, HolderKind, Stage


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

    @property
    def allotted(self) -> int:
        """All that was given to the holders: what they hold now, at whatever stage."""
        return self.left + self.reserved + self.committed + self.paid + self.returned

    @property
    def not_yet_committed(self) -> int:
        return self.left + self.reserved


def pots(
    year: FinancialYear,
    *,
    ward: Ward | None = None,
    councillor: Councillor | None = None,
    funds: Iterable[Fund] | None = None,
) -> list[Pot]:
    """Return what stands in each fund in a year, in the funds' order; a fund without money is there with noughts."""
    funds = list(Fund.objects.all() if funds is None else funds)
    balances = Balance.objects.filter(account__year=year.starts_in, account__fund__in=funds)
    if ward is not None:
        balances = balances.filter(account__ward=ward)
    if councillor is not None:
        balances = balances.filter(account__councillor=councillor)
    stages: dict[int, dict[str, int]] = defaultdict(dict)
    for fund, stage, pence in balances.values_list("account__fund", "account__stage").annotate(Sum("pence")):
        stages[fund][stage] = int(pence)
    return [Pot(fund, year, **stages[fund.pk]) for fund in funds]


def fund_lines(ward: Ward, year: FinancialYear) -> list[Pot]:
    """Return a ward's money in a year, fund by fund; its members' funds are summed."""
    return pots(year, ward=ward)


def councillor_line(councillor: Councillor, year: FinancialYear) -> Pot | None:
    """Return what stands in a councillor's own fund in a year; nothing where no fund is held by councillors."""
    own = Fund.objects.filter(holder_kind=HolderKind.COUNCILLOR)[:1]
    return next(iter(pots(year, councillor=councillor, funds=own)), None)


def totals(year: FinancialYear) -> list[Pot]:
    """Return the borough's money in a year, fund by fund."""
    return pots(year)


def pots_by_ward(year: FinancialYear) -> dict[int, list[Pot]]:
    """Return every ward's money in a year, fund by fund, by the ward's key. Two queries, whatever the number."""
    funds = list(Fund.objects.all())
    stages: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    rows = Balance.objects.filter(account__year=year.starts_in).values_list(
        "account__ward", "account__fund", "account__stage"
    )
    for ward, fund, stage, pence in rows.annotate(Sum("pence")):
        stages[ward, fund][stage] = int(pence)
    wards = sorted({ward for ward, _ in stages})
    return {ward: [Pot(fund, year, **stages.get((ward, fund.pk), {})) for fund in funds] for ward in wards}


def pot_of(application: Application) -> Pot:
    """Return what stands in the fund that an application draws on: its councillor's, or its ward's."""
    year = FinancialYear(application.year)
    [pot] = pots(year, ward=application.ward, councillor=application.councillor, funds=[application.fund])
    return pot


def accounts_of(fund: Fund, year: int, ward: Ward, councillor: Councillor | None) -> dict[Stage, int]:
    """Return the keys of a holder's accounts by stage; empty where nothing was ever allotted."""
    rows = Account.objects.filter(fund=fund, year=year, ward=ward, councillor=councillor)
    return {Stage(stage): pk for stage, pk in rows.values_list("stage", "pk")}


def fund_for_groups() -> Fund | None:
    """Return the fund that groups apply to on the public pages, or nothing before the funds are set up."""
    return Fund.objects.filter(takes_applications=True, holder_kind=HolderKind.COUNCILLOR).first()


def rule_on(fund: Fund, key: str, on: dt.date) -> FundRule | None:
    """Return a fund's rule as it stands on a day, or nothing if it has none."""
    return FundRule.objects.on(on).filter(fund=fund, key=key).order_by("-from_date").first()


def rules_on(fund: Fund, on: dt.date) -> list[FundRule]:
    """Return all of a fund's rules as they stand on a day, in the order in which they were written down."""
    return list(FundRule.objects.on(on).filter(fund=fund).order_by("pk"))


def last_day_to_decide(fund: Fund, year: FinancialYear) -> dt.date | None:
    """Return the last working day on which members may decide in a year, or nothing if the fund has no such rule."""
    rule = rule_on(fund, "last_decision", year.end)
    if rule is None:
        return None
    month, day = rule.value["month"], rule.value["day"]
    last = dt.date(year.starts_in + (month < 4), month, day)
    while not is_working_day(last):
        last -= dt.timedelta(days=1)
    return last


def is_open(fund: Fund, year: int) -> bool:
    """Say whether money of a fund may move in a financial year."""
    return FundYear.objects.filter(fund=fund, year=year, state=FundYearState.OPEN).exists()


def money_of(application: Application) -> dict[Stage, int]:
    """Return where an application's money stands by stage, in pence: the sum of its own entries; nothing before any."""
    rows = Entry.objects.filter(transfer__application=application).values_list("account__stage").annotate(Sum("pence"))
    return {Stage(stage): int(pence) for stage, pence in rows}
