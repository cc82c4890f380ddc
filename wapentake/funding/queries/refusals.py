"""Refusals: who decided them, in which office, and which of them stand on a public record."""

import datetime as dt

from django.db.models import QuerySet

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.prepared import prepared
from wapentake.office.models import RoleHeld
from wapentake.office.states import RoleKind
from wapentake.places.models import Ward

from ..models import Application, Decision
from ..states import DecisionKind, LegalBasis
from ..states.footing import RECORDED
from .routing import ARBITER_ROLES


@prepared
def _approvers(user: int, on: dt.date) -> QuerySet[RoleHeld]:
    return RoleHeld.objects.on(on).filter(user=user, kind=RoleKind.APPROVER).order_by("pk")


def office_of(decision: Decision) -> str:
    """Return the office in which an officer approved or declined: a post, not a person's name."""
    held = _approvers.first(user=decision.by_id, on=decision.on)
    return (held.title if held else "") or RoleKind.APPROVER.label


def who_decided(application: Application, decision: Decision) -> str:
    """Return who decided, as it is told to anybody: a councillor by name, an officer by the post."""
    if decision.basis == LegalBasis.MEMBERS:
        return application.deciders
    if decision.basis == LegalBasis.OFFICER:
        office = office_of(decision)
        return f"the {office.lower() if office == RoleKind.APPROVER.label else office}"
    if decision.basis != LegalBasis.CABINET:
        return str(application.councillor)
    held = RoleHeld.objects.on(decision.on).filter(user=decision.by_id, kind__in=ARBITER_ROLES.values()).first()
    return f"{held.title or held.get_kind_display()}, {decision.by.name}" if held else decision.by.name


def refusals(*, ward: Ward | None = None, year: FinancialYear | None = None) -> QuerySet[Decision]:
    """Return the refusals that stand on a public record, newest first."""
    related = ("application__ward__edition", "application__fund", "application__organisation", "by")
    found = Decision.objects.filter(kind=DecisionKind.DECLINE, basis__in=RECORDED).select_related(*related)
    if ward is not None:
        found = found.filter(application__ward=ward)
    if year is not None:
        found = found.filter(application__year=year.starts_in)
    return found.order_by("-on", "-pk")


def refusal_of(reference: str) -> Decision | None:
    """Return the refusal that is published under an application's reference."""
    related = ("application__councillor", "application__cluster", "application__priority", "dispensation")
    return refusals().select_related(*related).filter(application__reference=reference).first()
