"""The sources and indicators that the program knows become rows when a file first needs them."""

from collections.abc import Iterable

from ..models import Indicator, Source
from ..states.catalogue import (
    CENSUS,
    CRIME,
    DERIVED,
    DOMAINS,
    MEASURES,
    SOURCES,
    STREET_REPORTS,
    UNDERLYING,
    IndicatorInfo,
    deprivation,
)

_FIXED = {
    info.key: info for info in (CRIME, STREET_REPORTS, *CENSUS.values(), *UNDERLYING.values(), *DERIVED)
}  # fmt: skip


def keep_source(key: str) -> Source | None:
    """Return a known source's row, writing it if need be; None for a key that nobody knows."""
    info = next((one for one in SOURCES if one.key == key), None)
    if info is None:
        return Source.objects.filter(key=key).first()
    licence, licence_link = info.licence
    found, _ = Source.objects.get_or_create(
        key=key,
        defaults={
            "publisher": info.publisher, "title": info.title, "link": info.link, "licence": licence,
            "licence_link": licence_link, "attribution": info.attribution,
        },
    )  # fmt: skip
    return found


def keep_indicators(keys: Iterable[str]) -> dict[str, Indicator]:
    """Return the rows of indicators by key, writing those that are known and not there yet.

    A key that nobody knows is left out.
    """
    wanted = set(keys)
    there = {one.key: one for one in Indicator.objects.filter(key__in=wanted)}
    for key in sorted(wanted - there.keys()):
        if info := _info(key):
            there[key] = _keep(info)
    return there


def keep_derived() -> None:
    """Write the derived indicators whose two parts are there."""
    there = set(Indicator.objects.values_list("key", flat=True))
    for info in DERIVED:
        if info.key not in there and {info.over[0], info.under[0]} <= there:
            _keep(info)


def _info(key: str) -> IndicatorInfo | None:
    if key in _FIXED:
        return _FIXED[key]
    for year in (2019, 2025):
        for info in _of_year(year):
            if info.key == key:
                return info
    return None


def _of_year(year: int) -> list[IndicatorInfo]:
    found = (deprivation(year, f"{domain}_{measure}") for domain in DOMAINS for measure in MEASURES)
    return [info for info in found if info is not None]


def _keep(info: IndicatorInfo) -> Indicator:
    source = keep_source(info.source)
    if source is None:
        raise LookupError(f"No source is called {info.source}.")
    fields = {
        "source": source, "name": info.name, "unit": info.unit, "spread": info.spread, "topic": info.topic,
        "better": info.better, "decimals": info.decimals, "note": info.note, "headline": info.headline,
    }  # fmt: skip
    if info.over[0]:
        parts = {one.key: one for one in Indicator.objects.filter(key__in=[info.over[0], info.under[0]])}
        fields |= {
            "over": parts[info.over[0]], "over_category": info.over[1],
            "under": parts[info.under[0]], "under_category": info.under[1], "times": info.times,
        }  # fmt: skip
    return Indicator.objects.get_or_create(key=info.key, defaults=fields)[0]
