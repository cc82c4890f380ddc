"""Readings come to the wards: fitted when they are brought in, and anew when wards, boundaries or postcodes change."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from wapentake.foundation.changes import touch
from wapentake.foundation.progress import Tell, silent

from ..models import Indicator, Reading, WardReading
from ..queries import Ground, geography_of, ground_on
from ..rules import Fitted, Standing, some_of, standings, to_wards, values_of_wards
from .catalogue import keep_derived
from .shares import bring_shares_up_to_date, lock_evidence

EVIDENCE = "evidence:all"
Pair = tuple[int, str]  # an indicator's key in the database, and a period


# house: a computation from rows that have their own records; it changes what is shown, and no fact.
@transaction.atomic
def fit_everything(*, on: dt.date, at: dt.datetime) -> int:
    """Fit all readings to the wards of a day, if what they rest on has changed; return how many pairs were fitted."""
    lock_evidence()
    ground = ground_on(on)
    if ground is None or not bring_shares_up_to_date(ground, at=at):
        return 0
    keep_derived()
    return fit_pairs(ground, list(Reading.objects.values_list("indicator", "period").distinct()))


def fit_pairs(ground: Ground, pairs: Collection[Pair], tell: Tell = silent) -> int:
    """Fit readings of indicators and periods, and the derived figures that rest on them; return how many pairs."""
    known = {one.pk: one for one in Indicator.objects.select_related("over", "under")}
    wanted = sorted({*pairs, *_resting_on(known.values(), pairs)}, key=lambda pair: (pair[1], pair[0]))
    for count, (pk, period) in enumerate(wanted):
        tell("Fitting to the wards", count, len(wanted))
        _keep(ground, known[pk], period, to_wards(ground, known[pk], period))
    touch([EVIDENCE])
    return len(wanted)


def _resting_on(known: Iterable[Indicator], pairs: Collection[Pair]) -> set[Pair]:
    """Return the derived indicators with the periods of what they divide, where either part is among the pairs."""
    changed = {pk for pk, _ in pairs}
    derived = [one for one in known if one.over_id in changed or one.under_id in changed]
    periods: dict[int, set[str]] = defaultdict(set)
    rows = Reading.objects.filter(indicator__in=[one.over_id for one in derived if one.over_id])
    for pk, period in rows.values_list("indicator", "period").distinct():
        periods[pk].add(period)
    return {(one.pk, period) for one in derived if one.over_id for period in periods[one.over_id]}


def _keep(ground: Ground, indicator: Indicator, period: str, fitted: list[Fitted]) -> None:
    """Put an indicator's figures of a period in the place of those of before, ranked among the wards."""
    of_it = Q(indicator=indicator, edition=ground.edition, period=period)
    WardReading.objects.filter(of_it).delete()
    wards, nobody = frozenset(ground.wards), Standing()
    geography = geography_of(indicator.over or indicator, period) or ""
    standing, values = standings(fitted, wards), values_of_wards(fitted, wards)
    borough = settings.WAPENTAKE_COUNCIL_CODE
    rows = []
    for one in fitted:
        its = standing.get((one.area, one.category), nobody)
        rows.append(
            WardReading(
                indicator=indicator, edition=ground.edition, period=period, category=one.category, area=one.area,
                geography=geography, method=one.method, value=one.value, error=one.error, rank=its.rank,
                rank_low=its.rank_low, of=its.of,
                spread=some_of(list(values.get(one.category, {}).values())) if one.area == borough else [],
            )
        )  # fmt: skip
    WardReading.objects.bulk_create(rows, batch_size=5_000)
