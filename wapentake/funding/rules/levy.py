"""The local share of the Community Infrastructure Levy, and who keeps its records. Amounts are integer pence.

Community Infrastructure Levy Regulations 2010. 59A: of what is received of a development in a parish, 25% goes to the
parish council where a neighbourhood plan or order is in force for the site, without a limit; otherwise 15%, up to £100
in a financial year for each dwelling in the parish, indexed. 59F: where there is no parish at the site, the council
keeps the same share and spends it on the area. The figures are dated rules of the council's levy fund.
"""

import datetime as dt
from dataclasses import dataclass

from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Refused, Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.places.models import Parish, Ward
from wapentake.places.queries import parish_at, ward_at

from .. import queries
from ..models import Development, LevyReceipt, NeighbourhoodPlan
from ..queries import RuleSet
from ..states.fund_rules import Index, Limit, Split
from ..states.levy import Placed, ReceiptKind

LEVY_OFFICERS = (RoleKind.FINANCE, RoleKind.PLANNING_OFFICER, RoleKind.ADMINISTRATOR)
# Who hands out roles moves no money.
RECEIVE = (RoleKind.FINANCE, RoleKind.PLANNING_OFFICER)
YES = Verdict.yes()


@dataclass(frozen=True)
class Site:
    """A development as an officer describes it. `ward` is what they chose by hand, or nothing: its point tells.

    `parish` is their answer to whether the site itself lies in a parish. `reason` is why they say otherwise than a map.
    """

    reference: str
    site: str
    dwellings: int
    parish: Parish | None
    point: tuple[float, float] | None = None  # longitude, latitude
    ward: Ward | None = None
    reason: str = ""
    plan: NeighbourhoodPlan | None = None


@dataclass(frozen=True)
class Ground:
    """Where a site lies on a day, and how that was found."""

    ward: Ward
    ward_placed: Placed
    parish: Parish | None
    parish_placed: Placed


@dataclass(frozen=True)
class Share:
    """The local share of a receipt, with all that it rests on. `cap` is nothing where a plan is in force."""

    ward: Ward
    parish: Parish | None
    plan: NeighbourhoodPlan | None
    percent: int
    administration: int
    cap: int | None
    taken: int
    pence: int
    words: str

    @property
    def goes_to(self) -> str:
        """Whose money it is."""
        return str(self.parish) if self.parish else f"the pot of {self.ward}"


def may_keep_levy(roles: Roles) -> Verdict:
    """Developments and their receipts are kept by planning and finance officers, or an administrator."""
    if roles.has(*LEVY_OFFICERS):
        return YES
    return Verdict.no("Only a planning officer, a finance officer or an administrator can do this.")


def ground_of(site: Site, on: dt.date) -> Ground:
    """Return where a site lies on a day: by its point, unless the officer says otherwise and why. Raises `Refused`."""
    ward, parish, known = (None, None, False) if site.point is None else _by_point(site.point, on)
    chosen = site.ward or ward
    if chosen is None:
        raise Refused("Choose the ward: the point is in none of our wards." if site.point else "Choose the ward.")
    differs = (ward is not None and chosen.pk != ward.pk) or (known and parish != site.parish)
    if differs and not site.reason.strip():
        there = f"{ward}, {f'in {parish}' if parish else 'in no parish'}" if known else str(ward)
        raise Refused(f"On the map the point lies in {there}. Say why you put it elsewhere, or leave it to the map.")
    ward_by = Placed.POINT if ward is not None and chosen.pk == ward.pk else Placed.HAND
    return Ground(chosen, ward_by, site.parish, Placed.POINT if known and parish == site.parish else Placed.HAND)


def _by_point(point: tuple[float, float], on: dt.date) -> tuple[Ward | None, Parish | None, bool]:
    known, parish = parish_at(*point, on)
    return ward_at(*point, on), parish, known


def ground_on(development: Development, on: dt.date) -> tuple[Ward, Parish | None]:
    """Return the ward and parish of a development's site on the day of a receipt: what is placed by its point moves."""
    ward, parish = development.ward, development.parish
    if development.longitude is None or development.latitude is None:
        return ward, parish
    then, lies_in, known = _by_point((development.longitude, development.latitude), on)
    if development.ward_placed == Placed.POINT:
        ward = then or ward
    if development.parish_placed == Placed.POINT and known:
        parish = lies_in
    return ward, parish


