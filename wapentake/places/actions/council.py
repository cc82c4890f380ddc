"""A council's places are set up, and what the council knows better is changed."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit, changes
from wapentake.foundation.audit import Person
from wapentake.foundation.calendars import london_date
from wapentake.foundation.files import Source
from wapentake.foundation.verdicts import Verdict

from ..models import (
    Edition,
    Locality,
    NamedPlace,
    Parish,
    ParishCover,
    Ward,
    WardLocality,
    WardParish,
    WardSuccession,
)
from ..rules import Acting, CouncilData, EditionData, ParishData, WardData, may_be_called, may_change_from, may_set_up
from ..states import Cover
from .placing import GROUND, demand_keeper, lock_dated

COUNCIL = "council:all"


@transaction.atomic
def set_up_council(
    data: CouncilData,
    *,
    by: Person | None,
    at: dt.datetime,
    source: Source | None = None,
    acting: Acting | None = None,
) -> dict[str, int]:
    """Set up editions, wards, localities, parishes and named places; return how many of each were added.

    Adds what is missing and changes nothing that is there, so that a second run does nothing. Raises `Refused`.
    """
    demand_keeper(acting)
    lock_dated()
    may_set_up(data).demand()
    before = _counts()
    localities = {row.slug: _locality(row.slug, row.name, row.position, row.from_date) for row in data.localities}
    in_order = sorted(data.editions, key=lambda edition: edition.from_date)
    ends = [*(edition.from_date for edition in in_order[1:]), None]
    wards: dict[str, Ward] = {}
    for edition, end in zip(in_order, ends, strict=True):
        wards |= _edition(edition, end, localities)
    newest = in_order[-1].from_date
    for parish in data.parishes:
        _parish(parish, newest, wards)
    _named_places(data, newest, wards)
    for old, new, share in data.successions:
        WardSuccession.objects.get_or_create(predecessor=wards[old], successor=wards[new], defaults={"share": share})
    added = {name: count - before[name] for name, count in _counts().items() if count > before[name]}
    if added:
        facts = {"council": data.code, "added": added, "file": source.name if source else ""}
        facts["sha256"] = source.sha256 if source else ""
        audit.record(COUNCIL, "places set up", by=by, at=at, facts=facts)
        changes.touch([COUNCIL, GROUND])
    return added


@transaction.atomic
def move_ward_to_locality(
    ward: Ward,
    locality: Locality,
    *,
    on: dt.date,
    by: Person | None,
    at: dt.datetime,
    confirmed: bool = True,
    acting: Acting | None = None,
) -> WardLocality:
    """Put a ward into a locality from a date on; the row before it ends on that day. Raises `Refused`."""
    demand_keeper(acting)
    lock_dated()
    if not locality.is_on(on):
        Verdict.no(f"{locality.name} is not a locality on that day.").demand()
    later = WardLocality.objects.filter(ward=ward, from_date__gt=on)
    if later.exists():
        Verdict.no(f"A later move of {ward.name} is already recorded.").demand()
    now = WardLocality.objects.on(on).filter(ward=ward).first()
    if now and now.locality_id == locality.pk and now.confirmed == confirmed:
        return now
    row = _follow(now, WardLocality(ward=ward, from_date=on, locality=locality, confirmed=confirmed), on)
    facts = {"ward": ward.code, "locality": locality.slug, "from": on, "confirmed": confirmed}
    audit.record(ward.ref, "moved to a locality", by=by, at=at, facts=facts)
    changes.touch([ward.ref, COUNCIL])
    return row


@transaction.atomic
def confirm_cover(
    ward: Ward, cover: Cover, *, on: dt.date, by: Person | None, at: dt.datetime, acting: Acting | None = None
) -> ParishCover:
    """Say, as a fact from a date on, whether a ward is parished: yes, in part or not. Raises `Refused`."""
    demand_keeper(acting)
    lock_dated()
    if ParishCover.objects.filter(ward=ward, from_date__gt=on).exists():
        Verdict.no(f"A later change of {ward.name}’s parish cover is already recorded.").demand()
    now = ParishCover.objects.on(on).filter(ward=ward).first()
    if now and now.cover == cover and now.confirmed:
        return now
    row = _follow(now, ParishCover(ward=ward, from_date=on, cover=cover, confirmed=True), on)
    audit.record(ward.ref, "parish cover confirmed", by=by, at=at, facts={"cover": str(cover), "from": on})
    changes.touch([ward.ref, COUNCIL])
    return row


@transaction.atomic
def change_ward(
    ward: Ward,
    *,
    by: Person | None,
    at: dt.datetime,
    name: str | None = None,
    seats: int | None = None,
    description: str | None = None,
    on: dt.date | None = None,
    acting: Acting | None = None,
) -> Ward:
    """Change what the council says of a ward: its name as the council writes it, its seats, where it is.

    The address of its page stays. What is None stays as it is. `on` is the day from which the council says so, which
    its history shows: today or a day before. Raises `Refused`.
    """
    demand_keeper(acting)
    if on is not None:
        may_change_from(on, london_date(at)).demand()
    ward = Ward.objects.select_for_update().get(pk=ward.pk)
    wanted = {"name": name, "seats": seats, "description": description}
    changed = {key: value for key, value in wanted.items() if value is not None and value != getattr(ward, key)}
    if seats is not None and not 1 <= seats <= 5:
        Verdict.no("A ward has one to five seats.").demand()
    if not changed:
        return ward
    was = {key: getattr(ward, key) for key in changed}
    for key, value in changed.items():
        setattr(ward, key, value)
    ward.save(update_fields=list(changed))
    facts = {"from": was, "to": changed, **({"on": on} if on else {})}
    audit.record(ward.ref, "ward changed", by=by, at=at, facts=facts)
    changes.touch([ward.ref, COUNCIL])
    return ward


@transaction.atomic
def rename_locality(
    locality: Locality, name: str, *, by: Person | None, at: dt.datetime, acting: Acting | None = None
) -> Locality:
    """Give a locality another name; its address stays. Raises `Refused` for the name of another one."""
    demand_keeper(acting)
    lock_dated()
    name = name.strip()
    taken = Locality.objects.filter(to_date=None).exclude(pk=locality.pk).values_list("name", flat=True)
    may_be_called(name, taken).demand()
    locality = Locality.objects.select_for_update().get(pk=locality.pk)
    if name != locality.name:
        facts = {"locality": locality.slug, "from": locality.name, "to": name}
        locality.name = name
        locality.save(update_fields=["name"])
        audit.record(COUNCIL, "locality renamed", by=by, at=at, facts=facts)
        changes.touch([COUNCIL, GROUND])
    return locality


def _counts() -> dict[str, int]:
    return {
        "editions": Edition.objects.count(),
        "wards": Ward.objects.count(),
        "localities": Locality.objects.count(),
        "wards in localities": WardLocality.objects.count(),
        "parishes": Parish.objects.count(),
        "wards with parish cover": ParishCover.objects.count(),
        "parishes in wards": WardParish.objects.count(),
        "named places": NamedPlace.objects.count(),
        "successions": WardSuccession.objects.count(),
    }


def _locality(slug: str, name: str, position: int, from_date: dt.date) -> Locality:
    defaults = {"name": name, "position": position, "from_date": from_date}
    return Locality.objects.get_or_create(slug=slug, defaults=defaults)[0]


def _edition(data: EditionData, end: dt.date | None, localities: dict[str, Locality]) -> dict[str, Ward]:
    edition, made = Edition.objects.get_or_create(
        from_date=data.from_date,
        defaults={
            "to_date": end,
            "name": data.name,
            "legal_order": data.legal_order,
            "legal_order_link": data.legal_order_link,
        },
    )
    if not made and edition.to_date is None and end:  # a new edition follows one that had no end
        edition.to_date = end
        edition.save(update_fields=["to_date"])
    return {row.code: _ward(row, edition, localities) for row in data.wards}


def _ward(data: WardData, edition: Edition, localities: dict[str, Locality]) -> Ward:
    ward, _ = Ward.objects.get_or_create(
        code=data.code,
        defaults={
            "edition": edition,
            "slug": data.slug,
            "name": data.name,
            "ons_name": data.ons_name,
            "number": data.number,
            "seats": data.seats,
            "description": data.description,
        },
    )
    dates = {"from_date": edition.from_date, "to_date": edition.to_date}
    if data.locality and not ward.localities.exists():
        WardLocality.objects.create(
            ward=ward, locality=localities[data.locality], confirmed=data.locality_confirmed, **dates
        )
    if data.parished and not ward.parish_cover.exists():
        ParishCover.objects.create(ward=ward, cover=data.parished, confirmed=data.parished_confirmed, **dates)
    return ward


def _parish(data: ParishData, day: dt.date, wards: dict[str, Ward]) -> None:
    defaults = {"code": data.code, "name": data.name, "kind": data.kind, "from_date": day}
    parish, made = Parish.objects.get_or_create(slug=data.slug, defaults=defaults)
    if made:
        WardParish.objects.bulk_create(
            WardParish(ward=wards[code], parish=parish, from_date=day, confirmed=False) for code in data.wards
        )


def _named_places(data: CouncilData, day: dt.date, wards: dict[str, Ward]) -> None:
    for row in data.named_places:
        defaults = {
            "name": row.name,
            "kind": row.kind,
            "longitude": row.longitude,
            "latitude": row.latitude,
            "from_date": day,
        }
        place, made = NamedPlace.objects.get_or_create(slug=row.slug, defaults=defaults)
        if made:
            place.wards.set([wards[code] for code in row.wards])


def _follow(now: WardLocality | ParishCover | None, row, on: dt.date):  # type: ignore[no-untyped-def]
    """Save a dated row after the one that it follows; one that began on the same day is corrected instead."""
    if now is None:
        row.save()
        return row
    row.to_date = now.to_date
    if now.from_date == on:
        row.pk = now.pk
        row.save(force_update=True)
        return row
    now.to_date = on
    now.save(update_fields=["to_date"])
    row.save()
    return row
