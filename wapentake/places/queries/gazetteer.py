"""Names of places as people type them: what has that name, and what was probably meant."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..models import NamedPlace, Ward, WardLocality, WardParish
from .wards import wards_on

# How many letters may be wrong: none in the shortest words, where anything is near to anything.
SLIPS = ((4, 1), (8, 2), (40, 3))
SHORTEST = 4


@dataclass(frozen=True)
class PlaceName:
    """A name, what kind of place has it, and the wards that it touches on the day."""

    name: str
    kind: str
    wards: tuple[Ward, ...]


def gazetteer(day: dt.date) -> list[PlaceName]:
    """Return the names of a day's wards, localities, parishes and named places. Four queries."""
    wards = [PlaceName(ward.name, "Ward", (ward,)) for ward in wards_on(day)]
    localities = WardLocality.objects.on(day).select_related("locality", "ward")
    parishes = WardParish.objects.on(day).select_related("parish", "ward")
    named = [
        PlaceName(place.name, place.get_kind_display(), tuple(place.wards.all()))
        for place in NamedPlace.objects.on(day).prefetch_related("wards")
    ]
    return [
        *wards,
        *_gathered("Locality", ((row.locality.name, row.ward) for row in localities)),
        *_gathered("Parish", ((row.parish.name, row.ward) for row in parishes)),
        *named,
    ]


def named_so(asked: str, names: Iterable[PlaceName]) -> list[PlaceName]:
    """Return the places whose name is, or holds as whole words, what was asked for; the same name first."""
    words = _plain(asked)
    if len(words) < SHORTEST:
        return [each for each in names if _plain(each.name) == words]
    found = [each for each in names if f" {words} " in f" {_plain(each.name)} "]
    return sorted(found, key=lambda each: (_plain(each.name) != words, each.kind != "Ward", each.name))


def probably_meant(asked: str, names: Iterable[PlaceName]) -> list[str]:
    """Return the names nearest to something mistyped, or to a word of it, the nearest first; at most three.

    A slip is a letter too many, too few, wrong, or two that changed places (optimal string alignment).
    """
    from rapidfuzz.distance import OSA

    typed = _plain(asked)
    allowed = next((slips for longest, slips in SLIPS if len(typed) <= longest), 0) if len(typed) >= SHORTEST else 0
    near: dict[str, int] = {}
    for name, word in ((each.name, word) for each in names for word in _ways(each.name)):
        slips = OSA.distance(typed, word, score_cutoff=allowed)
        if 0 < slips <= allowed:
            near[name] = min(slips, near.get(name, slips))
    return sorted(near, key=lambda name: (near[name], name))[:3]


def _gathered(kind: str, rows: Iterable[tuple[str, Ward]]) -> list[PlaceName]:
    wards: dict[str, list[Ward]] = {}
    for name, ward in rows:
        wards.setdefault(name, []).append(ward)
    return [PlaceName(name, kind, tuple(inside)) for name, inside in wards.items()]


def _ways(name: str) -> Iterator[str]:
    """Yield a name and its longer words, by any of which people call a place."""
    plain = _plain(name)
    yield plain
    yield from (word for word in plain.split() if len(word) > SHORTEST and word != plain)


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold().replace("&", " and ")).split())
