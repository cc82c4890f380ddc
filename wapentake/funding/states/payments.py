"""Where a line of a payment run stands."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class LineState(TextChoices):
    SENT = "sent", "Sent to be paid"
    PAID = "paid", "Paid by the bank"
    REJECTED = "rejected", "Rejected by the bank"


PAYMENT_LINE = Lifecycle(
    "payment line",
    {
        LineState.SENT: {LineState.PAID, LineState.REJECTED},
        # A second officer finds that the bank had not paid it.
        LineState.PAID: {LineState.REJECTED},
        LineState.REJECTED: set(),
    },
)
