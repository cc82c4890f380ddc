"""An award is used for something else by consent: asked for, backed by the member, confirmed, published."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import notices, queries
from ..models import Application, CorrectedRecord, PurposeChange
from ..queries.purposes import open_purpose
from ..rules.purposes import may_answer_purpose, may_ask_purpose
from ..states import DecisionKind
from ..states.purposes import PurposeState
from ..states.refs import MONEY
from .applications import INTERESTED
from .letters import tell

ASK_BOTH = "Say what the money is to be used for, and why: both are published."
GIVE_REASONS = "Give your reasons: the group reads them."


@transaction.atomic
def ask_purpose_change(
    application: Application, *, purpose: str, why: str, name: str, by: User | None, at: dt.datetime
) -> PurposeChange:
    """A group asks to use an award for something else (`by=None`: by its link). Sent twice, it asks once."""
    application, on = _award_of(application), london_date(at)
    now = open_purpose(application)
    if now is not None and (now.purpose, now.why) == (purpose.strip(), why.strip()):
        return now
    may_ask_purpose(roles_of(by, on) if by is not None else None, application).demand()
    if not (purpose.strip() and why.strip()):
        raise Refused(ASK_BOTH)
    made = PurposeChange.objects.create(
        application=application, purpose=purpose.strip(), why=why.strip(), name=name.strip(), asked_by=by, asked_at=at
    )
    facts, personal = {"change": made.pk}, {"name": made.name, "purpose": made.purpose}
    audit.record(application.ref, "other purpose asked for", by=by, at=at, facts=facts, personal=personal)
    tell(notices.purpose_to_member(made), at=at)
    touch([application.ref])
    return made


@transaction.atomic
def answer_purpose_change(
    change: PurposeChange, *, consents: bool, reasons: str, interest: bool, by: User, at: dt.datetime
) -> PurposeChange:
    """The member, and after them an officer, consents or refuses. The officer's yes publishes it.

    The register of interests is compared at this moment, and whoever declares an interest answers nothing. The award's
    own record and its amount stay; the published record is superseded by one that says what the money is for now.
    """
    application = _award_of(change.application)
    change = PurposeChange.objects.select_for_update().get(pk=change.pk)
    change.application = application
    if _same_answer(change, consents, reasons, by):
        return change
    may_answer_purpose(roles_of(by, london_date(at)), change, at).demand()
    if interest:
        raise Refused(INTERESTED)
    if not reasons.strip():
        raise Refused(GIVE_REASONS)
    if consents and change.state == PurposeState.ASKED:
        change.state, change.backed_by, change.backed_at, change.backed_why = (
            PurposeState.BACKED, by, at, reasons.strip(),
        )  # fmt: skip
        tell(*notices.purpose_to_approvers(change, london_date(at)), at=at)
    else:
        change.state = PurposeState.CONSENTED if consents else PurposeState.REFUSED
        change.settled_by, change.settled_at, change.settled_why = by, at, reasons.strip()
        change.record = _publish(change, by, at) if consents else None
        tell(notices.purpose_settled(change), at=at)
    change.save()
    facts = {"change": change.pk, "record": change.record.number if change.record else None}
    personal = {"reason": reasons.strip()}
    audit.record(application.ref, f"other purpose {change.state}", by=by, at=at, facts=facts, personal=personal)
    touch({application.ref, application.ward.ref, MONEY})
    return change


def _publish(change: PurposeChange, by: User, at: dt.datetime) -> CorrectedRecord:
    """Return the record that supersedes: the decision's own words, with what the money is for now and why."""
    decision = queries.decision_of(change.application, DecisionKind.APPROVE)
    assert decision is not None  # it is awarded
    newest = queries.records_of(decision)[0]
    purpose, day = change.purpose.rstrip("."), long_date(london_date(at))
    return CorrectedRecord.objects.create(
        decision=decision, number=newest.number + 1, reasons=newest.reasons, alternatives=newest.alternatives,
        equality=newest.equality, what=f"Purpose changed on {day} to: {purpose}.",
        why=f"Why: {change.why}", by=by, at=at,
    )  # fmt: skip


def _same_answer(change: PurposeChange, consents: bool, reasons: str, by: User) -> bool:
    """Whether the same form came twice."""
    if consents and change.state == PurposeState.BACKED:
        return (change.backed_by_id, change.backed_why) == (by.pk, reasons.strip())
    done = PurposeState.CONSENTED if consents else PurposeState.REFUSED
    return (change.state, change.settled_by_id, change.settled_why) == (done, by.pk, reasons.strip())


def _award_of(application: Application) -> Application:
    rows = Application.objects.select_for_update(of=("self",))
    return rows.select_related("fund", "ward", "councillor__user", "organisation").get(pk=application.pk)
