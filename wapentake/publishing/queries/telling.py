"""What the parts of a bulletin tell of, by where their links lead: news, wards and awards, and what became of these.

A part has words of its own, so what is withdrawn or held is looked for by its link, whoever wrote the part.
"""

import datetime as dt
import re
from collections.abc import Collection, Mapping

from django.conf import settings

from wapentake.foundation import published
from wapentake.funding.models import Application
from wapentake.places.models import Ward

from ..models import BulletinPart, Item
from ..states import ItemState
from .holds import goes_on, item_refs

NEWS = re.compile(r"/news/([-\w]+)/")
WARD = re.compile(r"/wards/([-\w]+)/")
AWARD = re.compile(r"/awards/([-\w]+)/")


def paths_of(parts: Collection[BulletinPart]) -> dict[int, str]:
    """Return to which page of this site each part leads, by the part's key; others are left out."""
    site = str(settings.WAPENTAKE_ADDRESS).rstrip("/")
    bare = {part.pk: re.split(r"[?#]", part.link.removeprefix(site))[0] for part in parts}
    return {key: f"{path.rstrip('/')}/" for key, path in bare.items() if path.startswith("/")}


def told_of(parts: Collection[BulletinPart]) -> dict[int, Item]:
    """Return the news that parts tell of, by the part's key. Two queries, or none."""
    slugs = _named(NEWS, paths_of(parts))
    rows = Item.objects.filter(slug__in=set(slugs.values())).prefetch_related("wards") if slugs else ()
    items = {item.slug: item for item in rows}
    return {key: items[slug] for key, slug in slugs.items() if slug in items}


def taken_down(parts: Collection[BulletinPart]) -> set[int]:
    """Return the keys of the parts that nobody is to read: their news was taken back, or their page withdrawn."""
    paths = paths_of(parts)
    withdrawn = published.withdrawn_of(set(paths.values()))
    back = {key for key, item in told_of(parts).items() if item.state != ItemState.APPROVED}
    return back | {key for key, path in paths.items() if path in withdrawn}


def held_parts(parts: Collection[BulletinPart], at: dt.datetime) -> set[int]:
    """Return the keys of the parts that tell of what is held at a moment: a ward in its by-election, an item, a page.

    What only gives notice, and what the Monitoring Officer let go on, is held back by nothing. Five queries, or none.
    """
    paths, items = paths_of(parts), told_of(parts)
    going_on = {key for key, item in items.items() if goes_on(item, at)}
    refs = {key: told for key, told in _refs(paths, items).items() if key not in going_on}
    held = published.held_each(set().union(*refs.values()), at) if refs else {}
    return {key for key, told in refs.items() if told & held.keys()}


def refs_told(parts: Collection[BulletinPart]) -> set[str]:
    """Return all that parts tell of: whatever shows them is made anew when any of it changes or is held."""
    return set().union(*_refs(paths_of(parts), told_of(parts)).values())


def _refs(paths: Mapping[int, str], items: Mapping[int, Item]) -> dict[int, set[str]]:
    refs = {key: {published.page_ref(path)} for key, path in paths.items()}
    for pattern, refs_by in ((WARD, _by_slug), (AWARD, _by_award)):
        named = _named(pattern, paths)
        found = refs_by(set(named.values())) if named else {}
        for key, word in named.items():
            refs[key] |= found.get(word, set())
    for key, item in items.items():
        refs[key] |= item_refs(item)
    return refs


def _named(pattern: re.Pattern[str], paths: Mapping[int, str]) -> dict[int, str]:
    found = {key: pattern.match(path) for key, path in paths.items()}
    return {key: match[1] for key, match in found.items() if match}


def _by_slug(slugs: Collection[str]) -> dict[str, set[str]]:
    """An earlier edition of a ward has the same slug: both are held."""
    found: dict[str, set[str]] = {}
    for ward in Ward.objects.filter(slug__in=slugs):
        found.setdefault(ward.slug, set()).add(ward.ref)
    return found


def _by_award(references: Collection[str]) -> dict[str, set[str]]:
    rows = Application.objects.filter(reference__in=references).select_related("ward")
    return {row.reference: {row.ward.ref} for row in rows if row.ward is not None}
