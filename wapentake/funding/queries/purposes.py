"""Changes of purpose: which are open, and whose answer they wait for."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet

from wapentake.foundation.calendars import london_date, working_days_after
from wapentake.foundation.prepared import one_of, prepared
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Application, PurposeChange
from ..states.purposes import PurposeState
from ..states.routing import VoteChoice
from .clocks import clock_rules
from .prints import print_of_words
from .routing import Case, case_of

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


def open_changes() -> list[PurposeChange]:
    """Return the changes that those who decide on the fund have still to answer, oldest first."""
    rows = PurposeChange.objects.filter(state=PurposeState.ASKED)
    return list(rows.select_related("application").order_by("pk"))


def case_of_purpose(change: PurposeChange, at: dt.datetime) -> Case:
    """Return what says who answers a change: the seats, offices and interests of this moment, with the answers so far.

    It is the case of the application, as if it were asked again on the day on which the change was.
    """
    case, on = case_of(change.application, at), london_date(at)
    said = {answer.by_id: str(answer.choice) for answer in change.answers.all()}
    days = clock_rules(on).days_for(change.application.fund_id, on)[0]
    due = working_days_after(london_date(change.asked_at), days)
    return replace(
        case,
        seats=tuple(replace(seat, vote=said.get(seat.person.user, "")) for seat in case.seats),
        arbiters=tuple(
            replace(one, barred=one.barred or said.get(one.person.user) == VoteChoice.ASIDE) for one in case.arbiters
        ),
        late=not case.own and on > due,
        due_on=due,
        next_due_on=due,
    )


def purposes_waiting_for(roles: Roles) -> list[PurposeChange]:
    """Return the changes that this person answers: those that are put to them, and an officer those agreed to."""
    return _waiting(user=roles.user.pk, settles=[PurposeState.BACKED] if roles.has(RoleKind.APPROVER) else [])


@prepared
def _waiting(user: Any, settles: Any) -> QuerySet[PurposeChange]:
    put = PurposeChange.put_to.through.objects.filter(user=user).values("purposechange")
    mine = Q(pk__in=put, state=PurposeState.ASKED) | Q(one_of("state", settles))
    related = ("application__organisation", "application__ward")
    return PurposeChange.objects.filter(mine).select_related(*related).order_by("asked_at", "pk")
