"""What each holder is due from a fund for a year, by the fund's dated rules. Amounts are integer pence."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wapentake.foundation.calendars import FinancialYear
from wapentake.office.models import Councillor, Term
from wapentake.office.queries import live_terms
from wapentake.places.models import Cluster, Edition, Ward
from wapentake.places.queries import clusters_with_wards

from .. import queries
from ..models import Fund
from ..queries.whose import HasHolder, Whose
from ..states import FigureKind, FundKind, HolderKind
from ..states.fund_rules import Amount, read_rule

# Beside a ward's figures: its shares of the levy, of developments outside parishes.
SHARES = "shares"


@dataclass(frozen=True)
class Allotment(HasHolder):
    """What a holder is due from a fund for a year: a ward's councillor, a ward, or a cluster without either."""

    ward: Ward | None
    councillor: Councillor | None
    pence: int
    cluster: Cluster | None = None


def day_of_rules(year: FinancialYear, on: dt.date) -> dt.date:
    """Return the day whose rules and holders count for a year: today, or the nearest day of that year."""
    return max(year.start, min(on, year.end))


def allotments_due(
    fund: Fund,
    year: FinancialYear,
    on: dt.date,
    extra: Mapping[str, int] | None = None,
    *,
    amount: Amount | None = None,
) -> list[Allotment]:
    """Return what each holder is due for a year by the fund's dated rules, in pence; empty without an amount.

    Per councillor (Community Leadership Fund); per seat or the same per ward (Ward Capital); a base per ward and more
    per council home (Ward Housing); a share of the levy received in a ward, rounded down to the penny (local levy). A
    cluster is due the same as every other, and what its wards bring, those that are in it on the day of the rules. The
    homes, the levy and what is added besides are the year's figures of each ward; where the levy is entered by
    development, the shares that wait stand for its figure. `extra` adds pence to a ward by its
    GSS code. `amount` asks what another amount than the rule's would give: the what-if.
    """
    day = day_of_rules(year, on)
    rule = queries.rule_on(fund, "amount", day)
    given = amount or (read_rule("amount", rule.value) if rule else Amount())
    assert isinstance(given, Amount)
    figures = _with_levy(fund, year, queries.figures_of(fund, year))
    wards = dict(clusters_on(day)) if fund.holder_kind == HolderKind.CLUSTER else {}
    due = []
    for one in holders_on(fund, day):
        pence = given.per_councillor if one.councillor else given.per_cluster if one.cluster else 0
        if one.councillor is None:
            brings = wards[one.cluster] if one.cluster else [one.ward] if one.ward else []
            pence += sum(_for_ward(ward, given, figures, extra or {}) for ward in brings)
        due.append(Allotment(one.ward, one.councillor, pence, one.cluster))
    return [allotment for allotment in due if allotment.pence > 0]


def holders_on(fund: Fund, on: dt.date) -> list[Whose]:
    """Return whose pots a fund has on a day, by ward: all who sit, suspended or not, all wards, or all clusters."""
    if fund.holder_kind == HolderKind.COUNCILLOR:
        return [Whose(term.ward, term.councillor) for term in _terms(on)]
    if fund.holder_kind == HolderKind.CLUSTER:
        return [Whose(None, None, cluster) for cluster, _ in clusters_on(on)]
    return [Whose(ward) for ward in _wards(on)]


def wards_with_figures(fund: Fund, on: dt.date) -> list[Ward]:
    """Return the wards whose figures count for a fund's money: all of them, or those that are in a cluster."""
    if fund.holder_kind == HolderKind.CLUSTER:
        return sorted({ward for _, made in clusters_on(on) for ward in made}, key=lambda ward: ward.number)
    return [one.ward for one in holders_on(fund, on) if one.ward is not None]


def clusters_on(on: dt.date) -> list[tuple[Cluster, list[Ward]]]:
    """Return the clusters that stand on a day, by name, each with the wards that are in it then."""
    found = clusters_with_wards(on).filter(pk__in=Cluster.objects.on(on)).order_by("name", "pk")
    return [(one, [row.ward for row in one.members_now]) for one in found]  # type: ignore[attr-defined]


def print_of(due: Sequence[Allotment]) -> str:
    """Return a short print of what is due to whom, so that what is confirmed is what was shown."""
    lines = [f"{one.holder_key}:{one.pence}" for one in due]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


def _terms(on: dt.date) -> list[Term]:
    terms = live_terms(on, include_suspended=True).select_related("ward", "councillor")
    return list(terms.order_by("ward__number", "councillor__name"))


def _wards(on: dt.date) -> list[Ward]:
    return list(Ward.objects.filter(edition__in=Edition.objects.on(on)).order_by("number"))


def _with_levy(fund: Fund, year: FinancialYear, figures: dict[tuple[int, str], int]) -> dict[tuple[int, str], int]:
    """Where the levy is entered by development, each ward's shares that are in no pot yet stand for its figure."""
    if fund.kind != FundKind.LEVY or not queries.levy_by_development():
        return figures
    kept = {key: number for key, number in figures.items() if key[1] != FigureKind.LEVY}
    return kept | {(ward, SHARES): pence for ward, pence in queries.levy_waiting(year).items()}


def _for_ward(ward: Ward, amount: Amount, figures: Mapping[tuple[int, str], int], extra: Mapping[str, int]) -> int:
    due = amount.per_ward + amount.per_seat * (ward.seats or 0)
    due += amount.per_home * figures.get((ward.pk, FigureKind.HOMES), 0)
    due += figures.get((ward.pk, FigureKind.LEVY), 0) * amount.levy_share // 100
    due += figures.get((ward.pk, SHARES), 0)
    return due + figures.get((ward.pk, FigureKind.ADDED), 0) + extra.get(ward.code, 0)
