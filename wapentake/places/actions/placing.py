"""Each postcode is given the ward that its point lies in."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.db import connection

from ..models import Postcode, Ward
from ..queries import active_set, area_index
from ..queries.areas import NEAR
from ..rules import may_place_so_few


def lock_places() -> None:
    """Let one change of boundaries or postcodes happen at a time, always in this order."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE places_boundaryset, places_postcode IN SHARE ROW EXCLUSIVE MODE")


def place_postcodes(on: dt.date) -> int:
    """Give each of the council's postcodes the ward that its point lies in on a day. Returns how many changed."""
    held = Postcode.objects.filter(council_code=settings.WAPENTAKE_COUNCIL_CODE, longitude__isnull=False)
    rows = list(held.values_list("code", "longitude", "latitude"))
    codes = wards_at(on, rows) if rows else []
    pks = dict(Ward.objects.values_list("code", "pk"))
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


def wards_at(day: dt.date, rows: Sequence[tuple[str, float, float]]) -> list[str | None]:
    chosen = active_set(day)
    if chosen is None:
        return [None] * len(rows)
    return area_index(chosen).codes_at([row[1] for row in rows], [row[2] for row in rows], near=NEAR)
