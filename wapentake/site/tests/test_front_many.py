"""The front page of a council with more wards than a page lists."""

import datetime as dt

import pytest

from wapentake.foundation.calendars import LONDON
from wapentake.office.queries import NOTHING
from wapentake.places.queries import wards
from wapentake.publishing.queries import posted_about, refs_of_items
from wapentake.site import pages

AT = dt.datetime(2026, 11, 27, 12, tzinfo=LONDON)


def test_it_is_the_same_whatever_happens_in_one_ward(cast_to_read: None, monkeypatch: pytest.MonkeyPatch):
    few = pages.front_page(AT, NOTHING)
    posted = refs_of_items(*posted_about((), AT, len(few.posted) + 9))
    assert len(few.shows - posted) + len(few.shows & {ward.ref for ward in wards.wards_on(AT.date())} & posted) == 28
    assert few.map.areas
    monkeypatch.setattr(wards, "MOST_LISTED", 24)
    many = pages.front_page(AT, NOTHING)
    assert (list(many.map.areas), many.news) == ([], [])
    assert many.shows - posted == {"council:all", "news:all", "input:all"}, "beside these, the few items that it shows"
    assert (many.left, many.allotted) == (few.left, few.allotted)
