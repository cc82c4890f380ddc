"""Which items a publicity hold leaves out."""

import datetime as dt
from collections.abc import Sequence

from wapentake.office.queries import LeftOut, left_out_each
from wapentake.office.states import HeldPart

from ..models import Item
from .items import wards_of


def goes_on(item: Item, at: dt.datetime) -> bool:
    """Say whether a hold leaves an item be: it only gives notice, or the Monitoring Officer has let it go on."""
    if item.factual:
        return True
    if item.goes_on_from is None or at < item.goes_on_from:
        return False
    return item.goes_on_until is None or at < item.goes_on_until


def held_items(items: Sequence[Item], at: dt.datetime) -> dict[int, LeftOut]:
    """Return the items that a publicity hold leaves out at a moment, by their keys. What only gives notice goes on."""
    promoting = [item for item in items if not goes_on(item, at)]
    if not promoting:
        return {}
    refs = {*(ward.ref for item in promoting for ward in wards_of(item)), *(item.ref for item in promoting)}
    held = left_out_each(refs, at)
    found = {}
    for item in promoting:
        own = [item.ref, *(ward.ref for ward in wards_of(item))]
        stop = next((held[ref] for ref in own if ref in held and HeldPart.WORDS in held[ref]), None)
        if stop is not None:
            found[item.pk] = stop
    return found
