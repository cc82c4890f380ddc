"""A ward's first figures in words, and what each was on an earlier day: for pages of other rooms too."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings

from wapentake.places.models import Ward

from .. import queries
from ..models import Indicator, WardReading
from ..states import Better
from .figures import has_range, method_words, period_words, range_words, shown_name, standing_words, value_words
from .standing import standing_category

NO_NEWER = "No newer figure since."
NOT_SURE = "The ranges overlap: no sure change."


@dataclass(frozen=True)
class Headline:
    """A figure of a ward as it is read. `then` is what it was on an earlier day, `change` what has come of it."""

    key: str
    name: str
    value: str
    could_be: str
    borough: str
    standing: str
    period: str
    way: str
    source: str
    then: str = ""
    change: str = ""


def headlines_of(ward: Ward, on: dt.date, since: dt.date | None = None) -> list[Headline]:
    """Return a ward's first figures by topic, the newest on a day; with `since`, beside those that stood on that day.

    What stood on a day is the newest figure of a period that was over by then. Empty before there are any figures.
    """
    newest = queries.newest_periods(ward.edition)
    known = [one for one in queries.shown_indicators(newest) if one.headline]
    wanted = {one.pk: newest[one.pk] for one in known}
    ours = queries.figures_by_indicator(ward.code, ward.edition, wanted)
    council = queries.figures_by_indicator(settings.WAPENTAKE_COUNCIL_CODE, ward.edition, wanted)
    before = queries.figures_before(ward, known, since) if since else {}
    found = []
    for one in known:
        category = standing_category(one.unit)
        row, whole = ours.get(one.pk, {}).get(category), council.get(one.pk, {}).get(category)
        if row is not None:
            then = before.get((one.pk, category))
            found.append(_headline(one, row, whole, then, since))
    return found


def _headline(
    indicator: Indicator, row: WardReading, whole: WardReading | None, then: WardReading | None, since: dt.date | None
) -> Headline:
    return Headline(
        key=indicator.key,
        name=shown_name(indicator),
        value=value_words(indicator, row.value),
        could_be=range_words(indicator, row),
        borough=value_words(indicator, whole.value) if whole else "",
        standing=standing_words(indicator, row),
        period=period_words(row.period),
        way=method_words(indicator, row.method)[1],
        source=indicator.source.title,
        then=f"{value_words(indicator, then.value)}, {period_words(then.period)}" if then else "",
        change=change_words(indicator, then, row) if since else "",
    )


def change_words(indicator: Indicator, then: WardReading | None, now: WardReading) -> str:
    """Say what has come of a figure: nothing that could lie within its own range is called a change."""
    if then is None:
        return "Not known before."
    if then.period == now.period:
        return NO_NEWER
    if then.value == now.value:
        return "As it was."
    if _overlap(indicator, then, now):
        return NOT_SURE
    up = now.value > then.value
    if indicator.better == Better.NEITHER:
        return "Up." if up else "Down."
    good = up == (indicator.better == Better.HIGHER)
    return f"{'Up' if up else 'Down'}, which is {'better' if good else 'worse'}."


def _overlap(indicator: Indicator, then: WardReading, now: WardReading) -> bool:
    """Say whether two figures could be the same. One that was counted has no range."""
    before, after = (one.error if has_range(indicator, one) else 0.0 for one in (then, now))
    return abs(now.value - then.value) <= before + after
