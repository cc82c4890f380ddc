"""Addresses that have moved."""

import datetime as dt
from typing import Any
from urllib.parse import quote

from django.db.models import QuerySet
from django.urls import reverse

from wapentake.foundation.models import PageState, PublishedPage
from wapentake.foundation.prepared import prepared
from wapentake.places.queries import earlier_wards, wards_on

from ..models import MovedAddress

FAMILY = "moved"


def moved_to(path: str) -> str:
    """Return where an address leads now, as links write it; nothing where it has not moved. One query."""
    return next(iter(_moved(old=plainly(path))), "")


@prepared
def _moved(old: Any) -> QuerySet[MovedAddress, str]:
    return MovedAddress.objects.filter(old=old).values_list("new", flat=True)


def plainly(path: str) -> str:
    """Return an address as it is kept: what is no plain letter written with percent signs, as links have it."""
    return quote(path, safe="/%:@!$&'()*+,;=~-._")


def moved_addresses() -> QuerySet[MovedAddress]:
    """Return every address that has moved, with who moved it."""
    return MovedAddress.objects.select_related("moved_by")


def is_published(path: str) -> bool:
    """Say whether a page is published at an address; one that only leads on is none."""
    return PublishedPage.objects.filter(path=path, state=PageState.LIVE).exclude(family=FAMILY).exists()


def wards_to_lead_on(on: dt.date) -> list[tuple[str, str]]:
    """Return the addresses of wards of ended editions that no ward has today, and where each leads. Three queries."""
    taken = {ward.slug for ward in wards_on(on)}
    done = set(MovedAddress.objects.values_list("old", flat=True))
    found: dict[str, str] = {}
    for ward in earlier_wards(on):  # the latest edition first
        old = reverse("site:ward", args=[ward.slug])
        if ward.slug not in taken and old not in done:
            found.setdefault(old, reverse("places:earlier", args=[ward.slug, ward.edition.from_date.year]))
    return list(found.items())
