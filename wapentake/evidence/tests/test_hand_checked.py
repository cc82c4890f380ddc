"""Each fitting method beside a table that was worked out by hand, and totals kept over random grounds.

The ground of the table is a strip of three wards, each two wide and two high: W1 from 0 to 2, W2 from 2 to 4, W3 from
4 to 6. Area A is all of W1. Area B goes from 2 to 5: two thirds of its ground lie in W2, one third in W3. Area C goes
from 5 to 6, all in W3. Of B's four postcodes three are in W2 and one in W3.
"""

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from wapentake.evidence import rules
from wapentake.evidence.rules.fitting import NOWHERE, Fitted
from wapentake.evidence.rules.overlaps import shares_by_addresses, shares_by_ground
from wapentake.evidence.states import Method
from wapentake.places.queries import Area, AreaIndex

WARDS = ["W1", "W2", "W3"]


def strip(code: str, left: float, right: float) -> Area:
    return Area(code, code, shapely.box(left, 0, right, 2))


GROUND = [strip("W1", 0, 2), strip("W2", 2, 4), strip("W3", 4, 6)]
AREAS = [strip("A", 0, 2), strip("B", 2, 5), strip("C", 5, 6)]
POSTCODES = [("W1", 1, 1), ("W2", 2.5, 1), ("W2", 3, 1), ("W2", 3.5, 1), ("W3", 4.5, 1), ("W3", 5.5, 1)]
BY_GROUND = shares_by_ground(AREAS, GROUND)
BY_ADDRESSES = shares_by_addresses(AREAS, POSTCODES, BY_GROUND)
COUNTS = {"": {"A": 30.0, "B": 60.0, "C": 10.0, "elsewhere": 5.0}}

