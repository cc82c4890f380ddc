"""The figures beside a draft, and how a figure is said."""

from typing import NamedTuple

from django.conf import settings

from wapentake.evidence.models import Indicator, WardReading
from wapentake.evidence.queries import figures_by_indicator, newest_periods, shown_indicators
from wapentake.evidence.rules import standing_category
from wapentake.evidence.states import Unit
from wapentake.places.models import Ward


class Beside(NamedTuple):
    """A figure of a ward in its newest period, and that of the whole council."""

    indicator: Indicator
    reading: WardReading
    council: WardReading | None


def figures_beside(ward: Ward, *, headlines: bool = False) -> list[Beside]:
    """Return a ward's newest figures, or its headlines only, by topic and name. Four queries."""
    newest = newest_periods(ward.edition)
    known = [one for one in shown_indicators(newest) if one.headline or not headlines]
    wanted = {one.pk: newest[one.pk] for one in known}
    own = figures_by_indicator(ward.code, ward.edition, wanted)
    all_wards = figures_by_indicator(settings.WAPENTAKE_COUNCIL_CODE, ward.edition, wanted)
    found = []
    for one in known:
        category = standing_category(one.unit)
        if (reading := own.get(one.pk, {}).get(category)) is not None:
            found.append(Beside(one, reading, all_wards.get(one.pk, {}).get(category)))
    return found


def value_said(indicator: Indicator, value: float) -> str:
    """Return a value as it is read: 12,400, 27.1%, 4.3."""
    counted = indicator.unit in {Unit.COUNT, Unit.RANK, Unit.DECILE}
    decimals = 0 if counted else indicator.decimals or int(indicator.unit == Unit.PERCENTAGE)
    return f"{value:,.{decimals}f}{'%' if indicator.unit == Unit.PERCENTAGE else ''}"


def name_said(indicator: Indicator) -> str:
    """Return what the figure that stands for an indicator is called: of ranks and deciles, areas are counted."""
    if indicator.unit == Unit.RANK:
        return f"Small areas in England’s most deprived tenth, by {indicator.name.removeprefix('Rank of ')}"
    if indicator.unit == Unit.DECILE:
        return f"Small areas in decile 1, the most deprived, of {indicator.name.removeprefix('Areas by decile of ')}"
    return indicator.name
