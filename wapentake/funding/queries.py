"""Questions about money: what is left, what was awarded, what waits for whom. Amounts are integer pence."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from wapentake.foundation.calendars import FinancialYear, is_working_day
from wapentake.office.models import Councillor
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.places.models import Ward

from .models import Account, Application, Balance, Decision, Entry, Fund, FundRule, FundYear
from .states import ApplicationState, DecisionKind, FundYearState, HolderKind, Stage

# Awarded: the decision stands, whether or not it has been paid.
AWARDED = (ApplicationState.APPROVED, ApplicationState.PAID)
OPEN = (ApplicationState.SUBMITTED, ApplicationState.SUPPORTED)
# Whose work is money borough-wide: they see every application.
SEE_ALL = (
    RoleKind.APPROVER,
    RoleKind.FINANCE,
    RoleKind.HEAD_OF_NEIGHBOURHOODS,
    RoleKind.MONITORING_OFFICER,
    RoleKind.CABINET_MEMBER,
    RoleKind.LEADER,
)
SEE_THEIR_WARDS = (RoleKind.CO_ORDINATOR, RoleKind.SUPPORT_OFFICER)


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


def awards(
    *,
    ward: Ward | None = None,
    year: FinancialYear | None = None,
    fund: Fund | None = None,
    councillor: Councillor | None = None,
) -> QuerySet[Application]:
    """Return what was awarded, newest first. Public: nothing personal may be read from it but what is published."""
    found = Application.objects.filter(state__in=AWARDED)
    if ward is not None:
        found = found.filter(ward=ward)
    if year is not None:
        found = found.filter(year=year.starts_in)
    if fund is not None:
        found = found.filter(fund=fund)
    if councillor is not None:
        found = found.filter(councillor=councillor)
    return found.select_related("fund", "ward", "councillor", "organisation", "priority").order_by("-decided_on", "-pk")


def applications_visible_to(roles: Roles) -> QuerySet[Application]:
    """Return the applications that a person may see on the desk: all, their wards', or none."""
    found = Application.objects.select_related("fund", "ward", "councillor", "organisation", "priority")
    if roles.has(*SEE_ALL):
        return found
    return found.filter(ward__in=_wards_seen_by(roles))


def _wards_seen_by(roles: Roles) -> set[int]:
    """A councillor sees the ward's applications, a co-ordinator or support officer those of their wards."""
    wards = {roles.ward.pk} if roles.ward is not None else set()
    for role in roles.held:
        if role.kind not in SEE_THEIR_WARDS:
            continue
        if role.ward_id is not None:
            wards.add(role.ward_id)
        elif role.locality_id is not None:
            wards |= {ward for locality, ward in roles.locality_wards if locality == role.locality_id}
        elif role.organisation_id is None:
            wards |= set(Ward.objects.values_list("pk", flat=True))
    return wards


def waiting_for(roles: Roles) -> QuerySet[Application]:
    """Return the applications whose next step is this person's, longest waiting first."""
    mine = Q(pk__in=())
    if roles.councillor is not None:
        mine |= Q(state=ApplicationState.SUBMITTED, councillor=roles.councillor)
    if roles.has(RoleKind.APPROVER):
        mine |= Q(state=ApplicationState.SUPPORTED)
    if roles.has(RoleKind.FINANCE):
        mine |= Q(state=ApplicationState.APPROVED)
    return applications_visible_to(roles).filter(mine).order_by("submitted_at", "pk")


def decision_of(application: Application, kind: DecisionKind) -> Decision | None:
    """Return the newest decision of a kind on an application."""
    return application.decisions.filter(kind=kind).select_related("by").order_by("-pk").first()


def supporters(application: Application) -> set[int]:
    """Return the keys of the users who supported an application."""
    return set(application.decisions.filter(kind=DecisionKind.SUPPORT).values_list("by", flat=True))


def open_from_same_group(application: Application) -> QuerySet[Application]:
    """Return other open applications of the same group in a year: it may ask several councillors for one thing."""
    return (
        Application.objects.filter(organisation=application.organisation, year=application.year, state__in=OPEN)
        .exclude(pk=application.pk)
        .select_related("councillor", "fund", "ward")
    )


def money_of(application: Application) -> dict[Stage, int]:
    """Return where an application's money stands by stage, in pence: the sum of its own entries; nothing before any."""
    rows = Entry.objects.filter(transfer__application=application).values_list("account__stage").annotate(Sum("pence"))
    return {Stage(stage): int(pence) for stage, pence in rows}
