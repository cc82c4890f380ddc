"""What each holder is due from a fund for a year, by the fund's dated rules. Amounts are integer pence."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wapentake.foundation.calendars import FinancialYear
from wapentake.office.models import Councillor, Term
from wapentake.office.queries import live_terms
from wapentake.places.models import Edition, Ward

from .. import queries
from ..models import Fund
from ..states import HolderKind


@dataclass(frozen=True)
class Allotment:
    """What a holder is due from a fund for a year. `councillor` is set where the fund is held by councillors."""

    ward: Ward
    councillor: Councillor | None
    pence: int


def allotments_due(
    fund: Fund, year: FinancialYear, on: dt.date, extra: Mapping[str, int] | None = None
) -> list[Allotment]:
    """Return what each holder is due for a year by the fund's dated rules, in pence; empty without an amount.

    Per councillor (Community Leadership Fund), per seat or the same per ward (Ward Capital), a base per ward (Ward
    Housing). `extra` adds pence to a ward by its GSS code: Housing's top-up by council homes, whose formula is not
    public, or the levy of developments in the ward.
    """
    extra = extra or {}
    rule = queries.rule_on(fund, "amount", max(year.start, min(on, year.end)))
    amounts = rule.value if rule else {}
    due = [
        Allotment(ward, member, amounts.get("per_councillor", 0) if member else _for_ward(ward, amounts, extra))
        for ward, member in holders_on(fund, on)
    ]
    return [allotment for allotment in due if allotment.pence > 0]


def holders_on(fund: Fund, on: dt.date) -> list[tuple[Ward, Councillor | None]]:
    """Return whose pots a fund has on a day, by ward: all who sit, suspended or not, or all wards."""
    if fund.holder_kind == HolderKind.COUNCILLOR:
        return [(term.ward, term.councillor) for term in _terms(on)]
    return [(ward, None) for ward in _wards(on)]


def print_of(due: Sequence[Allotment]) -> str:
    """Return a short print of what is due to whom, so that what is confirmed is what was shown."""
    lines = [f"{one.ward.pk}:{one.councillor.pk if one.councillor else ''}:{one.pence}" for one in due]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


def _terms(on: dt.date) -> list[Term]:
    terms = live_terms(on, include_suspended=True).select_related("ward", "councillor")
    return list(terms.order_by("ward__number", "councillor__name"))


def _wards(on: dt.date) -> list[Ward]:
    return list(Ward.objects.filter(edition__in=Edition.objects.on(on)).order_by("number"))


def _for_ward(ward: Ward, amounts: Mapping[str, int], extra: Mapping[str, int]) -> int:
    due = amounts.get("per_ward", 0) + amounts.get("per_seat", 0) * (ward.seats or 0)
    return due + extra.get(ward.code, 0)
