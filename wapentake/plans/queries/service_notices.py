"""Questions about service notices. Every list that a person sees goes through `notices_visible_to`."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Aggregate, Count, DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from wapentake.foundation.operations.held import WORK, Place, kept
from wapentake.foundation.prepared import one_of, prepared
from wapentake.office.models import RoleHeld, Term
from wapentake.office.queries import Roles, live_terms
from wapentake.office.states import RoleKind
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind
from wapentake.people.models import User
from wapentake.places.models import Ward, WardLocality

from ..models import NoticeChange, NoticeQuestion, NoticeReply, NoticeRule, NoticeTold, ServiceNotice
from ..states import NoticeState
from .priorities import TEAM

NOTICES_HELD = kept(
    WORK,
    Place(
        ServiceNotice,
        "Service notices",
        ("title", "what", "place", "contact", "link"),
        ("drafted_by",),
        ("service__name", "state", "begins_on"),
    ),
    Place(NoticeChange, "Changes of service notices", ("why", "changed"), ("by",), ("notice__title", "at")),
    Place(
        NoticeTold, "Told of a service notice", ("councillor__name",), ("councillor__user",), ("notice__title", "at")
    ),
    Place(NoticeQuestion, "Questions about service notices", ("text",), ("by",), ("notice__title", "at")),
    Place(NoticeReply, "Answers about service notices", ("text",), ("by",), ("question__notice__title", "at")),
)

# Whom a notice may come from: the council's services, and partners, for whom a ward's team gives it.
GIVERS = (OrganisationKind.SERVICE, OrganisationKind.PARTNER)
# Roles of people outside the council, who see what everybody sees.
OUTSIDE = frozenset({RoleKind.PARTNER, RoleKind.PARISH_CLERK, RoleKind.LOCALITY_CHAMPION})
TOLD = (NoticeState.GIVEN, NoticeState.CANCELLED)


def notice_rule_on(day: dt.date) -> NoticeRule | None:
    """Return how long a warning and an answer take, by the rule of a day."""
    return NoticeRule.objects.on(day).first()


def notice_rules() -> list[NoticeRule]:
    """Return every rule of notices, newest first, with its source."""
    return list(NoticeRule.objects.order_by("-from_date"))


def own_services(roles: Roles) -> set[int]:
    """Return the keys of the services that a person is an officer of."""
    kind = RoleKind.SERVICE_OFFICER
    return {role.organisation_id for role in roles.held if role.kind == kind and role.organisation_id is not None}


def is_insider(roles: Roles) -> bool:
    """Say whether a person is a councillor or an officer of the council, and so sees what is not public."""
    return roles.term is not None or any(role.kind not in OUTSIDE for role in roles.held)


def notices_visible_to(roles: Roles) -> QuerySet[Any]:
    """Return the notices that a person may see, each with its service.

    Councillors and officers see all that were given, others the public ones; drafts are seen by those who give them.
    """
    seen = Q(state__in=TOLD) if is_insider(roles) else Q(state__in=TOLD, public=True)
    return ServiceNotice.objects.filter(seen | _own_drafts(roles)).select_related("service")


def _own_drafts(roles: Roles) -> Q:
    draft = Q(state=NoticeState.DRAFT)
    if roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS):
        return draft
    theirs = Q(drafted_by=roles.user.pk) | Q(service__in=own_services(roles))
    if roles.has(*TEAM):
        wards = ServiceNotice.wards.through.objects.filter(ward__in=roles.ward_keys(*TEAM))
        theirs |= Q(pk__in=wards.values("servicenotice"))
    return draft & theirs


def with_told(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Add how many members were told the version that stands now, and how many of them acknowledged it."""
    of_now = Q(told__version=F("version"))
    return rows.annotate(
        told_count=Count("told", filter=of_now), acknowledged=Count("told__acknowledged_at", filter=of_now)
    )


