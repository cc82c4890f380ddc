"""What is posted of days to come."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q

from wapentake.places.models import Ward

from ..models import Item
from ..states import ItemKind
from .holds import held_items
from .items import out_at, wards_of

COUNTED = 40


def posted_about(wards: Collection[Ward], at: dt.datetime, most: int) -> tuple[list[Item], list[Item]]:
    """Return the newest items about any of some wards, and their events to come, soonest first; none that is held.

    Without wards: of the whole borough. What is about every ward is among them.
    """
    rows = out_at(at)
    if wards:
        keys = [ward.pk for ward in wards]
        rows = rows.filter(Q(wards__in=keys) | Q(wards__isnull=True)).distinct()
    ahead = rows.filter(kind=ItemKind.EVENT, happens_at__gt=at).order_by("happens_at", "pk")
    newest, coming = list(rows.exclude(kind=ItemKind.EVENT)[:COUNTED]), list(ahead[:COUNTED])
    held = held_items([*newest, *coming], at)
    shown, events = ([item for item in some if item.pk not in held][:most] for some in (newest, coming))
    return shown, events


def names_of_wards(item: Item) -> str:
    """Return the wards that an item is about, or that it is about every ward."""
    return ", ".join(ward.name for ward in wards_of(item)) or "Every ward"
