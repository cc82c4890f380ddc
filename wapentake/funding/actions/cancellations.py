"""The council cancels an award, or what is not yet paid of it; its money is left to award again."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import notices, rules
from ..models import Application, Cancellation
from ..queries.cancellations import cancellation_of
from ..rules.cancellations import may_cancel, may_confirm_cancellation, may_drop_cancellation, unpaid
from ..states import ApplicationState, Stage, TransferKind
from ..states.cancellations import CancellationState
from ..states.instalments import InstalmentState
from .applications import _become, _locked, _posting
from .ledger import next_transfer, post
from .letters import tell
from .monitoring import expect_monitoring

NO_REASON = "Say why: it is published, and the group reads it."


@transaction.atomic
def cancel_award(application: Application, *, reason: str, by: User, at: dt.datetime) -> Cancellation:
    """An officer cancels what is not paid of an award, or proposes it where the fund's rule asks for two officers.

    Sent twice, it is done once.
    """
    application, on = _locked(application), london_date(at)
    done = cancellation_of(application)
    if done is not None and (done.proposed_by_id, done.reason) == (by.pk, reason.strip()):
        return done
    may_cancel(roles_of(by, on), application).demand()
    if not reason.strip():
        raise Refused(NO_REASON)
    two = rules.needs_second_officer(application, on) is not None
    row = Cancellation(
        application=application, pence=unpaid(application), reason=reason.strip(), proposed_by=by,
        proposed_at=at, needs_two=two,
    )  # fmt: skip
    if not two:
        return _cancel(row, by, at)
    row.save()
    facts, personal = {"pence": row.pence}, {"reason": row.reason}
    audit.record(application.ref, "cancellation proposed", by=by, at=at, facts=facts, personal=personal)
    touch([application.ref])
    return row


@transaction.atomic
def confirm_cancellation(cancellation: Cancellation, *, by: User, at: dt.datetime) -> Cancellation:
    """A second officer confirms that an award is cancelled. Sent twice, it is cancelled once."""
    row = _held_cancellation(cancellation)
    if row.state == CancellationState.DONE and row.settled_by_id == by.pk:
        return row
    may_confirm_cancellation(roles_of(by, london_date(at)), row).demand()
    return _cancel(row, by, at)


@transaction.atomic
def drop_cancellation(cancellation: Cancellation, *, by: User, at: dt.datetime) -> Cancellation:
    """An approving officer drops a cancellation that waits: the award stands."""
    row = _held_cancellation(cancellation)
    may_drop_cancellation(roles_of(by, london_date(at)), row).demand()
    row.state, row.settled_by, row.settled_at = CancellationState.DROPPED, by, at
    row.save()
    audit.record(row.application.ref, "cancellation dropped", by=by, at=at, facts={"pence": row.pence})
    touch([row.application.ref])
    return row


def _held_cancellation(cancellation: Cancellation) -> Cancellation:
    application = _locked(cancellation.application)
    row = Cancellation.objects.select_for_update(of=("self",)).get(pk=cancellation.pk)
    row.application = application
    return row


def _cancel(row: Cancellation, by: User, at: dt.datetime) -> Cancellation:
    """Stop what was to be paid, tell the group, and let the committed money be left again."""
    application, transfer = row.application, next_transfer()
    row.state, row.settled_by, row.settled_at, row.transfer_id = CancellationState.DONE, by, at, transfer
    row.save()
    application.instalments.filter(state=InstalmentState.WAITING).update(state=InstalmentState.STOPPED)
    partly = row.pence < application.pence
    _become(application, ApplicationState.PAID if partly else ApplicationState.CANCELLED)
    if partly:
        expect_monitoring(application, london_date(at))
    tell(notices.award_cancelled(row), at=at)
    key, facts = f"cancel:{application.reference}", {"proposed by": row.proposed_by_id}
    between, personal = (Stage.COMMITTED, Stage.LEFT), {"reason": row.reason}
    post(
        _posting(
            application, key, TransferKind.RELEASE, between, by, at, "cancelled", facts, pence=row.pence,
            personal=personal,
        ),
        transfer,
    )  # fmt: skip
    return row