def in_ward(ward: str) -> Q:
    """Return the condition that a notice is for the ward with a slug."""
    wards = ServiceNotice.wards.through.objects.filter(ward__slug=ward)
    return Q(pk__in=wards.values("servicenotice"))


def unacknowledged_by(roles: Roles) -> Exists:
    """Return the condition that a member was told what stands now, and has not acknowledged it."""
    own = NoticeTold.objects.filter(notice=OuterRef("pk"), version=OuterRef("version"), acknowledged_at=None)
    return Exists(own.filter(councillor=roles.councillor.pk if roles.councillor else None))


def unacknowledged_by_any() -> Exists:
    """Return the condition that some member was told what stands now, and has not acknowledged it."""
    return Exists(NoticeTold.objects.filter(notice=OuterRef("pk"), version=OuterRef("version"), acknowledged_at=None))


def standing_notices(on: dt.date) -> QuerySet[ServiceNotice]:
    """Return what was given and is not over on a day."""
    return ServiceNotice.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), state=NoticeState.GIVEN).order_by("pk")


def told_of(notice: ServiceNotice) -> list[NoticeTold]:
    """Return the members who were told the version that stands now, by ward and name."""
    rows = notice.told.filter(version=notice.version).select_related("councillor", "ward")
    return list(rows.order_by("ward__number", "councillor__name"))


def told_now(notice: ServiceNotice, roles: Roles) -> NoticeTold | None:
    """Return that a member was told the version that stands now, or None."""
    if roles.councillor is None:
        return None
    return notice.told.filter(version=notice.version, councillor=roles.councillor).first()


def changes_of(notice: ServiceNotice) -> list[NoticeChange]:
    """Return what changed since a notice was given, newest first."""
    return list(notice.changes.select_related("by").order_by("-version"))


def threads_of(notice: ServiceNotice) -> list[NoticeQuestion]:
    """Return the questions about a notice, oldest first, each with its replies. Two queries."""
    return list(notice.questions.select_related("by").prefetch_related("replies__by").order_by("at", "pk"))


def same_question(notice: ServiceNotice, text: str, by: User) -> NoticeQuestion | None:
    """Return a question that waits already, in the same words by the same person: a form that was sent twice."""
    return notice.questions.filter(text=text, by=by, answered_at=None).first()


def members_in(wards: Iterable[int], on: dt.date) -> list[Term]:
    """Return the live terms of the members of several wards, by ward and name. One query."""
    rows = live_terms(on).filter(ward__in=list(wards)).select_related("councillor__user", "ward")
    return list(rows.order_by("ward__number", "councillor__name"))


def team_in(wards: Iterable[int], on: dt.date) -> list[User]:
    """Return the co-ordinators, covers and support officers of several wards, each once, by name. Two queries."""
    keys = list(wards)
    localities = set(WardLocality.objects.on(on).filter(ward__in=keys).values_list("locality", flat=True))
    held = RoleHeld.objects.on(on).filter(Q(ward__in=keys) | Q(ward=None, locality__in=localities), kind__in=TEAM)
    return list(User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name", "pk"))


def officers_of(service: Organisation, on: dt.date) -> list[User]:
    """Return the officers of a service on a day, by name."""
    held = RoleHeld.objects.on(on).filter(organisation=service, kind=RoleKind.SERVICE_OFFICER)
    return list(User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name", "pk"))


def possible_givers(roles: Roles) -> list[Organisation]:
    """Return whom a person may give notice for: their own service, or any for whoever is of a ward's team."""
    rows = Organisation.objects.filter(kind__in=GIVERS, closed_on=None, merged_into=None)
    if not roles.has(*TEAM, RoleKind.HEAD_OF_NEIGHBOURHOODS):
        rows = rows.filter(pk__in=own_services(roles))
    return list(rows.order_by("name"))


def services_with_notices() -> list[Organisation]:
    """Return every service that has given a notice, by name."""
    given = ServiceNotice.objects.filter(state__in=TOLD)
    return list(Organisation.objects.filter(pk__in=given.values("service")).order_by("name"))


# --- What the site asks --------------------------------------------------------------------------------------------


def coming_to(ward: Ward, on: dt.date) -> list[ServiceNotice]:
    """Return the public notices of a ward that run on a day or are still to come, the soonest first. One query."""
    return _coming(ward=ward.pk, on=on)


@prepared
def _coming(ward: Any, on: Any) -> QuerySet[ServiceNotice]:
    wards = ServiceNotice.wards.through.objects.filter(ward=ward)
    rows = ServiceNotice.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=on), state=NoticeState.GIVEN, public=True, pk__in=wards.values("servicenotice")
    )
    return rows.select_related("service").order_by("begins_on", "pk")[:12]


