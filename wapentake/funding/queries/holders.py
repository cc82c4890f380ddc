"""Who holds what of a fund in a year, and the postings behind each figure. Amounts are integer pence."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Sum

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.models import AuditRecord
from wapentake.foundation.prepared import one_of, prepared
from wapentake.office.models import Councillor
from wapentake.office.queries import Roles
from wapentake.places.models import Cluster, Ward

from ..models import Account, Balance, Entry, Fund, FundYear, Move, Transfer
from ..states import GIVEN, FundYearState, MoveState, Stage, TransferKind
from .money import Pot
from .whose import HasHolder, Whose, clusters_in

# The figure that is no stage of its own: all that was given to a holder.
ALLOTTED = "allotted"
# What an account's holder is made of.
HOLDER = ("ward", "councillor", "cluster")


@dataclass(frozen=True)
class Holder(HasHolder):
    """Whose pot it is: a ward's, one of its councillors', or a cluster's; and what stands in it."""

    ward: Ward | None
    councillor: Councillor | None
    pot: Pot
    cluster: Cluster | None = None

    def __str__(self) -> str:
        return self.named


def holders_of(fund: Fund, year: FinancialYear) -> list[Holder]:
    """Return every pot of a fund in a year, by ward and name. Three queries, whatever the number."""
    return holders_in([fund], year)[fund.pk]


def holders_in(
    funds: Sequence[Fund], year: FinancialYear, only: tuple[Ward, Councillor] | None = None
) -> dict[int, list[Holder]]:
    """Return the pots of several funds in a year, by the fund's key, then by ward and name. Three queries.

    `only` leaves out all pots of wards but one's, its members' included, and a councillor's wherever they are.
    """
    stages: dict[tuple[int, int | None, int | None, int | None], dict[str, int]] = defaultdict(dict)
    asked = {"funds": [fund.pk for fund in funds], "year": year.starts_in}
    rows = _balances(**asked) if only is None else _balances_of(**asked, ward=only[0].pk, councillor=only[1].pk)
    for fund, ward, councillor, cluster, stage, pence in rows:
        stages[fund, ward, councillor, cluster][stage] = pence
    wards = {ward.pk: ward for ward in _wards(keys=list({key[1] for key in stages if key[1]}))}
    members = {member.pk: member for member in _members(keys=list({key[2] for key in stages if key[2]}))}
    clusters = clusters_in({key[3] for key in stages if key[3]})
    known = {fund.pk: fund for fund in funds}
    found: dict[int, list[Holder]] = {fund: [] for fund in known}
    for (fund, ward, councillor, cluster), money in stages.items():
        pot = Pot(known[fund], year, **money)
        one = Holder(wards.get(ward or 0), members.get(councillor or 0), pot, clusters.get(cluster or 0))
        found[fund].append(one)
    for holders in found.values():
        holders.sort(key=lambda one: (one.ward.number if one.ward else 0, one.place.name, one.holder_key, str(one)))
    return found


Row = tuple[int, int | None, int | None, int | None, str, int]


@prepared
def _balances(funds: Any, year: Any) -> QuerySet[Balance, Row]:
    columns = ("account__fund", "account__ward", "account__councillor", "account__cluster", "account__stage", "pence")
    return Balance.objects.filter(one_of("account__fund", funds), account__year=year).values_list(*columns)


@prepared
def _balances_of(funds: Any, year: Any, ward: Any, councillor: Any) -> QuerySet[Balance, Row]:
    rows = _balances.build(funds, year)
    return rows.filter(Q(account__ward=ward) | Q(account__councillor=councillor) | Q(account__cluster__isnull=False))


@prepared
def _wards(keys: Any) -> QuerySet[Ward]:
    return Ward.objects.filter(one_of("pk", keys))


@prepared
def _members(keys: Any) -> QuerySet[Councillor]:
    return Councillor.objects.filter(one_of("pk", keys))


def postings(
    fund: Fund,
    year: FinancialYear,
    figure: str = "",
    *,
    holder: Whose | None = None,
) -> QuerySet[Entry]:
    """Return the entries behind a figure of a fund's year, newest first: of a stage, or of all that was allotted.

    Without a holder, those of all. What a fund gave out of its source is not among them: it is their other leg.
    """
    found = Entry.objects.filter(account__fund=fund, account__year=year.starts_in).exclude(account__stage=Stage.SOURCE)
    if holder is not None:
        found = found.filter(**{f"account__{name}": one for name, one in holder.of_account.items()})
    if figure == ALLOTTED:
        given = Q(transfer__kind__in=GIVEN) | Q(transfer__reverses__kind__in=GIVEN)
        late = Q(transfer__kind=TransferKind.REFUND) | Q(transfer__reverses__kind=TransferKind.REFUND)
        found = found.filter(given | (late & Q(account__stage=Stage.LEFT)))
    elif figure:
        found = found.filter(account__stage=figure)
    about = ("transfer__by", "transfer__application__organisation", *(f"account__{name}" for name in HOLDER))
    return found.select_related(*about).order_by("-transfer_id", "account_id")


