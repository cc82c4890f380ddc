"""A measure as pages show it: then and now, the line, the table, and the sentences beside them."""

import datetime as dt
import math
from dataclasses import dataclass

from wapentake.design.pictures import Column, LineChart, Provenance, Reading, Row, Sparkline, Table, ThenAndNow
from wapentake.foundation.calendars import london_date, long_date

from ..models import Measure, MeasureTarget
from ..queries import Measured
from .measures import Point, due_by, movement_words, points_of, range_of, shown_value, stale_words, target_words

MOST_POINTS = 24  # of a line: the newest


@dataclass(frozen=True)
class MeasureShown:
    """A measure in sentences and pictures. Without the pictures nothing is lost."""

    pk: int
    name: str
    latest: str
    when: str
    compare: ThenAndNow | None
    moved: str
    target: str
    earlier_targets: list[str]
    stale: str
    spark: Sparkline | None
    chart: LineChart | None
    table: Table
    provenance: Provenance | None
    changes_on: dt.date | None


def measure_shown(one: Measured, on: dt.date) -> MeasureShown:
    """Return a measure as it is shown on a day."""
    points = points_of(one)
    first, last = (points[0], points[-1]) if points else (None, None)
    line = [point.value for point in points[-MOST_POINTS:]]
    return MeasureShown(
        pk=one.measure.pk,
        name=one.measure.name,
        latest=with_unit(one.measure, last.value) if last else "No reading yet",
        when=last.words if last else "",
        compare=_compared(one, first, last) if first and last and len(points) > 1 else None,
        moved=_moved(one.measure, points),
        target=target_words(one.measure, one.target, last, on),
        earlier_targets=_earlier(one),
        stale=stale_words(one.measure, last, on),
        spark=Sparkline.of(line) if len(line) > 2 else None,
        chart=_chart(one.measure, points[-MOST_POINTS:]),
        table=_table(one.measure, points),
        provenance=Provenance(last.mark, f"{last.words}.", last.source, last.link) if last else None,
        changes_on=_changes_on(one, last, on),
    )


def with_unit(measure: Measure, value: float) -> str:
    """Return a value with what follows it: 41% of drivers, 11 people hurt."""
    shown, unit = shown_value(measure, value), measure.unit
    return f"{shown}{unit[1:]}" if unit.startswith("%") else f"{shown} {unit}".strip()


def _moved(measure: Measure, points: list[Point]) -> str:
    if len(points) < 2:
        return "This is where it began. There is no later reading yet." if points else ""
    return movement_words(points[0], points[-1], measure.wanted)


def _compared(one: Measured, first: Point, last: Point) -> ThenAndNow:
    measure = one.measure
    ends = [first.low, first.high, last.low, last.high]
    lowest, highest = axis([*ends, *([float(one.target.value)] if one.target else [])])
    unit = measure.unit[1:] if measure.unit.startswith("%") else f" {measure.unit}"
    named = (shown_value(measure, lowest), f"{shown_value(measure, highest)}{unit}".strip())
    return ThenAndNow(_reading(measure, first), _reading(measure, last), lowest, highest, named)


def _reading(measure: Measure, point: Point) -> Reading:
    shown = shown_value(measure, point.value)
    return Reading(point.words, shown, point.value, point.low, point.high, range_of(measure, point))


def axis(values: list[float]) -> tuple[float, float]:
    """Return round ends of an axis on which values stand, with room on both sides and never below nought."""
    low, high = min(values), max(values)
    span = (high - low) or abs(high) * 0.2 or 1.0
    step = 10.0 ** math.floor(math.log10(span))
    return max(0.0, math.floor((low - span / 10) / step) * step), math.ceil((high + span / 10) / step) * step


def _chart(measure: Measure, points: list[Point]) -> LineChart | None:
    if len(points) < 3:
        return None
    items = [(point.words, point.value, _as_said(measure, point)) for point in points]
    return LineChart.of(f"{measure.name}, over time", items)


def _as_said(measure: Measure, point: Point) -> str:
    said = range_of(measure, point)
    return f"{shown_value(measure, point.value)}{f' ({said})' if said else ''}"


def _table(measure: Measure, points: list[Point]) -> Table:
    columns = [Column("When"), Column("It came to", numeric=True), Column("Could be"), Column("Source", sentences=True)]
    rows = [
        Row([point.words, with_unit(measure, point.value), range_of(measure, point), point.source])
        for point in reversed(points)
    ]
    return Table(f"{measure.name}: every reading, the newest first", columns, rows, empty="No reading yet.")


def _earlier(one: Measured) -> list[str]:
    """Return the targets before the one that holds, each with when and why the next took its place."""
    return [
        f"Until {long_date(london_date(after.set_at))} the target was {_aim(one.measure, before)}. {after.because}"
        for after, before in zip(one.targets, one.targets[1:], strict=False)
    ]


def _aim(measure: Measure, target: MeasureTarget) -> str:
    return f"{with_unit(measure, float(target.value))} by {long_date(target.by_date)}"


def _changes_on(one: Measured, last: Point | None, on: dt.date) -> dt.date | None:
    """Return the next day on which what is said becomes another without anybody doing anything."""
    days = [one.target.by_date] if one.target else []
    days += [due_by(one.measure, last)] if last else []
    return min((day + dt.timedelta(days=1) for day in days if day >= on), default=None)
