"""Questions about service notices, their threads and their clock; and the rule that sets it."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date, working_days_after
from wapentake.foundation.changes import touch
from wapentake.foundation.mail import send_after_commit
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from .. import notices
from ..models import NoticeQuestion, NoticeReply, NoticeRule, ServiceNotice
from ..queries import notice_rule_on, same_question, team_in
from ..rules import may_ask, may_keep_notice_rule, may_reply, speaks_for_service
from .beats import roles_at

MOST_DAYS = {"warning": 130, "answer": 60}


@transaction.atomic
def ask_about_notice(notice: ServiceNotice, text: str, *, by: User, at: dt.datetime) -> NoticeQuestion:
    """Ask the service; its clock starts. The same words sent twice are one question. Raises `Refused`."""
    notice = (
        ServiceNotice.objects.select_for_update(of=("self",), no_key=True).select_related("service").get(pk=notice.pk)
    )
    may_ask(roles_at(by, at), notice).demand()
    text = _said_at_all(text, "Write what you want to know.")
    if same := same_question(notice, text, by):
        return same
    question = NoticeQuestion.objects.create(notice=notice, text=text, by=by, at=at, due_on=_answer_by(at))
    _tell_service(question, text, at)
    audit.record(notice.ref, "ask", by=by, at=at, facts={"question": question.pk, "due_on": question.due_on})
    touch([notice.ref])
    return question


@transaction.atomic
def reply_to_question(question: NoticeQuestion, text: str, *, by: User, at: dt.datetime) -> NoticeReply:
    """Answer a question for the service; who asked asks again by it, and the clock starts anew. Raises `Refused`."""
    rows = NoticeQuestion.objects.select_for_update(of=("self",), no_key=True)
    question = rows.select_related("notice__service", "by").get(pk=question.pk)
    roles = roles_at(by, at)
    may_reply(roles, question).demand()
    text = _said_at_all(text, "Write what you want to say.")
    last = question.replies.order_by("-at", "-pk").first()
    if last is not None and (last.text, last.by_id) == (text, by.pk):
        return last
    of_service = speaks_for_service(roles, question)
    reply = NoticeReply.objects.create(question=question, text=text, by=by, at=at, of_service=of_service)
    if of_service:
        question.answered_at = at
        send_after_commit(notices.notice_answered(reply))
    else:
        question.answered_at, question.due_on = None, _answer_by(at)
        _tell_service(question, text, at)
    question.save()
    facts = {"question": question.pk, "of_service": of_service}
    audit.record(question.notice.ref, "answer" if of_service else "ask_again", by=by, at=at, facts=facts)
    touch([question.notice.ref])
    return reply


@transaction.atomic
def set_notice_rule(
    days_of_warning: int, days_to_answer: int, from_date: dt.date, *, source: str, by: User, at: dt.datetime
) -> NoticeRule:
    """Say how many working days of warning, and for an answer, hold from a day on. Raises `Refused`."""
    last = NoticeRule.objects.select_for_update(no_key=True).order_by("-from_date").first()
    may_keep_notice_rule(roles_at(by, at)).demand()
    if not 1 <= days_of_warning <= MOST_DAYS["warning"] or not 1 <= days_to_answer <= MOST_DAYS["answer"]:
        raise Refused("A warning is 1 to 130 working days, and an answer takes 1 to 60.")
    if last is not None and last.from_date >= from_date:
        raise Refused("A rule that begins on that day or later is set already: choose a later day.")
    NoticeRule.objects.on(from_date).update(to_date=from_date)
    rule = NoticeRule.objects.create(
        days_of_warning=days_of_warning, days_to_answer=days_to_answer, from_date=from_date,
        source=_said_at_all(source, "Say where it was decided, such as Cabinet and the date."),
    )  # fmt: skip
    facts = {"warning": days_of_warning, "answer": days_to_answer, "from": from_date}
    audit.record("notice:rule", "set", by=by, at=at, facts=facts)
    touch(["council:all"])
    return rule


def _said_at_all(text: str, otherwise: str) -> str:
    if not text.strip():
        raise Refused(otherwise)
    return text.strip()


def _answer_by(at: dt.datetime) -> dt.date:
    """Return the day by which what is asked at a moment is answered, by the rule of that day."""
    on = london_date(at)
    rule = notice_rule_on(on)
    if rule is None:
        raise Refused("No rule says how long an answer takes on this day: ask the Head of Neighbourhoods to set one.")
    return working_days_after(on, rule.days_to_answer)


def _tell_service(question: NoticeQuestion, text: str, at: dt.datetime) -> None:
    on = london_date(at)
    team = team_in([ward.pk for ward in question.notice.wards.all()], on)
    for message in notices.notice_asked(question, text, team, on):
        send_after_commit(message)