# method, how the areas are divided, what came to W1, W2, W3 and nowhere, the errors of W1, W2, W3, and the working.
COUNTED = [
    (
        Method.AREA_SHARE, BY_GROUND, (30, 40, 30, 5), (0, 30, 30),
        "W2: 60 × 2/3 = 40. W3: 60 × 1/3 + 10 = 30. Inside W2 lies nothing and 60 touch it: half of 60 is 30. Inside "
        "W3 lie 10 and 70 touch it: half of 60 is 30.",
    ),
    (
        Method.POPULATION_SHARE, BY_ADDRESSES, (30, 45, 25, 5), (0, 30, 30),
        "W2: 60 × 3/4 = 45. W3: 60 × 1/4 + 10 = 25. What is inside and what touches is as above.",
    ),
    (
        Method.BEST_FIT, rules.best_fit(BY_ADDRESSES), (30, 60, 10, 5), (0, 30, 30),
        "W2 holds most of B, so all 60. W3 keeps the 10 of C. The error is that of the areas' true ground.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("method", "shares", "values", "errors", "working"), COUNTED, ids=lambda it: str(it)[:12])
def test_counts(method, shares, values, errors, working):
    found = {one.area: one for one in rules.fit_counts(COUNTS, shares, WARDS, method, BY_GROUND)}
    assert tuple(found[code].value for code in (*WARDS, NOWHERE)) == values, working
    assert tuple(found[code].error for code in WARDS) == pytest.approx(errors), working


def test_points():
    """Four crimes at 1, 2.5, 4.5 and 9: one in W1, one in W2, one in W3, one nowhere. No area is asked."""
    assert AreaIndex(GROUND).codes_at([1, 2.5, 4.5, 9], [1, 1, 1, 1]) == ["W1", "W2", "W3", None]


def test_weighted_means():
    """Scores 10, 20 and 40 of 100, 400 and 100 people, by addresses.

    W2: B alone, 20. W3: a quarter of B's people and all of C's, (20 × 100 + 40 × 100) / 200 = 30. Wholly inside W3 lies
    C, 40; all that touch are (20 × 400 + 40 × 100) / 500 = 24. Half of 40 less 24 is 8.
    """
    found = rules.fit_means({"A": 10, "B": 20, "C": 40}, BY_ADDRESSES, {"A": 100, "B": 400, "C": 100}, WARDS)
    assert [(one.value, one.error) for one in found] == [(10, 0), (20, 0), (30, pytest.approx(8))]


def test_quotients():
    """25 reports over 50 people, per 1,000: 500. Inside 10 over 20 is 500, touching 70 over 100 is 700: half of 200."""
    over = {"W3": Fitted("W3", "", 25, Method.POPULATION_SHARE, 30, 10, 70)}
    under = {"W3": Fitted("W3", "", 50, Method.POPULATION_SHARE, 40, 20, 100)}
    [one] = rules.divide(over, under, 1_000)
    assert (one.value, one.error) == (500, pytest.approx(100))


def test_ranks_and_deciles():
    """Of 33,755 areas the first 3,375 are the most deprived tenth: A at 3,000 is in it, B at 3,376 is not."""
    tenth = rules.tenths({"A": 3_000, "B": 3_376, "C": 30_000}, 33_755)["In the most deprived tenth of England"]
    found = rules.fit_counts({"": tenth}, rules.best_fit(BY_ADDRESSES), WARDS, Method.BEST_FIT, BY_GROUND)
    assert [one.value for one in found if one.area] == [1, 0, 0]
    deciles = rules.by_category({"A": 1, "B": 1, "C": 9})
    counted = rules.fit_counts(deciles, rules.best_fit(BY_ADDRESSES), WARDS, Method.BEST_FIT, BY_GROUND)
    assert [(one.category, one.value) for one in counted if one.area == "W2"] == [("1", 1), ("9", 0)]


def test_old_wards_to_new():
    """An old ward of 80 gave 62 of 100 addresses to one ward and 38 to another: 49.6 and 30.4, rounded to 50 and 30."""
    shares = {"old": {"W1": 0.62, "W2": 0.38}}
    found = rules.fit_counts({"": {"old": 80}}, shares, ["W1", "W2"], Method.POPULATION_SHARE)
    assert [one.value for one in found if one.area] == [50, 30]


# --- Random grounds -------------------------------------------------------------------------------------------------


@st.composite
def strips(draw: st.DrawFn) -> tuple[list[Area], list[Area]]:
    """Two ways to cut one strip from 0 to 60: into wards, and into areas."""
    cuts = st.lists(st.integers(1, 59), max_size=8, unique=True)
    found = []
    for letter in "WA":
        ends = [0, *sorted(draw(cuts)), 60]
        found.append([strip(f"{letter}{n}", ends[n], ends[n + 1]) for n in range(len(ends) - 1)])
    return found[0], found[1]


def gained(shares, wards, counts) -> float:
    """Return how much more of anything there is in wards and nowhere than was counted."""
    found = rules.fit_counts({"": counts}, shares, wards, Method.AREA_SHARE)
    return abs(sum(one.value for one in found) - sum(counts.values()))


@settings(max_examples=40, deadline=None)
@given(strips(), st.integers(0, 500))
def test_nothing_is_gained_or_lost_on_any_ground(made, count):
    wards, areas = made
    shares = shares_by_ground(areas, wards)
    assert all(sum(parts.values()) == pytest.approx(1) for parts in shares.values())
    assert gained(shares, [one.code for one in wards], {one.code: count + n for n, one in enumerate(areas)}) == 0
    middles = [(one.polygon.centroid.x, 1) for one in areas]
    assert None not in AreaIndex(wards).codes_at(*zip(*middles, strict=True))
    scores = {one.code: float(n) for n, one in enumerate(areas)}
    for one in rules.fit_means(scores, shares, dict.fromkeys(scores, 1.0), [ward.code for ward in wards]):
        assert 0 <= one.value <= len(areas) - 1 + 1e-9  # a mean of the same number thrice may miss its last bit


def test_control_a_part_with_the_wrong_sign_is_found():
    """Were one part of an area taken away instead of added, the parts would not sum to the whole."""
    wrong = {code: dict(parts) for code, parts in BY_GROUND.items()}
    wrong["B"]["W3"] *= -1
    with pytest.raises(ValueError, match="The parts sum to"):
        gained(wrong, WARDS, {"A": 30.0, "B": 60.0, "C": 10.0})
