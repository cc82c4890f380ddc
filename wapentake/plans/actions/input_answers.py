"""Answers to a call for input: given, given anew, taken back, marked, withheld, erased."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.mail import send_after_commit
from wapentake.foundation.verdicts import Refused
from wapentake.organisations.models import Organisation
from wapentake.people.models import User

from .. import notices
from ..models import AnswerMark, AnswerText, InputAnswer, InputCall, Priority
from ..queries import answers_to_erase
from ..rules import (
    AnswerWords,
    answer_says_something,
    may_answer_for,
    may_answer_online,
    may_change_answer,
    may_enter_answers,
    may_mark_answers,
    may_withhold_answer,
)
from .beats import roles_at
from .input_asked import lock_call


def _same_answer(key: UUID, call: InputCall, number: int | None = None) -> InputAnswer | None:
    """Return what the same form made when it came before. Raises `Refused` for the key of another form."""
    same = InputAnswer.objects.filter(key=key).first()
    if same is None:
        return None
    if same.call_id != call.pk or number not in (None, same.number):
        raise Refused("This page is out of date. Open the questions again, and answer there.")
    return same


@transaction.atomic
def give_answer(
    call: InputCall, words: AnswerWords, key: UUID, *, at: dt.datetime, receipt: bool = True
) -> InputAnswer:
    """Keep what somebody answered online. Sent twice by the same key, it is one answer. Raises `Refused`.

    `receipt=False` writes to nobody: anybody can type somebody's address.
    """
    call = lock_call(call)
    if same := _same_answer(key, call):
        return same
    may_answer_online(call, at).demand()
    answer_says_something(words).demand()
    answer = _keep(call, words, key, at, number=_next(call))
    if receipt:
        _receipt(answer)
    return _tell_answer(answer, "answer", by=None, at=at)


@transaction.atomic
def answer_at_desk(
    call: InputCall, words: AnswerWords, key: UUID, *, body: Organisation | None, by: User, at: dt.datetime
) -> InputAnswer:
    """Keep a service's answer, or what somebody said on paper or by telephone. A later one replaces a body's first."""
    call = lock_call(call)
    if same := _same_answer(key, call):
        return same
    roles = roles_at(by, at)
    if body is None:
        may_enter_answers(roles, call, at, words.received_on).demand()
    else:
        may_answer_for(roles, call, body, at).demand()
    answer_says_something(words).demand()
    old = InputAnswer.objects.filter(call=call, body=body, latest=True).first() if body else None
    answer = _keep(call, words, key, at, number=old.number if old else _next(call), old=old, body=body, entered_by=by)
    if old is None:
        _receipt(answer)
    return _tell_answer(answer, "enter_answer", by=by, at=at, body=body.pk if body else None)


@transaction.atomic
def change_answer(answer: InputAnswer, words: AnswerWords, key: UUID, *, at: dt.datetime) -> InputAnswer:
    """Answer anew by the link; the answer before is kept, and counts no longer. Raises `Refused`."""
    call = lock_call(answer.call)
    if same := _same_answer(key, call, answer.number):
        return same
    old = InputAnswer.objects.select_related("call").get(call=call, number=answer.number, latest=True)
    may_change_answer(old, at).demand()
    answer_says_something(words).demand()
    made = _keep(call, words, key, at, number=old.number, old=old, token=old.token, body=old.body,
                 entered_by=old.entered_by)  # fmt: skip
    return _tell_answer(made, "change_answer", by=None, at=at)


@transaction.atomic
def withdraw_answer(answer: InputAnswer, *, at: dt.datetime) -> InputAnswer:
    """Take an answer back by its link: its words and who gave it are erased, its number stays. Raises `Refused`."""
    call = lock_call(answer.call)
    answer = InputAnswer.objects.select_related("call").get(call=call, number=answer.number, latest=True)
    may_change_answer(answer, at).demand()
    for one in InputAnswer.objects.filter(call=call, number=answer.number):
        _erase_answer(one, at)
    answer.refresh_from_db()
    answer.withdrawn_at = at
    answer.save()
    return _tell_answer(answer, "withdraw_answer", by=None, at=at)


@transaction.atomic
def mark_answer(answer: InputAnswer, priorities: Iterable[Priority], *, by: User, at: dt.datetime) -> InputAnswer:
    """Say which priorities of the ward an answer speaks to. Raises `Refused`."""
    call = lock_call(answer.call)
    may_mark_answers(roles_at(by, at), call).demand()
    chosen = list(priorities)
    if any(one.ward_id != call.ward_id for one in chosen):
        raise Refused(f"Choose priorities of {call.ward}.")
    answer.marks.all().delete()
    AnswerMark.objects.bulk_create(AnswerMark(answer=answer, priority=one) for one in chosen)
    return _tell_answer(answer, "mark", by=by, at=at, priorities=[one.pk for one in chosen])


@transaction.atomic
def withhold_answer(answer: InputAnswer, why: str, *, by: User, at: dt.datetime) -> InputAnswer:
    """Keep an answer from ever being quoted, and say why; with no reason it may be quoted again."""
    call = lock_call(answer.call)
    may_withhold_answer(roles_at(by, at), call).demand()
    answer = InputAnswer.objects.select_related("call").get(pk=answer.pk)
    answer.withheld = why.strip()
    answer.save()
    return _tell_answer(answer, "withhold" if answer.withheld else "release", by=by, at=at)


def erase_answers(*, at: dt.datetime) -> int:
    """Erase who answered, and what people wrote, once the rule's months after the plan's cycle are over."""
    return sum(erase_answer(one, at=at) for one in list(answers_to_erase(london_date(at))))


@transaction.atomic
def erase_answer(answer: InputAnswer, *, at: dt.datetime) -> bool:
    """Erase one answer's personal data; False where that was done."""
    answer = InputAnswer.objects.select_for_update(of=("self",), no_key=True).get(pk=answer.pk)
    if answer.erased_at is not None:
        return False
    _erase_answer(answer, at)
    _tell_answer(answer, "erase", by=None, at=at)
    return True


