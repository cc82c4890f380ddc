"""Each postcode is given the ward that its point lies in."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from django.conf import settings
from django.db import connection

from ..models import Edition, Postcode, Ward, WardSuccession
from ..queries import active_set, area_index, wards_on
from ..queries.areas import NEAR
from ..rules import Acting, may_keep_places, may_place_so_few
from ..states import PostcodeState

# What is fitted to the wards hears of this: their boundaries, the postcodes in them, the edition that stands.
GROUND = "ground:all"
# Outlines are generalised, so a few postcodes on a border seem to change their ward: fewer are no succession.
LEAST_SHARE, LEAST_POSTCODES = 0.01, 3


def lock_places() -> None:
    """Let one change of boundaries or postcodes happen at a time, always in this order."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE places_boundaryset, places_postcode IN SHARE ROW EXCLUSIVE MODE")


def lock_dated() -> None:
    """Let one set-up or change of dated places happen at a time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "LOCK TABLE places_edition, places_locality, places_wardlocality, places_parishcover, places_parish,"
            " places_wardparish, places_cluster, places_clustermember, places_namedplace IN SHARE ROW EXCLUSIVE MODE"
        )


def demand_keeper(acting: Acting | None) -> None:
    """Raise `Refused` unless whoever acts at the desk keeps the council's places. None: a command, or the system."""
    if acting is not None:
        may_keep_places(acting).demand()


def place_postcodes(on: dt.date) -> int:
    """Give each of the council's postcodes the ward that its point lies in on a day. Returns how many changed."""
    rows = held_postcodes()
    codes = _wards_at(on, rows) if rows else []
    # Boundaries may stand longer than their wards: a ward of an edition that has ended is nobody's ward.
    pks = dict(wards_on(on).values_list("code", "pk"))
    may_place_so_few(sum(code is not None for code in codes), len(codes) if active_set(on) else 0).demand()
    wards = [pks.get(code) if code else None for code in codes]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE places_postcode AS p SET ward_id = n.ward"
            " FROM unnest(%s::text[], %s::bigint[]) AS n (code, ward)"
            " WHERE p.code = n.code AND p.ward_id IS DISTINCT FROM n.ward",
            [[row[0] for row in rows], wards],
        )
        changed = cursor.rowcount
        # What has no point, or lies in another council, has no ward.
        cursor.execute(
            "UPDATE places_postcode SET ward_id = NULL"
            " WHERE ward_id IS NOT NULL AND (longitude IS NULL OR council_code <> %s)",
            [settings.WAPENTAKE_COUNCIL_CODE],
        )
        return changed + cursor.rowcount


def _wards_at(day: dt.date, rows: Sequence[tuple[str, float, float]]) -> list[str | None]:
    """Return the GSS code of the ward at each of some rows (postcode, longitude, latitude)."""
    chosen = active_set(day)
    if chosen is None:
        return [None] * len(rows)
    return area_index(chosen).codes_at([row[1] for row in rows], [row[2] for row in rows], near=NEAR)


def write_successions() -> None:
    """Link the wards of each edition to the next one's by the share of postcodes, where both have legal boundaries."""
    editions = list(Edition.objects.order_by("from_date"))
    rows = held_postcodes(exclude=PostcodeState.TERMINATED)
    pks = dict(Ward.objects.values_list("code", "pk"))
    for before, after in pairwise(editions):
        sets = active_set(before.from_date), active_set(after.from_date)
        if not rows or any(chosen is None or chosen.schematic for chosen in sets):
            continue
        pairs = list(zip(_wards_at(before.from_date, rows), _wards_at(after.from_date, rows), strict=True))
        WardSuccession.objects.filter(predecessor__edition=before, successor__edition=after).delete()
        WardSuccession.objects.bulk_create(
            WardSuccession(predecessor_id=pks[old], successor_id=pks[new], share=share)
            for (old, new), share in _shares(pairs).items()
        )


def _shares(pairs: Sequence[tuple[str | None, str | None]]) -> dict[tuple[str, str], float]:
    """Return, for each pair of wards, the share of the earlier one's postcodes that lie in the later one."""
    totals: dict[str, int] = {}
    moved: dict[tuple[str, str], int] = {}
    for old, new in pairs:
        if old and new:
            totals[old] = totals.get(old, 0) + 1
            moved[old, new] = moved.get((old, new), 0) + 1
    return {
        pair: round(count / totals[pair[0]], 4)
        for pair, count in sorted(moved.items())
        if count >= LEAST_POSTCODES and count / totals[pair[0]] >= LEAST_SHARE
    }


def held_postcodes(exclude: PostcodeState | None = None) -> list[tuple[str, float, float]]:
    """Return the council's postcodes that have a position: code, longitude, latitude."""
    held = Postcode.objects.filter(council_code=settings.WAPENTAKE_COUNCIL_CODE)
    held = held.exclude(state=exclude) if exclude else held
    rows = held.values_list("code", "longitude", "latitude")
    return [(code, x, y) for code, x, y in rows if x is not None and y is not None]