def belongs_elsewhere(development: Development, receipt: LevyReceipt) -> bool:
    """Say whether a receipt's share was worked out for another ward, parish or plan than its site's of that day."""
    ward, parish = ground_on(development, receipt.on)
    plan = development.plan if development.plan and development.plan.is_on(receipt.on) else None
    return (receipt.ward, receipt.parish, receipt.plan) != (ward, parish, plan)


def may_change_development(development: Development) -> Verdict:
    """A development that was withdrawn stays as it was until it is put back."""
    if development.withdrawn_on is None:
        return YES
    return Verdict.no(f"It was withdrawn on {long_date(development.withdrawn_on)}. Put it back first.")


def cap_of(dwellings: int, each: int, index: Index) -> int:
    """Return the most that an area's share may come to in a year without a plan, indexed, rounded down to the penny."""
    return dwellings * each * index.figure // index.base


def share_of(pence: int, percent: int, room: int | None) -> int:
    """Return a percentage of a receipt in whole pence, rounded down, and never more than the room under a limit."""
    whole = pence * percent // 100
    return whole if room is None else max(0, min(whole, room))


def worked_out(development: Development, on: dt.date, pence: int) -> Share:
    """Return the local share of a receipt on its day. Raises `Refused` where a rule or a count is missing.

    Instalments count one after the other against the limit of the area and financial year.
    """
    fund = queries.levy_fund()
    rules = queries.rule_set(fund, on) if fund else RuleSet({})
    split = rules.one("levy_split", Split)
    if split is None:
        raise Refused(f"No rule says how levy of {long_date(on)} is divided. Write it down with the fund’s rules.")
    ward, parish = ground_on(development, on)
    plan = development.plan if development.plan and development.plan.is_on(on) else None
    kept = split[0].administration
    if plan is not None:
        share = share_of(pence, split[0].with_plan, None)
        words = f"{split[0].with_plan}%, since {plan} was in force on {long_date(on)}. {split[1].cited}"
        return Share(ward, parish, plan, split[0].with_plan, kept, None, 0, share, words)
    year = FinancialYear.of(on)
    cap = _cap(rules, year, ward, parish)
    taken = queries.capped_so_far(year, ward, parish)
    share = share_of(pence, split[0].local, cap - taken)
    words = f"{split[0].local}%, up to {pounds(cap)} in {year.label} for {parish or ward}, of which {pounds(taken)} is "
    return Share(ward, parish, None, split[0].local, kept, cap, taken, share, f"{words}taken. {split[1].cited}")


def _cap(rules: RuleSet, year: FinancialYear, ward: Ward, parish: Parish | None) -> int:
    each, index = rules.one("levy_cap", Limit), rules.one("levy_index", Index)
    if each is None or index is None:
        raise Refused("No rule gives the limit for each dwelling and its index. Write them down with the fund’s rules.")
    counted = queries.dwellings_of(year, ward, parish)
    if counted is None:
        area = str(parish) if parish else f"the part of {ward} outside parishes"
        raise Refused(f"Say first how many dwellings {area} has in {year.label}: the limit rests on it.")
    return cap_of(counted.number, each[0].pence, index[0])


def may_receive(roles: Roles, on: dt.date) -> Verdict:
    """A receipt is entered once it has come, by those who keep the levy."""
    if on > roles.on:
        return Verdict.no("That day is still to come. Enter the receipt once it has come.")
    return _may_move_levy(roles)


def _may_move_levy(roles: Roles) -> Verdict:
    if roles.has(*RECEIVE):
        return YES
    return Verdict.no("Only a planning officer or a finance officer can enter what was received or went back.")


def may_take_back(roles: Roles, receipt: LevyReceipt, pence: int, standing: int) -> Verdict:
    """What goes back to a developer, or was entered wrongly, names its receipt and is never more than stands of it."""
    if receipt.kind != ReceiptKind.RECEIVED:
        return Verdict.no("Choose the receipt itself: this line takes something back already.")
    if standing == 0:
        return Verdict.no("Nothing stands of this receipt any more.")
    if not 0 < pence <= standing:
        return Verdict.no(f"{pounds(standing)} stands of this receipt, so take back no more than that.")
    return _may_move_levy(roles)


def share_after(receipt: LevyReceipt, standing: int, share: int, pence: int) -> int:
    """Return the share of what stays once some pence go back: at its own rate, and never more than it was."""
    return min(share, share_of(standing - pence, receipt.percent, None))
