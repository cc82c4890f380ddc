"""Wards are brought together: localities, clusters, parishes, and places with a name of their own."""

import datetime as dt
from collections.abc import Callable, Collection
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import slugify

from wapentake.foundation import audit, changes
from wapentake.foundation.audit import Person
from wapentake.foundation.dated import DatedQuerySet

from ..models import Cluster, ClusterMember, Locality, NamedPlace, Parish, Ward, WardParish
from ..queries import localities_on, wards_on
from ..rules import Acting, PlaceDetails, may_be_called, may_change_members, may_end, may_work_together
from .placing import demand_keeper, lock_dated

COUNCIL = "council:all"
Group = Locality | Cluster | Parish | NamedPlace


@transaction.atomic
def add_locality(
    name: str, *, on: dt.date, by: Person | None, at: dt.datetime, acting: Acting | None = None
) -> Locality:
    """Add a locality from a day on; wards are then moved to it. Raises `Refused` for a name that is taken."""
    demand_keeper(acting)
    lock_dated()
    name = name.strip()
    _demand_free(name, Locality.objects.exclude(to_date__lte=on))
    position = max((one.position for one in localities_on(on)), default=0) + 1
    locality = Locality.objects.create(slug=_slug(Locality, name), name=name, position=position, from_date=on)
    facts = {"locality": locality.slug, "name": name, "from": on}
    audit.record(COUNCIL, "locality added", by=by, at=at, facts=facts)
    changes.touch([COUNCIL])
    return locality


@transaction.atomic
def start_cluster(
    name: str,
    purpose: str,
    wards: Collection[Ward],
    *,
    on: dt.date,
    by: Person | None,
    at: dt.datetime,
    acting: Acting | None = None,
) -> Cluster:
    """Let a few wards work together from a day on, under a name. Raises `Refused`."""
    demand_keeper(acting)
    lock_dated()
    name = name.strip()
    _demand_free(name, Cluster.objects.exclude(to_date__lte=on))
    may_work_together(wards, wards_on(on).count()).demand()
    cluster = Cluster.objects.create(slug=_slug(Cluster, name), name=name, purpose=purpose.strip(), from_date=on)
    ClusterMember.objects.bulk_create(ClusterMember(cluster=cluster, ward=ward, from_date=on) for ward in wards)
    facts = {"name": name, "wards": sorted(ward.code for ward in wards), "from": on}
    audit.record(cluster.ref, "started", by=by, at=at, facts=facts)
    changes.touch([cluster.ref, *_told(wards)])
    return cluster


@transaction.atomic
def describe_cluster(
    cluster: Cluster, name: str, purpose: str, *, by: Person | None, at: dt.datetime, acting: Acting | None = None
) -> Cluster:
    """Change a cluster's name and what it is for; its address stays. Raises `Refused` for a name that is taken."""
    demand_keeper(acting)
    lock_dated()
    cluster = Cluster.objects.get(pk=cluster.pk)
    _demand_free(name.strip(), Cluster.objects.filter(to_date=None).exclude(pk=cluster.pk))
    was, wanted = {"name": cluster.name, "purpose": cluster.purpose}, {"name": name.strip(), "purpose": purpose.strip()}
    if was == wanted:
        return cluster
    cluster.name, cluster.purpose = wanted["name"], wanted["purpose"]
    cluster.save(update_fields=["name", "purpose"])
    audit.record(cluster.ref, "described", by=by, at=at, facts={"from": was, "to": wanted})
    changes.touch([cluster.ref, *_told([row.ward for row in cluster.members.select_related("ward")])])
    return cluster


