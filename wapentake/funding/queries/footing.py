"""Members' own decisions under section 236, the copies of their records, and what officers checked."""

import datetime as dt

from django.db.models import QuerySet

from wapentake.foundation.prepared import prepared
from wapentake.office.models import Councillor, RoleHeld
from wapentake.office.states import RoleKind

from ..models import Application, Decision
from ..states import DecisionKind, LegalBasis

EXECUTIVE = (RoleKind.CABINET_MEMBER, RoleKind.LEADER)


def is_executive(councillor: Councillor, on: dt.date) -> bool:
    """Say whether a councillor is a member of the council's executive on a day."""
    return RoleHeld.objects.on(on).filter(user=councillor.user_id, kind__in=EXECUTIVE).exists()


def member_decisions() -> QuerySet[Decision]:
    """Return the decisions that members took themselves under section 236, the latest first."""
    related = ("application__organisation", "application__ward", "application__councillor", "by", "copy_given")
    kinds = (DecisionKind.SUPPORT, DecisionKind.DECLINE)
    return Decision.objects.filter(basis=LegalBasis.MEMBER, kind__in=kinds).select_related(*related).order_by("-pk")


def copies_to_give() -> list[Decision]:
    """Return the members' decisions whose copy the proper officer has not had, the oldest first."""
    return _copies_to_give()


@prepared
def _copies_to_give() -> QuerySet[Decision]:
    return member_decisions().filter(copy_given=None).order_by("on", "pk")


def copy_to_give(application: Application) -> Decision | None:
    """Return the member's own decision on an application whose copy is still to be given."""
    return member_decisions().filter(copy_given=None, application=application).order_by("on", "pk").first()


def first_yes(application: Application) -> Decision | None:
    """Return the newest first yes to an application: a councillor's, the members' or an arbiter's."""
    return application.decisions.filter(kind=DecisionKind.SUPPORT).order_by("-pk").first()
