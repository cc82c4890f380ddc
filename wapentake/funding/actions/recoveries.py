"""Money that was paid is asked back: opened, taken in, reminded of, written off by two people, settled."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import notices, rules
from ..models import Application, Monitoring, Recovery, RecoveryReceipt, WriteOff
from ..queries.recoveries import to_come
from ..rules import recoveries as recovering
from ..states.monitoring import MonitoringState
from ..states.recoveries import RecoveryReason, RecoveryState, WriteOffState
from .applications import _locked
from .ledger import REUSED
from .letters import tell
from .monitoring import _locked_form, _settle_form
from .returned import return_money

TELL_WHY = "Say why: the group reads it."
TELL_HOW = "Say how the group pays it back."
KEEP_WHY = "Say why it is given up."


@transaction.atomic
def open_recovery(
    application: Application, pence: int, *, why: str, said: str, how: str, due_on: dt.date, by: User,
    at: dt.datetime, key: str,
) -> Recovery:  # fmt: skip
    """Ask a group for money back, and tell it how and by when. The same `key` asks once."""
    application, on = _locked(application), london_date(at)
    if done := Recovery.objects.filter(key=key).first():
        if (done.application_id, done.pence, done.opened_by_id) != (application.pk, pence, by.pk):
            raise Refused(REUSED)
        return done
    recovering.may_recover(roles_of(by, on), application).demand()
    recovering.may_ask_this_back(application, pence, due_on, on).demand()
    if not said.strip():
        raise Refused(TELL_WHY)
    if not how.strip():
        raise Refused(TELL_HOW)
    row = Recovery.objects.create(
        application=application, pence=pence, why=RecoveryReason(why), said=said.strip(), how=how.strip(),
        due_on=due_on, opened_by=by, opened_at=at, key=key,
    )  # fmt: skip
    facts = {"recovery": row.pk, "pence": pence, "why": row.why, "due": due_on.isoformat()}
    audit.record(application.ref, "recovery opened", by=by, at=at, facts=facts)
    tell(notices.recovery_opened(row), at=at)
    touch([application.ref])
    return row


@transaction.atomic
def ask_back(
    monitoring: Monitoring, pence: int, *, said: str, how: str, due_on: dt.date, by: User, at: dt.datetime, key: str
) -> Recovery:
    """Ask a group whose monitoring form never came for the money back. The same `key` asks once.

    The form says so from then on, and can still be sent; the recovery says how much is to come, how and by when.
    """
    form = _locked_form(monitoring)
    if not Recovery.objects.filter(key=key).exists():
        on = london_date(at)
        rules.may_ask_back(roles_of(by, on), form, on).demand()
        _settle_form(form, MonitoringState.ASKED_BACK, said.strip(), by, at)
    return open_recovery(
        form.application, pence, why=RecoveryReason.UNTOLD, said=said, how=how, due_on=due_on, by=by, at=at, key=key
    )


@transaction.atomic
def take_in(recovery: Recovery, pence: int, *, by: User, at: dt.datetime, key: str) -> int:
    """Finance records what came back for a recovery, all or a part. Returns the transfer's key. A `key` counts once.

    The ledger moves it from paid to returned; once the award's year is closed, it comes into the year that runs.
    """
    row = _held_recovery(recovery)
    done = RecoveryReceipt.objects.filter(transfer__key=key).first()
    if done is not None:
        if (done.recovery_id, done.pence) != (row.pk, pence):
            raise Refused(REUSED)
        return done.transfer_id
    recovering.may_take_in(roles_of(by, london_date(at)), row).demand()
    recovering.within_recovery(row, pence).demand()
    moved = return_money(row.application, pence, reason=f"Recovery {row.pk}", by=by, at=at, key=key, asked_back=True)
    RecoveryReceipt.objects.create(recovery=row, pence=pence, transfer_id=moved)
    if _settle_if_whole(row):
        tell(notices.recovery_settled(row), at=at)
    return moved


@transaction.atomic
def propose_write_off(recovery: Recovery, pence: int, *, reason: str, by: User, at: dt.datetime) -> WriteOff:
    """Finance or the section 151 officer proposes to give up what does not come; a second person agrees."""
    row = _held_recovery(recovery)
    recovering.may_write_off(roles_of(by, london_date(at)), row).demand()
    recovering.within_recovery(row, pence).demand()
    if not reason.strip():
        raise Refused(KEEP_WHY)
    made = WriteOff.objects.create(recovery=row, pence=pence, reason=reason.strip(), proposed_by=by, proposed_at=at)
    facts, personal = {"recovery": row.pk, "pence": pence}, {"reason": made.reason}
    audit.record(row.application.ref, "write-off proposed", by=by, at=at, facts=facts, personal=personal)
    touch([row.application.ref])
    return made


@transaction.atomic
def settle_write_off(made: WriteOff, *, agree: bool, by: User, at: dt.datetime) -> WriteOff:
    """A second person agrees that it is given up, or it is dropped. No money moves: it stays paid. Twice is once."""
    row = _held_recovery(made.recovery)
    made = WriteOff.objects.select_for_update(of=("self",)).get(pk=made.pk)
    made.recovery = row
    to = WriteOffState.AGREED if agree else WriteOffState.DROPPED
    if (made.state, made.settled_by_id) == (to, by.pk):
        return made
    recovering.may_settle_write_off(roles_of(by, london_date(at)), made, agree=agree).demand()
    made.state, made.settled_by, made.settled_at = to, by, at
    made.save()
    facts = {"recovery": row.pk, "pence": made.pence, "proposed by": made.proposed_by_id}
    audit.record(row.application.ref, f"write-off {to}", by=by, at=at, facts=facts)
    if agree and _settle_if_whole(row):
        tell(notices.recovery_settled(row), at=at)
    touch([row.application.ref])
    return made


def remind_of_recoveries(*, at: dt.datetime) -> int:
    """Remind every group whose money is to come back soon, or is late, each step once; return how many."""
    waiting = Recovery.objects.filter(state=RecoveryState.OPEN, due_on__lte=london_date(at) + recovering.BEFORE)
    return sum(remind_of_recovery(row, at=at) for row in waiting.order_by("pk"))


@transaction.atomic
def remind_of_recovery(recovery: Recovery, *, at: dt.datetime) -> bool:
    """Remind one group, unless it has had this reminder; several that were missed are sent as one."""
    row, on = _held_recovery(recovery), london_date(at)
    due = recovering.recovery_reminders_due(row.due_on, on)
    if row.state != RecoveryState.OPEN or row.reminders >= due:
        return False
    row.reminders = due
    row.save(update_fields=["reminders"])
    audit.record(row.application.ref, "recovery reminded", by=None, at=at, facts={"recovery": row.pk, "reminder": due})
    tell(notices.recovery_reminder(row, on), at=at)
    return True


def _held_recovery(recovery: Recovery) -> Recovery:
    application = _locked(recovery.application)
    row = Recovery.objects.select_for_update(of=("self",)).get(pk=recovery.pk)
    row.application = application
    return row


def _settle_if_whole(row: Recovery) -> bool:
    """Close a recovery once what came and what was given up add up to it."""
    if to_come(row):
        return False
    row.state = RecoveryState.CLOSED
    row.save(update_fields=["state"])
    return True
