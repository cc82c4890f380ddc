"""One indicator ward by ward, and by small area."""

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum

from wapentake.places.models import Boundary, BoundarySet, Edition, Ward

from ..models import AreaShare, Indicator, Reading, WardReading
from ..states import Geography, Method
from .lookups import unchanged_areas
from .published import geography_of, period_for
from .standing import Ground

SMALL = (Geography.LSOA21, Geography.LSOA11)


class Newest(NamedTuple):
    """The newest period of an indicator for which wards can be compared, and how many wards have a figure."""

    period: str
    wards: int


class SmallAreas(NamedTuple):
    """An indicator's values by small area, of one geography, and the boundaries in which they are drawn."""

    geography: Geography
    drawn: BoundarySet
    values: dict[str, float]


def newest_compared(edition: Edition) -> dict[tuple[int, str], Newest]:
    """Return the newest period of every indicator and category in which wards were ranked."""
    rows = WardReading.objects.filter(edition=edition, rank=1, of__isnull=False).order_by("period")
    found = {}
    for pk, category, period, wards in rows.values_list("indicator", "category", "period", "of").distinct():
        found[pk, category] = Newest(period, wards or 0)
    return found


def wards_compared(
    indicator: Indicator, edition: Edition, period: str, category: str, *, by_name: bool = False
) -> QuerySet[WardReading]:
    """Return the wards' figures, each with its ward's `ward_name` and `ward_slug`, by name or the highest first."""
    wards = Ward.objects.filter(edition=OuterRef("edition"), code=OuterRef("area"))
    rows = WardReading.objects.filter(
        indicator=indicator, edition=edition, period=period, category=category, rank__isnull=False
    )
    named = rows.annotate(ward_name=Subquery(wards.values("name")[:1]), ward_slug=Subquery(wards.values("slug")[:1]))
    order = [] if by_name else [F("value").desc()]
    return named.filter(ward_name__isnull=False).order_by(*order, "ward_name", "area")


def figure_of(area: str, indicator: Indicator, edition: Edition, period: str, category: str) -> WardReading | None:
    """Return one area's figure."""
    rows = WardReading.objects.filter(indicator=indicator, edition=edition, period=period, category=category)
    return rows.filter(area=area).first()


def counts_behind(indicator: Indicator, edition: Edition, period: str, areas: Collection[str]) -> dict[str, float]:
    """Return, by area, the count that a derived indicator divides; nothing for another."""
    if indicator.over is None:
        return {}
    rows = WardReading.objects.filter(
        indicator=indicator.over, edition=edition, period=period, category=indicator.over_category, area__in=areas
    )
    return dict(rows.values_list("area", "value"))


def small_areas_of(indicator: Indicator, period: str, ground: Ground) -> SmallAreas | None:
    """Return an indicator's values by small area; None where it was not published for any whose boundaries are here."""
    over, under = indicator.over, indicator.under
    if over is None or under is None:
        return _areas(indicator, period, "", ground)
    then = period_for(under, period)
    top = _areas(over, period, indicator.over_category, ground)
    bottom = _areas(under, then, indicator.under_category, ground) if then else None
    if top is None or bottom is None or top.geography != bottom.geography:
        return None
    of = bottom.values
    values = {code: indicator.times * value / of[code] for code, value in top.values.items() if of.get(code)}
    return SmallAreas(top.geography, top.drawn, values)


def _areas(indicator: Indicator, period: str, category: str, ground: Ground) -> SmallAreas | None:
    geography = geography_of(indicator, period)
    if geography not in SMALL or not (geography in ground.sets or _can_be_carried(geography, ground)):
        return None
    rows = Reading.objects.filter(indicator=indicator, period=period, geography=geography).exclude(area="")
    wanted = rows.filter(category=category) if category else rows
    values = dict(wanted.values_list("area").annotate(together=Sum("value")).order_by("area"))
    if geography in ground.sets:
        return SmallAreas(geography, ground.sets[geography], values)
    same = unchanged_areas()
    values = {same[code]: value for code, value in values.items() if code in same}
    return SmallAreas(Geography.LSOA21, ground.sets[Geography.LSOA21], values) if values else None


def _can_be_carried(geography: Geography, ground: Ground) -> bool:
    """Say whether areas of 2011 can be drawn as those of 2021, where they are the same ground."""
    return geography == Geography.LSOA11 and Geography.LSOA21 in ground.sets


def names_and_paths(chosen: BoundarySet) -> dict[str, tuple[str, str]]:
    """Return the name and the outline of each of a set's areas, by code."""
    rows = Boundary.objects.filter(set=chosen).order_by("code").values_list("code", "name", "path")
    return {code: (name, path) for code, name, path in rows}


def wards_of_areas(ground: Ground, geography: Geography) -> dict[str, str]:
    """Return, for each small area, the code of the ward that holds most of it, by addresses or else by ground."""
    rows = AreaShare.objects.filter(edition=ground.edition, geography=geography).order_by("share", "-ward_code")
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for method, area, ward in rows.values_list("method", "area", "ward_code"):
        found[method][area] = ward
    return {**found[Method.AREA_SHARE], **found[Method.POPULATION_SHARE]}
