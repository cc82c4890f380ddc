"""What was paid and is asked back: how much came, how much is to come. Amounts are integer pence."""

import datetime as dt
from typing import Any

from django.db.models import BigIntegerField, Case, F, OuterRef, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Application, Recovery, RecoveryReceipt, WriteOff
from ..states.recoveries import RecoveryState, WriteOffState
from .applications import SEE_ALL, SEE_THEIR_WARDS
from .money import still_paid
from .prints import print_of_words

# Recoveries with `came`, `given_up` and `to_come`, which the plugin of the type checker cannot see.
Recoveries = QuerySet[Any]


# Of what is settled nothing is to come: it adds up, or it is asked for no longer.
LEFT_TO_COME = Case(When(state=RecoveryState.OPEN, then=F("pence") - F("came") - F("given_up")), default=0)


def recoveries() -> Recoveries:
    """Return every recovery with what came, what was written off, and what is to come, due first before others."""
    found = Recovery.objects.select_related("application__organisation", "application__ward", "application__fund")
    return found.annotate(
        # What was corrected since did not come.
        came=_sum(RecoveryReceipt.objects.filter(recovery=OuterRef("pk"), transfer__reversed_by=None)),
        given_up=_sum(WriteOff.objects.filter(recovery=OuterRef("pk"), state=WriteOffState.AGREED)),
    ).annotate(to_come=LEFT_TO_COME)


def _sum(rows: QuerySet[Any]) -> Coalesce:
    total = rows.order_by().values("recovery").annotate(total=Sum("pence")).values("total")
    return Coalesce(Subquery(total, output_field=BigIntegerField()), 0)


def recoveries_visible_to(roles: Roles) -> Recoveries:
    """Return the recoveries of the awards that a person may see on the desk."""
    found = recoveries()
    if roles.has(*SEE_ALL):
        return found
    return found.filter(application__ward__in=roles.ward_keys(*SEE_THEIR_WARDS))


def recoveries_of(application: Application) -> list[Any]:
    """Return what was asked back of an award, oldest first."""
    return list(recoveries().filter(application=application).order_by("pk"))


def to_come(recovery: Recovery) -> int:
    """Return how much of a recovery is still to come, in pence."""
    return int(recoveries().get(pk=recovery.pk).to_come)


def may_still_be_asked(application: Application) -> int:
    """Return how much of what was paid has neither come back nor been asked back, in pence."""
    return still_paid(application) - sum(row.to_come + row.given_up for row in recoveries_of(application))


def overdue_recoveries(on: dt.date) -> Recoveries:
    """Return what was to come back by a day before this, longest late first."""
    return recoveries().filter(state=RecoveryState.OPEN, due_on__lt=on).order_by("due_on", "pk")


def open_write_off(recovery: Recovery) -> WriteOff | None:
    """Return what is proposed to be written off, if anything is."""
    return recovery.write_offs.filter(state=WriteOffState.PROPOSED).select_related("proposed_by").first()


def print_of_write_off(made: WriteOff | None) -> str:
    """Return the print of what is proposed, which whoever agrees has read; nothing where nothing is."""
    return print_of_words(made.pk, made.pence, made.reason) if made else ""


def write_offs_waiting_for(roles: Roles) -> QuerySet[WriteOff]:
    """Return what others propose to write off, for whoever may agree to it."""
    if not roles.has(RoleKind.FINANCE, RoleKind.SECTION_151):
        return WriteOff.objects.none()
    rows = WriteOff.objects.filter(state=WriteOffState.PROPOSED).select_related("recovery__application__organisation")
    return rows.exclude(proposed_by=roles.user).order_by("proposed_at", "pk")
