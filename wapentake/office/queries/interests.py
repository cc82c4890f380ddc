"""The register of interests, as at any moment."""

import datetime as dt
import re
import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from wapentake.foundation.calendars import london_date
from wapentake.foundation.prepared import prepared
from wapentake.organisations.models import Organisation
from wapentake.organisations.queries import same_body

from ..models import Councillor, Interest, Term
from ..states import InterestCategory

# Shorter names, such as "Arts", would be found in too many other words.
ABOUT_LAND = (InterestCategory.LAND, InterestCategory.LICENCES, InterestCategory.TENANCIES)
SHORTEST_NAME = 8


def register_of(councillor: Councillor, at: dt.datetime, *, ended: bool = False) -> QuerySet[Interest]:
    """Return a councillor's register as it stood at a moment, oldest interest first; ended ones only if asked for."""
    known = _known(councillor.pk, at)
    return known if ended else _not_ended(known, london_date(at))


def _known(councillor: Any, at: Any) -> QuerySet[Interest]:
    known = Interest.objects.filter(councillor=councillor, recorded_at__lte=at)
    known = known.filter(Q(superseded_at=None) | Q(superseded_at__gt=at))
    return known.select_related("organisation").order_by("category", "arose_on", "pk")


def _not_ended(known: QuerySet[Interest], on: Any) -> QuerySet[Interest]:
    return known.filter(Q(ended_on=None) | Q(ended_on__gt=on))


@prepared
def _standing(councillor: Any, at: Any, on: Any) -> QuerySet[Interest]:
    return _not_ended(_known(councillor, at), on)


def versions_of(councillor: Councillor) -> dict[uuid.UUID, list[Interest]]:
    """Return every version of every entry of a councillor's register, newest first, by entry."""
    found: dict[uuid.UUID, list[Interest]] = {}
    for version in (
        Interest.objects.filter(councillor=councillor).select_related("recorded_by").order_by("-recorded_at", "-pk")
    ):
        found.setdefault(version.entry, []).append(version)
    return found


def requests_to_withhold() -> list[Interest]:
    """Return the entries that a member asks to withhold and the Monitoring Officer has not settled, longest first."""
    asked = Interest.objects.filter(superseded_at=None, sensitive=True, withholding_agreed=False)
    return list(asked.select_related("councillor").order_by("recorded_at", "pk"))


def begun_on(councillor: Councillor) -> dt.date | None:
    """Return the day when a councillor first came into office: what was held before is told of from then on."""
    return councillor.terms.order_by("from_date").values_list("from_date", flat=True).first()


def entered_since(moment: dt.datetime) -> list[tuple[Interest, dt.datetime, dt.date | None]]:
    """Return each entry that stands and was first made after a moment: with when, and when its member took office."""
    first = Interest.objects.filter(entry=OuterRef("entry")).order_by("recorded_at").values("recorded_at")[:1]
    began = Term.objects.filter(councillor=OuterRef("councillor")).order_by("from_date").values("from_date")[:1]
    found = Interest.objects.filter(superseded_at=None, ended_on=None).select_related("councillor")
    found = found.annotate(first=Subquery(first), began=Subquery(began)).filter(first__gt=moment)
    return [(row, row.first, row.began) for row in found.order_by("first", "pk")]


def current_version(councillor: Councillor, entry: uuid.UUID) -> Interest | None:
    """Return the version of an entry that stands now."""
    versions = Interest.objects.filter(councillor=councillor, entry=entry, superseded_at=None)
    return versions.select_related("organisation", "councillor").first()


def interests_in(councillor: Councillor, organisation: Organisation, at: dt.datetime) -> list[Interest]:
    """Return the registered interests, own, partner's or family's, that are in an organisation.

    An entry counts that names the organisation or one merged with it, as a link or in its text.
    """
    bodies = {body.pk: body.name for body in same_body(organisation)}
    register = _standing(councillor=councillor.pk, at=at, on=london_date(at))
    return [interest for interest in register if is_in(interest, bodies)]


def is_in(interest: Interest, bodies: Mapping[int, str]) -> bool:
    """Say whether an entry names one of these bodies (their keys and names), as a link or in its text.

    The text of an entry about land is not searched: it is an address, it may be withheld (Localism Act 2011, section
    32), and whoever sees an application could guess at it by the name that a group gives itself.
    """
    if interest.organisation_id in bodies:
        return True
    if interest.category in ABOUT_LAND:
        return False
    names = map(_plain, bodies.values())
    return any(_says(interest.description, name) for name in names if len(name) >= SHORTEST_NAME)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold().replace("&", " and ")))


def _says(text: str, name: str) -> bool:
    return f" {name} " in f" {_plain(text)} "