def _erase_answer(answer: InputAnswer, at: dt.datetime) -> None:
    """Blank the name, the address and the communities; the words of people too, but not those of a body."""
    answer.name = answer.email = answer.withheld = ""
    answer.ward, answer.erased_at = None, at
    answer.save()
    answer.communities.clear()
    if answer.body_id is None:
        answer.texts.update(text="")


def _next(call: InputCall) -> int:
    return (InputAnswer.objects.filter(call=call).aggregate(last=Max("number"))["last"] or 0) + 1


def _keep(
    call: InputCall, words: AnswerWords, key: UUID, at: dt.datetime, *, number: int,
    old: InputAnswer | None = None, **more: Any,
) -> InputAnswer:  # fmt: skip
    if old is not None:
        old.latest = False
        old.save()
    answer = InputAnswer.objects.create(
        call=call, number=number, version=old.version + 1 if old else 1, key=key, channel=words.channel,
        name=words.name.strip(), email=words.email.strip(), ward=words.ward, may_quote=words.may_quote, at=at,
        received_on=words.received_on, **more,
    )  # fmt: skip
    AnswerText.objects.bulk_create(
        AnswerText(answer=answer, question=one, text=words.texts.get(one.pk, "").strip())
        for one in call.questions.all()
    )
    answer.communities.set(words.communities)
    return answer


def _receipt(answer: InputAnswer) -> None:
    if answer.email:
        send_after_commit(notices.answer_received(answer))


def _tell_answer(answer: InputAnswer, act: str, *, by: User | None, at: dt.datetime, **facts: Any) -> InputAnswer:
    facts |= {"answer": answer.number, "version": answer.version, "channel": str(answer.channel)}
    audit.record(answer.call.ref, act, by=by, at=at, facts=facts)
    touch([answer.call.ref])
    return answer
