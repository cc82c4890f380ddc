"""Readers are counted and not known: what is written, what is destroyed, what is added up and how often."""

import datetime as dt
import multiprocessing
import os
import signal
import time

import pytest
from time_machine import travel

from wapentake.foundation.models import AuditRecord
from wapentake.foundation.published import visits
from wapentake.foundation.published.visits import Visits, added_up, address_of, is_person
from wapentake.office.tests import factories as make
from wapentake.plans.tests.cast import NOW
from wapentake.publishing import actions, jobs, queries
from wapentake.publishing.forms import ViewsForm
from wapentake.publishing.models import DailyViews, PublishedFigure
from wapentake.publishing.pages import views_csv_rows, views_page

DAY = dt.date(2026, 11, 26)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def reader(address="192.0.2.7", agent=FIREFOX, **more):
    return {"REMOTE_ADDR": address, "HTTP_USER_AGENT": agent, **more}


@pytest.fixture
def count(tmp_path):
    day = [DAY]
    counting = Visits(tmp_path, lambda: day[0])
    counting.move_to = lambda other: day.__setitem__(0, other)
    return counting


def files(folder, ending):
    return sorted(folder.glob(f"*.{ending}"))


def test_each_reader_counts_once_a_day_and_page(count, tmp_path):
    for path, who in [("/", reader()), ("/", reader()), ("/", reader("192.0.2.8")), ("/money/", reader()),
                      ("/", reader(agent="Mozilla/5.0 Safari/605"))]:  # fmt: skip
        count(path, who)
    again = Visits(tmp_path, lambda: DAY)  # another process, or this one started anew, knows the same reader
    again("/", reader())
    [file] = files(tmp_path, "views")
    assert added_up(file) == {"/": 3, "/money/": 1}


def test_the_file_holds_no_address_and_no_two_pages_of_one_reader_look_alike(count, tmp_path):
    count("/", reader())
    count("/money/", reader())
    data = files(tmp_path, "views")[0].read_bytes()
    assert b"192.0.2" not in data
    assert b"Firefox" not in data
    first, second = (line.split()[1] for line in data.splitlines())
    assert first != second
    assert files(tmp_path, "views")[0].stat().st_mode & 0o077 == 0


def test_the_salt_of_yesterday_is_gone_and_its_hashes_cannot_be_made_again(count, tmp_path):
    count("/", reader())
    [salt] = files(tmp_path, "salt")
    kept, yesterday = salt.read_bytes(), files(tmp_path, "views")[0].read_bytes().split()[1]
    count.move_to(DAY + dt.timedelta(days=1))
    count("/", reader())
    assert not salt.exists()
    everywhere = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert kept not in everywhere
    assert kept[: visits.SALT] not in everywhere
    assert count.salt != kept[: visits.SALT]
    today = files(tmp_path, "views")[1].read_bytes().split()[1]
    assert today != yesterday
    # And a process that comes back to yesterday makes another salt.
    late = Visits(tmp_path, lambda: DAY)
    late("/", reader())
    assert late.salt != kept[: visits.SALT]


@pytest.mark.parametrize(
    "environ",
    [
        reader(HTTP_DNT="1"), reader(HTTP_SEC_GPC="1"), reader(agent=""), reader(agent="Googlebot/2.1"),
        reader(agent="curl/8.5"), reader(agent="python-requests/2"),
        reader(agent="Mozilla/5.0 (compatible; bingbot/2)"),
        reader(HTTP_SEC_PURPOSE="prefetch;prerender"), reader(HTTP_PURPOSE="prefetch"),
    ],
)  # fmt: skip
def test_who_asks_not_to_be_counted_or_is_nobody_is_left_out(count, tmp_path, environ):
    assert not is_person(environ)
    count("/", environ)
    assert files(tmp_path, "views") == []


def test_what_is_no_page_is_not_counted_and_the_proxy_is_not_the_reader(count, tmp_path):
    count("/news.atom", reader())
    assert files(tmp_path, "views") == []
    proxied = reader("10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.9, 192.0.2.44")
    assert address_of(proxied, 0) == "10.0.0.1"
    assert address_of(proxied, 1) == "192.0.2.44"
    assert address_of(reader("10.0.0.1"), 1) == "10.0.0.1"


def test_a_disk_that_takes_nothing_stops_no_page(tmp_path):
    (tmp_path / "views").write_text("a file where the folder should be")
    Visits(tmp_path / "views", lambda: DAY)("/", reader())


