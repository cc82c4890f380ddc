"""What a measure says and may not say: who keeps it, whether it moved, whether its target is met, whether it is old.

Nothing is said to have changed while the ranges of two readings share a value, nor from an estimate.
"""

import calendar
import datetime as dt
from dataclasses import dataclass

from wapentake.evidence.models import Indicator, WardReading
from wapentake.evidence.rules.figures import decimals_of, method_words, period_words, range_words
from wapentake.evidence.states import Unit
from wapentake.foundation.calendars import long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from ..models import Measure, MeasureReading, MeasureTarget, Priority
from ..queries import OPEN, Measured, is_followed
from ..states import PriorityState, Sureness, Wanted
from .priorities import may_draft

MOST_MEASURES = 6  # of one priority: more than that nobody reads


@dataclass(frozen=True)
class Point:
    """A reading as it is held against another: when, in words, the value, its range, and how sure it is."""

    on: dt.date
    words: str
    value: float
    low: float
    high: float
    sure: str
    source: str
    link: str = ""
    mark: str = "counted"


@dataclass(frozen=True)
class ReadingWords:
    """What somebody enters of a reading."""

    on: dt.date
    value: float
    source: str
    sure: str = Sureness.COUNTED
    low: float | None = None
    high: float | None = None
    note: str = ""


@dataclass(frozen=True)
class MeasureWords:
    """What a new measure says: its name, unit and way, its baseline, its target, and how often it is read.

    With an `indicator`, `period` names the figure of the ward that is its baseline.
    """

    name: str
    wanted: str
    target: float
    by_date: dt.date
    every_months: int
    unit: str = ""
    decimals: int = 0
    baseline: ReadingWords | None = None
    indicator: Indicator | None = None
    period: str = ""


def may_keep_measures(roles: Roles, priority: Priority) -> Verdict:
    """Members and the ward's team say by what a priority is measured, until it is replaced or withdrawn."""
    if priority.state not in (*OPEN, PriorityState.PUBLISHED):
        return Verdict.no(f"This version is {priority.get_state_display().lower()}, and kept as it was.")
    return may_draft(roles, priority.ward)


def may_change_measure(roles: Roles, measure: Measure) -> Verdict:
    """A measure is kept while it is not ended, and while a version of its priority stands or is being prepared."""
    if measure.ended_at:
        return Verdict.no("This measure is ended, and kept as it was.")
    if not is_followed(measure):
        return Verdict.no("Its priority is no longer published, so the measure is kept as it was.")
    return may_draft(roles, measure.priority.ward)


def may_enter_reading(roles: Roles, measure: Measure) -> Verdict:
    """Readings are entered by hand where none come from the ward's evidence."""
    if measure.indicator_id:
        return Verdict.no("Its readings come from the ward’s evidence, by themselves.")
    return may_change_measure(roles, measure)


def reading_is_sound(said: ReadingWords, on: dt.date) -> Verdict:
    """A reading is of today or earlier, has a source, and lies in the range that it is said to lie in."""
    if said.on > on:
        return Verdict.no("Enter the day on which it was read: today or earlier.")
    if not said.source.strip():
        return Verdict.no("Say where the figure comes from.")
    if said.value < 0 or (said.low is not None and said.low < 0):
        return Verdict.no("Enter 0 or more.")
    if said.sure != Sureness.RANGE:
        return Verdict.yes()
    if said.low is None or said.high is None:
        return Verdict.no("Enter both ends of the range.")
    if not said.low <= said.value <= said.high:
        return Verdict.no("The figure lies outside the range: enter a range that holds it.")
    return Verdict.yes()


def target_is_sound(value: float, by_date: dt.date, wanted: str, baseline: float, on: dt.date) -> Verdict:
    """A target lies ahead, and on the better side of the baseline."""
    if by_date <= on:
        return Verdict.no("Enter a day to come for the target.")
    if value < 0:
        return Verdict.no("Enter a target of 0 or more.")
    if (value >= baseline) if wanted == Wanted.LOWER else (value <= baseline):
        better = "below" if wanted == Wanted.LOWER else "above"
        return Verdict.no(f"The target must lie {better} where it began, since {Wanted(wanted).label.lower()}.")
    return Verdict.yes()


def points_of(one: Measured) -> list[Point]:
    """Return a measure's readings in order of time, the baseline first."""
    found = [_by_hand(one.baseline)] if one.baseline else []
    later = [_of_ward(row) for row in one.of_ward] + [_by_hand(row) for row in one.by_hand]
    began = one.baseline.on if one.baseline else dt.date.min
    return found + sorted((point for point in later if point.on > began), key=lambda point: point.on)


