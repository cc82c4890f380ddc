"""The mails of service notices: to the wards' members, to their teams, to the service."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from wapentake.foundation.calendars import long_date
from wapentake.foundation.mail import Message
from wapentake.people.models import User

from ..models import NoticeChange, NoticeQuestion, NoticeReply, ServiceNotice
from ..queries import officers_of
from ..states import NoticeState

TO_DO = {
    True: "Please open it, read it, and press “I know of it”. There you can ask the service too:",
    False: "The wards’ members are asked to acknowledge it. You can follow that, and ask the service, here:",
}


def notice_given(
    notice: ServiceNotice, members: Iterable[User], team: Iterable[User], change: NoticeChange | None = None
) -> list[Message]:
    """To each member of the wards, and to each of their teams: what is coming, or what changed of it."""
    wards = ", ".join(ward.name for ward in notice.wards.all())
    about = _about(notice, wards, change)
    told = {user.pk: (user, True) for user in members}
    told |= {user.pk: (user, False) for user in team if user.pk not in told}
    subject, link = _subject(notice, change), notice_link(notice)
    return [
        Message(to=[user.email], subject=subject, text=f"Dear {user.name},\n\n{about}\n\n{TO_DO[asked]}\n{link}\n")
        for user, asked in told.values()
    ]


def notice_link(notice: ServiceNotice) -> str:
    """Return the whole address of a notice at the desk."""
    return f"{settings.WAPENTAKE_ADDRESS}{reverse('plans:notice', args=[notice.pk])}"


def span_words(begins_on: dt.date, ends_on: dt.date | None) -> str:
    """Return from when until when something is: one day, two days, or from a day on."""
    if ends_on is None:
        return f"From {long_date(begins_on)}; its end is not known yet"
    if ends_on == begins_on:
        return f"On {long_date(begins_on)}"
    return f"{long_date(begins_on)} to {long_date(ends_on)}"


def _subject(notice: ServiceNotice, change: NoticeChange | None) -> str:
    if notice.state == NoticeState.CANCELLED:
        return f"Called off: {notice.title}"
    return f"{'Changed' if change else 'Coming'}: {notice.title}, from {long_date(notice.begins_on)}"


def _about(notice: ServiceNotice, wards: str, change: NoticeChange | None) -> str:
    said = [f"{notice.service} tells {wards}: {notice.title}."]
    if notice.state == NoticeState.CANCELLED and change:
        return f"{notice.service} has called off what it told {wards}: {notice.title}.\n\nWhy: {change.why}"
    if change:
        lines = [
            f"- {what}: {after or 'nothing'} (was: {before or 'nothing'})" for what, before, after in change.changed
        ]
        changed = "\n".join(lines)
        said = [f"{notice.service} has changed what it told {wards}: {notice.title}.", f"Why: {change.why}", changed]
    when = f"{span_words(notice.begins_on, notice.ends_on)}."
    facts = [when, *([f"Where: {notice.place}"] if notice.place else [])]
    facts += [f"Contact: {notice.contact}"] if notice.contact else []
    facts += [f"More: {notice.link}"] if notice.link else []
    return "\n\n".join([*said, notice.what, "\n".join(facts)])


def notice_asked(question: NoticeQuestion, words: str, team: Iterable[User], on: dt.date) -> list[Message]:
    """To the service’s officers: a question waits, until when. A service without any has the wards' teams."""
    notice = question.notice
    text = (
        f"{question.by.name} asks about “{notice.title}”:\n\n{words}\n\n"
        f"Please answer by {long_date(question.due_on)}:\n{notice_link(notice)}\n"
    )
    subject = f"A question to answer by {long_date(question.due_on)}: {notice.title}"
    officers = officers_of(notice.service, on) or list(team)
    return [Message(to=[user.email], subject=subject, text=f"Dear {user.name},\n\n{text}") for user in officers]


def notice_answered(reply: NoticeReply) -> Message:
    """To whoever asked: the service's answer."""
    question = reply.question
    return Message(
        to=[question.by.email],
        subject=f"Answered: your question about {question.notice.title}",
        text=f"Dear {question.by.name},\n\nYou asked: {question.text}\n\n{question.notice.service} answers:\n\n"
        f"{reply.text}\n\nThe whole thread is here, and you can ask again there:\n{notice_link(question.notice)}\n",
    )
