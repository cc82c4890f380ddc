"""What the parts of a project may come to: pure sums, so no database."""

from hypothesis import given
from hypothesis import strategies as st

from wapentake.funding.rules import Line
from wapentake.funding.rules.parts import asked_twice, pay_for_together
from wapentake.funding.states.fund_rules import CostType

REVENUE, CAPITAL = CostType.REVENUE.value, CostType.CAPITAL.value
KINDS = (frozenset({REVENUE}), frozenset({CAPITAL}), frozenset({REVENUE, CAPITAL}))
PARTS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 9)), min_size=1, max_size=5)
LINES = st.lists(st.tuples(st.sampled_from([CostType.REVENUE, CostType.CAPITAL]), st.integers(1, 9)), max_size=4)


def can_be_paid(parts: list[tuple[frozenset[str], int]], revenue: int, capital: int) -> bool:
    """Say the same by trying: how much of what may be either is taken from the running costs."""
    only = {kind: sum(pence for allowed, pence in parts if allowed == {kind}) for kind in (REVENUE, CAPITAL)}
    either = sum(pence for allowed, pence in parts if len(allowed) == 2)
    return any(
        only[REVENUE] + some <= revenue and only[CAPITAL] + either - some <= capital for some in range(either + 1)
    )


@given(PARTS, LINES)
def test_parts_are_paid_of_their_kind_of_cost_whenever_they_can_be(parts: list, lines: list):
    given_lines = [Line("A cost", kind, pence) for kind, pence in lines]
    sums = [sum(pence for kind, pence in lines if kind == one) for one in (CostType.REVENUE, CostType.CAPITAL)]
    assert bool(pay_for_together(parts, given_lines)) is (not lines or can_be_paid(parts, *sums))


@given(st.lists(st.integers(0, 6), max_size=8))
def test_whoever_is_asked_twice_is_found_and_nobody_else(holders: list[int]):
    place = asked_twice(holders)
    assert (place is None) is (len(set(holders)) == len(holders))
    if place is not None:
        assert holders[place] in holders[:place]
        assert asked_twice(holders[:place]) is None
