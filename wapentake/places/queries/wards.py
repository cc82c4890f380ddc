"""Wards by day, by address and by what came before and after them."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from wapentake.foundation.prepared import prepared

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

MOST_LISTED = 500  # several times what any council has


@dataclass(frozen=True, slots=True)
class Heir:
    """A ward that came before or after another, and the share (0 to 1) of the earlier ward's postcodes that moved."""

    ward: Ward
    share: float | None


def editions() -> QuerySet[Edition]:
    """Return every edition of wards, the earliest first."""
    return Edition.objects.order_by("from_date")


def current_edition(day: dt.date) -> Edition | None:
    """Return the set of wards that stands on a day, or None before the first."""
    return Edition.objects.on(day).first()


def edition_with_codes(codes: Collection[str]) -> Edition | None:
    """Return the edition whose wards have exactly these GSS codes, if there is one."""
    wanted = set(codes)
    for edition in editions().prefetch_related("wards"):
        if {ward.code for ward in edition.wards.all()} == wanted:
            return edition
    return None


def wards_on(day: dt.date) -> QuerySet[Ward]:
    """Return the wards that stand on a day, in the order of their numbers, each with its edition."""
    return Ward.objects.filter(edition__in=Edition.objects.on(day)).select_related("edition").order_by("number")


def wards_to_list(day: dt.date) -> list[Ward]:
    """Return the wards that stand on a day where a page may list them all, else none.

    A page of a thousand links helps nobody, and would be drawn anew for whatever happens in any of them: who has more
    wards than that finds theirs by postcode, by name or in the list of wards.
    """
    found = list(wards_on(day)[: MOST_LISTED + 1])
    return found if len(found) <= MOST_LISTED else []


def earlier_wards(day: dt.date) -> QuerySet[Ward]:
    """Return the wards of every edition that had ended by a day, the latest edition first, each with its edition."""
    ended = Ward.objects.filter(edition__to_date__lte=day).select_related("edition")
    return ended.order_by("-edition__from_date", "number")


def ward_by_slug(slug: str, day: dt.date | None = None, *, from_year: int | None = None) -> Ward | None:
    """Return the ward with this slug in the edition of a day, or in the edition that began in `from_year`."""
    if from_year is not None:
        if not dt.MINYEAR <= from_year < dt.MAXYEAR:
            return None
        wards = Ward.objects.select_related("edition").filter(slug=slug)
        return wards.filter(edition__from_date__year=from_year).first()
    if day is None:
        raise ValueError("Say on which day, or from which year.")
    return _called.first(slug=slug, day=day)


@prepared
def _called(slug: Any, day: Any) -> QuerySet[Ward]:
    return Ward.objects.filter(edition__in=Edition.objects.on(day), slug=slug).select_related("edition")[:1]


def ward_by_code(code: str) -> Ward | None:
    """Return the ward with a GSS code, of whatever edition."""
    return Ward.objects.select_related("edition").filter(code=code).first()


def localities_on(day: dt.date) -> QuerySet[Locality]:
    """Return the localities on a day, in the council's order."""
    return Locality.objects.on(day)


def locality_of(ward: Ward, day: dt.date) -> Locality | None:
    """Return the locality that a ward lies in on a day, if it lies in one."""
    return next((row.locality for row in _localities(ward=ward.pk, day=day)), None)


@prepared
def _localities(ward: Any, day: Any) -> QuerySet[WardLocality]:
    return WardLocality.objects.on(day).filter(ward=ward).select_related("locality").order_by("pk")[:1]


def locality_slugs(day: dt.date) -> dict[str, str]:
    """Return the locality's slug for each ward's GSS code on a day, in one query."""
    rows = WardLocality.objects.on(day).values_list("ward__code", "locality__slug")
    return {code: slug for code, slug in rows}


def cover_of(ward: Ward, day: dt.date) -> ParishCover | None:
    """Return whether a ward is parished on a day. Money follows the site, never this row."""
    return ParishCover.objects.on(day).filter(ward=ward).first()


def parishes_of(ward: Ward, day: dt.date) -> QuerySet[Parish]:
    """Return the parishes that lie wholly or in part in a ward on a day, by name."""
    return Parish.objects.on(day).filter(wards__in=WardParish.objects.on(day).filter(ward=ward))


def named_places_of(ward: Ward, day: dt.date) -> QuerySet[NamedPlace]:
    """Return the places with names of their own that touch a ward on a day."""
    return NamedPlace.objects.on(day).filter(wards=ward)


def named_places_on(day: dt.date) -> QuerySet[NamedPlace]:
    """Return the places with names of their own on a day, by name."""
    return NamedPlace.objects.on(day)


def wards_of_place(place: NamedPlace, day: dt.date) -> list[Ward]:
    """Return the wards of a day that a named place touches, by their number."""
    return list(wards_on(day).filter(named_places=place))


def wards_in_locality(locality: Locality, day: dt.date) -> list[Ward]:
    """Return the wards of a day that lie in a locality, by their number."""
    return list(wards_on(day).filter(localities__in=WardLocality.objects.on(day).filter(locality=locality)))


def successors(ward: Ward) -> list[Heir]:
    """Return the wards that took over this ward's ground, the largest share first; empty for a ward that stands."""
    rows = WardSuccession.objects.filter(predecessor=ward).select_related("successor__edition")
    return _largest_first([Heir(row.successor, row.share) for row in rows])


def predecessors(ward: Ward) -> list[Heir]:
    """Return the wards whose ground this ward took over, the largest share first."""
    return _largest_first([Heir(row.predecessor, row.share) for row in _origins(ward=ward.pk)])


@prepared
def _origins(ward: Any) -> QuerySet[WardSuccession]:
    return WardSuccession.objects.filter(successor=ward).select_related("predecessor__edition")


def _largest_first(heirs: list[Heir]) -> list[Heir]:
    return sorted(heirs, key=lambda heir: (-(heir.share or 0), heir.ward.number))
