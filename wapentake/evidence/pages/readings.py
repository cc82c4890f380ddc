"""Figures of wards, as the export, the API and the pages ask for them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from wapentake.places.models import Ward

from .. import queries, rules
from ..models import Indicator
from ..states import Method


@dataclass(frozen=True)
class Asked:
    """An indicator's figures of a period: wards in the order of their codes, then what could not be placed."""

    indicator: Indicator
    period: str
    figures: tuple[rules.Fitted, ...]


def asked_for(key: str, period: str, method: Method | None, *, on: dt.date) -> Asked:
    """Return an indicator's figures of a period for the wards of a day, without totals over categories.

    An empty period is the newest. Raises `LookupError` with a sentence where there is no such indicator or period, and
    `Refused` for a method that is not possible.
    """
    indicator = queries.indicator_by_key(key)
    if indicator is None:
        known = ", ".join(queries.indicators().order_by("key").values_list("key", flat=True)) or "none yet"
        raise LookupError(f"No indicator is called {key}. There are: {known}.")
    ground = queries.ground_on(on)
    if ground is None:
        raise LookupError("No wards are set up: set up the council first.")
    periods = queries.periods_of(indicator, ground.edition)
    chosen = period or next(iter(periods), "")
    if chosen not in periods:
        there = ", ".join(periods[:24]) or "none"
        raise LookupError(f"{indicator.name} has no figures for {period or 'any period'}. It has: {there}.")
    found = rules.to_wards(ground, indicator, chosen, method)
    areas = {*ground.wards, rules.NOWHERE}
    with_categories = any(one.category for one in found)
    shown = (one for one in found if one.area in areas and bool(one.category) == with_categories)
    ordered = sorted(shown, key=lambda one: (one.area == rules.NOWHERE, one.area, one.category))
    return Asked(indicator, chosen, tuple(ordered))


class FigureLine(NamedTuple):
    """A figure of a ward with all that one must know of it."""

    indicator: str
    name: str
    area_code: str
    period: str
    category: str
    value: float
    unit: str
    method: str
    error: float
    rank: int | None
    of: int | None
    all_wards: float | None
    source: str
    licence: str


def every_figure(ward: Ward) -> Iterator[FigureLine]:
    """Yield every figure of a ward, of all periods, beside that of all wards together."""
    for row in queries.every_reading(ward):
        one = row.indicator
        yield FigureLine(
            one.key, one.name, ward.code, row.period, row.category, row.value, one.unit, row.method, row.error,
            row.rank, row.of, row.all_wards, one.source.title, one.source.licence,
        )  # fmt: skip
