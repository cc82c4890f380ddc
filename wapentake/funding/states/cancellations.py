"""Where the council's cancelling of an award stands."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class CancellationState(TextChoices):
    PROPOSED = "proposed", "Waits for a second officer"
    DONE = "done", "Cancelled by the council"
    DROPPED = "dropped", "Not cancelled after all"


CANCELLATION = Lifecycle(
    "cancellation",
    {
        CancellationState.PROPOSED: {CancellationState.DONE, CancellationState.DROPPED},
        CancellationState.DONE: set(),
        CancellationState.DROPPED: set(),
    },
)
