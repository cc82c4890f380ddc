"""Measures: what a priority is measured by, what it came to, and what it is meant to come to."""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from wapentake.evidence.queries import ward_series
from wapentake.evidence.rules.figures import decimals_of
from wapentake.foundation.calendars import london_date
from wapentake.foundation.verdicts import Refused, first_refusal
from wapentake.people.models import User

from ..models import Measure, MeasureReading, MeasureTarget, Priority
from ..queries import living_measures, measured
from ..rules import (
    MOST_MEASURES,
    MeasureWords,
    ReadingWords,
    baseline_from,
    may_change_measure,
    may_enter_reading,
    may_keep_measures,
    reading_is_sound,
    target_is_sound,
    unit_of,
)
from .beats import lock_priority, roles_at, tell


@transaction.atomic
def add_measure(priority: Priority, words: MeasureWords, *, by: User, at: dt.datetime) -> Measure:
    """Say by what a priority is measured: where it began, and what it is meant to come to. Raises `Refused`."""
    priority = lock_priority(priority)
    on = london_date(at)
    may_keep_measures(roles_at(by, at), priority).demand()
    there = set(living_measures(priority).values_list("name", flat=True))
    if len(there) >= MOST_MEASURES:
        raise Refused(f"Keep it to {MOST_MEASURES} measures: end one that no longer helps.")
    if words.name.strip() in there:
        raise Refused("There is a measure of that name: call this one by another.")
    baseline = _baseline(priority, words)
    first_refusal(
        reading_is_sound(baseline, on), target_is_sound(words.target, words.by_date, words.wanted, baseline.value, on)
    ).demand()
    unit, decimals = words.unit.strip(), words.decimals
    if words.indicator:
        unit, decimals = unit_of(words.indicator), min(decimals_of(words.indicator), 2)
    measure = Measure.objects.create(
        priority=priority, name=words.name.strip(), unit=unit, wanted=words.wanted, decimals=decimals,
        indicator=words.indicator, every_months=words.every_months, added_by=by, added_at=at,
    )  # fmt: skip
    _read(measure, baseline, by, at, baseline=True)
    _aim(measure, words.target, words.by_date, "", by, at)
    tell(priority, "add_measure", by=by, at=at, measure=measure.pk, indicator=words.indicator and words.indicator.key)
    return measure


def _baseline(priority: Priority, words: MeasureWords) -> ReadingWords:
    if words.indicator is None:
        if words.baseline is None:
            raise Refused("Enter where it began: the figure, its date and its source.")
        return words.baseline
    rows = ward_series(priority.ward, [words.indicator.pk]).filter(period=words.period)
    row = rows.first()
    if row is None:
        raise Refused(f"{priority.ward} has no figure of {words.indicator} for that period: choose another.")
    return baseline_from(row)


@transaction.atomic
def enter_reading(measure: Measure, words: ReadingWords, *, by: User, at: dt.datetime) -> MeasureReading:
    """Enter what a measure came to on a day. Raises `Refused`."""
    measure = _lock_measure(measure)
    may_enter_reading(roles_at(by, at), measure).demand()
    reading_is_sound(words, london_date(at)).demand()
    if measure.readings.filter(on=words.on, struck_at__isnull=True).exists():
        raise Refused("There is a reading of that day: strike it out first if it was wrong.")
    reading = _read(measure, words, by, at, baseline=False)
    tell(measure.priority, "enter_reading", by=by, at=at, measure=measure.pk, reading=reading.pk)
    return reading


@transaction.atomic
def strike_reading(reading: MeasureReading, *, because: str, by: User, at: dt.datetime) -> MeasureReading:
    """Strike out a reading that was wrong; it is kept with the reason, and pages leave it out. Raises `Refused`."""
    measure = _lock_measure(reading.measure)
    may_enter_reading(roles_at(by, at), measure).demand()
    reading = MeasureReading.objects.get(pk=reading.pk)
    if reading.struck_at:
        raise Refused("It is struck out already.")
    if reading.baseline:
        raise Refused("This is where the measure began: end the measure, and add one that begins where it should.")
    if not because.strip():
        raise Refused("Say what was wrong with it.")
    reading.struck_at, reading.struck_because = at, because.strip()[:300]
    reading.save()
    tell(measure.priority, "strike_reading", by=by, at=at, measure=measure.pk, reading=reading.pk)
    return reading


@transaction.atomic
def set_target(
    measure: Measure, value: float, by_date: dt.date, *, because: str, by: User, at: dt.datetime
) -> MeasureTarget:
    """Set a new target and say why; the earlier ones are kept. Raises `Refused`."""
    measure = _lock_measure(measure)
    may_change_measure(roles_at(by, at), measure).demand()
    if not because.strip():
        raise Refused("Say why the target changes: residents read it.")
    began = measured(measure, london_date(at)).baseline
    baseline = float(began.value) if began else 0.0
    target_is_sound(value, by_date, measure.wanted, baseline, london_date(at)).demand()
    target = _aim(measure, value, by_date, because.strip()[:300], by, at)
    tell(measure.priority, "set_target", by=by, at=at, measure=measure.pk, target=target.pk)
    return target


@transaction.atomic
def end_measure(measure: Measure, *, because: str, by: User, at: dt.datetime) -> Measure:
    """End a measure that no longer helps; it leaves the public page and is kept with the reason. Raises `Refused`."""
    measure = _lock_measure(measure)
    may_change_measure(roles_at(by, at), measure).demand()
    if not because.strip():
        raise Refused("Say why it is ended: the reason is kept with it.")
    measure.ended_at, measure.ended_because = at, because.strip()[:300]
    measure.save()
    tell(measure.priority, "end_measure", by=by, at=at, measure=measure.pk)
    return measure


def _lock_measure(measure: Measure) -> Measure:
    """Lock a measure by its priority, and read it afresh."""
    priority = lock_priority(measure.priority)
    found = Measure.objects.select_related("indicator").get(pk=measure.pk)
    found.priority = priority
    return found


def _read(measure: Measure, said: ReadingWords, by: User, at: dt.datetime, *, baseline: bool) -> MeasureReading:
    low, high = (None if end is None else _decimal(end) for end in (said.low, said.high))
    return MeasureReading.objects.create(
        measure=measure, baseline=baseline, on=said.on, value=_decimal(said.value), sure=said.sure, low=low, high=high,
        source=said.source.strip(), note=said.note.strip(), by=by, at=at,
    )  # fmt: skip


def _aim(measure: Measure, value: float, by_date: dt.date, because: str, by: User, at: dt.datetime) -> MeasureTarget:
    return MeasureTarget.objects.create(
        measure=measure, value=_decimal(value), by_date=by_date, because=because, set_by=by, set_at=at
    )


def _decimal(value: float) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.01"))
