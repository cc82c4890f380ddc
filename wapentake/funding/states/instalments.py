"""What must be shown before an instalment of an award is paid, and where an instalment stands."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class ShownFirst(TextChoices):
    NOTHING = "nothing", "Nothing"
    RECEIPT = "receipt", "A receipt"
    NOTE = "note", "A note of how it goes so far"


class InstalmentState(TextChoices):
    WAITING = "waiting", "To be paid"
    PAID = "paid", "Instalment paid"
    STOPPED = "stopped", "Not paid any more"


INSTALMENT = Lifecycle(
    "instalment",
    {
        InstalmentState.WAITING: {InstalmentState.PAID, InstalmentState.STOPPED},
        # A payment that came back is reversed, and the instalment waits to be paid again.
        InstalmentState.PAID: {InstalmentState.WAITING},
        InstalmentState.STOPPED: set(),
    },
)
