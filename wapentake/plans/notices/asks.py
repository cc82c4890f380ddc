"""What services are told of what wards ask, and wards of the answers."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.mail import Message

from ..models import Ask


def _ask_page(ask: Ask) -> str:
    return f"{settings.WAPENTAKE_ADDRESS}{reverse('plans:ask', args=[ask.pk])}"


def _line(text: str) -> str:
    return " ".join(text.split())


def ward_asked(ask: Ask, to: Sequence[str]) -> Message:
    """To a service: a ward asks for something, and by when to answer."""
    why = f"Why: {ask.why}\n\n" if ask.why else ""
    return Message(
        to=to,
        subject=f"{ask.ward} asks {_line(ask.organisation.name)}: answer by {long_date(ask.due_on)}",
        text=f"{ask.ward} asks {ask.organisation}:\n\n{ask.text}\n\n{why}"
        f"Please answer by {long_date(ask.due_on)}: accept it with a date, decline it with reasons, or ask for more "
        f"time. The rule: {ask.rule}\n\nAnswer here: {_ask_page(ask)}\n",
    )


def reminded_of_ask(ask: Ask, to: Sequence[str]) -> Message:
    """To a service: an answer is due soon."""
    return Message(
        to=to,
        subject=f"Due on {long_date(ask.due_on)}: your answer to {ask.ward}",
        text=f"{ask.ward} asked {ask.organisation} on {long_date(london_date(ask.asked_at))}:\n\n{ask.text}\n\n"
        f"Your answer is due on {long_date(ask.due_on)}. Accept it with a date, decline it with reasons, or ask for "
        f"more time: {_ask_page(ask)}\n",
    )


def ask_answered(ask: Ask) -> Message:
    """To whoever asked: what the service answers."""
    said = {"accepted": "accepts what you asked", "declined": "declines what you asked",
            "more_time": "asks for more time"}[ask.state]  # fmt: skip
    until = f"It answers by {long_date(ask.due_on)}.\n\n" if ask.state == "more_time" else ""
    return Message(
        to=[ask.asked_by.email],
        subject=f"{_line(ask.organisation.name)} {said}",
        text=f"{ask.organisation} {said} for {ask.ward}:\n\n{ask.text}\n\nIt says: {ask.answer}\n\n{until}"
        f"Read it here: {_ask_page(ask)}\n",
    )
