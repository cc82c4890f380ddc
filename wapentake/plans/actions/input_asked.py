"""Calls for input: drafted, published, kept open for longer, closed, taken back, and what was heard."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.mail import send_after_commit
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User
from wapentake.places.models import Ward

from .. import notices
from ..models import InputAsked, InputCall, InputExtension, InputQuestion
from ..queries import cycle_on, input_rule_on, speakers_of, to_remind
from ..rules import (
    CallWords,
    call_is_complete,
    may_ask_for_input,
    may_close_call,
    may_edit_call,
    may_extend_call,
    may_open_call,
    may_publish_heard,
    may_withdraw_call,
)
from ..states import CALL, CallState
from .beats import lock_ward, roles_at


@transaction.atomic
def draft_call(ward: Ward, words: CallWords, *, by: User, at: dt.datetime) -> InputCall:
    """Write a call down; nobody is asked yet. The same draft sent twice is one. Raises `Refused`."""
    ward = lock_ward(ward)
    cycle = cycle_on(london_date(at))
    may_ask_for_input(roles_at(by, at), ward, cycle).demand()
    call_is_complete(words).demand()
    assert cycle is not None
    drafts = InputCall.objects.filter(ward=ward, state=CallState.DRAFT, drafted_by=by, title=words.title.strip())
    call = drafts.first() or InputCall(
        ward=ward, cycle=cycle, drafted_by=by, drafted_at=at, slug=_free_slug(ward, words.title)
    )
    _fill_call(call, words)
    return _tell_call(call, "draft", by=by, at=at)


@transaction.atomic
def edit_call(call: InputCall, words: CallWords, *, by: User, at: dt.datetime) -> InputCall:
    """Say a draft's words anew. Raises `Refused`."""
    call = lock_call(call)
    may_edit_call(roles_at(by, at), call).demand()
    call_is_complete(words).demand()
    _fill_call(call, words)
    return _tell_call(call, "edit", by=by, at=at)


@transaction.atomic
def open_call(call: InputCall, *, by: User, at: dt.datetime) -> InputCall:
    """Publish a call, and write to those whom it asks by name. Raises `Refused`."""
    call = lock_call(call)
    may_open_call(roles_at(by, at), call, at).demand()
    _move_call(call, CallState.OPEN)
    call.opened_at = at
    call.save()
    for one in call.asked.select_related("body"):
        for message in notices.input_wanted(call, one.body, speakers_of(one.body, london_date(at))):
            send_after_commit(message)
    return _tell_call(call, "open", by=by, at=at, asked=call.asked.count())


@transaction.atomic
def extend_call(call: InputCall, closes_on: dt.date, *, why: str, by: User, at: dt.datetime) -> InputCall:
    """Keep a call open for longer, and say why. Raises `Refused`."""
    call = lock_call(call)
    may_extend_call(roles_at(by, at), call, at).demand()
    if closes_on <= call.closes_on:
        raise Refused("Choose a later day than the closing date that stands; to close it early is another act.")
    why = _why(why, "Say why it stays open for longer: residents read it.")
    InputExtension.objects.create(call=call, before=call.closes_on, after=closes_on, why=why, by=by, at=at)
    call.closes_on = closes_on
    call.save()
    call.asked.update(reminded_at=None)
    return _tell_call(call, "extend", by=by, at=at)


@transaction.atomic
def close_call(call: InputCall, *, why: str, by: User, at: dt.datetime) -> InputCall:
    """Close a call before its date, and say why. Raises `Refused`."""
    call = lock_call(call)
    may_close_call(roles_at(by, at), call, at).demand()
    call.reason = _why(why, "Say why it closes early: residents read it.")
    _move_call(call, CallState.CLOSED)
    call.closed_at = at
    call.save()
    return _tell_call(call, "close", by=by, at=at)


