"""Amounts as people type them: accepted or refused on purpose, never misread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.foundation.money import BadAmount, parse_pounds, pounds, pounds_short


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("400", 40_000), ("400.00", 40_000), ("£1,584.00", 158_400), (" 1584 ", 158_400), ("£ 12.50", 1_250),
        ("0", 0), ("0.01", 1), ("1,234,567.89", 123_456_789), ("007", 700),
    ],
)  # fmt: skip
def test_accepted(text, pence):
    assert parse_pounds(text) == pence


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Enter an amount in pounds"),
        ("-1", "without a minus sign"),
        ("£-1", "without a minus sign"),
        ("−1", "without a minus sign"),
        ("0.005", "pence as two figures"),
        ("400.5", "pence as two figures"),
        ("1e3", "Enter an amount in pounds"),
        ("NaN", "Enter an amount in pounds"),
        ("inf", "Enter an amount in pounds"),
        ("1.584,00", "Enter an amount in pounds"),
        ("1,58", "comma only before each three figures"),
        ("15,84.00", "comma only before each three figures"),
        ("４００", "ordinary digits"),
        ("٤٠٠", "ordinary digits"),
        ("$400", "Enter an amount in pounds"),
        ("400 pounds", "Enter an amount in pounds"),
        ("££400", "Enter an amount in pounds"),
        ("1000000001", "less than £1,000,000,000"),
        ("9" * 5000, "less than £1,000,000,000"),
    ],
)
def test_refused_with_what_to_do(text, says):
    with pytest.raises(BadAmount, match=says):
        parse_pounds(text)


@given(st.integers(min_value=0, max_value=100_000_000_000))
def test_what_is_shown_is_read_back(pence):
    assert parse_pounds(pounds(pence)) == pence
    assert parse_pounds(pounds_short(pence)) == pence


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_a_sentence(text):
    try:
        outcome = parse_pounds(text) >= 0
    except BadAmount as error:
        outcome = str(error).endswith(".")
    assert outcome


def test_negative_amounts_have_their_sign_in_front():
    assert pounds(-150) == "−£1.50"
