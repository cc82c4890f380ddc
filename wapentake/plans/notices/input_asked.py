"""The mails of calls for input: to those asked by name, and to whoever answered."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from wapentake.foundation.calendars import long_date
from wapentake.foundation.mail import Message
from wapentake.organisations.models import Organisation
from wapentake.people.models import User

from ..models import InputAnswer, InputCall


def _desk(call: InputCall) -> str:
    return f"{settings.WAPENTAKE_ADDRESS}{reverse('plans:input_call', args=[call.pk])}"


def input_wanted(call: InputCall, body: Organisation, people: Iterable[User]) -> list[Message]:
    """To those who speak for a body: what a ward asks, and by when."""
    text = (
        f"{call.ward} asks {body} for its plan: {call.title}.\n\n{call.why}\n\n"
        f"Please answer from {long_date(call.opens_on)} to the end of {long_date(call.closes_on)}:\n{_desk(call)}\n"
    )
    subject = f"{call.ward} asks for your input by {long_date(call.closes_on)}"
    return [Message(to=[one.email], subject=subject, text=f"Dear {one.name},\n\n{text}") for one in people]


def input_due(call: InputCall, body: Organisation, people: Iterable[User]) -> list[Message]:
    """To those who speak for a body that has not answered, shortly before the call closes."""
    text = (
        f"{call.ward} asked {body} for its plan: {call.title}. We have no answer yet.\n\n"
        f"It closes at the end of {long_date(call.closes_on)}. Please answer here:\n{_desk(call)}\n"
    )
    subject = f"Still to answer by {long_date(call.closes_on)}: {call.title}"
    return [Message(to=[one.email], subject=subject, text=f"Dear {one.name},\n\n{text}") for one in people]


def answer_received(answer: InputAnswer) -> Message:
    """To whoever answered: the number, and the link by which the answer is changed or taken back."""
    call = answer.call
    link = f"{settings.WAPENTAKE_ADDRESS}{reverse('plans:given_answer', args=[answer.token])}"
    return Message(
        to=[answer.email],
        subject=f"We have your answer: {answer.reference}",
        text=f"Thank you for answering “{call.title}” in {call.ward}.\n\n"
        f"Your reference number is {answer.reference}.\n\n"
        f"You can change your answer, or take it back, until the end of {long_date(call.closes_on)}:\n{link}\n\n"
        "Keep this link to yourself: whoever has it can do the same.\n\n"
        f"We publish what was heard, and what the councillors decided, on the ward’s page.\n",
    )
