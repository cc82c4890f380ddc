"""What a staged file would change: how many readings, and each of them with what stands there and what comes."""

from collections.abc import Collection
from typing import NamedTuple

from django.db import connection

from wapentake.places.models import Ward

from ..models import ReadingFile

KINDS = ("new", "changed", "gone", "same")


class Difference(NamedTuple):
    """A reading that a file would add, change, take away or leave: what stands there now, and what comes."""

    kind: str
    indicator: str
    unit: str
    decimals: int
    area: str
    period: str
    category: str
    longitude: float | None
    latitude: float | None
    before: float | None
    after: float | None


def differences_of(found: ReadingFile) -> dict[str, int]:
    """Return how many readings a staged file would add, change, leave as they are and take away."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, [found.pk, found.pk])
        return dict(zip(("new", "changed", "same", "gone"), cursor.fetchone(), strict=True))


def each_difference(found: ReadingFile, kind: str, *, start: int, most: int) -> list[Difference]:
    """Return some of the readings that a staged file would add, change, take away or leave, or all but the last."""
    kinds = [kind] if kind in KINDS else list(KINDS[:3])
    with connection.cursor() as cursor:
        cursor.execute(_EACH, [found.pk, found.pk, kinds, most, start])
        return [Difference(*row) for row in cursor.fetchall()]


def names_of(areas: Collection[str]) -> dict[str, str]:
    """Return the names of wards of any edition, by code."""
    return dict(Ward.objects.filter(code__in=set(areas)).order_by("edition__from_date").values_list("code", "name"))


_BOTH = """
WITH coming AS (
  SELECT indicator_id, period, category, geography, area, longitude, latitude, sum(value) AS value
  FROM evidence_stagedreading WHERE file_id = %s GROUP BY 1, 2, 3, 4, 5, 6, 7
), there AS (
  SELECT indicator_id, period, category, geography, area, longitude, latitude, value FROM evidence_reading
  WHERE (indicator_id, period) IN (SELECT indicator_id, period FROM evidence_stagedreading WHERE file_id = %s)
), together AS (
  SELECT coalesce(coming.indicator_id, there.indicator_id) AS indicator_id,
    coalesce(coming.period, there.period) AS period, coalesce(coming.category, there.category) AS category,
    coalesce(coming.area, there.area) AS area, coalesce(coming.longitude, there.longitude) AS longitude,
    coalesce(coming.latitude, there.latitude) AS latitude, there.value AS before, coming.value AS after,
    CASE WHEN there.value IS NULL THEN 'new' WHEN coming.value IS NULL THEN 'gone'
      WHEN there.value <> coming.value THEN 'changed' ELSE 'same' END AS kind
  FROM coming FULL JOIN there ON coming.indicator_id = there.indicator_id AND coming.period = there.period
    AND coming.category = there.category AND coming.geography = there.geography AND coming.area = there.area
    AND coming.longitude IS NOT DISTINCT FROM there.longitude AND coming.latitude IS NOT DISTINCT FROM there.latitude
)
"""
_COUNTS = f"""{_BOTH}
SELECT count(*) FILTER (WHERE kind = 'new'), count(*) FILTER (WHERE kind = 'changed'),
  count(*) FILTER (WHERE kind = 'same'), count(*) FILTER (WHERE kind = 'gone') FROM together
"""  # noqa: S608 - a constant above
_EACH = f"""{_BOTH}
SELECT kind, indicator.name, indicator.unit, indicator.decimals, area, period, category, longitude, latitude, before,
  after
FROM together JOIN evidence_indicator AS indicator ON indicator.id = indicator_id
WHERE kind = ANY(%s)
ORDER BY indicator.name, period, area, category, longitude NULLS FIRST, latitude LIMIT %s OFFSET %s
"""  # noqa: S608 - a constant above
