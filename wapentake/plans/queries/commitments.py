"""What services and partners have said that they will do. All staff see it; drafts are their writers'."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from wapentake.foundation.operations.held import WORK, Place, kept
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind
from wapentake.places.models import NamedPlace, Ward

from ..models import Commitment, EarlierWords, Outcome, Priority
from ..states import CommitmentState, FrameworkKind, PriorityState
from .actions import bodies_of

HELD = kept(
    WORK,
    Place(
        Commitment,
        "Commitments of a service",
        ("text", "source_title", "source_link", "because"),
        ("written_by",),
        ("organisation__name", "state", "due_on"),
    ),
    Place(EarlierWords, "Earlier words of a commitment", ("text", "reason"), ("by",), ("at",)),
)
# Who looks after what services say on behalf of all wards.
LINK_SERVICES = (
    RoleKind.CO_ORDINATOR, RoleKind.SUPPORT_OFFICER, RoleKind.HEAD_OF_NEIGHBOURHOODS, RoleKind.ADMINISTRATOR,
)  # fmt: skip
STANDING = (CommitmentState.PUBLISHED, CommitmentState.CHANGED)


def services() -> QuerySet[Organisation]:
    """Return the council's services and its partners that exist, by name."""
    known = Organisation.objects.filter(closed_on=None, merged_into=None)
    return known.filter(kind__in=(OrganisationKind.SERVICE, OrganisationKind.PARTNER)).order_by("name")


def service_by_slug(slug: str) -> Organisation | None:
    """Return a service or partner, or None."""
    return services().filter(slug=slug).first()


def commitments_visible_to(roles: Roles) -> QuerySet[Commitment]:
    """Return the commitments that a person may see: drafts only of their own service, or if they link services."""
    rows = Commitment.objects.select_related("organisation")
    if roles.has(*LINK_SERVICES):
        return rows
    own = Q(organisation__in=bodies_of(roles)) | Q(written_by=roles.user.pk)
    return rows.filter(own | ~Q(state=CommitmentState.DRAFT))


def with_reach(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Return commitments with the wards, places, themes and priorities that they name. Four queries for any number."""
    priorities = Prefetch("priorities", Priority.objects.select_related("ward").order_by("ward__name", "number"))
    return rows.prefetch_related("wards", "places", "themes", priorities)


def reaches_ward(code: str) -> Q:
    """Return the condition that a commitment is for a ward: it names it, a place or priority of it, or nothing."""
    links = {name: getattr(Commitment, name).through for name in ("wards", "places", "priorities")}
    of_it = {
        "wards": Q(ward__code=code),
        "places": Q(namedplace__wards__code=code),
        "priorities": Q(priority__ward__code=code),
    }
    named = {name: link.objects.filter(commitment=OuterRef("pk")) for name, link in links.items()}
    in_it = Q(*(Exists(named[name].filter(of_it[name])) for name in links), _connector=Q.OR)
    return in_it | Q(*(~Exists(rows) for rows in named.values()))


def at_place(slug: str) -> Q:
    """Return the condition that a commitment names a place."""
    return Q(Exists(Commitment.places.through.objects.filter(commitment=OuterRef("pk"), namedplace__slug=slug)))


def on_theme(key: int) -> Q:
    """Return the condition that a commitment, or a priority that it serves, names a theme."""
    own = Commitment.themes.through.objects.filter(commitment=OuterRef("pk"), outcome=key)
    served = Commitment.priorities.through.objects.filter(commitment=OuterRef("pk"), priority__outcomes=key)
    return Q(Exists(own)) | Q(Exists(served))


def themes() -> QuerySet[Outcome]:
    """Return the themes that a commitment may name, list by list."""
    return Outcome.objects.filter(framework__kind=FrameworkKind.THEMES, framework__to_date=None)


def late_commitments(on: dt.date) -> Q:
    """Return the condition that a commitment stands and its day has gone."""
    return Q(state__in=STANDING, due_on__lt=on)


Line = tuple[int, str]


def line_of(priority: Priority) -> Line:
    """Return what is the same of every version of a priority: what serves one version serves the next."""
    return (priority.ward_id, priority.slug)


def commitments_by_priority(rows: Iterable[Commitment]) -> dict[Line, list[Commitment]]:
    """Return commitments by the priorities that they serve, whichever version they named. Give them `with_reach`."""
    found: dict[Line, list[Commitment]] = {}
    for row in rows:
        for line in {line_of(priority) for priority in row.priorities.all()}:
            found.setdefault(line, []).append(row)
    return found


def earlier_words(commitment: Commitment) -> list[EarlierWords]:
    """Return what a commitment said before, the latest first."""
    return list(commitment.earlier.select_related("by"))


def places_on(day: dt.date) -> QuerySet[NamedPlace]:
    """Return the named places of a day, by name."""
    return NamedPlace.objects.on(day).order_by("name")


def served_in(commitment: Commitment, ward: Ward) -> QuerySet[Priority]:
    """Return the published priorities of a ward that a commitment serves, whichever version it named."""
    named = commitment.priorities.filter(ward=ward).order_by()
    return priorities_to_serve(ward).filter(slug__in=named.values("slug"))


def priorities_to_serve(ward: Ward) -> QuerySet[Priority]:
    """Return the priorities of a ward that stand published, in their order."""
    return Priority.objects.filter(ward=ward, state=PriorityState.PUBLISHED).order_by("number", "pk")
