"""Payment runs, and which awards can go into the next."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Application, PayeeDetails, PaymentLine, PaymentRun, Transfer
from ..states import ApplicationState
from ..states.payees import PayeeState
from ..states.payments import LineState

BY_LINE = "payment-line:"  # begins the key of a payment that the bank made


def payment_runs(roles: Roles) -> QuerySet[Any]:
    """Return the runs, newest first, with how many of their lines wait for the bank; none for who does not pay."""
    runs = PaymentRun.objects.all() if roles.has(RoleKind.FINANCE) else PaymentRun.objects.none()
    waiting = Count("lines", filter=Q(lines__state=LineState.SENT))
    return runs.select_related("made_by").annotate(waiting=waiting).order_by("-pk")


def runs_waiting_for(roles: Roles) -> QuerySet[Any]:
    """Return the runs whose outcome somebody has to say."""
    return payment_runs(roles).filter(waiting__gt=0) if roles.has(RoleKind.FINANCE) else PaymentRun.objects.none()


def lines_of_run(run: PaymentRun) -> QuerySet[PaymentLine]:
    """Return the lines of a run in the order of its file."""
    related = ("application__organisation", "application__fund", "application__ward", "details", "instalment")
    return run.lines.select_related(*related).order_by("pk")


def open_line(application: Application) -> PaymentLine | None:
    """Return the line by which an award is being paid now, if it is."""
    return application.payment_lines.filter(state=LineState.SENT).select_related("run").first()


def line_of_payment(transfer: Transfer) -> PaymentLine | None:
    """Return the line of a run by which a payment was made, if it was by one."""
    made_by = transfer.key.removeprefix(BY_LINE)
    if made_by == transfer.key:
        return None
    return PaymentLine.objects.select_related("run").filter(pk=int(made_by)).first()


def awards_with_checked_details() -> QuerySet[Application]:
    """Return the awards that wait to be paid, are in no run, and were given bank details that somebody checked."""
    checked = PayeeDetails.objects.filter(state=PayeeState.CHECKED).values("application")
    rows = Application.objects.filter(state=ApplicationState.APPROVED, pk__in=checked)
    rows = rows.exclude(payment_lines__state=LineState.SENT)
    return rows.select_related("fund", "ward", "councillor__user", "cluster", "organisation", "project").order_by("pk")
