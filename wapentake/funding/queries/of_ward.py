"""The rows of a ward's statement: its own awards, and those of its clusters. Prepared, for its page asks both."""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.prepared import prepared
from wapentake.places.models import Cluster, ClusterMember, Ward

from ..models import Application
from .applications import AWARDED
from .projects import awarded_parts
from .statement import Line, line_of, with_money


def own_lines(year: FinancialYear, slug: str) -> list[Line]:
    """Return the awards of a year from a ward's own money, by date. Two queries."""
    parts = awarded_parts()
    return [line_of(row, parts.get(row.pk, ())) for row in _own(year=year.starts_in, slug=slug)]


@prepared
def _own(year: Any, slug: Any) -> QuerySet[Application]:
    rows = Application.objects.filter(state__in=AWARDED, year=year, ward__slug=slug, cluster=None)
    return with_money(rows).order_by("decided_on", "pk")


def shared_lines(year: FinancialYear, slug: str) -> list[Line]:
    """Return the awards of a year from the pots of the clusters that a ward was in during it, by date."""
    return [line_of(row) for row in _shared(year=year.starts_in, slug=slug, starts=year.start, ends=year.end)]


@prepared
def _shared(year: Any, slug: Any, starts: Any, ends: Any) -> QuerySet[Application]:
    clusters = _in_clusters(slug, starts, ends).values("cluster")
    # That it is a cluster's stands apart: so the few that are lead, and not a quarter of a million of the year.
    theirs = Q(cluster__in=clusters) | Q(ward__slug=slug)
    rows = Application.objects.filter(theirs, cluster__isnull=False, state__in=AWARDED, year=year)
    return with_money(rows).order_by("decided_on", "pk")


def _in_clusters(slug: Any, starts: dt.date, ends: dt.date) -> QuerySet[ClusterMember]:
    """Return the times in which a ward was in a cluster on some day between two."""
    lasted = Q(to_date=None) | Q(to_date__gt=starts)
    return ClusterMember.objects.filter(lasted, ward__slug=slug, from_date__lte=ends)


def refs_of_statement(year: FinancialYear, slug: str) -> set[str]:
    """Return at whose news a ward's statement changes: of the wards of its slug, and of the clusters that it shows.

    The wards are those of every edition: a statement tells what was drawn in over all years.
    """
    wards = {ward.ref for ward in _wards(slug=slug)}
    return wards | {cluster.ref for cluster in _clusters(slug=slug, starts=year.start, ends=year.end)}


@prepared
def _wards(slug: Any) -> QuerySet[Ward]:
    return Ward.objects.filter(slug=slug)


@prepared
def _clusters(slug: Any, starts: Any, ends: Any) -> QuerySet[Cluster]:
    return Cluster.objects.filter(pk__in=_in_clusters(slug, starts, ends).values("cluster"))