def test_torn_and_foreign_lines_count_for_nothing(tmp_path):
    good = b"/money/ " + b"a" * 22
    file = tmp_path / "x"
    file.write_bytes(b"\n".join([good, good, good[:-3], b"/ " + b"G" * 22, b"x" * 500, b"", b"/ 192.0.2.7"]))
    assert added_up(file) == {"/money/": 1}


def _read_for_ever(folder, told):
    counting = Visits(folder, lambda: DAY)
    number = 0
    while True:
        number += 1
        counting("/", reader(f"192.0.2.{number}"))
        told.value = number


def test_a_process_that_is_killed_loses_one_line_at_most_and_counts_nobody_twice(tmp_path):
    fork = multiprocessing.get_context("fork")
    told = fork.Value("i", 0, lock=False)
    reading = fork.Process(target=_read_for_ever, args=(tmp_path, told))
    reading.start()
    while told.value < 200:
        time.sleep(0.001)
    os.kill(reading.pid, signal.SIGKILL)
    reading.join()
    [file] = files(tmp_path, "views")
    assert told.value <= added_up(file)["/"] <= told.value + 1


@pytest.mark.django_db
def test_a_day_is_added_up_once_even_when_the_worker_dies_in_between(tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "data_dir", lambda: tmp_path)
    slug = make.make_ward("Boston Castle", seats=3).slug
    counting = Visits(tmp_path / "views", lambda: DAY)
    for path in ("/", f"/wards/{slug}/", f"/money/{slug}/", "/wards/nowhere/"):
        counting(path, reader())
    [file] = files(tmp_path / "views", "views")
    with travel(dt.datetime(2026, 11, 26, 23, 0, tzinfo=dt.UTC), tick=False):
        jobs.add_up_views(timestamp=0)
        assert DailyViews.objects.count() == 0  # its day is not over
    kept = file.read_bytes()
    with travel(dt.datetime(2026, 11, 27, 0, 12, tzinfo=dt.UTC), tick=False):
        jobs.add_up_views(timestamp=0)
        assert not file.exists()
        assert files(tmp_path / "views", "salt") == []
        file.write_bytes(kept)  # as if the worker had been killed before it deleted the file
        jobs.add_up_views(timestamp=0)
    assert not file.exists()
    assert dict(DailyViews.objects.values_list("path", "views")) == {
        "/": 1, f"/wards/{slug}/": 1, f"/money/{slug}/": 1, "/wards/nowhere/": 1,
    }  # fmt: skip
    assert AuditRecord.objects.filter(stream="views:all").count() == 1
    assert queries.views_by_ward(DAY, DAY + dt.timedelta(days=1)) == {"Boston Castle": 2}


def test_the_report_adds_up_by_page_ward_and_month(castle):
    ward = castle.ward
    PublishedFigure.objects.create(
        kind="views",
        on=dt.date(2022, 3, 31),
        value=6_618,
        source="Annual report",
        entered_by=castle.head,
        entered_at=NOW,
    )
    actions.add_up_day(DAY, "one", {"/": 3, f"/wards/{ward.slug}/": 4}, at=dt.datetime(2026, 11, 27, tzinfo=dt.UTC))
    actions.add_up_day(DAY, "two", {"/": 2}, at=dt.datetime(2026, 11, 27, tzinfo=dt.UTC))
    before = DAY - dt.timedelta(days=31)
    actions.add_up_day(before, "one", {"/": 7}, at=dt.datetime(2026, 11, 27, tzinfo=dt.UTC))

    def asked(**words):
        form = ViewsForm(words, months=queries.months_counted(), wards=[ward])
        assert form.is_valid()
        return form

    page = views_page(asked())
    assert page.total == 9
    assert [row.cells[1] for row in page.published.rows] == ["6,618"]
    assert [[str(cell) for cell in row.cells] for row in page.by_month.rows] == [
        ["November 2026", "9"], ["October 2026", "7"],
    ]  # fmt: skip
    assert views_csv_rows(asked(month="2026-10")) == [("2026-10", "/", 7)]
    assert views_csv_rows(asked(ward=ward.name.upper())) == [("2026-11", f"/wards/{ward.slug}/", 4)]
    assert not ViewsForm({"ward": "Nowhere"}, months=[], wards=[ward]).is_valid()
