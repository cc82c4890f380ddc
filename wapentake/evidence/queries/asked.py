"""Figures of wards, as pages, files and the API ask for them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from wapentake.places.models import Edition, Ward
from wapentake.places.queries import current_edition

from ..models import Indicator, WardReading


def indicators() -> QuerySet[Indicator]:
    """Return every indicator with its source."""
    return Indicator.objects.select_related("source")


def indicator_by_key(key: str) -> Indicator | None:
    """Return an indicator by its key."""
    return indicators().select_related("over", "under").filter(key=key).first()


def periods_of(indicator: Indicator, edition: Edition) -> list[str]:
    """Return the periods for which an indicator has figures for wards, the newest first."""
    rows = WardReading.objects.filter(indicator=indicator, edition=edition)
    return list(rows.order_by("-period").values_list("period", flat=True).distinct())


def all_periods(day: dt.date) -> dict[int, list[str]]:
    """Return the periods of every indicator with figures for the wards of a day, the newest first, by its pk."""
    rows = WardReading.objects.filter(edition=current_edition(day)).values_list("indicator", "period").distinct()
    found: dict[int, list[str]] = defaultdict(list)
    for pk, period in rows.order_by("indicator", "-period"):
        found[pk].append(period)
    return dict(found)


def figures_of(area: str, edition: Edition, newest: Iterable[tuple[int, str]]) -> QuerySet[WardReading]:
    """Return the figures of one area for pairs of indicator and period, in one query."""
    wanted = Q(pk__in=[])
    for indicator, period in newest:
        wanted |= Q(indicator=indicator, period=period)
    return WardReading.objects.filter(wanted, edition=edition, area=area)


def ward_series(ward: Ward, wanted: Collection[int]) -> QuerySet[WardReading]:
    """Return the totals of indicators (by pk) in a ward, of all periods, the oldest first, with what they divide."""
    rows = WardReading.objects.filter(edition=ward.edition_id, area=ward.code, indicator__in=wanted, category="")
    return rows.select_related("indicator__over", "indicator__source").order_by("period")
