"""Choices of calls for input: where a call stands, and how an answer came."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class CallState(TextChoices):
    DRAFT = "draft", "Draft"
    OPEN = "open", "Published"
    CLOSED = "closed", "Closed early"
    HEARD = "heard", "What was heard is published"
    WITHDRAWN = "withdrawn", "Taken back"


class AnswerChannel(TextChoices):
    ONLINE = "online", "Online"
    PAPER = "paper", "On paper"
    TELEPHONE = "telephone", "By telephone"
    SPOKEN = "spoken", "Face to face"
    DESK = "desk", "At the desk"


CALL = Lifecycle(
    "call for input",
    {
        CallState.DRAFT: {CallState.OPEN, CallState.WITHDRAWN},
        CallState.OPEN: {CallState.CLOSED, CallState.HEARD, CallState.WITHDRAWN},
        CallState.CLOSED: {CallState.HEARD, CallState.WITHDRAWN},
        CallState.HEARD: set(),
        CallState.WITHDRAWN: set(),
    },
)
