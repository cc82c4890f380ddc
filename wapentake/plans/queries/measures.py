"""Questions about measures: what a priority is measured by, and what it came to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from wapentake.evidence.models import Indicator, WardReading
from wapentake.evidence.queries import newest_periods, shown_indicators, ward_series
from wapentake.evidence.states import Unit
from wapentake.places.models import Ward
from wapentake.places.queries import current_edition

from ..models import Measure, MeasureReading, MeasureTarget, Priority
from ..states import PriorityState
from .priorities import OPEN


@dataclass(frozen=True)
class Measured:
    """A measure with all that is known of it: its baseline, its later readings, its ward's readings, its targets."""

    measure: Measure
    baseline: MeasureReading | None
    by_hand: list[MeasureReading]
    of_ward: list[WardReading] = field(default_factory=list)
    targets: list[MeasureTarget] = field(default_factory=list)

    @property
    def target(self) -> MeasureTarget | None:
        """The target that holds now."""
        return self.targets[0] if self.targets else None


def measures_of(priority: Priority, on: dt.date) -> list[Measured]:
    """Return what a priority is measured by on a day, in all its versions. At most six queries."""
    return _measured(living_measures(priority), priority.ward, on)


def living_measures(priority: Priority) -> QuerySet[Measure]:
    """Return the measures of a priority, in all its versions, that are not ended."""
    same = Measure.objects.filter(priority__ward_id=priority.ward_id, priority__slug=priority.slug)
    return same.filter(ended_at__isnull=True)


def measured(measure: Measure, on: dt.date) -> Measured:
    """Return one measure with all that is known of it."""
    return _measured(Measure.objects.filter(pk=measure.pk), measure.priority.ward, on)[0]


def _measured(rows: QuerySet[Measure], ward: Ward, on: dt.date) -> list[Measured]:
    readings = Prefetch("readings", MeasureReading.objects.filter(struck_at__isnull=True).order_by("on", "pk"))
    targets = Prefetch("targets", MeasureTarget.objects.order_by("-set_at", "-pk"))
    found = list(
        rows.select_related("priority", "indicator__source", "indicator__over")
        .prefetch_related(readings, targets)
        .order_by("pk")
    )
    series = _series(ward, [one.indicator_id for one in found if one.indicator_id])
    return [_gathered(one, series.get(one.indicator_id or 0, []), on) for one in found]


def _series(ward: Ward, wanted: Collection[int]) -> dict[int, list[WardReading]]:
    found: dict[int, list[WardReading]] = defaultdict(list)
    for row in ward_series(ward, wanted) if wanted else []:
        found[row.indicator_id].append(row)
    return found


def _gathered(measure: Measure, of_ward: list[WardReading], on: dt.date) -> Measured:
    readings: Iterable[MeasureReading] = measure.readings.all()
    baseline = next((one for one in readings if one.baseline), None)
    by_hand = [one for one in readings if not one.baseline and one.on <= on]
    return Measured(measure, baseline, by_hand, of_ward, list(measure.targets.all()))


def struck_readings(measure: Measure) -> list[MeasureReading]:
    """Return the readings of a measure that were struck out, with why, the newest first."""
    return list(measure.readings.filter(struck_at__isnull=False).order_by("-struck_at"))


def is_followed(measure: Measure) -> bool:
    """Say whether any version of the measure's priority is being prepared or stands published."""
    same = Priority.objects.filter(ward_id=measure.priority.ward_id, slug=measure.priority.slug)
    return same.filter(state__in=(*OPEN, PriorityState.PUBLISHED)).exists()


def possible_indicators(on: dt.date) -> list[Indicator]:
    """Return the indicators that a ward can be measured by on a day. Ranks and deciles are counted, never followed."""
    edition = current_edition(on)
    known = shown_indicators(newest_periods(edition)) if edition else []
    return [one for one in known if one.unit not in (Unit.RANK, Unit.DECILE)]
