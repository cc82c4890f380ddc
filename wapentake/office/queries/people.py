"""People for the desk's lists: with what they hold."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from wapentake.people.models import User
from wapentake.people.queries import matching

from ..models import Councillor, RoleHeld, Term
from ..states import RoleKind


@dataclass(frozen=True)
class PersonLine:
    """A person with the seat and the roles that they hold on a day."""

    user: User
    term: Term | None
    held: tuple[RoleHeld, ...]


def people_matching(text: str, kind: str, on: dt.date, *, closed: bool = False) -> list[PersonLine]:
    """Return people by name whose name or address has every word of a text, in four queries whatever their number.

    `kind` keeps those who hold that role on the day; `closed` shows closed accounts instead of open ones.
    """
    users = User.objects.filter(matching(text), is_active=not closed).order_by("name", "pk")
    if kind == RoleKind.WARD_COUNCILLOR:
        users = users.filter(pk__in=Term.objects.on(on).values("councillor__user"))
    elif kind:
        users = users.filter(pk__in=RoleHeld.objects.on(on).filter(kind=kind).values("user"))
    terms = {term.councillor.user_id: term for term in _terms(on)}
    held: dict[int, list[RoleHeld]] = {}
    for role in RoleHeld.objects.on(on).select_related("ward", "locality", "organisation").order_by("pk"):
        held.setdefault(role.user_id, []).append(role)
    return [PersonLine(user, terms.get(user.pk), tuple(held.get(user.pk, ()))) for user in users]


def _terms(on: dt.date) -> list[Term]:
    return list(Term.objects.on(on).select_related("councillor", "ward"))


def councillor_of(user: User) -> Councillor | None:
    """Return the councillor that a user is or was."""
    return Councillor.objects.filter(user=user).first()


PLACES = ("ward", "locality", "organisation", "covers_for__user")


def roles_now(user: User, on: dt.date) -> list[RoleHeld]:
    """Return the roles that a person holds on a day, with where and for whom."""
    return list(RoleHeld.objects.on(on).filter(user=user).select_related(*PLACES).order_by("pk"))


def past_and_future(user: User, on: dt.date) -> tuple[list[Term], list[RoleHeld]]:
    """Return a person's terms and roles that do not run on a day, newest first."""
    elsewhere = Q(to_date__lte=on) | Q(from_date__gt=on)
    terms = Term.objects.filter(elsewhere, councillor__user=user).select_related("ward", "poll").order_by("-from_date")
    roles = RoleHeld.objects.filter(elsewhere, user=user).select_related(*PLACES)
    return list(terms), list(roles.order_by("-from_date", "pk"))
