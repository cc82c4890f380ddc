"""A ward asks, a service answers: accepts with a date, declines with reasons, or asks for more time."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.mail import send_after_commit
from wapentake.foundation.verdicts import Refused, first_refusal
from wapentake.people.models import User
from wapentake.places.models import Ward

from .. import notices, queries, rules
from ..models import Ask, Commitment
from ..rules import AskWords, CommitmentWords
from ..states import ASK, AskState, SourceKind
from .beats import roles_at
from .commitments import publish_commitment, say_what_it_serves, write_commitment

PROMISES = uuid.UUID("2b5f3f0e-52c4-4a6b-8f0f-0d1c3b6f7a10")


@transaction.atomic
def ask_for(ward: Ward, words: AskWords, *, key: uuid.UUID, by: User, at: dt.datetime) -> Ask:
    """Ask a service for something; its clock begins and it is written to. The same form asks once. Raises `Refused`."""
    rules.may_ask_for(roles_at(by, at), ward).demand()
    due = queries.due_of(words.organisation, london_date(at))
    rules.ask_is_sound(words, ward, due).demand()
    assert due is not None
    said = {
        "ward": ward, "organisation": words.organisation, "made_from": words.made_from, "action": words.action,
        "priority": words.action.priority if words.action else words.priority, "text": words.text.strip(),
        "why": words.why.strip(), "asked_by": by, "asked_at": at, "first_due_on": due.on, "due_on": due.on,
        "rule": due.rule,
    }  # fmt: skip
    made, new = Ask.objects.get_or_create(key=key, defaults=said)
    if new:
        _mail_service(notices.ward_asked, made, london_date(at))
        _record_ask(made, "asked", by, at)
    return made


@transaction.atomic
def accept_ask(ask: Ask, promise: str, due_on: dt.date, *, answer: str = "", by: User, at: dt.datetime) -> Ask:
    """Accept it: it becomes a commitment of the service, with its date. Raises `Refused`."""
    ask = _lock_ask(ask)
    first_refusal(rules.may_answer(roles_at(by, at), ask), rules.promise_is_sound(due_on, london_date(at))).demand()
    ask.commitment = _promise(ask, promise, due_on, by, at)
    return _answer(ask, AskState.ACCEPTED, answer.strip() or promise.strip(), by, at)


@transaction.atomic
def decline_ask(ask: Ask, reasons: str, *, by: User, at: dt.datetime) -> Ask:
    """Decline it, with the reasons. Raises `Refused`."""
    ask = _lock_ask(ask)
    rules.may_answer(roles_at(by, at), ask).demand()
    return _answer(
        ask, AskState.DECLINED, _said(reasons, "Say why it is declined: the ward reads the reasons."), by, at
    )


@transaction.atomic
def ask_for_time(ask: Ask, until: dt.date, reason: str, *, by: User, at: dt.datetime) -> Ask:
    """Ask for more time, until a day, with the reason. Raises `Refused`."""
    ask = _lock_ask(ask)
    rules.may_answer(roles_at(by, at), ask).demand()
    rules.new_day_is_sound(ask, until, london_date(at)).demand()
    ask.due_on = until
    return _answer(ask, AskState.MORE_TIME, _said(reason, "Say why more time is needed."), by, at)


@transaction.atomic
def call_off_ask(ask: Ask, reason: str, *, by: User, at: dt.datetime) -> Ask:
    """Call it off: the ward asks for it no more. Raises `Refused`."""
    ask = _lock_ask(ask)
    rules.may_call_off_ask(roles_at(by, at), ask).demand()
    ASK.demand(ask.state, AskState.CALLED_OFF)
    ask.state, ask.answer = AskState.CALLED_OFF, _said(reason, "Say why the ward asks for it no more.")
    ask.answered_by, ask.answered_at = by, at
    ask.save()
    return _record_ask(ask, "called off", by, at)


@transaction.atomic
def remind_of_asks(*, at: dt.datetime) -> int:
    """Write to each service whose answer is due soon, once for each day; return how many were written to."""
    on, count = london_date(at), 0
    for due in queries.asks_to_remind(on):
        ask = _lock_ask(due)
        if ask.reminded_for == ask.due_on or ask.state not in queries.OPEN_ASKS:
            continue
        ask.reminded_for = ask.due_on
        ask.save(update_fields=["reminded_for"])
        count += _mail_service(notices.reminded_of_ask, ask, on)
    if count:
        audit.record("ask:all", "reminded of answers", by=None, at=at, facts={"asks": count})
    return count


def _lock_ask(ask: Ask) -> Ask:
    rows = Ask.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("ward", "organisation", "priority", "asked_by").get(pk=ask.pk)


def _promise(ask: Ask, promise: str, due_on: dt.date, by: User, at: dt.datetime) -> Commitment:
    """Make the commitment that an answer gives, for the ward and what the ask serves."""
    title = f"Answer to {ask.ward}, asked on {london_date(ask.asked_at):%d %B %Y}"
    words = CommitmentWords(
        ask.organisation, promise.strip(), due_on, SourceKind.ASK, title, london_date(at), wards=[ask.ward]
    )
    made = write_commitment(words, key=uuid.uuid5(PROMISES, str(ask.key)), by=by, at=at)
    if ask.priority is not None:
        made = say_what_it_serves(made, ask.ward, [ask.priority], by=by, at=at)
    return publish_commitment(made, by=by, at=at)


def _answer(ask: Ask, to: AskState, answer: str, by: User, at: dt.datetime) -> Ask:
    ASK.demand(ask.state, to)
    ask.state, ask.answer, ask.answered_by, ask.answered_at = to, answer, by, at
    ask.save()
    send_after_commit(notices.ask_answered(ask))
    return _record_ask(ask, str(to).replace("_", " "), by, at, due=ask.due_on, commitment=ask.commitment_id)


def _said(text: str, missing: str) -> str:
    if not text.strip():
        raise Refused(missing)
    return text.strip()[:500]


def _mail_service(notice: Any, ask: Ask, on: dt.date) -> bool:
    to = queries.addresses_of(ask.organisation, on)
    if to:
        send_after_commit(notice(ask, to))
    return bool(to)


def _record_ask(ask: Ask, what: str, by: User, at: dt.datetime, **facts: Any) -> Ask:
    known = {"ward": ask.ward.code, "organisation": ask.organisation_id, "state": str(ask.state)}
    audit.record(ask.ref, what, by=by, at=at, facts=known | facts)
    touch([ask.ref])
    return ask
