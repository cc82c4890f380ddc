"""What a statutory officer looks for: undeclared offices, decisions without reasons, clocks that ran out."""

import datetime as dt
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Trim

from wapentake.office.models import RoleHeld
from wapentake.office.states import RoleKind

from ..models import Application, Decision, PaymentRun, RecordsCheck, Vote
from ..states import NOES, ApplicationState, DecisionKind, LegalBasis
from ..states.routing import VoteChoice
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
RELATED = ("application__organisation", "application__ward", "application__fund", "by")
TO_DO = (ApplicationState.SUBMITTED, ApplicationState.SUPPORTED, ApplicationState.APPROVED)


def undeclared_offices() -> list[Decision | Vote]:
    """Return the yeses to awards by somebody who held an office in the group that day, or is its contact.

    Each member's vote for an award is one: the decision alone names the last of them who voted.
    What the register of interests shows late stands among the awards to look at again.
    """
    votes = _of_a_holder(_votes_for())
    voted = {(vote.application_id, vote.by_id) for vote in votes}
    yeses = _decisions().exclude(kind__in=NOES).filter(application__state__in=AWARDED)
    said = [yes for yes in _of_a_holder(yeses) if (yes.application_id, yes.by_id) not in voted]
    return [*said, *votes]


def _votes_for() -> QuerySet[Vote]:
    """Return the votes for awards that count: the newest of each member."""
    newer = Vote.objects.filter(
        application=OuterRef("application"), councillor=OuterRef("councillor"), pk__gt=OuterRef("pk")
    )
    votes = Vote.objects.filter(~Exists(newer), choice=VoteChoice.FOR, application__state__in=AWARDED)
    return votes.select_related(*RELATED).order_by("-at", "-pk")


def _of_a_holder(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return what was said by who held an office in the group that day, or is its contact."""
    body = Coalesce(OuterRef("application__organisation__merged_into"), OuterRef("application__organisation"))
    held = RoleHeld.objects.annotate(body=Coalesce("organisation__merged_into", "organisation")).filter(
        Q(to_date=None) | Q(to_date__gt=OuterRef("on")), user=OuterRef("by"), from_date__lte=OuterRef("on"), body=body
    )
    return rows.annotate(in_office=Exists(held)).filter(
        Q(in_office=True) | Q(by__email__iexact=F("application__contact_email"))
    )


def without_reasons() -> QuerySet[Decision]:
    """Return the decisions whose reasons are blank, and the yeses that say nothing of alternatives.

    A yes is an approval, or what a member decided under section 236, or a member of the executive.
    """
    told = _decisions().annotate(why=Trim("reasons"), instead=Trim("alternatives"))
    alone = Q(kind=DecisionKind.SUPPORT, basis__in=[LegalBasis.MEMBER, LegalBasis.CABINET])
    return told.filter(Q(why="") | Q(instead="") & (Q(kind=DecisionKind.APPROVE) | alone))


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


def unmatched_lines() -> list[tuple[PaymentRun, str]]:
    """Return each line of the bank's answers that is of no payment, with its run."""
    return [(run, line) for run in unmatched_runs() for line in run.unmatched]


def newest_check() -> RecordsCheck | None:
    """Return the newest look over all records, if there was one."""
    return RecordsCheck.objects.first()


def _decisions() -> QuerySet[Decision]:
    return Decision.objects.select_related(*RELATED).order_by("-at", "-pk")
