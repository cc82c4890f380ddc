"""Awards that the council cancelled, or is about to. Amounts are integer pence."""

from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from wapentake.foundation.prepared import prepared
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Application, Cancellation
from ..states.cancellations import CancellationState
from .prints import print_of_words


@prepared
def _cancellations(application: int) -> QuerySet[Cancellation]:
    rows = Cancellation.objects.filter(application=application).exclude(state=CancellationState.DROPPED)
    return rows.select_related("proposed_by", "settled_by")


def cancellation_of(application: Application) -> Cancellation | None:
    """Return what an award was cancelled by, or is to be; nothing where nobody cancels it."""
    return _cancellations.first(application=application.pk)


def print_of_cancellation(waiting: Cancellation) -> str:
    """Return the print of what is proposed, which the second officer has read."""
    return print_of_words(waiting.pk, waiting.proposed_by_id, waiting.pence, waiting.reason)


def released() -> Coalesce:
    """Return how much of an award was cancelled, for a query of applications."""
    done = Cancellation.objects.filter(application=OuterRef("pk"), state=CancellationState.DONE).values("pence")
    return Coalesce(Subquery(done[:1], output_field=BigIntegerField()), 0)


def cancellations_waiting_for(roles: Roles) -> QuerySet[Cancellation]:
    """Return the cancellations that this person, as a second officer, confirms or drops."""
    if not roles.has(RoleKind.APPROVER):
        return Cancellation.objects.none()
    rows = Cancellation.objects.filter(state=CancellationState.PROPOSED).select_related("application__organisation")
    return rows.exclude(proposed_by=roles.user).order_by("proposed_at", "pk")