@transaction.atomic
def set_cluster_wards(
    cluster: Cluster,
    wards: Collection[Ward],
    *,
    on: dt.date,
    by: Person | None,
    at: dt.datetime,
    acting: Acting | None = None,
) -> Cluster:
    """Say which wards are in a cluster from a day on: others leave on that day. Raises `Refused`."""
    demand_keeper(acting)
    lock_dated()
    cluster = Cluster.objects.get(pk=cluster.pk)
    rows = ClusterMember.objects.filter(cluster=cluster)
    may_change_members(cluster, on, later=rows.filter(from_date__gt=on).exists()).demand()
    may_work_together(wards, wards_on(on).count()).demand()
    joined, left = _set_members(rows, wards, on, lambda ward: ClusterMember(cluster=cluster, ward=ward, from_date=on))
    if joined or left:
        facts = {"joined": _codes(joined), "left": _codes(left), "on": on}
        audit.record(cluster.ref, "wards changed", by=by, at=at, facts=facts)
        changes.touch([cluster.ref, *_told([*joined, *left, *wards])])
    return cluster


@transaction.atomic
def add_parish(
    details: PlaceDetails,
    wards: Collection[Ward],
    *,
    on: dt.date,
    by: Person | None,
    at: dt.datetime,
    acting: Acting | None = None,
) -> Parish:
    """Add a parish from a day on, with the wards that it lies in. Raises `Refused` for a name that is taken."""
    demand_keeper(acting)
    lock_dated()
    _demand_free(details.name, Parish.objects.exclude(to_date__lte=on))
    slug = _slug(Parish, details.name)
    parish = Parish.objects.create(slug=slug, name=details.name, kind=details.kind, code=details.code, from_date=on)
    WardParish.objects.bulk_create(WardParish(parish=parish, ward=ward, from_date=on) for ward in wards)
    facts = {"name": details.name, "kind": details.kind, "wards": _codes(wards), "from": on}
    audit.record(f"parish:{slug}", "added", by=by, at=at, facts=facts)
    changes.touch(_told(wards))
    return parish


@transaction.atomic
def change_parish(
    parish: Parish,
    details: PlaceDetails,
    wards: Collection[Ward],
    *,
    on: dt.date,
    by: Person | None,
    at: dt.datetime,
    acting: Acting | None = None,
) -> Parish:
    """Change what is known of a parish at once, and from a day on which wards it lies in: those are then confirmed."""
    demand_keeper(acting)
    lock_dated()
    parish = Parish.objects.get(pk=parish.pk)
    rows = WardParish.objects.filter(parish=parish)
    may_change_members(parish, on, later=rows.filter(from_date__gt=on).exists()).demand()
    _demand_free(details.name, Parish.objects.filter(to_date=None).exclude(pk=parish.pk))
    said = {"name": details.name, "kind": details.kind, "code": details.code}
    changed = {field: value for field, value in said.items() if getattr(parish, field) != value}
    for field, value in changed.items():
        setattr(parish, field, value)
    parish.save(update_fields=changed)
    joined, left = _set_members(rows, wards, on, lambda ward: WardParish(parish=parish, ward=ward, from_date=on))
    confirmed = rows.on(on).filter(confirmed=False).update(confirmed=True)
    if changed or joined or left or confirmed:
        facts = {**changed, "joined": _codes(joined), "left": _codes(left), "confirmed": confirmed, "on": on}
        audit.record(f"parish:{parish.slug}", "changed", by=by, at=at, facts=facts)
        changes.touch(_told([*wards, *left]))
    return parish


@transaction.atomic
def add_named_place(
    details: PlaceDetails,
    wards: Collection[Ward],
    *,
    on: dt.date,
    by: Person | None,
    at: dt.datetime,
    acting: Acting | None = None,
) -> NamedPlace:
    """Add a place with a name of its own, in one ward or several, from a day on."""
    demand_keeper(acting)
    lock_dated()
    _demand_free(details.name, NamedPlace.objects.exclude(to_date__lte=on))
    slug = _slug(NamedPlace, details.name)
    place = NamedPlace.objects.create(
        slug=slug, name=details.name, kind=details.kind, longitude=details.longitude, latitude=details.latitude,
        from_date=on,
    )  # fmt: skip
    place.wards.set(wards)
    facts = {"name": details.name, "kind": details.kind, "wards": _codes(wards), "from": on}
    audit.record(f"named-place:{slug}", "added", by=by, at=at, facts=facts)
    changes.touch(_told(wards))
    return place


