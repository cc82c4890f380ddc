"""The protocol between wards and services: its words, who agreed, and the days in which services answer."""

import datetime as dt

from django.db import connection, transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.organisations.models import Organisation
from wapentake.people.models import User

from .. import rules
from ..models import AnswerTime, Protocol, ProtocolAgreement
from .beats import roles_at
from .following import follow

PROTOCOL_LOCK = 7_236_202


@transaction.atomic
def write_protocol(text: str, from_date: dt.date, *, source: str, by: User, at: dt.datetime) -> Protocol:
    """Write a new version that holds from a day on; services agree to it anew. Raises `Refused`."""
    _lock_protocol()
    rules.may_keep_protocol(roles_at(by, at)).demand()
    if not text.strip() or not source.strip():
        raise Refused("Write what is agreed, and where it was decided.")
    newest = Protocol.objects.order_by("-version").first()
    if newest and newest.from_date >= from_date:
        raise Refused("A version that begins on that day or later is written already: choose a later day.")
    if newest:
        Protocol.objects.filter(pk=newest.pk).update(to_date=from_date)
    version = newest.version + 1 if newest else 1
    said = {"text": text.strip(), "source": source.strip(), "written_by": by}
    made = Protocol.objects.create(version=version, from_date=from_date, **said)
    audit.record(made.ref, "written", by=by, at=at, facts={"from": from_date})
    touch([made.ref])
    return made


@transaction.atomic
def agree_to_protocol(
    protocol: Protocol, organisation: Organisation, name: str, on: dt.date, *, by: User, at: dt.datetime
) -> ProtocolAgreement:
    """Write down who agreed to a version for a service, and when. Raises `Refused`."""
    _lock_protocol()
    rules.may_agree_protocol(roles_at(by, at), protocol, organisation).demand()
    if not name.strip():
        raise Refused("Say who agrees for the service.")
    if on > london_date(at):
        raise Refused("Enter the day on which they agreed: today or earlier.")
    said = {"protocol": protocol, "organisation": organisation, "name": name.strip(), "on": on, "recorded_by": by}
    made = ProtocolAgreement.objects.create(**said)
    audit.record(protocol.ref, "agreed", by=by, at=at, facts={"organisation": organisation.pk, "on": on})
    touch([protocol.ref])
    return made


@transaction.atomic
def set_answer_time(
    organisation: Organisation | None, working_days: int, remind_days: int, from_date: dt.date, *, source: str,
    by: User, at: dt.datetime,
) -> AnswerTime:  # fmt: skip
    """Say in how many working days a service, or every other, answers from a day on. Raises `Refused`."""
    _lock_protocol()
    rules.may_keep_protocol(roles_at(by, at)).demand()
    if not 1 <= working_days <= 120 or not source.strip():
        raise Refused("Enter 1 to 120 working days, and where it was decided.")
    if remind_days >= working_days:
        raise Refused("The reminder must come before the answer is due, and after the ward has asked.")
    rows = AnswerTime.objects.filter(organisation=organisation)
    days = {"working_days": working_days, "remind_days": remind_days, "source": source.strip()}
    made = follow(rows, from_date, what="time", organisation=organisation, **days)
    facts = {"organisation": organisation and organisation.pk, "days": working_days, "from": from_date}
    audit.record("protocol:days", "set", by=by, at=at, facts=facts)
    touch(["protocol:days"])
    return made


def _lock_protocol() -> None:
    """Versions and days are written one at a time: there is no row yet to lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PROTOCOL_LOCK])
