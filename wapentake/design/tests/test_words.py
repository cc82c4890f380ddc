"""Amounts, dates and counts as pages write them."""

import datetime as dt

import pytest
from django.template import engines

from wapentake.design.pictures import ordinal
from wapentake.design.words import FILTERS, address_of, brief_date, count_of, mailto, published, spelt, weekday_date

DAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ 158400|pounds }}", "£1,584.00"),
        ("{{ 158400|pounds_short }} {{ 1250|pounds_short }}", "£1,584 £12.50"),
        ("{{ day|long_date }}, {{ day|short_date }}, {{ day|brief_date }}", "24 November 2026, 24 November, 24 Nov"),
        ("{{ 12|file_size }}, {{ 340200|file_size }}, {{ 1449000|file_size }}", "1 KB, 340 KB, 1.4 MB"),
        ("{{ 1|count_of('action') }}, {{ 0|count_of('action') }}", "1 action, 0 actions"),
        ("{{ 12400|count_of('person', 'people') }}", "12,400 people"),
        ("{{ 2|ordinal }} {{ 4|spelt }}", "2nd four"),
    ],
)
def test_templates_write_them(template: str, words: str) -> None:
    assert engines["jinja2"].from_string(template).render({"day": DAY}) == words


def test_numbers_in_words_and_in_order() -> None:
    assert [spelt(n) for n in (0, 1, 10, 11, 1200)] == ["no", "one", "ten", "11", "1,200"]
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "11th",
        "12th",
        "13th",
        "21st",
        "112th",
    ]
    assert count_of(1, "person", "people") == "1 person"


def test_dates_and_moments() -> None:
    assert (brief_date(DAY), weekday_date(DAY)) == ("24 Nov", "Tuesday 24 November")
    assert published(dt.datetime(2026, 3, 31, 23, 30, tzinfo=dt.UTC)) == "1 April 2026 at 12:30am"
    assert set(FILTERS) >= {"pounds", "pounds_short", "long_date", "short_date", "clock_time", "count_of"}


def test_odd_addresses_become_links_that_add_nothing() -> None:
    odd = '"<b>?cc=x"@example.org'
    assert mailto(odd) == "mailto:%22%3Cb%3E%3Fcc%3Dx%22@example.org"
    assert address_of(mailto(odd)) == odd
    assert mailto("cllr.ashby@example.org") == "mailto:cllr.ashby@example.org"
