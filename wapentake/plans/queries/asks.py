"""What wards ask of services: the protocol's days, what is open, what is late. All staff see it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from wapentake.foundation.calendars import working_days_after, working_days_before
from wapentake.foundation.operations.held import WORK, Place, kept
from wapentake.office.models import RoleHeld
from wapentake.office.queries import Roles
from wapentake.organisations.models import Contact, Organisation
from wapentake.people.models import User

from ..models import Action, AnswerTime, Ask, Commitment, Priority, Protocol, ProtocolAgreement
from ..states import AskState, PriorityState
from .actions import OWNERS, bodies_of
from .commitments import STANDING

HELD = kept(
    WORK,
    Place(
        Ask,
        "Asks of a ward",
        ("text", "why", "answer", "rule"),
        ("asked_by", "answered_by"),
        ("ward__name", "organisation__name", "state", "asked_at"),
    ),
    Place(Protocol, "Protocols with services", ("text", "source"), ("written_by",), ("version",)),
    Place(
        ProtocolAgreement,
        "Agreed to a protocol for a service",
        ("name",),
        ("recorded_by",),
        ("organisation__name", "on"),
    ),
)
OPEN_ASKS = (AskState.ASKED, AskState.MORE_TIME)
MOST_MAILED = 20


def asks() -> QuerySet[Ask]:
    """Return every ask with what its lines show. Everybody at the desk may see them."""
    return Ask.objects.select_related("ward", "organisation", "priority", "action", "commitment")


def late_asks(on: dt.date) -> Q:
    """Return the condition that an ask is open after its day."""
    return Q(state__in=OPEN_ASKS, due_on__lt=on)


def asks_waiting_for(roles: Roles) -> list[Ask]:
    """Return the open asks that somebody answers for their service or partner, soonest due first."""
    bodies = bodies_of(roles)
    return list(asks().filter(organisation__in=bodies, state__in=OPEN_ASKS).order_by("due_on", "pk")) if bodies else []


def protocol_on(day: dt.date) -> Protocol | None:
    """Return the protocol of a day, or None."""
    return Protocol.objects.on(day).first()


def protocols() -> Sequence[Protocol]:
    """Return every version of the protocol, newest first."""
    return list(Protocol.objects.all())


def agreements_to(protocol: Protocol) -> list[ProtocolAgreement]:
    """Return who agreed to a version, service by service."""
    return list(protocol.agreements.select_related("organisation"))


@dataclass(frozen=True)
class Due:
    """By when a service answers, and the rule in words with its source."""

    on: dt.date
    rule: str


def due_of(organisation: Organisation, day: dt.date) -> Due | None:
    """Return by when a service answers what is asked on a day: by its own time, else by the usual one."""
    time = answer_time_of(organisation, day)
    if time is None:
        return None
    return Due(working_days_after(day, time.working_days), f"{time.working_days} working days. {time.source}"[:300])


def answer_time_of(organisation: Organisation, day: dt.date) -> AnswerTime | None:
    """Return the answer time of a service on a day, its own or the usual one."""
    rows = AnswerTime.objects.on(day).filter(Q(organisation=organisation) | Q(organisation=None))
    return min(rows, key=lambda row: row.organisation_id is None, default=None)


def answer_times(day: dt.date) -> list[AnswerTime]:
    """Return the answer times of a day and those to come, the usual one first."""
    rows = AnswerTime.objects.filter(Q(to_date=None) | Q(to_date__gt=day)).select_related("organisation")
    return sorted(rows, key=lambda row: (row.organisation.name if row.organisation else "", row.from_date))


def asks_to_remind(on: dt.date) -> list[Ask]:
    """Return the open asks whose service is to be reminded on a day and has not been of this due day."""
    found = asks().filter(state__in=OPEN_ASKS, due_on__gte=on).exclude(reminded_for=F("due_on"))
    times = {row.organisation_id: row for row in AnswerTime.objects.on(on)}
    return [ask for ask in found if _is_soon(ask, times.get(ask.organisation_id) or times.get(None), on)]


def _is_soon(ask: Ask, time: AnswerTime | None, on: dt.date) -> bool:
    return time is not None and working_days_before(ask.due_on, time.remind_days) <= on


def addresses_of(organisation: Organisation, on: dt.date) -> list[str]:
    """Return whom to write to at a service: its contacts, else its officers of the day, else its public address."""
    rows = Contact.objects.filter(organisation=organisation).exclude(email="")
    contacts = list(rows.order_by("pk").values_list("email", flat=True)[:MOST_MAILED])
    return contacts or _officers(organisation, on) or list(filter(None, [organisation.public_email]))


def _officers(organisation: Organisation, on: dt.date) -> list[str]:
    held = RoleHeld.objects.on(on).filter(organisation=organisation, kind__in=OWNERS)
    people = User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")
    return list(people.values_list("email", flat=True)[:MOST_MAILED])


def counts_by_service(on: dt.date) -> dict[int, dict[str, int]]:
    """Return how many asks of each service are open, late, accepted and declined, by the service's key. One query."""
    rows: Any = Ask.objects.order_by().values("organisation").annotate(
        open=Count("pk", filter=Q(state__in=OPEN_ASKS)),
        late=Count("pk", filter=late_asks(on)),
        accepted=Count("pk", filter=Q(state=AskState.ACCEPTED)),
        declined=Count("pk", filter=Q(state=AskState.DECLINED)),
    )  # fmt: skip
    return {row["organisation"]: row for row in rows}


def actions_touching(organisation: Organisation) -> list[Action]:
    """Return the actions of published priorities that a service owns, by ward and priority. One query."""
    rows = Action.objects.filter(owner=organisation, priority__state=PriorityState.PUBLISHED)
    order = ("priority__ward__name", "priority__number", "position")
    return list(rows.select_related("priority__ward").order_by(*order))


def priorities_touching(organisation: Organisation) -> list[Priority]:
    """Return the published priorities that touch a service: it owns an action, promised something, or is asked."""
    owned = Action.objects.filter(owner=organisation).values("priority")
    asked = Ask.objects.filter(organisation=organisation).values("priority")
    served = organisation_serves(organisation)
    rows = Priority.objects.filter(state=PriorityState.PUBLISHED)
    found = rows.filter(Q(pk__in=owned) | Q(pk__in=asked) | Q(pk__in=served))
    return list(found.select_related("ward").order_by("ward__name", "number"))


def organisation_serves(organisation: Organisation) -> Any:
    """Return the keys of the priorities that a service's standing commitments serve."""
    links = Commitment.priorities.through.objects
    return links.filter(commitment__organisation=organisation, commitment__state__in=STANDING).values("priority")
