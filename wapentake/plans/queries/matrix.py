"""Priorities against commitments, and the gaps both ways. A commitment serves every version of a priority it named."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from wapentake.office.queries import Roles
from wapentake.places.models import Ward

from ..models import Commitment, Priority
from ..states import CommitmentState, PriorityState
from .commitments import STANDING, commitments_visible_to

COUNTED = (*STANDING, CommitmentState.KEPT)


def counted_commitments(roles: Roles) -> QuerySet[Commitment]:
    """Return the commitments that fill a gap: those that stand or were kept, as far as a person may see them."""
    return commitments_visible_to(roles).filter(state__in=COUNTED)


def priorities_in_matrix() -> QuerySet[Priority]:
    """Return every published priority with its ward."""
    return Priority.objects.filter(state=PriorityState.PUBLISHED).select_related("ward")


def is_served_by(commitments: QuerySet[Commitment]) -> Q:
    """Return the condition that one of some commitments serves a priority, in whichever version it named it."""
    links = Commitment.priorities.through.objects.filter(commitment__in=commitments.order_by().values("pk"))
    return Q(Exists(links.filter(priority__ward=OuterRef("ward"), priority__slug=OuterRef("slug"))))


def serves_something() -> Q:
    """Return the condition that a commitment serves a priority that stands published."""
    stands = Priority.objects.filter(
        state=PriorityState.PUBLISHED, ward=OuterRef("priority__ward"), slug=OuterRef("priority__slug")
    )
    links = Commitment.priorities.through.objects.filter(commitment=OuterRef("pk"))
    return Q(Exists(links.filter(Exists(stands))))


def at_place_of_ward(slug: str) -> Q:
    """Return the condition that a priority is of a ward in which a named place lies."""
    return Q(ward__in=Ward.objects.filter(named_places__slug=slug).order_by().values("pk"))
