"""Links that help residents."""

from django.db.models import Exists, OuterRef, Q

from wapentake.places.models import Ward

from ..models import UsefulLink


def useful_links(ward: Ward | None) -> list[UsefulLink]:
    """Return the links for a ward with those for all, or those for all alone, by title. One query."""
    named = UsefulLink.wards.through.objects.filter(usefullink=OuterRef("pk"))
    for_all = ~Exists(named)
    rows = UsefulLink.objects.filter(for_all | Q(Exists(named.filter(ward=ward))) if ward else for_all)
    return list(rows)


def every_useful_link() -> list[UsefulLink]:
    """Return every link with its wards, by title. Two queries."""
    return list(UsefulLink.objects.prefetch_related("wards"))
