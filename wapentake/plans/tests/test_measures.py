"""What a measure says: whether it moved, whether its target is met, how old its newest reading is, and who keeps it."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wapentake.evidence.models import Indicator, Source, WardReading
from wapentake.evidence.states import Method, Spread, Topic, Unit
from wapentake.foundation.models import AuditRecord
from wapentake.foundation.verdicts import Refused

from ..actions import (
    add_measure,
    agree,
    edit_draft,
    end_measure,
    enter_reading,
    propose,
    publish,
    revise,
    set_target,
    strike_reading,
)
from ..models import Measure, MeasureReading, MeasureTarget
from ..queries import measured, measures_of
from ..rules import MeasureWords, Point, ReadingWords, axis, measure_shown, movement_words, stale_words, target_words
from ..states import Sureness, Wanted
from .cast import NOW, TODAY, WORDS, Town, later

MARCH, OCTOBER, GOAL = dt.date(2026, 3, 20), dt.date(2026, 10, 30), dt.date(2028, 7, 1)
BEGAN = ReadingWords(MARCH, 41, "Count by Highways", Sureness.RANGE, 38, 44, "before the signs")
DRIVERS = MeasureWords("Drivers over 35 mph", Wanted.LOWER, 25, GOAL, 6, "% of drivers", 0, BEGAN)


def point(value: float, low: float | None = None, high: float | None = None, *, sure: str = "", on=MARCH) -> Point:
    """Return a reading; without ends it was counted."""
    kind = sure or (Sureness.COUNTED if low is None else Sureness.RANGE)
    return Point(
        on, "then", value, value if low is None else low, value if high is None else high, kind, "a source"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("then", "now", "wanted", "said"),
    [
        (
            point(41, 38, 44),
            point(28, 25, 31),
            "lower",
            "The ranges do not overlap, so the fall is real, and it is wha",
        ),
        (point(41, 38, 44), point(28, 25, 31), "higher", "so the fall is real, and it is the opposite of what was wan"),
        (point(41, 38, 44), point(40, 36, 38), "lower", "The ranges overlap, so we cannot say that anything has chan"),
        (point(9), point(17), "higher", "It was counted both times: the rise is real, and it is what was wanted"),
        (point(9), point(17, 8, 20), "higher", "The ranges overlap"),
        (point(9), point(9), "lower", "It stands where it began."),
        (point(9, 9, 9), point(9, 8, 10), "lower", "The ranges overlap"),
        (point(90), point(1, sure=Sureness.ESTIMATE), "lower", "An estimate is among the two readings"),
    ],
)
def test_what_may_be_said_of_a_change(then: Point, now: Point, wanted: str, said: str):
    assert said in movement_words(then, now, wanted)


@given(st.lists(st.floats(0, 1000), min_size=6, max_size=6))
@settings(max_examples=60, deadline=None)
def test_nothing_is_called_real_while_two_ranges_share_a_value(numbers: list[float]):
    (a, b, c), (d, e, f) = sorted(numbers[:3]), sorted(numbers[3:])
    said = movement_words(point(b, a, c), point(e, d, f), Wanted.LOWER)
    assert ("is real" in said) == (c < d or f < a)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_an_axis_holds_every_value_and_never_goes_below_nought(values: list[float]):
    lowest, highest = axis(values)
    assert 0 <= lowest <= min(values)
    assert highest >= max(values)
    assert lowest < highest


@pytest.mark.parametrize(
    ("now", "on", "said"),
    [
        (point(24), TODAY, "The newest reading meets it."),
        (point(25, 24, 25), TODAY, "The newest reading meets it."),
        (point(25, 24, 26), TODAY, "may meet it, and may not"),
        (point(10, sure=Sureness.ESTIMATE), TODAY, "may meet it, and may not"),
        (point(28, 26, 31), TODAY, "does not meet it yet"),
        (point(28, 26, 31), GOAL, "does not meet it yet"),
        (point(28, 26, 31), GOAL + dt.timedelta(days=1), "That day has passed, and it was not met."),
    ],
)
def test_a_target_is_met_only_when_the_whole_range_meets_it(now: Point, on: dt.date, said: str):
    measure = Measure(name="Drivers", unit="% of drivers", wanted=Wanted.LOWER, decimals=0)
    words = target_words(measure, MeasureTarget(value=25, by_date=GOAL), now, on)
    assert words.startswith("Target: 25% or less by 1 July 2028. ")
    assert said in words


@pytest.mark.parametrize(
    ("on", "months", "said"),
    [
        (dt.date(2026, 9, 20), 6, ""),
        (dt.date(2026, 9, 21), 6, "No reading since 20 March 2026: a new one was due by 20 September 2026."),
        (TODAY, 12, ""),
    ],
)
def test_an_old_reading_says_since_when_there_is_no_new_one(on: dt.date, months: int, said: str):
    assert stale_words(Measure(every_months=months), point(1), on) == said


def test_a_measure_is_read_and_held_against_where_it_began(castle: Town):
    priority = castle.published()
    measure = add_measure(priority, DRIVERS, by=castle.dan, at=later(10))
    shown = measure_shown(measured(measure, TODAY), TODAY)
    assert shown.latest == "41% of drivers"
    assert shown.moved == "This is where it began. There is no later reading yet."
    assert shown.compare is None
    now = ReadingWords(OCTOBER, 28, "Count by Highways", Sureness.RANGE, 25, 31, "after")
    enter_reading(measure, now, by=castle.ashby, at=later(11))
    shown = measure_shown(measured(measure, TODAY), TODAY)
    assert shown.compare is not None
    assert (shown.compare.now.shown, shown.compare.now.range_words) == ("28%", "between 25% and 31%")
    assert shown.compare.ends == ("20%", "50% of drivers")
    assert "so the fall is real, and it is what was wanted" in shown.moved
    records = AuditRecord.objects.filter(stream=priority.ref, action__in=("add_measure", "enter_reading"))
    assert records.count() == 2


REFUSED = [
    (ReadingWords(dt.date(2026, 11, 25), 1, "x"), "today or earlier"),
    (ReadingWords(OCTOBER, 1, " "), "where the figure comes from"),
    (ReadingWords(OCTOBER, -1, "x"), "Enter 0 or more"),
    (ReadingWords(OCTOBER, 1, "x", Sureness.RANGE, 0), "both ends"),
    (ReadingWords(OCTOBER, 9, "x", Sureness.RANGE, 1, 2), "outside the range"),
    (ReadingWords(MARCH, 9, "x"), "There is a reading of that day"),
]


def test_a_reading_that_cannot_be_right_is_refused_and_changes_nothing(castle: Town):
    measure = add_measure(castle.published(), DRIVERS, by=castle.dan, at=later(10))
    for words, why in REFUSED:
        with pytest.raises(Refused, match=why):
            enter_reading(measure, words, by=castle.dan, at=later(11))
    for user in (castle.stranger, castle.finance, castle.head):
        with pytest.raises(Refused, match="can draft its priorities"):
            enter_reading(measure, ReadingWords(OCTOBER, 1, "x"), by=user, at=later(11))
    assert measure.readings.count() == 1


def test_a_wrong_reading_is_struck_out_and_kept(castle: Town):
    measure = add_measure(castle.published(), DRIVERS, by=castle.dan, at=later(10))
    wrong = enter_reading(measure, ReadingWords(OCTOBER, 82, "typed wrongly"), by=castle.dan, at=later(11))
    with pytest.raises(Refused, match="Say what was wrong"):
        strike_reading(wrong, because=" ", by=castle.dan, at=later(12))
    strike_reading(wrong, because="It was 28.", by=castle.dan, at=later(12))
    enter_reading(measure, ReadingWords(OCTOBER, 28, "Count"), by=castle.dan, at=later(13))
    assert [row.value for row in measured(measure, TODAY).by_hand] == [28]
    assert MeasureReading.objects.filter(struck_because="It was 28.", value=82).exists()
    with pytest.raises(Refused, match="where the measure began"):
        strike_reading(measure.readings.get(baseline=True), because="x", by=castle.dan, at=later(14))


def test_a_target_that_moves_says_from_what_and_why(castle: Town):
    measure = add_measure(castle.published(), DRIVERS, by=castle.dan, at=later(10))
    for value, by_date, why in ((42, GOAL, "must lie below where it began"), (20, TODAY, "a day to come")):
        with pytest.raises(Refused, match=why):
            set_target(measure, value, by_date, because="x", by=castle.dan, at=later(11))
    set_target(measure, 20, GOAL, because="The first was too easy.", by=castle.dan, at=later(12))
    shown = measure_shown(measured(measure, TODAY), TODAY)
    assert shown.target.startswith("Target: 20% or less by 1 July 2028.")
    assert shown.earlier_targets == [
        "Until 24 November 2026 the target was 25% of drivers by 1 July 2028. The first was too easy."
    ]


def test_a_measure_goes_on_in_the_next_version_and_ends_with_a_reason(castle: Town):
    old = castle.published()
    measure = add_measure(old, DRIVERS, by=castle.dan, at=later(10))
    draft = propose(edit_draft(revise(old, by=castle.dan, at=later(11)), WORDS, by=castle.dan, at=later(12)),
                    by=castle.dan, at=later(13))  # fmt: skip
    for member in (castle.ashby, castle.iqbal, castle.okafor):
        agree(draft, by=member, at=later(14))
    new = publish(draft, by=castle.dan, at=later(15))
    assert [one.measure for one in measures_of(new, TODAY)] == [measure]
    enter_reading(measure, ReadingWords(OCTOBER, 28, "Count"), by=castle.dan, at=later(16))
    with pytest.raises(Refused, match="There is a measure of that name"):
        add_measure(new, DRIVERS, by=castle.dan, at=later(16))
    end_measure(measure, because="Nobody counts any more.", by=castle.dan, at=later(17))
    assert measures_of(new, TODAY) == []
    with pytest.raises(Refused, match="ended, and kept"):
        enter_reading(measure, ReadingWords(TODAY, 28, "Count"), by=castle.dan, at=later(18))


def indicator_of(town: Town, figures: dict[str, tuple[float, float]]) -> Indicator:
    source = Source.objects.create(key="census", publisher="ONS", title="Census", licence="OGL")
    made = Indicator.objects.create(
        source=source, key="damp-homes", name="Damp homes", unit=Unit.PERCENTAGE, spread=Spread.HOUSEHOLDS,
        topic=Topic.HOMES,
    )  # fmt: skip
    for period, (value, error) in figures.items():
        WardReading.objects.create(
            indicator=made, edition=town.ward.edition, period=period, area=town.ward.code, value=value, error=error,
            method=Method.POPULATION_SHARE,
        )  # fmt: skip
    return made


def test_a_figure_of_the_ward_is_followed_with_its_method_and_error(castle: Town, django_assert_max_num_queries: Any):
    indicator = indicator_of(castle, {"2021": (20.0, 2.04), "2024": (19.0, 1.5), "2025": (12.0, 1.0)})
    words = MeasureWords("Damp homes", Wanted.LOWER, 10, GOAL, 12, indicator=indicator, period="2024")
    measure = add_measure(castle.published(), words, by=castle.dan, at=NOW)
    with django_assert_max_num_queries(4):
        shown = measure_shown(measured(measure, TODAY), TODAY)
    assert shown.compare is not None
    assert (shown.compare.then.value, shown.compare.then.range_words) == (19.0, "between 17.5% and 20.5%")
    assert (shown.compare.now.words, shown.compare.now.range_words) == ("2025", "between 11.0% and 13.0%")
    assert "so the fall is real" in shown.moved
    assert "may" not in shown.target
    assert shown.provenance is not None
    assert shown.provenance.method == "shared"
    assert "Small areas shared out by addresses. Census" in shown.provenance.source
    WardReading.objects.filter(period="2024").update(value=5)
    again = measure_shown(measured(measure, TODAY), TODAY)
    assert again.compare is not None
    assert again.compare.then.value == 19.0, "where it began is kept as it stood"
    with pytest.raises(Refused, match="come from the ward’s evidence"):
        enter_reading(measure, ReadingWords(OCTOBER, 28, "Count"), by=castle.dan, at=later(1))
    other = MeasureWords("Other", Wanted.LOWER, 10, GOAL, 12, indicator=indicator, period="2001")
    with pytest.raises(Refused, match="no figure of Damp homes for that period"):
        add_measure(measure.priority, other, by=castle.dan, at=later(1))
