"""How an ask stands, and what may follow."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class AskState(TextChoices):
    ASKED = "asked", "Asked"
    MORE_TIME = "more_time", "More time asked for"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined with reasons"
    CALLED_OFF = "called_off", "Called off by the ward"


class MadeFrom(TextChoices):
    PRIORITY = "priority", "A priority"
    ACTION = "action", "An action of a priority"
    REQUEST = "request", "A request of the ward’s members"


_ANSWERS: set[str] = {AskState.MORE_TIME, AskState.ACCEPTED, AskState.DECLINED, AskState.CALLED_OFF}
ASK = Lifecycle(
    "ask",
    {
        AskState.ASKED: _ANSWERS,
        AskState.MORE_TIME: _ANSWERS,
        AskState.ACCEPTED: set(),
        AskState.DECLINED: set(),
        AskState.CALLED_OFF: set(),
    },
)