def sum_of(entries: QuerySet[Entry]) -> int:
    """Return what entries add up to, in pence."""
    return int(entries.order_by().aggregate(Sum("pence"))["pence__sum"] or 0)


def years_of(fund: Fund) -> dict[int, FundYear]:
    """Return a fund's years that were ever opened, by the year that they begin in."""
    return {row.year: row for row in fund.years.order_by("-year")}


def states_in(year: FinancialYear) -> dict[int, str]:
    """Return the state of every fund's year by the fund's key; funds whose year was never opened are not there."""
    return dict(FundYear.objects.filter(year=year.starts_in).values_list("fund", "state"))


def funds_awarding(year: FinancialYear) -> set[int]:
    """Return the keys of the funds whose year is open and not frozen. One query."""
    return set(_awarding(year=year.starts_in))


@prepared
def _awarding(year: Any) -> QuerySet[FundYear, int]:
    rows = FundYear.objects.filter(year=year, state=FundYearState.OPEN, frozen_at=None)
    return rows.values_list("fund", flat=True)


def allotment_of(fund: Fund, year: FinancialYear) -> Transfer | None:
    """Return the transfer that gave a year's money to all holders, if it stands; a corrected one does not."""
    return _allotments(fund, year).filter(reversed_by=None).select_related("by").first()


def allotment_key(fund: Fund, year: FinancialYear) -> str:
    """Return the key under which a year's money is given: the same until it is given, another once that is undone."""
    undone = _allotments(fund, year).exclude(reversed_by=None).count()
    return f"allot:{fund.key}:{year.starts_in}" + (f":{undone + 1}" if undone else "")


def _allotments(fund: Fund, year: FinancialYear) -> QuerySet[Transfer]:
    key = f"allot:{fund.key}:{year.starts_in}"
    return Transfer.objects.filter(Q(key=key) | Q(key__startswith=f"{key}:"), kind=TransferKind.ALLOT)


def accounts_to_move(year: FinancialYear, fund: Fund | None = None) -> QuerySet[Account]:
    """Return the accounts between which money may move in a year: what is left, fund by fund and holder by holder."""
    found = Account.objects.filter(year=year.starts_in, stage=Stage.LEFT)
    if fund is not None:
        found = found.filter(fund=fund)
    order = ("fund__position", "ward__number", "councillor__name", "cluster__name", "pk")
    return found.select_related("fund", *HOLDER, "balance").order_by(*order)


MOVE_ENDS = (
    "source__fund", *(f"source__{name}" for name in HOLDER), "target__fund", *(f"target__{name}" for name in HOLDER),
    "source__balance", "target__balance", "proposed_by", "settled_by",
)  # fmt: skip


def moves() -> QuerySet[Move]:
    """Return every move with its ends, newest first."""
    return Move.objects.select_related(*MOVE_ENDS).order_by("-pk")


def moves_waiting() -> QuerySet[Move]:
    """Return the moves that wait for a second person."""
    return moves().filter(state=MoveState.PROPOSED)


def moves_waiting_for(roles: Roles) -> QuerySet[Move]:
    """Return the moves that a money officer may confirm: those that somebody else proposed."""
    return moves_waiting().exclude(proposed_by=roles.user)


def transfer_with_legs(pk: int) -> Transfer | None:
    """Return a transfer with what it belongs to, or nothing."""
    about = ("by", "application__organisation", "reverses", "reversed_by")
    return Transfer.objects.select_related(*about).filter(pk=pk).first()


def legs_of(transfer: Transfer) -> list[Entry]:
    """Return a transfer's legs, what was taken first."""
    about = ("account__fund", *(f"account__{name}" for name in HOLDER))
    return list(transfer.entries.select_related(*about).order_by("pence", "pk"))


def reason_of(transfer: Transfer, legs: list[Entry]) -> str:
    """Return the reason that was given for a transfer, from the audit record that was made with it; often none."""
    moved = {str(leg.account_id): leg.pence for leg in legs}
    streams = {f"fund:{leg.account.fund.key}" for leg in legs} | {f"transfer:{transfer.reverses_id}"}
    streams |= {f"move:{pk}" for pk in Move.objects.filter(transfer=transfer).values_list("pk", flat=True)}
    if transfer.application is not None:
        streams.add(transfer.application.ref)
    for record in AuditRecord.objects.filter(stream__in=streams, at=transfer.at).select_related("personal"):
        facts = record.facts_read
        if facts.get("legs") == moved:
            # A reason may name people: it stands outside the hash, and is gone once it was erased.
            said = facts | (record.personal.data if hasattr(record, "personal") else {})
            return str(said.get("reason") or said.get("note") or "")
    return ""
