"""Interests that were declared when somebody was to decide, and which of them a register does not have yet."""

import datetime as dt

from django.db.models import OuterRef, QuerySet

from wapentake.foundation.calendars import start_of_day
from wapentake.office.models import Councillor
from wapentake.office.queries import holders, interests_in
from wapentake.office.states import RoleKind

from ..models import Application, DeclaredInterest


def officers_barred(application: Application) -> set[int]:
    """Return the keys of the officers who declared an interest in an application."""
    return set(application.declared.filter(councillor=None).values_list("by", flat=True))


def declared_by(user: int) -> QuerySet[DeclaredInterest]:
    """Return an officer's own declarations in the application of an outer query."""
    return DeclaredInterest.objects.filter(application=OuterRef("pk"), by=user, councillor=None)


def officers_declared(application: Application) -> list[DeclaredInterest]:
    """Return the declarations of officers in an application, in their order."""
    return list(application.declared.filter(councillor=None))


def other_approvers(application: Application, user: int, on: dt.date) -> list[str]:
    """Return the names of the approving officers to whom an application goes once this one has left it."""
    barred = officers_barred(application) | {user}
    return sorted({role.user.name for role in holders(RoleKind.APPROVER, on) if role.user_id not in barred})


def to_register(councillor: Councillor, on: dt.date) -> list[DeclaredInterest]:
    """Return the interests that a councillor declared and whose body the register still does not have."""
    rows = DeclaredInterest.objects.filter(councillor=councillor).exclude(register_by=None)
    found = rows.select_related("application__organisation").order_by("register_by", "pk")
    at, seen = start_of_day(on + dt.timedelta(days=1)), set()
    open_ones = []
    for one in found:
        body = one.application.organisation
        if body.pk not in seen and not interests_in(councillor, body, at):
            open_ones.append(one)
        seen.add(body.pk)
    return open_ones
