"""An indicator's readings of a period, as they come to the wards of a day. Asks for rows and writes none."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings

from wapentake.places.queries import area_index

from .. import queries
from ..models import Indicator
from ..queries import Ground
from ..states import Geography, Method, Spread, Unit
from .fitting import (
    AREAS_OF_ENGLAND,
    NOWHERE,
    Fitted,
    Shares,
    best_fit,
    by_category,
    divide,
    fit_counts,
    fit_means,
    mean_of_all,
    tenths,
    totals,
)
from .methods import may_fit_by, methods_for

ByMethod = dict[Method, dict[str, dict[str, float]]]


def to_wards(ground: Ground, indicator: Indicator, period: str, method: Method | None = None) -> list[Fitted]:
    """Return an indicator's figures for the wards, the borough and nowhere, by a method or by the best that there is.

    Counts with categories have a total besides, under the empty category. Empty where nothing was published for the
    period. Raises `Refused` for a method that is not possible.
    """
    if indicator.over and indicator.under:
        return _divided(ground, indicator, period, method)
    geography = queries.geography_of(indicator, period)
    if geography is None:
        return []
    if geography == Geography.WARD and method in (None, Method.EXACT):
        published = _as_published(ground, indicator, period)
        if published is not None:
            return published
    shares: ByMethod = queries.shares_by(ground, Geography.LSOA21 if geography == Geography.POINT else geography)
    possible = methods_for(geography, Spread(indicator.spread), shares, points=ground.ward_set is not None)
    if method is not None:
        may_fit_by(method, possible, indicator.name).demand()
    chosen = method or next(iter(possible), None)
    if chosen is None:
        return _of_the_borough(indicator, period)
    if chosen == Method.POINTS:
        return _finished(_points(ground, indicator, period))
    return _by_areas(ground, indicator, period, geography, chosen, shares)


def _by_areas(
    ground: Ground, indicator: Indicator, period: str, geography: Geography, method: Method, shares: ByMethod
) -> list[Fitted]:
    """Fit what was published for areas: counts are shared out, areas with a rank are counted, scores are averaged."""
    addresses = shares.get(Method.POPULATION_SHARE) or shares.get(Method.AREA_SHARE) or shares[Method.BEST_FIT]
    # What an area touches is told by its ground, wherever its people live.
    touched = shares.get(Method.AREA_SHARE) or addresses
    chosen = best_fit(addresses) if method == Method.BEST_FIT else shares[method]
    if indicator.unit == Unit.COUNT:
        values = queries.values_by_area(indicator, period)
        return _finished(fit_counts(values, chosen, ground.wards, method, touched))
    one_each = queries.value_of_areas(indicator, period)
    best = best_fit(addresses)
    if indicator.unit == Unit.DECILE:
        deciles = by_category(one_each)
        return _finished(fit_counts(deciles, best, ground.wards, Method.BEST_FIT, touched))
    if indicator.unit == Unit.RANK:
        categories = tenths(one_each, AREAS_OF_ENGLAND[geography])
        return _finished(fit_counts(categories, best, ground.wards, Method.BEST_FIT, touched), total=False)
    return _means(ground, one_each, chosen)


def _as_published(ground: Ground, indicator: Indicator, period: str) -> list[Fitted] | None:
    """Return what was published for today's wards themselves, or fitted to them elsewhere; None where it was not."""
    stated = queries.as_published(indicator, period)
    borough = [one for one in stated if one.area == settings.WAPENTAKE_COUNCIL_CODE]
    wards = [one for one in stated if one.area != settings.WAPENTAKE_COUNCIL_CODE]
    if not {one.area for one in wards} <= {*ground.wards, NOWHERE}:
        return None
    found = [
        Fitted(
            one.area, one.category, one.value, Method(one.method or Method.EXACT), one.error, one.inside, one.touching
        )
        for one in wards
    ]
    if borough:
        return found + [Fitted(one.area, one.category, one.value, Method.EXACT) for one in borough]
    return _finished(found) if indicator.unit == Unit.COUNT else found


def _points(ground: Ground, indicator: Indicator, period: str) -> list[Fitted]:
    """Count points by the ward that holds them; one outside every ward, or without a place, is nowhere."""
    if ground.ward_set is None:
        raise LookupError("Points need the wards’ boundaries.")
    index = area_index(ground.ward_set)
    counted: Counter[tuple[str, str]] = Counter()
    categories: set[str] = set()
    for chunk in queries.chunks_of_points(indicator, period):
        placed = [one for one in chunk if one.longitude is not None and one.latitude is not None]
        codes = index.codes_at([one.longitude or 0 for one in placed], [one.latitude or 0 for one in placed])
        for one, code in zip(placed, codes, strict=True):
            counted[one.category, code or NOWHERE] += round(one.number)
        for one in chunk:
            categories.add(one.category)
            if one.longitude is None:
                counted[one.category, NOWHERE] += round(one.number)
    areas = [NOWHERE, *ground.wards]
    return [
        Fitted(area, category, counted[category, area], Method.POINTS)
        for category in sorted(categories)
        for area in areas
    ]


def _means(ground: Ground, values: dict[str, float], shares: Shares) -> list[Fitted]:
    weights = queries.weights_of(ground, values)
    found = fit_means(values, shares, weights, ground.wards)
    middle = mean_of_all(values, weights)
    if middle is not None:
        found.append(Fitted(settings.WAPENTAKE_COUNCIL_CODE, "", middle, Method.WEIGHTED_MEAN))
    return found


def _finished(fitted: Sequence[Fitted], *, total: bool = True) -> list[Fitted]:
    """Add each area's total over its categories, and the borough: what is in the wards and what is nowhere."""
    found = [*fitted, *(totals(fitted) if total else [])]
    borough: dict[str, float] = defaultdict(float)
    for one in found:
        borough[one.category] += one.value
    return found + [
        Fitted(settings.WAPENTAKE_COUNCIL_CODE, category, value, Method.EXACT)
        for category, value in sorted(borough.items())
    ]


def _of_the_borough(indicator: Indicator, period: str) -> list[Fitted]:
    """Return what was published for the whole borough. A figure of a wider area is nobody's here."""
    values = queries.values_by_area(indicator, period)
    code = settings.WAPENTAKE_COUNCIL_CODE
    return [
        Fitted(code, category, areas[code], Method.EXACT) for category, areas in sorted(values.items()) if code in areas
    ]


def _divided(ground: Ground, indicator: Indicator, period: str, method: Method | None) -> list[Fitted]:
    """Divide one fitted figure by another; the lower one is of the newest period that is not later."""
    if not indicator.over or not indicator.under:
        return []
    below = queries.period_for(indicator.under, period)
    if below is None:
        return []
    over = _of_category(to_wards(ground, indicator.over, period, method), indicator.over_category)
    under = _of_category(to_wards(ground, indicator.under, below), indicator.under_category)
    return divide(over, under, indicator.times)


def _of_category(fitted: Sequence[Fitted], category: str) -> dict[str, Fitted]:
    return {one.area: replace(one, category="") for one in fitted if one.category == category}
