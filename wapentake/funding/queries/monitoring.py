"""Which monitoring forms are to come, late, or back to be read. Amounts are integer pence."""

import datetime as dt

from django.db.models import Q, QuerySet

from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Application, Monitoring
from ..states.monitoring import MonitoringState
from .applications import SEE_ALL, SEE_THEIR_WARDS
from .prints import print_of_words


def monitoring_visible_to(roles: Roles) -> QuerySet[Monitoring]:
    """Return the monitoring forms of the awards that a person may see on the desk, those due first before others."""
    rows = Monitoring.objects.select_related("application__organisation", "application__ward", "application__fund")
    if roles.has(*SEE_ALL):
        return rows
    return rows.filter(application__ward__in=roles.ward_keys(*SEE_THEIR_WARDS))


def overdue_monitoring(on: dt.date) -> QuerySet[Monitoring]:
    """Return the monitoring forms of the whole council that are late on a day, longest late first."""
    return Monitoring.objects.filter(late(on)).select_related("application__organisation", "application__ward")


def late(on: dt.date) -> Q:
    """Return the condition that a form is late on a day."""
    return Q(state=MonitoringState.DUE, due_on__lt=on)


def monitoring_waiting_for(roles: Roles, on: dt.date) -> QuerySet[Monitoring]:
    """Return the forms that a co-ordinator of the ward reads, or asks after because they are late."""
    wards = roles.ward_keys_held(RoleKind.CO_ORDINATOR)
    if not wards:
        return Monitoring.objects.none()
    return monitoring_visible_to(roles).filter(
        Q(state=MonitoringState.RECEIVED) | late(on), application__ward__in=wards
    )


def print_of_monitoring(monitoring: Monitoring) -> str:
    """Return the print of what a group said of its award, which whoever accepts the form has read."""
    receipts = list(monitoring.receipts.values_list("on", "what", "pence"))
    told = (monitoring.done, monitoring.people, monitoring.spent_pence, monitoring.received_at)
    return print_of_words(*told, receipts)


def monitoring_of(application: Application) -> Monitoring | None:
    """Return an award's monitoring form, or nothing where none was asked for."""
    return Monitoring.objects.filter(application=application).first()
