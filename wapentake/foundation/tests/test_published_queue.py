"""What news is about is rendered before what merely counts it."""

import datetime as dt

import pytest
import time_machine
from django.db import connection

from wapentake.foundation import calendars, changes
from wapentake.foundation.models import PublishedPage
from wapentake.foundation.published import refresh
from wapentake.foundation.published.testing import settle

from .pagesite import pages
from .publishing import boards  # noqa: F401  a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("boards")]
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=calendars.LONDON)


@pytest.fixture(autouse=True)
def day():
    """The day of these tests: what is stored is read by the clock."""
    with time_machine.travel(NOON, tick=False):
        yield


def jobs_of(path):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT priority FROM procrastinate_jobs WHERE task_name = %s AND (args->>'page')::bigint = %s",
            [refresh.RENDER_PAGE, PublishedPage.objects.get(path=path).pk],
        )
        return [priority for (priority,) in cursor.fetchall()]


def test_a_page_that_waits_among_hundreds_goes_first_once_news_is_about_it():
    kept = {"family": "board", "wanted_at": NOON, "rendered": 1, "wanted": 1}
    for number in range(100):
        PublishedPage.objects.create(path=f"/wards/{number}/", refs=[f"ward:{number}", "council:all"], **kept)
    refresh.pages_that_show(["council:all"])
    assert jobs_of("/wards/60/") == [-1]
    refresh.pages_that_show(["ward:60", "council:all"])
    assert jobs_of("/wards/60/") == [1]
    assert jobs_of("/wards/99/") == [-1]


def test_news_is_handed_over_before_anything_is_rendered():
    pages.write("park", "Mow the park")
    with connection.cursor() as cursor:
        cursor.execute("SELECT priority FROM procrastinate_jobs WHERE queue_name = 'news'")
        assert {priority for (priority,) in cursor.fetchall()} == {3}


def test_news_queues_its_pages_once():
    pages.write("park", "Mow the park")
    settle()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        for _ in range(3):
            pages.write("park", "Plant the park")
            changes.deliver()
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [refresh.RENDER_PAGE])
        assert cursor.fetchone() == (2,)  # the board and the list


def test_news_of_one_thing_reaches_its_own_pages_before_the_hundreds_that_show_a_total():
    kept = {"family": "board", "wanted_at": NOON, "rendered": 1}
    for number in range(100):
        PublishedPage.objects.create(path=f"/wards/{number}/", refs=[f"ward:{number}", "council:all"], **kept)
    PublishedPage.objects.create(path="/awards/7/", refs=["award:7", "ward:60"], **kept)
    news = ["award:7", "council:all", "ward:60"]
    paths = dict(PublishedPage.objects.values_list("pk", "path"))
    found = refresh.closest(paths, news)
    assert [paths[page] for page in found][:3] == ["/awards/7/", "/wards/60/", "/wards/0/"]
    refresh.pages_that_show(news)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (args->>'page')::bigint, priority FROM procrastinate_jobs WHERE task_name = %s ORDER BY 2 DESC, id",
            [refresh.RENDER_PAGE],
        )
        jobs = cursor.fetchall()
    assert [page for page, _ in jobs] == found
    assert [priority for _, priority in jobs] == [1] * refresh.FEW + [-1] * (len(jobs) - refresh.FEW)


def test_a_wards_own_page_comes_before_its_awards():
    kept = {"family": "board", "wanted_at": NOON, "rendered": 1}
    awards = [f"award:{number}" for number in range(40)]
    for award in awards:
        PublishedPage.objects.create(path=f"/awards/{award}/", refs=[award, "ward:61"], **kept)
    PublishedPage.objects.create(path="/wards/61/", refs=["ward:61", *awards], **kept)
    paths = dict(PublishedPage.objects.values_list("pk", "path"))
    assert paths[refresh.closest(paths, ["ward:61"])[0]] == "/wards/61/"


def test_a_wards_own_page_comes_before_the_lists_of_everything():
    """A priority that is new stands on no page yet; its ward stands on more pages than there are lists."""
    kept = {"family": "board", "wanted_at": NOON, "rendered": 1}
    for number in range(30):
        PublishedPage.objects.create(path=f"/priorities/{number}/", refs=["plans:all"], **kept)
    for number in range(60):
        PublishedPage.objects.create(path=f"/wards/62/awards/{number}/", refs=["ward:62"], **kept)
    PublishedPage.objects.create(path="/wards/62/", refs=["ward:62", "council:all"], **kept)
    paths = dict(PublishedPage.objects.values_list("pk", "path"))
    assert paths[refresh.closest(paths, ["plans:all", "priority:103", "ward:62"])[0]] == "/wards/62/"
