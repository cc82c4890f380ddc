"""The records of a decision: as it was made, and as it was corrected since."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from wapentake.foundation.prepared import prepared

from ..models import Application, CorrectedRecord, Decision
from ..states import DecisionKind


@dataclass(frozen=True)
class Record:
    """One record of a decision. The first is the decision itself; a later one says what was corrected, and why."""

    number: int
    reasons: str
    alternatives: str
    equality: str
    at: dt.datetime
    what: str = ""
    why: str = ""


@prepared
def _corrected(decision: int) -> QuerySet[CorrectedRecord]:
    return CorrectedRecord.objects.filter(decision=decision).order_by("number")


def records_of(decision: Decision) -> list[Record]:
    """Return every record of a decision, the newest first: that one stands, the others are superseded."""
    first = Record(1, decision.reasons, decision.alternatives, decision.equality, decision.at)
    later = [
        Record(one.number, one.reasons, one.alternatives, one.equality, one.at, one.what, one.why)
        for one in _corrected(decision=decision.pk)
    ]
    return [first, *later][::-1]


def reasons_of(awards: Iterable[Application]) -> dict[int, str]:
    """Return the reasons that stand for the approval of each award, by its key. Two queries, however many there are."""
    approvals = Decision.objects.filter(application__in=list(awards), kind=DecisionKind.APPROVE).order_by("pk")
    found = {one.pk: (one.application_id, one.reasons) for one in approvals}
    for one in CorrectedRecord.objects.filter(decision__in=list(found)).order_by("number"):
        found[one.decision_id] = (found[one.decision_id][0], one.reasons)
    return {award: reasons.strip() for award, reasons in found.values() if reasons.strip()}
