"""Sums that bring readings to wards: totals are kept, errors are half the width, ranks and deciles are counted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wapentake.evidence import rules
from wapentake.evidence.rules import NOWHERE, Fitted
from wapentake.evidence.states import Geography, Method, Spread

WARDS = ["W1", "W2", "W3"]
# One area in W1, one in W2 for three parts of four and in W3 for one, one in W3.
SHARES = {"A": {"W1": 1.0}, "B": {"W2": 0.75, "W3": 0.25}, "C": {"W3": 1.0}}


def values_of(fitted: list[Fitted], category: str = "") -> dict[str, float]:
    return {one.area: one.value for one in fitted if one.category == category}


def test_a_count_is_shared_out_and_what_has_no_area_is_nowhere():
    found = rules.fit_counts({"": {"A": 10, "B": 8, "C": 1, "X": 3}}, SHARES, WARDS, Method.POPULATION_SHARE)
    assert values_of(found) == {"W1": 10, "W2": 6, "W3": 3, NOWHERE: 3}
    assert {one.area: one.error for one in found} == {"W1": 0, "W2": 4, "W3": 4, NOWHERE: 0}


def test_best_fit_gives_each_area_to_one_ward_and_says_what_that_may_have_got_wrong():
    best = rules.best_fit(SHARES)
    assert best == {"A": {"W1": 1.0}, "B": {"W2": 1.0}, "C": {"W3": 1.0}}
    found = rules.fit_counts({"": {"A": 10, "B": 8, "C": 1}}, best, WARDS, Method.BEST_FIT, SHARES)
    assert values_of(found) == {"W1": 10, "W2": 8, "W3": 1, NOWHERE: 0}
    assert {one.area: one.error for one in found} == {"W1": 0, "W2": 4, "W3": 4, NOWHERE: 0}


def test_a_total_is_the_sum_of_its_rounded_categories():
    found = rules.fit_counts({"a": {"B": 1}, "b": {"B": 1}, "c": {"B": 2}}, SHARES, WARDS, Method.POPULATION_SHARE)
    together = rules.totals(found)
    assert values_of(together) == {"W1": 0, "W2": 4, "W3": 0, NOWHERE: 0}
    assert sum(one.value for one in together) == 4


def test_a_score_is_a_mean_weighted_by_people_and_its_error_spans_inside_and_touching():
    found = rules.fit_means({"A": 10, "B": 20, "C": 40}, SHARES, {"A": 100, "B": 400, "C": 100}, WARDS)
    assert {one.area: (one.value, one.error) for one in found} == {
        "W1": (10, 0),
        "W2": (20, 0),
        "W3": (30, 8),  # 40 inside, (20 × 400 + 40 × 100) / 500 = 24 touching, 30 by shares
    }
    assert {one.method for one in found} == {Method.WEIGHTED_MEAN}


def test_a_ward_that_no_area_touches_has_no_mean():
    assert [one.area for one in rules.fit_means({"A": 10}, SHARES, {"A": 1}, WARDS)] == ["W1"]


def test_deciles_are_counted_and_never_averaged():
    deciles = rules.by_category({"A": 1, "B": 1, "C": 9})
    found = rules.fit_counts(deciles, rules.best_fit(SHARES), WARDS, Method.BEST_FIT, SHARES)
    assert values_of(found, "1") == {"W1": 1, "W2": 1, "W3": 0, NOWHERE: 0}
    assert values_of(found, "9") == {"W1": 0, "W2": 0, "W3": 1, NOWHERE: 0}
    assert {(one.area, one.category): one.error for one in found}["W3", "1"] == 0.5


def test_ranks_become_the_tenth_and_the_fifth_of_england():
    found = rules.tenths({"A": 3_375, "B": 3_376, "C": 6_751}, 33_755)
    assert found == {
        "In the most deprived tenth of England": {"A": 1.0},
        "In the most deprived fifth of England": {"A": 1.0, "B": 1.0, "C": 1.0},
    }


def test_a_rate_divides_fitted_figures_and_its_error_spans_inside_and_touching():
    shared = Method.POPULATION_SHARE
    over = {"W1": Fitted("W1", "", 200, shared, 50, 150, 250), NOWHERE: Fitted(NOWHERE, "", 5, shared)}
    under = {"W1": Fitted("W1", "", 1_000, shared, 300, 600, 1_200), "W2": Fitted("W2", "", 0, Method.EXACT)}
    [one] = rules.divide(over, under, 100)
    assert (one.area, one.value, one.method) == ("W1", 20, Method.DIVIDED)
    assert one.error == pytest.approx((25 - 20) / 2)  # 150 of 600 are 25, 250 of 1,200 are 20.8
    [counted] = rules.divide({"W1": Fitted("W1", "", 30, Method.POINTS)}, under, 1_000)
    assert (counted.value, counted.error) == (30, pytest.approx((50 - 25) / 2))


def test_equal_wards_share_a_rank():
    assert rules.ranks({"W1": 5, "W2": 9, "W3": 5}) == {"W1": 2, "W2": 1, "W3": 2}


@pytest.mark.parametrize(
    ("geography", "spread", "first"),
    [
        (Geography.POINT, Spread.POINTS, Method.POINTS),
        (Geography.LSOA21, Spread.PEOPLE, Method.POPULATION_SHARE),
        (Geography.LSOA11, Spread.AREA, Method.AREA_SHARE),
        (Geography.WARD, Spread.HOUSEHOLDS, Method.POPULATION_SHARE),
    ],
)
def test_the_best_method_follows_from_what_is_counted(geography, spread, first):
    assert rules.methods_for(geography, spread, [Method.AREA_SHARE, Method.POPULATION_SHARE])[0] == first


@pytest.mark.parametrize("geography", [Geography.OTHER, Geography.COUNCIL])
def test_a_police_districts_figure_never_becomes_a_wards(geography):
    assert rules.methods_for(geography, Spread.PEOPLE, [Method.POPULATION_SHARE]) == []
    verdict = rules.may_fit_by(Method.BEST_FIT, [], "Knife crime")
    assert verdict.reason == "Knife crime is not published for areas that can be divided among wards."


def test_points_need_boundaries():
    assert Method.POINTS not in rules.methods_for(Geography.POINT, Spread.POINTS, [Method.AREA_SHARE], points=False)


@st.composite
def geographies(draw: st.DrawFn) -> tuple[dict[str, dict[str, float]], list[str], dict[str, dict[str, float]]]:
    """Return shares of random areas in random wards, the wards, and counts by category and area."""
    wards = [f"W{n}" for n in range(draw(st.integers(1, 6)))]
    shares: dict[str, dict[str, float]] = {}
    for n in range(draw(st.integers(1, 12))):
        parts = draw(st.dictionaries(st.sampled_from(wards), st.floats(0.005, 1), max_size=4))
        if parts:
            shares[f"A{n}"] = {ward: part / sum(parts.values()) for ward, part in parts.items()}
    areas = st.sampled_from([f"A{n}" for n in range(13)] + [NOWHERE])
    counts = st.dictionaries(areas, st.integers(0, 5_000), max_size=10)
    return shares, wards, draw(st.dictionaries(st.sampled_from("abc"), counts, min_size=1))


@settings(max_examples=200, deadline=None)
@given(geographies())
def test_no_fitting_gains_or_loses_one_of_anything(made):
    shares, wards, values = made
    for method, chosen in ((Method.POPULATION_SHARE, shares), (Method.BEST_FIT, rules.best_fit(shares))):
        found = rules.fit_counts(values, chosen, wards, method, shares)
        for category, areas in values.items():
            ours = [one for one in found if one.category == category]
            assert sum(one.value for one in ours) == sum(areas.values())
            assert all(one.value == int(one.value) >= 0 for one in ours)
            assert all(one.error >= 0 for one in ours)
        by_area = {one.area: one.value for one in rules.totals(found)}
        assert sum(by_area.values()) == sum(sum(areas.values()) for areas in values.values())


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0, 1_000), min_size=1))
def test_rounding_keeps_the_total_and_moves_nothing_by_more_than_one(exact):
    total = round(sum(exact.values()))
    rounded = rules.round_to_total(exact, total)
    assert sum(rounded.values()) == total
    assert all(abs(rounded[code] - value) < 1 + 1e-6 for code, value in exact.items())


def test_control_parts_that_do_not_sum_to_the_whole_are_a_fault():
    with pytest.raises(ValueError, match=r"The parts sum to 3\.0, the whole is 5"):
        rules.round_to_total({"a": 1.0, "b": 2.0}, 5)
