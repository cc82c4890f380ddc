"""What a ward's statement shows of the clusters that the ward was in: their awards, and whose news reach it."""

from typing import Any

from django.db.models import Q, QuerySet

from wapentake.foundation.calendars import FinancialYear
from wapentake.places.models import Cluster, ClusterMember, Ward

from .statement import Line, awarded_in, line_of, with_money


def clusters_of_ward(year: FinancialYear, slug: str) -> QuerySet[Cluster]:
    """Return the clusters that a ward was in on some day of a year."""
    members = ClusterMember.objects.filter(ward__slug=slug, from_date__lte=year.end)
    during: Any = members.filter(Q(to_date=None) | Q(to_date__gt=year.start)).values("cluster")
    return Cluster.objects.filter(pk__in=during)


def shared_lines(year: FinancialYear, slug: str) -> list[Line]:
    """Return the awards of a year from the pots of the clusters that a ward was in during it, by date."""
    theirs = Q(cluster__in=clusters_of_ward(year, slug)) | Q(cluster__isnull=False, ward__slug=slug)
    return [line_of(row) for row in with_money(awarded_in(year).filter(theirs)).order_by("decided_on", "pk")]


def refs_of_statement(year: FinancialYear, slug: str) -> set[str]:
    """Return at whose news a ward's statement changes: of the wards of its slug, and of the clusters that it shows.

    The wards are those of every edition: a statement tells what was drawn in over all years.
    """
    wards = {ward.ref for ward in Ward.objects.filter(slug=slug)}
    return wards | {cluster.ref for cluster in clusters_of_ward(year, slug)}
