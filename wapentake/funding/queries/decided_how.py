"""On whose word the awards of a ward's statement were made. Amounts are sums over the ledger's entries, in pence."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.prepared import prepared

from ..models import Decision, Entry
from ..states import IN_STATEMENT, DecisionKind, LegalBasis
from .statement_sums import entries_of_ward


def decided_how(year: FinancialYear, slug: str) -> dict[str, int]:
    """Return what was awarded from the statement's funds, by the footing of the first word on it. One query.

    The first word is the support, where there was one; what an officer entered has its approval alone, and what has no
    decision here at all is from earlier records, as that is.
    """
    return {how: int(pence) for how, pence in _decided_how(year=year.starts_in, slug=slug)}


@prepared
def _decided_how(year: Any, slug: Any) -> QuerySet[Entry, Any]:
    rows = entries_of_ward(year, slug).filter(transfer__application__fund__kind__in=IN_STATEMENT)
    newest = Decision.objects.filter(application=OuterRef("transfer__application")).order_by("-pk")
    basis = Coalesce(
        *(
            Subquery(newest.filter(kind=kind).values("basis")[:1])
            for kind in (DecisionKind.SUPPORT, DecisionKind.APPROVE)
        ),
        Value(LegalBasis.ENTERED.value),
    )
    return rows.annotate(how=basis).order_by().values_list("how").annotate(Sum("pence"))
