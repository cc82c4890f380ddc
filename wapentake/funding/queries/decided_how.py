"""On whose word the awards of a ward's statement were made. Amounts are sums over the ledger's entries, in pence."""

from django.db.models import OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from wapentake.foundation.calendars import FinancialYear

from ..models import Decision
from ..states import IN_STATEMENT, DecisionKind, LegalBasis
from .statement import entries_of


def decided_how(year: FinancialYear, slug: str) -> dict[str, int]:
    """Return what was awarded from the statement's funds, by the footing of the first word on it. One query.

    The first word is the support, where there was one; what an officer entered has its approval alone, and what has no
    decision here at all is from earlier records, as that is.
    """
    rows = entries_of(year, slug).filter(transfer__application__fund__kind__in=IN_STATEMENT)
    newest = Decision.objects.filter(application=OuterRef("transfer__application")).order_by("-pk")
    basis = Coalesce(
        *(
            Subquery(newest.filter(kind=kind).values("basis")[:1])
            for kind in (DecisionKind.SUPPORT, DecisionKind.APPROVE)
        ),
        Value(LegalBasis.ENTERED.value),
    )
    found = rows.annotate(how=basis).order_by().values_list("how").annotate(Sum("pence"))
    return {how: int(pence) for how, pence in found}
