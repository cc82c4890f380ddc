"""What the desk asks about places: lists with what hangs on each row, who did what, how many postcodes."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Count, Prefetch, Q, QuerySet

from wapentake.foundation.audit import history
from wapentake.foundation.models import AuditRecord

from ..models import (
    BoundarySet,
    Cluster,
    ClusterMember,
    Locality,
    NamedPlace,
    Parish,
    ParishCover,
    Postcode,
    Ward,
    WardLocality,
    WardParish,
)
from ..states import AreaKind, PostcodeState
from .areas import NEAR, area_index
from .wards import edition_with_codes, wards_on


@dataclass(frozen=True, slots=True)
class WardLine:
    """A ward as it stands on a day."""

    ward: Ward
    locality: WardLocality | None
    cover: ParishCover | None


@dataclass(frozen=True, slots=True)
class Deed:
    """One record of the audit: what was done, when, by whom (the system, if nobody), and its facts."""

    action: str
    at: dt.datetime
    by: str
    facts: dict[str, object]


@dataclass(frozen=True, slots=True)
class PostcodeCount:
    """The council's own postcodes: those in use or listed, and how many of them have a ward."""

    held: int
    placed: int


def ward_lines(day: dt.date) -> list[WardLine]:
    """Return the wards of a day, each with its locality and parish cover. Three queries."""
    localities = {row.ward_id: row for row in WardLocality.objects.on(day).select_related("locality")}
    covers = {row.ward_id: row for row in ParishCover.objects.on(day)}
    return [WardLine(ward, localities.get(ward.pk), covers.get(ward.pk)) for ward in wards_on(day)]


def localities_with_wards(day: dt.date) -> list[tuple[Locality, list[Ward]]]:
    """Return the localities of a day and of days to come, each with its wards on that day. Two queries."""
    inside: dict[int, list[Ward]] = {}
    for row in WardLocality.objects.on(day).select_related("ward").order_by("ward__number"):
        inside.setdefault(row.locality_id, []).append(row.ward)
    found = Locality.objects.exclude(to_date__lte=day)
    return [(locality, inside.get(locality.pk, [])) for locality in found]


def parishes_with_wards(day: dt.date) -> QuerySet[Parish]:
    """Return the parishes that have not ended by a day, by name; `wards_now` are their rows on that day."""
    rows = WardParish.objects.on(day).select_related("ward").order_by("ward__number")
    return Parish.objects.exclude(to_date__lte=day).prefetch_related(Prefetch("wards", rows, to_attr="wards_now"))


def clusters_with_wards(day: dt.date) -> QuerySet[Cluster]:
    """Return every cluster, those that run first; `members_now` are their rows on a day."""
    rows = ClusterMember.objects.on(day).select_related("ward").order_by("ward__number")
    members = Prefetch("members", rows, to_attr="members_now")
    return Cluster.objects.order_by("-to_date", "name").prefetch_related(members)


def clusters_of(ward: Ward, day: dt.date) -> QuerySet[Cluster]:
    """Return the clusters that a ward works in on a day, by name."""
    return Cluster.objects.on(day).filter(members__in=ClusterMember.objects.on(day).filter(ward=ward)).order_by("name")


def wards_in_cluster(cluster: Cluster, day: dt.date) -> list[Ward]:
    """Return the wards that a cluster is made of on a day, in their order."""
    rows = ClusterMember.objects.on(day).filter(cluster=cluster).select_related("ward").order_by("ward__number")
    return [row.ward for row in rows]


def places_with_wards(day: dt.date) -> QuerySet[NamedPlace]:
    """Return the named places that have not ended by a day, by kind and name, with their wards."""
    return NamedPlace.objects.exclude(to_date__lte=day).order_by("kind", "name").prefetch_related("wards")


def localities_of(ward: Ward) -> list[WardLocality]:
    """Return the localities that a ward was in, is in and will be in, the newest first."""
    return list(WardLocality.objects.filter(ward=ward).select_related("locality").order_by("-from_date"))


def boundary_sets() -> list[BoundarySet]:
    """Return every set of boundaries, the newest first, each with its number of areas as `count`."""
    return list(BoundarySet.objects.annotate(count=Count("areas")).order_by("kind", "-from_date", "-pk"))


def deeds_on(streams: Iterable[str], action: str) -> dict[str, Deed]:
    """Return the last record of an action on each of some objects. Two queries."""
    rows = AuditRecord.objects.filter(stream__in=list(streams), action=action).order_by("seq")
    newest = {row.stream: row for row in rows}
    return dict(zip(newest, _deeds(newest.values()), strict=True))


def deeds_of(stream: str) -> list[Deed]:
    """Return everything that was done to an object, the newest first. Two queries."""
    return _deeds(reversed(history(stream)))


def _deeds(rows: Iterable[AuditRecord]) -> list[Deed]:
    found = list(rows)
    # People are kept in a room above this one, so they are asked for by the setting that names them.
    users = get_user_model().objects.in_bulk({row.by_id for row in found if row.by_id is not None})
    return [Deed(row.action, row.at, str(getattr(users.get(row.by_id), "name", "")), row.facts_read) for row in found]


def postcode_count() -> PostcodeCount:
    """Return how many postcodes the council has that may be in use, and how many of them have a ward. One query."""
    held = Postcode.objects.filter(council_code=settings.WAPENTAKE_COUNCIL_CODE)
    found = held.exclude(state=PostcodeState.TERMINATED).aggregate(
        held=Count("pk"), placed=Count("pk", filter=Q(ward__isnull=False))
    )
    return PostcodeCount(**found)


def postcodes_between(before: BoundarySet, after: BoundarySet) -> tuple[int, int]:
    """Return how many of the council's postcodes lie in another ward in one set than in the other, and of how many."""
    held = Postcode.objects.filter(council_code=settings.WAPENTAKE_COUNCIL_CODE, longitude__isnull=False)
    points = list(held.exclude(state=PostcodeState.TERMINATED).values_list("longitude", "latitude"))
    if not points:
        return 0, 0
    x, y = [point[0] or 0.0 for point in points], [point[1] or 0.0 for point in points]
    pairs = zip(area_index(before).codes_at(x, y, near=NEAR), area_index(after).codes_at(x, y, near=NEAR), strict=True)
    return sum(one != other for one, other in pairs), len(points)


# Lower super output areas are numbered on: what has a higher number than this was made for the census of 2021.
LAST_OF_2011 = "E01033768"
CENSUS_2011, CENSUS_2021 = dt.date(2011, 3, 27), dt.date(2021, 3, 21)


def standing_days(
    codes: Iterable[str], kind: AreaKind, begins: dt.date | None, ends: dt.date | None, today: dt.date
) -> tuple[dt.date, dt.date | None]:
    """Return the days for which a file of areas stands: those asked for, else what its codes say.

    Wards stand for the edition that has these codes, output areas from the census that they were made for.
    """
    if kind is AreaKind.WARD and begins is None and (edition := edition_with_codes(list(codes))):
        return edition.from_date, ends or edition.to_date
    if kind is AreaKind.LSOA and begins is None:
        return (CENSUS_2021, ends) if max(codes, default="") > LAST_OF_2011 else (CENSUS_2011, ends or CENSUS_2021)
    return begins or today, ends