@transaction.atomic
def withdraw_call(call: InputCall, *, why: str = "", by: User, at: dt.datetime) -> InputCall:
    """Give a draft up, or take back what was published with a reason. Raises `Refused`."""
    call = lock_call(call)
    may_withdraw_call(roles_at(by, at), call).demand()
    call.reason = why.strip()
    if call.state != CallState.DRAFT:
        _why(why, "Say why it is taken back: residents read it.")
    _move_call(call, CallState.WITHDRAWN)
    call.closed_at = at
    call.save()
    return _tell_call(call, "withdraw", by=by, at=at)


@transaction.atomic
def publish_heard(call: InputCall, heard: str, decided: str, *, by: User, at: dt.datetime) -> InputCall:
    """Publish what was heard and what was decided. Raises `Refused`."""
    call = lock_call(call)
    may_publish_heard(roles_at(by, at), call, at).demand()
    call.heard = _why(heard, "Say what was heard.")
    call.decided = _why(decided, "Say what was decided, and where nothing changes, why.")
    _move_call(call, CallState.HEARD)
    call.heard_at = at
    call.save()
    return _tell_call(call, "publish_heard", by=by, at=at)


def remind_of_input(*, at: dt.datetime) -> int:
    """Write to everybody asked by name who has not answered, once, some days before a call closes."""
    on = london_date(at)
    rule = input_rule_on(on)
    return sum(remind_body(one, at=at) for one in to_remind(on, rule.days_before)) if rule else 0


@transaction.atomic
def remind_body(asked: InputAsked, *, at: dt.datetime) -> int:
    """Write to those who speak for one body; return to how many. Once only."""
    rows = InputAsked.objects.select_for_update(of=("self",), no_key=True).select_related("call__ward", "body")
    asked = rows.get(pk=asked.pk)
    if asked.reminded_at is not None:
        return 0
    asked.reminded_at = at
    asked.save()
    speakers = speakers_of(asked.body, london_date(at))
    for message in notices.input_due(asked.call, asked.body, speakers):
        send_after_commit(message)
    audit.record(asked.call.ref, "remind", by=None, at=at, facts={"body": asked.body_id, "people": len(speakers)})
    return len(speakers)


def lock_call(call: InputCall) -> InputCall:
    """Lock a call and read it afresh: its answers are numbered, and it closes, one after the other."""
    rows = InputCall.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("ward", "cycle").get(pk=call.pk)


def _free_slug(ward: Ward, title: str) -> str:
    slug = slugify(title)[:70].strip("-") or "call"
    taken = set(InputCall.objects.filter(ward=ward).values_list("slug", flat=True))
    return next(one for one in (slug, *(f"{slug}-{n}" for n in range(2, 10_000))) if one not in taken)


def _fill_call(call: InputCall, words: CallWords) -> None:
    call.title, call.why, call.use = words.title.strip(), words.why.strip(), words.use.strip()
    call.opens_on, call.closes_on, call.residents = words.opens_on, words.closes_on, words.residents
    call.save()
    call.questions.all().delete()
    texts = [text.strip() for text in words.questions if text.strip()]
    InputQuestion.objects.bulk_create(
        InputQuestion(call=call, number=number, text=text) for number, text in enumerate(texts, start=1)
    )
    call.asked.all().delete()
    InputAsked.objects.bulk_create(InputAsked(call=call, body=body) for body in words.bodies)


def _why(text: str, otherwise: str) -> str:
    if not text.strip():
        raise Refused(otherwise)
    return text.strip()


def _move_call(call: InputCall, to: CallState) -> None:
    CALL.demand(call.state, to)
    call.state = to


def _tell_call(call: InputCall, act: str, *, by: User, at: dt.datetime, **facts: Any) -> InputCall:
    facts |= {"ward": call.ward.code, "state": str(call.state), "closes_on": call.closes_on}
    audit.record(call.ref, act, by=by, at=at, facts=facts)
    touch([call.ref, *([call.ward.ref, "input:all"] if call.opened_at else [])])
    return call
