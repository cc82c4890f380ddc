"""What a recovery does when a posting of what came back is corrected."""

from ..models import Recovery, Transfer
from ..states.recoveries import RecoveryState


def ask_again(transfer: Transfer) -> None:
    """Open a recovery again that a transfer had settled: what is corrected did not come."""
    Recovery.objects.filter(receipts__transfer=transfer).update(state=RecoveryState.OPEN)
