"""Readings as they were published, by area and by point."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from django.db.models import Count, Max, Min, Sum

from ..models import AreaShare, Indicator, Reading, ReadingFile, StagedReading
from ..states import Geography, Method
from ..states.catalogue import RESIDENTS
from .standing import Ground

CHUNK = 50_000


class Placed(NamedTuple):
    """Points of one place and category, with their number."""

    category: str
    area: str
    longitude: float | None
    latitude: float | None
    number: float


class Stated(NamedTuple):
    """A figure of a ward or of the council, as a file gave it."""

    area: str
    category: str
    value: float
    method: str
    error: float
    inside: float | None
    touching: float | None


def geography_of(indicator: Indicator, period: str) -> Geography | None:
    """Return what an indicator was published for in a period; None where it has no readings of its own."""
    rows = Reading.objects.filter(indicator=indicator, period=period).values_list("geography", flat=True)
    found = set(rows.distinct())
    smaller = sorted(found - {Geography.COUNCIL})
    return Geography(smaller[0]) if smaller else Geography.COUNCIL if found else None


def values_by_area(indicator: Indicator, period: str) -> dict[str, dict[str, float]]:
    """Return the values by category, then by area ("" for no place); points are summed by the area they name."""
    rows = Reading.objects.filter(indicator=indicator, period=period).values_list("category", "area")
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for category, area, value in rows.annotate(together=Sum("value")).order_by("category", "area"):
        found[category][area] = value
    return dict(found)


def as_published(indicator: Indicator, period: str) -> list[Stated]:
    """Return what was published for wards and for the council, with the method and error that the file stated."""
    rows = Reading.objects.filter(indicator=indicator, period=period).order_by("category", "area")
    return [
        Stated(*row) for row in rows.values_list("area", "category", "value", "method", "error", "inside", "touching")
    ]


def value_of_areas(indicator: Indicator, period: str) -> dict[str, float]:
    """Return the value of each area of an indicator without categories."""
    rows = Reading.objects.filter(indicator=indicator, period=period).exclude(area="")
    return dict(rows.order_by("area").values_list("area", "value"))


def weights_of(ground: Ground, areas: Collection[str]) -> dict[str, float]:
    """Return how much each area weighs in a mean: its residents where the census is here, else all alike."""
    residents = Reading.objects.filter(indicator__key=RESIDENTS[0], area__in=list(areas))
    found = dict(residents.values_list("area").annotate(together=Sum("value")).order_by("area"))
    return found if len(found) == len(areas) else dict.fromkeys(areas, 1.0)


def residents_by_area() -> dict[str, float]:
    """Return the residents of every small area of 2021, where the census is here."""
    rows = Reading.objects.filter(indicator__key=RESIDENTS[0], geography=Geography.LSOA21).values_list("area")
    return dict(rows.annotate(together=Sum("value")).order_by("area"))


def period_for(indicator: Indicator, period: str) -> str | None:
    """Return an indicator's newest period that is not later than another period, else its oldest; None without any."""
    rows = Reading.objects.filter(indicator=indicator).order_by("period").values_list("period", flat=True).distinct()
    periods = list(rows)
    earlier = [one for one in periods if one <= period]
    return next(iter(earlier[-1:] or periods), None)


def chunks_of_points(indicator: Indicator, period: str) -> Iterator[list[Placed]]:
    """Yield the points of a period some at a time, so that any number of them needs the same memory."""
    rows = Reading.objects.filter(indicator=indicator, period=period, geography=Geography.POINT)
    chunk: list[Placed] = []
    fields = rows.values_list("category", "area", "longitude", "latitude", "value")
    for row in fields.iterator(chunk_size=CHUNK):
        chunk.append(Placed(*row))
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def shares_by(ground: Ground, geography: Geography) -> dict[Method, dict[str, dict[str, float]]]:
    """Return, by method, what part of each area of a geography lies in each ward."""
    rows = AreaShare.objects.filter(edition=ground.edition, geography=geography)
    found: dict[Method, dict[str, dict[str, float]]] = {}
    for method, area, ward, share in rows.values_list("method", "area", "ward_code", "share"):
        found.setdefault(Method(method), defaultdict(dict))[area][ward] = share
    return {method: dict(parts) for method, parts in found.items()}


def known_areas(ground: Ground) -> set[str]:
    """Return the codes of the council's areas of every geography that was divided."""
    return set(AreaShare.objects.filter(edition=ground.edition).values_list("area", flat=True).distinct())


def clashes_in(found: ReadingFile) -> list[tuple[str, int, int]]:
    """Return areas that stand twice for the same period and category, with the first and the last line."""
    rows = StagedReading.objects.filter(file=found).exclude(geography=Geography.POINT)
    grouped = rows.values_list("area", "indicator", "period", "category", "geography")
    twice = grouped.annotate(n=Count("pk"), first=Min("line"), last=Max("line")).filter(n__gt=1).order_by("first")
    return [(row[0], row[-2], row[-1]) for row in twice[:20]]
