"""What a statutory officer looks for: undeclared offices, decisions without reasons, clocks that ran out."""

import datetime as dt
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Trim

from wapentake.office.models import RoleHeld
from wapentake.office.states import RoleKind

from ..models import Application, Decision, PaymentRun
from ..states import ApplicationState, DecisionKind, LegalBasis
from .applications import AWARDED, with_since
from .clocks import clocks_of

# The two statutory officers and the auditors, and with them whoever acts on an underspend.
OVERSEE = (RoleKind.MONITORING_OFFICER, RoleKind.SECTION_151, RoleKind.AUDITOR)
SEE_THE_UNDERSPEND = (
    *OVERSEE,
    RoleKind.FINANCE,
    RoleKind.APPROVER,
    RoleKind.HEAD_OF_NEIGHBOURHOODS,
    RoleKind.CABINET_MEMBER,
    RoleKind.LEADER,
)
TO_DO = (ApplicationState.SUBMITTED, ApplicationState.SUPPORTED, ApplicationState.APPROVED)


def undeclared_offices() -> QuerySet[Decision]:
    """Return the yeses to awards by somebody who held an office in the group that day, or is its contact.

    What the register of interests shows late stands among the awards to look at again.
    """
    body = Coalesce(OuterRef("application__organisation__merged_into"), OuterRef("application__organisation"))
    held = RoleHeld.objects.annotate(body=Coalesce("organisation__merged_into", "organisation")).filter(
        Q(to_date=None) | Q(to_date__gt=OuterRef("on")), user=OuterRef("by"), from_date__lte=OuterRef("on"), body=body
    )
    yeses = _decisions().exclude(kind=DecisionKind.DECLINE).filter(application__state__in=AWARDED)
    return yeses.annotate(in_office=Exists(held)).filter(
        Q(in_office=True) | Q(by__email__iexact=F("application__contact_email"))
    )


def without_reasons() -> QuerySet[Decision]:
    """Return the decisions whose reasons are blank, and the approvals that say nothing of alternatives."""
    told = _decisions().annotate(why=Trim("reasons"), instead=Trim("alternatives"))
    return told.filter(Q(why="") | Q(instead="", kind=DecisionKind.APPROVE))


def late_steps(on: dt.date) -> list[tuple[Any, dt.date]]:
    """Return the applications whose step was due before a day, longest late first, each with the day it was due.

    They have `since`.
    """
    related = ("fund", "ward", "councillor", "organisation")
    rows = with_since(Application.objects.filter(state__in=TO_DO).select_related(*related))
    due = {key: clock.by for key, clock in clocks_of(rows, on).items()}
    found = [(row, due[row.pk]) for row in rows if due[row.pk] < on]
    return sorted(found, key=lambda each: (each[1], each[0].pk))


def unmatched_runs() -> QuerySet[PaymentRun]:
    """Return the payment runs whose answer from the bank has lines that are of no payment in them, newest first."""
    return PaymentRun.objects.exclude(unmatched=[]).order_by("-pk")


def entered_late() -> QuerySet[Decision]:
    """Return members' own decisions that were recorded more than a month after they were taken."""
    mine = _decisions().filter(basis=LegalBasis.MEMBER)
    return mine.filter(at__gt=F("on") + dt.timedelta(days=31))


def _decisions() -> QuerySet[Decision]:
    related = ("application__organisation", "application__ward", "application__fund", "by")
    return Decision.objects.select_related(*related).order_by("-at", "-pk")
