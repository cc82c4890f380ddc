"""What a proposal touches in each ward: priorities, asks, commitments, and what is known. A query for each kind."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from wapentake.evidence.models import Finding
from wapentake.evidence.queries import findings_visible_to
from wapentake.evidence.states.findings import FindingState
from wapentake.office.models import Term
from wapentake.office.queries import Roles, live_terms
from wapentake.organisations.models import Organisation
from wapentake.places.models import Ward
from wapentake.places.queries import wards_on

from ..models import Action, Ask, Commitment, Outcome, Priority
from .asks import OPEN_ASKS, asks, organisation_serves
from .commitments import STANDING, commitments_visible_to, on_theme, with_reach
from .matrix import at_place_of_ward, priorities_in_matrix


@dataclass(frozen=True)
class Proposal:
    """What a proposal is about and where. Any of theme, service and words is enough; ward and place narrow."""

    theme: Outcome | None = None
    service: Organisation | None = None
    words: tuple[str, ...] = ()
    ward: str = ""
    place: str = ""


def priorities_meant(proposal: Proposal) -> QuerySet[Priority]:
    """Return the published priorities that a proposal touches, ward by ward, each with its actions and themes."""
    about = Q()
    if proposal.theme:
        about |= Q(Exists(Priority.outcomes.through.objects.filter(priority=OuterRef("pk"), outcome=proposal.theme)))
    if proposal.service:
        about |= _of_service(proposal.service)
    for word in proposal.words:
        acts = Action.objects.filter(priority=OuterRef("pk"), text__icontains=word)
        about |= Q(title__icontains=word) | Q(summary__icontains=word) | Q(why__icontains=word) | Q(Exists(acts))
    rows = priorities_in_matrix().filter(about)
    if proposal.ward:
        rows = rows.filter(ward__code=proposal.ward)
    if proposal.place:
        rows = rows.filter(at_place_of_ward(proposal.place))
    actions = Prefetch("actions", Action.objects.select_related("owner").order_by("position"))
    return rows.prefetch_related(actions, "outcomes").order_by("ward__name", "number", "pk")


def _of_service(service: Organisation) -> Q:
    owned = Action.objects.filter(owner=service).values("priority")
    asked = Ask.objects.filter(organisation=service).values("priority")
    return Q(pk__in=owned) | Q(pk__in=asked) | Q(pk__in=organisation_serves(service))


def asks_meant(proposal: Proposal) -> QuerySet[Ask]:
    """Return the asks that wait or were accepted and that a proposal touches, ward by ward."""
    about = Q()
    if proposal.theme:
        about |= Q(priority__outcomes=proposal.theme)
    if proposal.service:
        about |= Q(organisation=proposal.service)
    for word in proposal.words:
        about |= Q(text__icontains=word) | Q(why__icontains=word)
    rows = asks().filter(about, state__in=(*OPEN_ASKS, "accepted"))
    return (rows.filter(ward__code=proposal.ward) if proposal.ward else rows).order_by("ward__name", "due_on", "pk")


def commitments_meant(proposal: Proposal, roles: Roles) -> QuerySet[Commitment]:
    """Return the commitments that stand and that a proposal touches."""
    about = Q()
    if proposal.theme:
        about |= on_theme(proposal.theme.pk)
    if proposal.service:
        about |= Q(organisation=proposal.service)
    for word in proposal.words:
        about |= Q(text__icontains=word) | Q(source_title__icontains=word)
    rows = commitments_visible_to(roles).filter(about, state__in=STANDING)
    return with_reach(rows.order_by("due_on", "pk"))


def findings_meant(proposal: Proposal, roles: Roles) -> QuerySet[Finding]:
    """Return what is known in the words of a proposal and still stands; nothing where it has no words."""
    about = Q()
    for word in proposal.words:
        about |= Q(text__icontains=word) | Q(place__icontains=word)
    if not proposal.words:
        return Finding.objects.none()
    rows = findings_visible_to(roles).filter(about, state=FindingState.STANDS)
    return rows.prefetch_related("wards").order_by("-known_on", "-pk")


def seats_by_ward(wards: Iterable[int], on: dt.date) -> dict[int, list[Term]]:
    """Return who sits for some wards on a day, by ward and name. One query."""
    rows = live_terms(on).filter(ward__in=list(wards)).select_related("councillor").order_by("councillor__name")
    found: dict[int, list[Term]] = {}
    for row in rows:
        found.setdefault(row.ward_id, []).append(row)
    return found


def wards_meant(proposal: Proposal, on: dt.date) -> list[Ward]:
    """Return the wards of a day in which a proposal is looked at."""
    wards = [ward for ward in wards_on(on) if not proposal.ward or ward.code == proposal.ward]
    if not proposal.place:
        return wards
    inside = set(Ward.objects.filter(named_places__slug=proposal.place).values_list("pk", flat=True))
    return [ward for ward in wards if ward.pk in inside]
