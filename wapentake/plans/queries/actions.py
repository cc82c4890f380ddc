"""Questions about actions across wards: what everybody has promised, and whose it is."""

import datetime as dt
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from wapentake.foundation.calendars import DAY
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.organisations.models import Organisation

from ..models import Action, ProgressNote
from ..states import ActionState, PriorityState
from .priorities import NOT_FINISHED, TEAM

SOON = 30  # days: what is due within them stands in a list of its own
OWNERS = (RoleKind.SERVICE_OFFICER, RoleKind.PARTNER)


def published_actions() -> QuerySet[Any]:
    """Return the actions of every published priority, each with its newest note as `latest`."""
    newest = ProgressNote.objects.filter(action=OuterRef("pk")).order_by("-on", "-pk")
    rows = Action.objects.filter(priority__state=PriorityState.PUBLISHED).annotate(
        latest=Subquery(newest.values("text")[:1])
    )
    return rows.select_related("priority__ward", "owner", "lead")


def bodies_of(roles: Roles) -> set[int]:
    """Return the services and partners that a person answers for."""
    return {row.organisation_id for row in roles.held if row.kind in OWNERS and row.organisation_id is not None}


def is_mine(roles: Roles) -> Q:
    """Return what makes an action a person's own: they lead it, or answer for its owner; the team has its wards'."""
    mine = Q(owner__in=bodies_of(roles))
    if roles.councillor is not None:
        mine |= Q(lead=roles.councillor)
    if any(row.kind in TEAM for row in roles.held):
        mine |= Q(priority__ward__in=roles.ward_keys(*TEAM))
    return mine


def in_list(name: str, roles: Roles) -> Q:
    """Return what makes an action stand in one of the saved lists."""
    on, still = roles.on, Q(state__in=NOT_FINISHED)
    return {
        "mine": still & is_mine(roles),
        "late": still & Q(due_on__lt=on),
        "blocked": Q(state=ActionState.BLOCKED),
        "soon": still & Q(due_on__gte=on, due_on__lte=on + SOON * DAY),
        "open": still,
        "done": Q(state=ActionState.DONE),
        "all": Q(pk__isnull=False),
    }[name]


def in_words(words: str) -> Q:
    """Return what makes an action hold each of some words: in its text, its priority, its ward or its owner."""
    found = Q()
    for word in words.split():
        found &= (
            Q(text__icontains=word)
            | Q(priority__title__icontains=word)
            | Q(priority__ward__name__icontains=word)
            | Q(owner__name__icontains=word)
            | Q(lead__name__icontains=word)
            | Q(community__icontains=word)
        )
    return found


def owning_bodies() -> list[Organisation]:
    """Return the services, partners and groups that own a published action, by name."""
    owners = Action.objects.filter(priority__state=PriorityState.PUBLISHED).values("owner")
    return list(Organisation.objects.filter(pk__in=owners).order_by("name"))


def due_between(first: dt.date, last: dt.date) -> QuerySet[Any]:
    """Return the unfinished published actions that are due from one day to another, the soonest first."""
    rows = published_actions().filter(state__in=NOT_FINISHED, due_on__gte=first, due_on__lte=last)
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")
