"""Interests that were declared when somebody was to decide, and which of them a register does not have yet."""

import datetime as dt
from typing import Any

from django.db.models import OuterRef, QuerySet

from wapentake.foundation.calendars import start_of_day
from wapentake.foundation.prepared import prepared
from wapentake.office.models import Councillor
from wapentake.office.queries import holders, is_in, register_of
from wapentake.office.states import RoleKind
from wapentake.organisations.queries import same_bodies

from ..models import Application, DeclaredInterest


def officers_barred(application: Application) -> set[int]:
    """Return the keys of the officers who declared an interest in an application."""
    return set(application.declared.filter(councillor=None).values_list("by", flat=True))


def declared_by(user: int) -> QuerySet[DeclaredInterest]:
    """Return an officer's own declarations in the application of an outer query."""
    return DeclaredInterest.objects.filter(application=OuterRef("pk"), by=user, councillor=None)


def officers_declared(application: Application) -> list[DeclaredInterest]:
    """Return the declarations of officers in an application, in their order."""
    return _officers_declared(application=application.pk)


@prepared
def _officers_declared(application: int) -> QuerySet[DeclaredInterest]:
    return DeclaredInterest.objects.filter(application=application, councillor=None)


def other_approvers(application: Application, user: int, on: dt.date) -> list[str]:
    """Return the names of the approving officers to whom an application goes once this one has left it."""
    barred = officers_barred(application) | {user}
    return sorted({role.user.name for role in holders(RoleKind.APPROVER, on) if role.user_id not in barred})


def to_register(councillor: Councillor, on: dt.date) -> list[DeclaredInterest]:
    """Return the interests that a councillor declared and whose body the register still does not have."""
    first: dict[int, DeclaredInterest] = {}
    for one in _with_a_last_day(councillor=councillor.pk):
        first.setdefault(one.application.organisation_id, one)
    if not first:
        return []
    register = register_of(councillor, start_of_day(on + dt.timedelta(days=1)))
    bodies = same_bodies(one.application.organisation for one in first.values())
    return [one for body, one in first.items() if not any(is_in(interest, bodies[body]) for interest in register)]


@prepared
def _with_a_last_day(councillor: Any) -> QuerySet[DeclaredInterest]:
    rows = DeclaredInterest.objects.filter(councillor=councillor).exclude(register_by=None)
    return rows.select_related("application__organisation").order_by("register_by", "pk")
