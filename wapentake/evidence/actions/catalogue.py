"""The sources and indicators that the program knows become rows when a file first needs them."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.text import slugify

from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import Roles
from wapentake.people.models import User

from ..models import Indicator, Source
from ..rules import NewIndicator, NewSource, may_keep_readings
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


@transaction.atomic
def add_indicator(said: NewIndicator, *, by: User, at: dt.datetime, roles: Roles) -> Indicator:
    """Add an indicator, with its source if that is new. The same again does nothing. Raises `Refused`."""
    may_keep_readings(roles).demand()
    source = _source_of(said.source)
    there = Indicator.objects.filter(source=source, name__iexact=said.name).first()
    if there is not None:
        return there
    found = Indicator.objects.create(
        source=source, key=_free(said.name, Indicator, 80), name=said.name, unit=said.unit, spread=said.spread,
        topic=said.topic, better=said.better, decimals=said.decimals, note=said.note,
    )  # fmt: skip
    facts = {"source": source.key, "unit": said.unit, "spread": said.spread, "topic": said.topic}
    audit.record(found.ref, "indicator added", by=by, at=at, facts=facts)
    return found


def _source_of(said: str | NewSource) -> Source:
    if isinstance(said, NewSource):
        there = Source.objects.filter(title__iexact=said.title).first()
        return there or Source.objects.create(
            key=_free(said.title, Source, 50), publisher=said.publisher, title=said.title, link=said.link,
            licence=said.licence, attribution=said.attribution,
        )  # fmt: skip
    found = keep_source(said)
    if found is None:
        raise Refused("Choose a source that is there, or describe a new one.")
    return found


def _free(name: str, model: type[Indicator] | type[Source], most: int) -> str:
    """Return a key made of a name that nothing else has."""
    base = slugify(name)[: most - 4].strip("-") or "indicator"
    taken = set(model.objects.filter(key__startswith=base).values_list("key", flat=True))
    return next(one for one in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)


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
