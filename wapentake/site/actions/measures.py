"""The demonstration's measures: what some wards count, what it came to, and what they follow of their figures."""

import datetime as dt
from typing import NamedTuple

from wapentake.evidence.queries import indicator_by_key, ward_series
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import co_ordinator_of
from wapentake.plans import actions as plans
from wapentake.plans.models import Priority
from wapentake.plans.rules import MeasureWords, ReadingWords
from wapentake.plans.states import PriorityState, Sureness, Wanted

from .world import DAY, World, between, moment, working_day

Range = tuple[float, float] | None
SURVEY = "Count by Highways, seven days at the same three places in term time"


class Told(NamedTuple):
    """A reading: its share of the time since publication, its value and range, and what stands beside its date."""

    share: float
    value: float
    range: Range = None
    note: str = ""


class Row(NamedTuple):
    """A measure of a ward's priority, by its title: where it began, what it should come to, what it came to."""

    ward: str
    priority: str
    name: str
    unit: str
    wanted: str
    source: str
    began: Told
    target: float
    then: tuple[Told, ...] = ()
    every: int = 6


ROWS = (
    Row("E05012996", "Slower traffic on the school run", "Drivers over the limit outside the three schools",
        "% of drivers", Wanted.LOWER, SURVEY, Told(0, 41, (38, 44), "before the signs"), 20,
        (Told(0.85, 28, (25, 31), "after the signs"),)),
    Row("E05012996", "Slower traffic on the school run", "Children who walk with the walking bus", "children a day",
        Wanted.HIGHER, "Counted by its three grown-ups", Told(0, 0, None, "before it began"), 25,
        (Told(0.3, 9), Told(0.5, 14), Told(0.7, 12), Told(0.95, 17)), 3),
    Row("E05012996", "Warm homes and full plates", "People at the Thursday meal in Canklow", "people a week",
        Wanted.HIGHER, "Counted at the door by Canklow Kitchen", Told(0, 24), 60,
        (Told(0.4, 40), Told(0.9, 55)), 3),
    Row("E05013012", "Keeping the water out", "Homes with water in them after heavy rain", "homes in a year",
        Wanted.LOWER, "Reported to the council’s drainage team", Told(0, 14), 4, (), 12),
    Row("E05013010", "Eastwood village, street by street", "Fly-tipped heaps found on the monthly walk", "heaps",
        Wanted.LOWER, "Walk of residents and Streetscene", Told(0, 31, (28, 36), "some yards are out of sight"), 10,
        (Told(0.5, 27, (24, 32)), Told(0.9, 26, (22, 31))), 1),
)  # fmt: skip
FOLLOWED = (("E05013013", "Safe after dark"), ("E05013006", "Streets without fear"))
FIGURE = "anti-social-behaviour-rate"


def load_measures(world: World, published: dt.date) -> None:
    """Say of some priorities by what they are measured, and what it came to since."""
    for row in ROWS:
        priority = _priority(row.ward, row.priority)
        by = world.co_ordinators[row.ward]
        first = _reading(row, row.began, published)
        words = MeasureWords(
            row.name, row.wanted, row.target, world.on + 500 * DAY, row.every, row.unit, baseline=first
        )
        measure = plans.add_measure(priority, words, by=by, at=moment(published, 240))
        for told in row.then:
            day = working_day(between(published + DAY, world.on, told.share), latest=world.on)
            plans.enter_reading(measure, _reading(row, told, day), by=by, at=moment(day, 60))


def _reading(row: Row, told: Told, day: dt.date) -> ReadingWords:
    low, high = told.range or (None, None)
    sure = Sureness.RANGE if told.range else Sureness.COUNTED
    return ReadingWords(day, told.value, row.source, sure, low, high, told.note)


def _priority(ward: str, title: str) -> Priority:
    rows = Priority.objects.filter(ward__code=ward, title=title, state=PriorityState.PUBLISHED)
    return rows.select_related("ward").get()


def follow_figures(on: dt.date) -> int:
    """Let some wards follow a figure of their profile, once it is loaded; return how many. Again does nothing."""
    indicator = indicator_by_key(FIGURE)
    found = 0
    for code, title in FOLLOWED if indicator else ():
        priority = _priority(code, title)
        assert indicator is not None
        first, lead = ward_series(priority.ward, [indicator.pk]).first(), co_ordinator_of(priority.ward, on)
        if first is None or lead is None:
            continue
        words = MeasureWords(
            "Anti-social behaviour, per 1,000 residents", Wanted.LOWER, round(first.value * 0.8, 1), on + 500 * DAY, 3,
            indicator=indicator, period=first.period,
        )  # fmt: skip
        try:
            plans.add_measure(priority, words, by=lead.user, at=moment(on, -300))
        except Refused:
            continue  # it is followed already
        found += 1
    return found