def _by_hand(row: MeasureReading) -> Point:
    value = float(row.value)
    low, high = (value if end is None else float(end) for end in (row.low, row.high))
    words = f"{long_date(row.on)}, {row.note}" if row.note else long_date(row.on)
    mark = "counted" if row.sure == Sureness.COUNTED else "shared"
    return Point(row.on, words, value, low, high, row.sure, row.source, mark=mark)


def _of_ward(row: WardReading) -> Point:
    mark, method = method_words(row.indicator, row.method)
    ranged = bool(range_words(row.indicator, row))
    low, high = (max(row.value - row.error, 0.0), row.value + row.error) if ranged else (row.value, row.value)
    sure = Sureness.RANGE if ranged else Sureness.COUNTED if mark == "counted" else Sureness.ESTIMATE
    source = row.indicator.source
    return Point(
        last_day(row.period), period_words(row.period), row.value, low, high, sure,
        f"{method}. {source.title}", source.link, mark,
    )  # fmt: skip


def baseline_from(row: WardReading) -> ReadingWords:
    """Return a ward's figure as the baseline of a measure: kept as it stood on that day."""
    point, places = _of_ward(row), decimals_of(row.indicator)
    low, high = (round(point.low, 2), round(point.high, 2)) if point.sure == Sureness.RANGE else (None, None)
    value = round(point.value, 2 if low is not None else places)
    return ReadingWords(point.on, value, f"{point.source}, {point.words}"[:200], point.sure, low, high)


def last_day(period: str) -> dt.date:
    """Return the last day of a month (2025-04) or a year (2021)."""
    year, _, month = period.partition("-")
    number = int(month or 12)
    return dt.date(int(year), number, calendar.monthrange(int(year), number)[1])


def shown_value(measure: Measure, value: float) -> str:
    """Return a value as it is written, with a per cent sign where its unit begins with one."""
    sign = "%" if measure.unit.startswith("%") else ""
    return f"{value:,.{measure.decimals}f}{sign}"


def unit_of(indicator: Indicator) -> str:
    """Return what follows the numbers of an indicator."""
    return "%" if indicator.unit == Unit.PERCENTAGE else ""


def range_of(measure: Measure, point: Point) -> str:
    """Return between what a reading lies, or that it is an estimate; nothing where all was counted."""
    if point.sure == Sureness.ESTIMATE:
        return "an estimate"
    if point.low == point.high:
        return ""
    return f"between {shown_value(measure, point.low)} and {shown_value(measure, point.high)}"


def movement_words(then: Point, now: Point, wanted: str) -> str:
    """Say whether a measure moved from one reading to another, and whether that was wanted. No word says too much."""
    if Sureness.ESTIMATE in (then.sure, now.sure):
        return "An estimate is among the two readings, so we cannot be sure that anything has changed."
    if then.value == now.value and then.low == then.high and now.low == now.high:
        return "It stands where it began."
    if then.low <= now.high and now.low <= then.high:
        return "The ranges overlap, so we cannot say that anything has changed."
    fell = now.value < then.value
    what = "fall" if fell else "rise"
    why = f"It was counted both times: the {what} is real"
    if then.low != then.high or now.low != now.high:
        why = f"The ranges do not overlap, so the {what} is real"
    return f"{why}, and it is {'what' if fell == (wanted == Wanted.LOWER) else 'the opposite of what'} was wanted."


def target_words(measure: Measure, target: MeasureTarget | None, now: Point | None, on: dt.date) -> str:
    """Say what the target is, and whether the newest reading meets it."""
    if target is None:
        return "No target is set."
    less = measure.wanted == Wanted.LOWER
    amount = shown_value(measure, float(target.value))
    aim = f"Target: {amount} or {'less' if less else 'more'} by {long_date(target.by_date)}."
    if now is None:
        return aim
    return f"{aim} {_met_words(float(target.value), now, target.by_date < on, less=less)}"


def _met_words(value: float, now: Point, past: bool, *, less: bool) -> str:
    worst, best = (now.high, now.low) if less else (-now.low, -now.high)
    wanted = value if less else -value
    if now.sure != Sureness.ESTIMATE and worst <= wanted:
        return "The newest reading meets it."
    if best <= wanted:
        return "The newest reading may meet it, and may not: it is not sure enough to say."
    return "That day has passed, and it was not met." if past else "The newest reading does not meet it yet."


def due_by(measure: Measure, newest: Point) -> dt.date:
    """Return the day by which a new reading is due."""
    months = newest.on.year * 12 + newest.on.month - 1 + measure.every_months
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, min(newest.on.day, calendar.monthrange(year, month + 1)[1]))


def stale_words(measure: Measure, newest: Point | None, on: dt.date) -> str:
    """Say since when there has been no reading, once one is overdue."""
    if newest is None or due_by(measure, newest) >= on:
        return ""
    return f"No reading since {long_date(newest.on)}: a new one was due by {long_date(due_by(measure, newest))}."
