"""The records of a decision: as it was made, and as it was corrected since."""

import datetime as dt
from dataclasses import dataclass

from ..models import CorrectedRecord, Decision


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


def records_of(decision: Decision) -> list[Record]:
    """Return every record of a decision, the newest first: that one stands, the others are superseded."""
    first = Record(1, decision.reasons, decision.alternatives, decision.equality, decision.at)
    later = [
        Record(one.number, one.reasons, one.alternatives, one.equality, one.at, one.what, one.why)
        for one in CorrectedRecord.objects.filter(decision=decision).order_by("number")
    ]
    return [first, *later][::-1]
