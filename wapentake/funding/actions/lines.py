"""What happens to the line of a payment run when its payment turns out wrong."""

from ..models import Transfer
from ..queries.payments import line_of_payment
from ..states.payments import LineState


def take_back_line(transfer: Transfer, reason: str) -> None:
    """A payment is corrected: the line of a run that made it was not paid after all, and why is kept with it."""
    line = line_of_payment(transfer)
    if line is not None:
        line.state, line.said = LineState.REJECTED, f"Corrected: {reason}"
        line.save(update_fields=["state", "said"])
