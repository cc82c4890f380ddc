"""Figures in words: values, periods, ranks and methods as people write them."""

import calendar

from wapentake.design.pictures import Provenance, RankDots, ordinal
from wapentake.design.pictures.scales import place

from ..models import Indicator, WardReading
from ..queries import Touching
from ..states import Geography, Method, Spread, Unit
from .standing import is_ranked

MARKS = {
    Method.EXACT: ("counted", "Published for the ward"),
    Method.POINTS: ("counted", "Counted in the ward"),
    Method.POPULATION_SHARE: ("shared", "Small areas shared out by addresses"),
    Method.AREA_SHARE: ("shared", "Small areas shared out by ground"),
    Method.BEST_FIT: ("fitted", "Best fit of small areas"),
    Method.WEIGHTED_MEAN: ("shared", "Mean of small areas, weighted by people: an estimate"),
}


NOT_KNOWN = "How far off it may be is not known: the edges of the small areas are not loaded."


def shown_name(indicator: Indicator) -> str:
    """Return what the figure that stands for an indicator is called."""
    if indicator.unit == Unit.RANK:
        return f"Small areas in England’s most deprived tenth, by {indicator.name.removeprefix('Rank of ')}"
    if indicator.unit == Unit.DECILE:
        return f"Small areas in decile 1, the most deprived, of {indicator.name.removeprefix('Areas by decile of ')}"
    return indicator.name


def value_words(indicator: Indicator, value: float) -> str:
    """Return a value as it is read: 12,400, 27.1%, 4.3."""
    return f"{value:,.{decimals_of(indicator)}f}{'%' if indicator.unit == Unit.PERCENTAGE else ''}"


def decimals_of(indicator: Indicator) -> int:
    """Return with how many decimals an indicator's values are written."""
    if indicator.unit in {Unit.COUNT, Unit.RANK, Unit.DECILE}:
        return 0
    return indicator.decimals or int(indicator.unit == Unit.PERCENTAGE)


def period_words(period: str) -> str:
    """Return a period as people say it: April 2025, 2021."""
    year, _, month = period.partition("-")
    return f"{calendar.month_name[int(month)]} {year}" if month else year


def range_words(indicator: Indicator, row: WardReading) -> str:
    """Return the range that a figure may lie in, or nothing where it is counted."""
    if not has_range(indicator, row):
        return ""
    low, high = _range(indicator, row)
    return f"{value_words(indicator, low).removesuffix('%')} to {value_words(indicator, high)}"


def _range(indicator: Indicator, row: WardReading) -> tuple[float, float]:
    """Return between what a figure may lie: what is counted, or a share, is never below nought; a score may be."""
    low = row.value - row.error
    return (low if indicator.unit == Unit.SCORE else max(low, 0.0)), row.value + row.error


def has_range(indicator: Indicator, row: WardReading) -> bool:
    """Say whether a range is shown: a rate of what was counted is as sure as its residents, and says whose they are."""
    return row.error > 0 and method_words(indicator, row.method)[0] != "counted"


def standing_words(indicator: Indicator, row: WardReading) -> str:
    """Return where a ward stands, from the nearer end: Highest of 25, Equal 3rd lowest of 25; nothing for a count."""
    if not is_ranked(indicator.unit) or row.rank is None or row.rank_low is None or row.of is None:
        return ""
    rank, end = (row.rank, "highest") if row.rank <= row.rank_low else (row.rank_low, "lowest")
    said = end if rank == 1 else f"{ordinal(rank)} {end}"
    said = f"equal {said}" if row.rank + row.rank_low <= row.of else said
    return f"{said[0].upper()}{said[1:]} of {row.of:,}"


def rank_dots(row: WardReading, borough: WardReading | None) -> RankDots | None:
    """Return every ward as a dot on a line, this one large, with the range that it may lie in; nothing for a count."""
    if borough is None or len(borough.spread) < 2 or not standing_words(row.indicator, row):
        return None
    sure = not has_range(row.indicator, row)
    low, high = (None, None) if sure else _range(row.indicator, row)
    middle = borough.value if row.indicator.unit not in _SUMS else None
    shown = [*borough.spread, row.value, *(one for one in (low, high, middle) if one is not None)]
    ends = (min(shown), max(shown), 2)
    others = [place(value, *ends) for value in _without(borough.spread, row.value)]
    upright, left, right = (place(one, *ends) if one is not None else "" for one in (middle, low, high))
    return RankDots(tuple(others), place(row.value, *ends), upright, left, right, standing_words(row.indicator, row))


_SUMS = {Unit.COUNT, Unit.RANK, Unit.DECILE}


def _without(values: list[float], mine: float) -> list[float]:
    """Return values without one that is this ward's own."""
    found = list(values)
    if mine in found:
        found.remove(mine)
    return found


def method_words(indicator: Indicator, method: str) -> tuple[str, str]:
    """Return the mark of a method and its words; a quotient is as sure as what it divides."""
    if method != Method.DIVIDED:
        return MARKS[Method(method)]
    over = indicator.over
    return MARKS[Method.POINTS if over and over.spread == Spread.POINTS else Method.POPULATION_SHARE]


def geography_words(row: WardReading) -> str:
    """Return what a figure was published for; nothing where it was fitted to the ward before it came here."""
    fitted_elsewhere = row.geography == Geography.WARD and row.method != Method.EXACT
    return "" if fitted_elsewhere else row.get_geography_display()


def provenance(
    indicator: Indicator, row: WardReading, touching: Touching | None = None, *, by_lookup: bool = False
) -> Provenance:
    """Return where a figure comes from, for which areas and period, and how it came to the ward.

    `by_lookup` says that nobody here knows the areas' edges: then a quotient of fitted counts is a best fit too.
    """
    mark, words = method_words(indicator, row.method)
    if by_lookup and mark == "shared":
        mark, words = MARKS[Method.BEST_FIT]
    note = f" {indicator.note}" if indicator.note else ""
    text = f"{words}, {period_words(row.period)}.{_edges(mark, row, touching)}{note}"
    return Provenance(mark, text, indicator.source.title, indicator.source.link)


def _edges(mark: str, row: WardReading, touching: Touching | None) -> str:
    """Say from how many small areas a figure was made, and how many of them lie across the ward's edge."""
    if mark == "counted" or not row.geography.startswith("lsoa"):
        return ""
    if touching is None:
        return f" {NOT_KNOWN}" if mark == "fitted" else ""
    year = "2021" if row.geography == Geography.LSOA21 else "2011"
    many = touching.areas != 1
    who = f"{touching.areas} small areas of {year} touch" if many else f"One small area of {year} touches"
    return f" {who} the ward, {touching.across or 'none'} across its edge."
