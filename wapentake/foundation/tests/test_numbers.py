"""Whole numbers are read as they are written, or not at all."""

import pytest

from wapentake.foundation.numbers import whole


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), (" 12 ", 12), ("999999999", 999_999_999), ("1234567890", 7), ("9" * 5_000, 7), ("", 7), ("-1", 7),
     ("1.0", 7), ("٣", 7), ("²", 7), ("1e3", 7)],
)  # fmt: skip
def test_what_is_no_whole_number_is_read_as_none(text: str, number: int) -> None:
    assert whole(text, 7) == number