def notices_waiting_for(roles: Roles) -> list[NoticeTold]:
    """Return what a member was told, has not acknowledged, and is not over; the soonest first. One query."""
    if roles.councillor is None:
        return []
    return _waiting(councillor=roles.councillor.pk, on=roles.on)


@prepared
def _waiting(councillor: Any, on: Any) -> QuerySet[NoticeTold]:
    rows = NoticeTold.objects.filter(
        Q(notice__ends_on=None) | Q(notice__ends_on__gte=on),
        councillor=councillor, acknowledged_at=None, version=F("notice__version"),
    )  # fmt: skip
    return rows.select_related("notice__service").order_by("notice__begins_on", "pk")


def questions_waiting_for(roles: Roles) -> list[NoticeQuestion]:
    """Return the questions that wait for an answer of a person's own service, the soonest due first. One query."""
    services = own_services(roles)
    return _asked(services=list(services)) if services else []


@prepared
def _asked(services: Any) -> QuerySet[NoticeQuestion]:
    rows = NoticeQuestion.objects.filter(one_of("notice__service", services), answered_at=None)
    return rows.select_related("notice", "by").order_by("due_on", "pk")


# --- How services keep it ------------------------------------------------------------------------------------------


class Median(Aggregate):
    """The middle of the values of a group; between the two middle ones where they are even."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


def warnings_by_service(start: dt.date, end: dt.date) -> list[dict[str, Any]]:
    """Return, for each service, its notices that began from one day to another: count, late, median warning.

    Called off or not: the warning was given. Days are those from the telling to the beginning. One query.
    """
    days = ExpressionWrapper(F("begins_on") - F("warned_on"), output_field=DurationField())
    rows: QuerySet[Any, Any] = ServiceNotice.objects.filter(state__in=TOLD, begins_on__range=(start, end))
    return list(
        rows.order_by()
        .values("service", "service__name")
        .annotate(
            notices=Count("pk"),
            late=Count("pk", filter=Q(warned_on__gte=F("begins_on"))),
            median=Median(days, output_field=DurationField()),
        )
        .order_by("service__name")
    )


def acknowledged_by_service(start: dt.date, end: dt.date) -> dict[int, tuple[int, int]]:
    """Return how many members each service told of its notices of a time, and how many acknowledged. One query."""
    rows = NoticeTold.objects.filter(
        version=F("notice__version"), notice__state__in=TOLD, notice__begins_on__range=(start, end)
    )
    counts = rows.order_by().values_list("notice__service").annotate(Count("pk"), Count("acknowledged_at"))
    return {service: (told, acknowledged) for service, told, acknowledged in counts}


def answers_by_service(start: dt.date, end: dt.date) -> dict[int, tuple[int, int]]:
    """Return how many questions each service was asked about its notices of a time, and how many wait. One query."""
    rows = NoticeQuestion.objects.filter(notice__begins_on__range=(start, end))
    counts = (
        rows.order_by()
        .values_list("notice__service")
        .annotate(asked=Count("pk"), waits=Count("pk", filter=Q(answered_at=None)))
    )
    return {service: (asked, waits) for service, asked, waits in counts}
