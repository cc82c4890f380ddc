"""Which items a publicity hold leaves out."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.urls import reverse

from wapentake.foundation import published
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


def item_refs(item: Item) -> set[str]:
    """Return by what an item is held: itself, its own page, and each ward that it is about.

    Whatever shows an item shows these, so that it is made anew as a hold of any of them begins.
    """
    own = published.page_ref(reverse("publishing:item", args=[item.slug]))
    return {item.ref, own, *_ward_refs(item)}


def _ward_refs(item: Item) -> list[str]:
    """The refs of its wards; a list's question may have brought their codes along."""
    codes = vars(item).get("ward_codes")
    return [ward.ref for ward in wards_of(item)] if codes is None else [f"ward:{code}" for code in codes]


def refs_of_items(*some: Iterable[Item]) -> set[str]:
    """Return by what any of these items is held."""
    return {ref for items in some for item in items for ref in item_refs(item)}


def held_items(items: Sequence[Item], at: dt.datetime) -> dict[int, LeftOut]:
    """Return the items that a publicity hold leaves out at a moment, by their keys. What only gives notice goes on."""
    promoting = [item for item in items if not goes_on(item, at)]
    if not promoting:
        return {}
    refs = {item.pk: item_refs(item) for item in promoting}
    held = left_out_each(set().union(*refs.values()), at)
    found = {}
    for item in promoting:
        stop = next((held[ref] for ref in sorted(refs[item.pk]) if ref in held and HeldPart.WORDS in held[ref]), None)
        if stop is not None:
            found[item.pk] = stop
    return found
