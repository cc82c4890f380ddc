"""The monitoring form that comes with a payment: sent back, read, reminded of, or the money asked for back."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import notices, queries, rules
from ..models import Application, Monitoring, Receipt
from ..rules import Spent
from ..rules.monitoring import monitoring_as_read
from ..states.monitoring import MonitoringState
from .letters import tell
from .recovered import let_go

NO_WORDS = "Say in a few sentences what the money did."
NO_REASON = "Say why: the group reads it."


def expect_monitoring(application: Application, paid_on: dt.date) -> None:
    """Put down that a form comes with a payment, and by when; none where the fund asks for none or one is there."""
    due_on = rules.due_for(application, paid_on)
    if due_on is None or queries.monitoring_of(application) is not None:
        return
    Monitoring.objects.create(application=application, asked_on=paid_on, due_on=due_on)


@transaction.atomic
def send_monitoring(
    monitoring: Monitoring,
    *,
    done: str,
    people: int,
    spent_pence: int,
    at: dt.datetime,
    receipts: Sequence[Spent] = (),
) -> Monitoring:
    """The group says what its award did. `spent_pence` is not below nought. Raises `Refused` once it was accepted.

    Sent again, its receipts take the place of those of before.
    """
    monitoring = _locked_form(monitoring)
    rules.may_send_monitoring(monitoring).demand()
    if not done.strip():
        raise Refused(NO_WORDS)
    rules.receipts_stand(monitoring.application, receipts, london_date(at)).demand()
    monitoring.done, monitoring.people, monitoring.spent_pence = done.strip(), people, spent_pence
    monitoring.received_at = at
    _become_form(monitoring, MonitoringState.RECEIVED)
    monitoring.receipts.all().delete()
    Receipt.objects.bulk_create(
        Receipt(monitoring=monitoring, on=one.on, what=one.what, pence=one.pence) for one in receipts
    )
    facts = {
        "people": people,
        "spent": spent_pence,
        "receipts": len(receipts),
        "late": monitoring.due_on < london_date(at),
    }
    audit.record(monitoring.application.ref, "monitoring received", by=None, at=at, facts=facts)
    tell(notices.monitoring_received(monitoring, london_date(at)), at=at)
    return monitoring


@transaction.atomic
def accept_monitoring(monitoring: Monitoring, *, by: User, at: dt.datetime, seen: str = "") -> Monitoring:
    """The co-ordinator accepts what the group said: nothing more is asked for. `seen` is the print of what was read.

    Money that was asked back because no form came is asked for no longer, unless some of it has come.
    """
    monitoring = _locked_form(monitoring)
    rules.may_accept_monitoring(roles_of(by, london_date(at)), monitoring).demand()
    monitoring_as_read(monitoring, seen).demand()
    _settle_form(monitoring, MonitoringState.ACCEPTED, "", by, at)
    gone = let_go(monitoring, by, at)
    facts = {"recoveries let go": [row.pk for row in gone]} if gone else {}
    audit.record(monitoring.application.ref, "monitoring accepted", by=by, at=at, facts=facts)
    tell(notices.monitoring_accepted(monitoring, gone), at=at)
    return monitoring


@transaction.atomic
def send_monitoring_again(monitoring: Monitoring, *, reason: str, by: User, at: dt.datetime) -> Monitoring:
    """The co-ordinator sends the form to the group again and says what is missing; its date stays."""
    monitoring = _locked_form(monitoring)
    rules.may_accept_monitoring(roles_of(by, london_date(at)), monitoring).demand()
    _demand(reason)
    _settle_form(monitoring, MonitoringState.DUE, reason, by, at)
    audit.record(
        monitoring.application.ref, "monitoring sent again", by=by, at=at, facts={}, personal={"reason": reason}
    )
    tell(notices.monitoring_again(monitoring), at=at)
    return monitoring


def remind_of_monitoring(*, at: dt.datetime) -> int:
    """Remind every group whose form is due soon or late, each step once; return how many were written to."""
    on = london_date(at)
    waiting = Monitoring.objects.filter(state=MonitoringState.DUE, due_on__lte=on + rules.REMIND_BEFORE)
    return sum(remind(monitoring, at=at) for monitoring in waiting.order_by("pk"))


@transaction.atomic
def remind(monitoring: Monitoring, *, at: dt.datetime) -> bool:
    """Remind one group, unless it has had this reminder; several that were missed are sent as one."""
    monitoring = _locked_form(monitoring)
    due = rules.reminders_due(monitoring, london_date(at))
    if monitoring.state != MonitoringState.DUE or monitoring.reminders >= due:
        return False
    monitoring.reminders = due
    monitoring.save(update_fields=["reminders"])
    audit.record(monitoring.application.ref, "monitoring reminded", by=None, at=at, facts={"reminder": due})
    tell(notices.monitoring_reminder(monitoring, london_date(at)), at=at)
    return True


def _locked_form(monitoring: Monitoring) -> Monitoring:
    rows = Monitoring.objects.select_for_update(of=("self",))
    return rows.select_related("application__ward", "application__fund", "application__organisation").get(
        pk=monitoring.pk
    )


def _become_form(monitoring: Monitoring, to: MonitoringState) -> None:
    monitoring.state = to
    monitoring.save()
    touch({monitoring.application.ref})


def _settle_form(monitoring: Monitoring, to: MonitoringState, said: str, by: User, at: dt.datetime) -> None:
    monitoring.said, monitoring.settled_by, monitoring.settled_at = said, by, at
    _become_form(monitoring, to)


def _demand(reason: str) -> None:
    if not reason.strip():
        raise Refused(NO_REASON)
