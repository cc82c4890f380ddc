"""A ward's first figures in words: what has come of them since a day, and what nobody can say."""

import datetime as dt

import pytest
from django.core.management import call_command

from tests.querycount import count_queries
from wapentake.evidence.models import Indicator, WardReading
from wapentake.evidence.rules import change_words, headlines_of
from wapentake.evidence.rules.figures import range_words
from wapentake.places.models import Ward
from wapentake.places.tests.conftest import ON

from .conftest import crime, police


def row(value: float, error: float = 0.0, period: str = "2025-04", method: str = "population-share") -> WardReading:
    return WardReading(value=value, error=error, period=period, method=method)


@pytest.mark.parametrize(
    ("then", "now", "better", "said"),
    [
        (None, row(4), "lower", "Not known before."),
        (row(4), row(4), "lower", "No newer figure since."),
        (row(4, period="2024-04"), row(4), "lower", "As it was."),
        (row(3, period="2024-04"), row(4), "lower", "Up, which is worse."),
        (row(5, period="2024-04"), row(4), "lower", "Down, which is better."),
        (row(3, period="2024-04"), row(4), "higher", "Up, which is better."),
        (row(3, period="2024-04"), row(4), "neither", "Up."),
        # From 2 to 4, and from 3 to 5: both could be 3 and a half.
        (row(3, 1, period="2024-04"), row(4, 1), "lower", "The ranges overlap: no sure change."),
        # Points are counted: what is stored as their error is no range.
        (row(3, 1, "2024-04", "points"), row(4, 1, method="points"), "lower", "Up, which is worse."),
    ],
)
def test_only_what_could_not_be_the_same_is_called_a_change(then, now, better, said):
    indicator = Indicator(key="k", name="Burglary", unit="rate", better=better, spread="people", topic="crime")
    assert change_words(indicator, then, now) == said


@pytest.mark.parametrize(("unit", "said"), [("score", "-4 to 2"), ("rate", "0 to 2")])
def test_a_score_may_lie_below_nought_and_a_rate_may_not(unit: str, said: str):
    indicator = Indicator(key="k", name="Affordability", unit=unit, better="lower", spread="people", topic="homes")
    assert range_words(indicator, row(-1, 3)) == said


def test_figures_stand_beside_those_of_the_day_on_which_a_plan_began(wards, given):
    census = "".join(f"E0103377{n},X,census21_pop,Aged 65 years and over,1000\n" for n in range(3))
    call_command("load_readings", given(f"lsoa21_code,ward_code_bestfit,table,category,count\n{census}", "census.csv"))
    for month, count in (("2025-02", 2), ("2025-03", 5), ("2025-04", 8)):
        lines = [crime(month, "Anti-social behaviour")] * count
        call_command("load_readings", given(police(*lines), f"{month}.csv"))
    ward = Ward.objects.select_related("edition").get(code=wards[0])
    began = dt.date(2025, 3, 10)  # March was not over
    found = {one.key: one for one in headlines_of(ward, ON, began)}
    rate = found["anti-social-behaviour-rate"]
    assert (rate.value, rate.then, rate.change) == ("8.0", "2.0, February 2025", "Up, which is worse.")
    assert (rate.period, rate.standing) == ("April 2025", "Highest of 3")
    old = found["aged-65-and-over"]
    assert (old.then, old.change) == ("100.0%, 2021", "No newer figure since.")
    assert headlines_of(ward, ON)[0].then == ""
    few = len(count_queries(lambda: headlines_of(ward, ON, began)))
    assert few <= 6
