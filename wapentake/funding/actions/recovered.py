"""What a recovery does when what it rests on changes: a posting is corrected, or the form comes after all."""

import datetime as dt

from wapentake.people.models import User

from ..models import Monitoring, Recovery, Transfer, WriteOff
from ..queries.recoveries import recoveries_of
from ..states.recoveries import RecoveryReason, RecoveryState, WriteOffState


def ask_again(transfer: Transfer) -> None:
    """Open a recovery again that a transfer had settled: what is corrected did not come."""
    Recovery.objects.filter(receipts__transfer=transfer).update(state=RecoveryState.OPEN)


def let_go(form: Monitoring, by: User, at: dt.datetime) -> list[Recovery]:
    """Ask no more for what was asked back for want of a form that is now accepted; return what is let go.

    Where some of it came, the rest stays asked for: an officer takes that in, or it is written off.
    """
    asked = Recovery.objects.filter(
        application=form.application, why=RecoveryReason.UNTOLD, state=RecoveryState.OPEN
    ).order_by("pk")
    keys = {row.pk for row in asked.select_for_update(of=("self",))}
    gone = [row for row in recoveries_of(form.application) if row.pk in keys and not row.came]
    Recovery.objects.filter(pk__in=[row.pk for row in gone]).update(state=RecoveryState.CLOSED)
    proposed = WriteOff.objects.filter(recovery__in=[row.pk for row in gone], state=WriteOffState.PROPOSED)
    proposed.update(state=WriteOffState.DROPPED, settled_by=by, settled_at=at)
    return gone
