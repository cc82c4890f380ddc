"""Why money that was paid is asked back, and where that stands."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class RecoveryReason(TextChoices):
    MISUSED = "misused", "Not used for its purpose"
    UNTOLD = "untold", "No monitoring form, or none that can be accepted"
    OVERPAID = "overpaid", "Too much was paid"
    ENDED = "ended", "The project, or the group, has ended"
    UNSPENT = "unspent", "Not all of it was spent"


class RecoveryState(TextChoices):
    OPEN = "open", "Asked back"
    CLOSED = "closed", "Settled"


RECOVERY = Lifecycle(
    "recovery",
    {
        RecoveryState.OPEN: {RecoveryState.CLOSED},
        # What came back is corrected: it is asked for again.
        RecoveryState.CLOSED: {RecoveryState.OPEN},
    },
)


class WriteOffState(TextChoices):
    PROPOSED = "proposed", "Waits for a second person"
    AGREED = "agreed", "Written off"
    DROPPED = "dropped", "Not written off"


WRITE_OFF = Lifecycle(
    "write-off",
    {
        WriteOffState.PROPOSED: {WriteOffState.AGREED, WriteOffState.DROPPED},
        WriteOffState.AGREED: set(),
        WriteOffState.DROPPED: set(),
    },
)
