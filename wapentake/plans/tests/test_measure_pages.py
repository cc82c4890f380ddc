"""The desk's pages of measures, over HTTP and without JavaScript."""

import datetime as dt
import re

import pytest
import time_machine

from tests.querycount import assert_same_queries

from ..actions import add_measure, enter_reading
from ..models import Measure
from ..rules import ReadingWords
from .cast import Town, later
from .test_measures import DRIVERS, indicator_of
from .test_pages import desk, page_after, path, text_of


@pytest.fixture(autouse=True)
def today(settings):
    settings.WAPENTAKE_FRAME = {}  # what the frame says comes from the rooms above
    with time_machine.travel(later(60), tick=False):
        yield


NEW = {
    "name": "Drivers over 35 mph", "unit": "% of drivers", "decimals": "0", "wanted": "lower", "value": "41",
    "on-day": "20", "on-month": "3", "on-year": "2026", "sure": "range", "low": "38", "high": "44",
    "source": "Count by Highways", "target": "25", "by_date-day": "1", "by_date-month": "7", "by_date-year": "2028",
    "every_months": "6",
}  # fmt: skip
READ = {
    "value": "28", "on-day": "30", "on-month": "10", "on-year": "2026", "sure": "range", "low": "25", "high": "31",
    "source": "Count by Highways",
}  # fmt: skip


def test_a_co_ordinator_adds_a_measure_and_reads_it(castle: Town):
    priority = castle.published()
    client = desk(castle.dan)
    assert "Nothing is measured yet." in text_of(client.get(path(priority)))
    said = page_after(client, path(priority, "measures/add"), NEW | {"low": "", "value": "forty"})
    assert "Enter a number, like 41 or 12.5" in said
    assert "Enter both ends of the range." in page_after(client, path(priority, "measures/add"), NEW | {"low": ""})
    assert not Measure.objects.exists()
    said = page_after(client, path(priority, "measures/add"), NEW)
    assert "The measure is added." in said
    assert "Target: 25% or less by 1 July 2028." in said
    where = f"/desk/plan/measures/{Measure.objects.get().pk}/"
    said = page_after(client, where + "reading/", READ)
    assert "The ranges do not overlap, so the fall is real" in said
    assert "Strike out" in said
    assert "28% of drivers, 30 October 2026" in text_of(client.get(path(priority)))
    strike = re.search(r"/desk/plan/readings/\d+/strike/", client.get(where).content.decode())
    assert strike
    assert "kept with your reason" in page_after(client, strike.group(), {"because": "Of another street."})
    target = {key: value for key, value in NEW.items() if key.startswith(("target", "by_date"))}
    said = page_after(client, where + "target/", target | {"target": "20", "because": "Too easy."})
    assert "Until 24 November 2026 the target was 25% of drivers by 1 July 2028. Too easy." in said
    assert "no longer on the public page" in page_after(client, where + "end/", {"because": "Nobody counts."})
    assert "This measure is ended, and kept as it was." in text_of(client.get(where))


def test_a_figure_of_the_ward_is_followed_from_the_desk(castle: Town):
    priority = castle.published()
    indicator_of(castle, {"2024": (19.0, 1.5), "2025": (12.0, 1.0)})
    followed = {"figure": "damp-homes", "wanted": "lower", "target": "10", "every_months": "12"}
    by = {key: value for key, value in NEW.items() if key.startswith("by_date")}
    client = desk(castle.sue)
    said = page_after(client, path(priority, "measures/follow"), followed | by | {"period": "Spring"})
    assert "Enter a month as 2025-04, or a year as 2021" in said
    assert not Measure.objects.exists()


def test_others_see_measures_and_cannot_change_them(castle: Town):
    measure = add_measure(castle.published(), DRIVERS, by=castle.dan, at=later(10))
    where = f"/desk/plan/measures/{measure.pk}/"
    assert "can draft its priorities" in text_of(desk(castle.finance).get(where))
    for act in ("reading", "target", "end"):
        assert desk(castle.finance).post(f"{where}{act}/", READ).status_code == 403
    assert measure.readings.count() == 1
    hidden = add_measure(castle.draft(), DRIVERS, by=castle.dan, at=later(11))
    assert desk(castle.finance).get(f"/desk/plan/measures/{hidden.pk}/").status_code == 404


def test_a_measure_costs_the_same_however_many_readings(castle: Town):
    measure = add_measure(castle.published(), DRIVERS, by=castle.dan, at=later(10))
    client = desk(castle.dan)

    def more(count: int) -> None:
        for _ in range(count):
            day = dt.date(2026, 4, 1) + dt.timedelta(days=7 * measure.readings.count())
            enter_reading(measure, ReadingWords(day, 30, "Count"), by=castle.dan, at=later(11))

    assert_same_queries(lambda: client.get(f"/desk/plan/measures/{measure.pk}/"), more)
