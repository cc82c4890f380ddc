"""What a ward's profile asks: the same questions however many wards there are, and however many rows each has."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from wapentake.foundation.prepared import prepared
from wapentake.places.models import Boundary, BoundarySet, Edition, Ward

from ..models import AreaShare, Indicator, ReadingFile, WardReading
from ..states import LoadState, Method
from .asked import figures_of, indicators

MOST_WARDS = 100  # of a map and its table on a ward's own page


def newest_periods(edition: Edition) -> dict[int, str]:
    """Return the newest period of each indicator that has figures for an edition's wards, by its pk."""
    rows = WardReading.objects.filter(edition=edition, area=settings.WAPENTAKE_COUNCIL_CODE)
    return dict(rows.values_list("indicator").annotate(newest=Max("period")).order_by("indicator"))


def shown_indicators(newest: Iterable[int]) -> list[Indicator]:
    """Return indicators by pk, with their sources and what they divide, in the order of topics and names."""
    rows = indicators().select_related("over", "under").filter(pk__in=list(newest))
    return list(rows.order_by("topic", "name"))


def figures_by_indicator(area: str, edition: Edition, newest: dict[int, str]) -> dict[int, dict[str, WardReading]]:
    """Return an area's figures of the newest periods, by indicator, then by category."""
    found: dict[int, dict[str, WardReading]] = defaultdict(dict)
    for row in figures_of(area, edition, newest.items()).order_by("category"):
        found[row.indicator_id][row.category] = row
    return dict(found)


def series_of(area: str, edition: Edition, wanted: Iterable[int]) -> dict[int, list[tuple[str, float]]]:
    """Return an area's totals of all periods, oldest first, by indicator."""
    rows = WardReading.objects.filter(edition=edition, area=area, indicator__in=list(wanted), category="")
    found: dict[int, list[tuple[str, float]]] = defaultdict(list)
    for pk, period, value in rows.order_by("period").values_list("indicator", "period", "value"):
        found[pk].append((period, value))
    return dict(found)


def figures_before(ward: Ward, wanted: Iterable[Indicator], day: dt.date) -> dict[tuple[int, str], WardReading]:
    """Return a ward's newest figures of periods that were over on a day, by indicator and category. One query."""
    rows = WardReading.objects.filter(edition=ward.edition, area=ward.code, indicator__in=[one.pk for one in wanted])
    found = {}
    for row in rows.order_by("period", "category"):
        if row.period < day.isoformat()[: len(row.period)]:
            found[row.indicator_id, row.category] = row
    return found


def values_of_wards_in(indicator: Indicator, edition: Edition, period: str) -> dict[str, float]:
    """Return the totals of an indicator for every area of a period, by code."""
    rows = WardReading.objects.filter(indicator=indicator, edition=edition, period=period, category="")
    return dict(rows.order_by("area").values_list("area", "value"))


class Touching(NamedTuple):
    """How many small areas touch a ward, and how many of them lie across its edge."""

    areas: int
    across: int


def touching_of(ward: Ward) -> dict[str, Touching]:
    """Return how many small areas of each geography touch a ward: by their ground where it is known."""
    divided = AreaShare.objects.filter(edition=ward.edition, ward_code=ward.code).exclude(method=Method.BEST_FIT)
    rows = divided.values_list("geography", "method")
    counted = rows.annotate(n=Count("pk"), across=Count("pk", filter=Q(share__lt=1 - 1e-6))).order_by("geography")
    found: dict[str, Touching] = {}
    for geography, method, areas, across in counted:
        if geography not in found or method == Method.AREA_SHARE:
            found[geography] = Touching(areas, across)
    return found


def paths_of(chosen: BoundarySet | None) -> dict[str, str]:
    """Return the outlines of a set's areas, by code."""
    if chosen is None:
        return {}
    return dict(Boundary.objects.filter(set=chosen).order_by("code").values_list("code", "path"))


def retrieved_on() -> dict[int, dt.date]:
    """Return the day on which each source's newest applied file was taken from its publisher, by the source's pk."""
    rows = ReadingFile.objects.filter(state=LoadState.APPLIED).values_list("source")
    return dict(rows.annotate(newest=Max("retrieved_on")).order_by("source"))


def has_figures(ward: Ward) -> bool:
    """Say whether a ward has any figures."""
    return bool(list(_figures_of(code=ward.code)))


@prepared
def _figures_of(code: Any) -> QuerySet[WardReading]:
    return WardReading.objects.filter(area=code).only("pk")[:1]


def every_reading(ward: Ward) -> Iterator[Any]:
    """Yield every figure of a ward with its indicator and source, and `all_wards`: that of the whole council."""
    council = WardReading.objects.filter(
        area=settings.WAPENTAKE_COUNCIL_CODE, edition=OuterRef("edition"), indicator=OuterRef("indicator"),
        period=OuterRef("period"), category=OuterRef("category"),
    )  # fmt: skip
    rows = WardReading.objects.filter(area=ward.code, edition=ward.edition).select_related("indicator__source")
    rows = rows.annotate(all_wards=Subquery(council.values("value")[:1]))
    return rows.order_by("indicator__topic", "indicator__key", "-period", "category").iterator(chunk_size=2_000)
