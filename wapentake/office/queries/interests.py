"""The register of interests, as at any moment."""

import datetime as dt
import re
import uuid

from django.db.models import Q, QuerySet

from wapentake.foundation.calendars import london_date
from wapentake.organisations.models import Organisation
from wapentake.organisations.queries import same_body

from ..models import Councillor, Interest

# Shorter names, such as "Arts", would be found in too many other words.
SHORTEST_NAME = 8


def register_of(councillor: Councillor, at: dt.datetime, *, ended: bool = False) -> QuerySet[Interest]:
    """Return a councillor's register as it stood at a moment, oldest interest first; ended ones only if asked for."""
    known = Interest.objects.filter(councillor=councillor, recorded_at__lte=at)
    known = known.filter(Q(superseded_at=None) | Q(superseded_at__gt=at))
    if not ended:
        known = known.filter(Q(ended_on=None) | Q(ended_on__gt=london_date(at)))
    return known.select_related("organisation").order_by("category", "arose_on", "pk")


def versions_of(entry: uuid.UUID) -> list[Interest]:
    """Return every version of one entry, newest first."""
    return list(
        Interest.objects.filter(entry=entry).select_related("organisation", "recorded_by").order_by("-recorded_at")
    )


def interests_in(councillor: Councillor, organisation: Organisation, at: dt.datetime) -> list[Interest]:
    """Return the registered interests, own, partner's or family's, that are in an organisation.

    An entry counts that names the organisation or one merged with it, as a link or in its text.
    """
    bodies = same_body(organisation)
    names = [_plain(body.name) for body in bodies if len(_plain(body.name)) >= SHORTEST_NAME]
    keys = {body.pk for body in bodies}
    return [
        interest
        for interest in register_of(councillor, at)
        if interest.organisation_id in keys or any(_says(interest.description, name) for name in names)
    ]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold().replace("&", " and ")))


def _says(text: str, name: str) -> bool:
    return f" {name} " in f" {_plain(text)} "
