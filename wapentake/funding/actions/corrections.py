"""A published decision record is corrected by a new one that supersedes it. Nothing is overwritten."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import queries, rules
from ..models import Application, CorrectedRecord
from ..states import DecisionKind
from ..states.refs import MONEY

NOTHING_NEW = "Change what is wrong in the record first: it reads as it did."
SAY_BOTH = "Say what was wrong, and why it is corrected: both are published."
NOT_EMPTY = "A record has its reasons and what else was considered."


@transaction.atomic
def correct_record(
    application: Application, *, reasons: str, alternatives: str, equality: str, what: str, why: str, by: User,
    at: dt.datetime,
) -> CorrectedRecord:  # fmt: skip
    """Publish a new record of an award's decision, which supersedes the one before. Sent twice, it is made once."""
    application = Application.objects.select_for_update(of=("self",)).select_related("ward").get(pk=application.pk)
    rules.may_correct_record(roles_of(by, london_date(at)), application).demand()
    decision = queries.decision_of(application, DecisionKind.APPROVE)
    assert decision is not None  # the rule asks for it
    newest, said = queries.records_of(decision)[0], (reasons.strip(), alternatives.strip(), equality.strip())
    if not (what.strip() and why.strip()):
        raise Refused(SAY_BOTH)
    if not (said[0] and said[1]):
        raise Refused(NOT_EMPTY)
    if said == (newest.reasons, newest.alternatives, newest.equality):
        again = CorrectedRecord.objects.filter(decision=decision, number=newest.number, by=by, what=what.strip())
        if (made := again.first()) is None:
            raise Refused(NOTHING_NEW)
        return made
    made = CorrectedRecord.objects.create(
        decision=decision, number=newest.number + 1, reasons=said[0], alternatives=said[1], equality=said[2],
        what=what.strip(), why=why.strip(), by=by, at=at,
    )  # fmt: skip
    facts = {"decision": decision.pk, "record": made.number, "supersedes": newest.number}
    audit.record(application.ref, "record_corrected", by=by, at=at, facts=facts)
    touch({application.ref, application.ward.ref, MONEY})
    return made