@transaction.atomic
def change_named_place(
    place: NamedPlace,
    details: PlaceDetails,
    wards: Collection[Ward],
    *,
    by: Person | None,
    at: dt.datetime,
    acting: Acting | None = None,
) -> NamedPlace:
    """Change what is known of a named place, at once; its address stays."""
    demand_keeper(acting)
    lock_dated()
    place = NamedPlace.objects.get(pk=place.pk)
    _demand_free(details.name, NamedPlace.objects.filter(to_date=None).exclude(pk=place.pk))
    said = {field: getattr(details, field) for field in ("name", "kind", "longitude", "latitude")}
    changed = {field: value for field, value in said.items() if getattr(place, field) != value}
    before = list(place.wards.all())
    if not changed and set(before) == set(wards):
        return place
    for field, value in changed.items():
        setattr(place, field, value)
    place.save(update_fields=changed)
    place.wards.set(wards)
    audit.record(f"named-place:{place.slug}", "changed", by=by, at=at, facts={**changed, "wards": _codes(wards)})
    changes.touch(_told([*wards, *before]))
    return place


@transaction.atomic
def end_group(group: Group, *, on: dt.date, by: Person | None, at: dt.datetime, acting: Acting | None = None) -> None:
    """End a locality, cluster, parish or named place from a day on; wards leave it on that day. Raises `Refused`."""
    demand_keeper(acting)
    lock_dated()
    group = type(group).objects.get(pk=group.pk)
    may_end(group, on).demand()
    rows = _members_of(group)
    left = [] if rows is None else _set_members(rows, [], on, None)[1]
    if isinstance(group, NamedPlace):
        left = list(group.wards.all())
    group.to_date = on
    group.save(update_fields=["to_date"])
    stream = f"{KINDS[type(group)]}:{group.slug}"
    audit.record(stream, "ended", by=by, at=at, facts={"on": on, "wards": _codes(left)})
    changes.touch([stream, *_told(left)])


KINDS = {Locality: "locality", Cluster: "cluster", Parish: "parish", NamedPlace: "named-place"}
Members = DatedQuerySet[ClusterMember] | DatedQuerySet[WardParish]


def _members_of(group: Group) -> Members | None:
    if isinstance(group, Cluster):
        return ClusterMember.objects.filter(cluster=group)
    return WardParish.objects.filter(parish=group) if isinstance(group, Parish) else None


def _set_members(
    rows: Members, wards: Collection[Ward], on: dt.date, make: Callable[[Ward], ClusterMember | WardParish] | None
) -> tuple[list[Ward], list[Ward]]:
    """End the rows of wards that leave, begin rows of those that join; return both. What began that day never was."""
    wanted = {ward.pk: ward for ward in wards}
    now = {row.ward_id: row for row in rows.on(on).select_related("ward")}
    left = [row for key, row in now.items() if key not in wanted]
    for row in left:
        if row.from_date == on:
            row.delete()
        else:
            row.to_date = on
            row.save(update_fields=["to_date"])
    # What was to join after the end never does.
    if make is None:
        rows.filter(from_date__gt=on).delete()
        return [], [row.ward for row in left]
    joined = [ward for key, ward in wanted.items() if key not in now]
    for ward in joined:
        make(ward).save()
    return joined, [row.ward for row in left]


def _demand_free(name: str, others: QuerySet[Any]) -> None:
    may_be_called(name, others.values_list("name", flat=True)).demand()


def _codes(wards: Collection[Ward]) -> list[str]:
    return sorted(ward.code for ward in wards)


def _told(wards: Collection[Ward]) -> list[str]:
    return [COUNCIL, *sorted({ward.ref for ward in wards})]


def _slug(model: type[Group], name: str) -> str:
    """Return a slug of a name that no other of its kind has, ended or not."""
    base = slugify(name)[:40] or "place"
    taken = set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
