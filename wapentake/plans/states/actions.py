"""How an action stands, and what may follow."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class ActionState(TextChoices):
    """How an action stands. Late is not a state: it is a date that has passed."""

    TO_COME = "to_come", "To come"
    UNDER_WAY = "under_way", "Under way"
    BLOCKED = "blocked", "Blocked"
    DONE = "done", "Done"
    STOPPED = "stopped", "Stopped"


ACTION = Lifecycle(
    "action",
    {
        ActionState.TO_COME: {ActionState.UNDER_WAY, ActionState.BLOCKED, ActionState.DONE, ActionState.STOPPED},
        ActionState.UNDER_WAY: {ActionState.TO_COME, ActionState.BLOCKED, ActionState.DONE, ActionState.STOPPED},
        ActionState.BLOCKED: {ActionState.TO_COME, ActionState.UNDER_WAY, ActionState.DONE, ActionState.STOPPED},
        ActionState.DONE: {ActionState.UNDER_WAY},
        ActionState.STOPPED: {ActionState.UNDER_WAY},
    },
)
