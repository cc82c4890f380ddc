"""Changes of purpose: which are open, and whose answer they wait for."""

from typing import Any

from django.db.models import Q, QuerySet

from wapentake.foundation.prepared import one_of, prepared
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Application, PurposeChange
from ..states.purposes import PurposeState
from .prints import print_of_words
from .whose import NOBODY

OPEN_CHANGES = (PurposeState.ASKED, PurposeState.BACKED)


def print_of_purpose(change: PurposeChange | None) -> str:
    """Return the print of what is asked, which whoever answers has read; nothing where nothing is asked."""
    return print_of_words(change.pk, change.purpose, change.why) if change else ""


@prepared
def _purposes(application: int) -> QuerySet[PurposeChange]:
    rows = PurposeChange.objects.filter(application=application)
    return rows.select_related("asked_by", "backed_by", "settled_by").order_by("-pk")


def purposes_of(application: Application) -> list[PurposeChange]:
    """Return every change of an award's purpose that was asked for, newest first."""
    return _purposes(application=application.pk)


def open_purpose(application: Application) -> PurposeChange | None:
    """Return the change of an award's purpose that waits for an answer, if one does."""
    rows = PurposeChange.objects.filter(application=application, state__in=OPEN_CHANGES)
    return rows.select_related("application__organisation", "application__ward", "backed_by").first()


def purposes_waiting_for(roles: Roles) -> list[PurposeChange]:
    """Return the changes that this person answers: a member those of their fund or ward, an officer after them."""
    return _waiting(
        councillor=roles.councillor.pk if roles.councillor else NOBODY,
        ward=roles.ward.pk if roles.ward else NOBODY,
        settles=[PurposeState.BACKED] if roles.has(RoleKind.APPROVER) else [],
    )


@prepared
def _waiting(councillor: Any, ward: Any, settles: Any) -> QuerySet[PurposeChange]:
    theirs = Q(application__councillor=councillor) | Q(application__councillor=None, application__ward=ward)
    mine = Q(theirs, state=PurposeState.ASKED) | Q(one_of("state", settles))
    related = ("application__organisation", "application__ward")
    return PurposeChange.objects.filter(mine).select_related(*related).order_by("asked_at", "pk")
