"""The published site in real processes: how soon it is current, and what stays up when something is killed or away."""

import os
import threading
import time

import pytest
from django.db import connection

from wapentake.foundation import calendars, changes, published
from wapentake.foundation.models import PublishedPage, PublishedVersion
from wapentake.foundation.published import refresh, store
from wapentake.foundation.published.testing import settle, stored
from wapentake.foundation.supervisor.testing import temporary_cluster

from .hosts import Hosts, until
from .pagesite import pages
from .publishing import boards  # noqa: F401  a fixture

SOON_AFTER_OUTAGE = 20  # seconds, the worker's own pauses between its tries included
pytestmark = [pytest.mark.usefixtures("boards"), pytest.mark.enable_socket]


@pytest.fixture
def hosts(committed_db):
    started = Hosts(committed_db)
    yield started
    connection.close()
    started.open_database()
    print(started.everything_said())  # pytest shows it when the test has failed
    fallen = started.fallen()
    started.close()
    assert not fallen


def test_a_call_that_the_worker_does_not_hear_makes_no_page_late(hosts):
    """It looks by itself each second: what calls it when a job is queued is switched off here."""
    pages.write("park", "Mow the park")
    settle()
    host = hosts.web("one")
    hosts.worker()
    pages.write("park", "Plant a tree")
    host.shows("Plant a tree")
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'procrastinate_jobs_notify%'")
        calls = [name for (name,) in cursor.fetchall()]
        assert calls
        for name in calls:
            cursor.execute(f"ALTER TABLE procrastinate_jobs DISABLE TRIGGER {name}")
    for number in range(3):
        pages.write("park", f"Plant {number} more trees")
        assert host.shows(f"Plant {number} more trees") < 4.5


def test_two_hosts_show_a_change_within_five_seconds(hosts):
    pages.write("park", "Mow the park")
    settle()
    one, two = hosts.web("one"), hosts.web("two")
    hosts.worker()
    for host in (one, two):
        host.shows("Mow the park")
    for number in range(3):
        pages.write("park", f"Plant {number} trees")
        took = max(host.shows(f"Plant {number} trees") for host in (one, two))
        assert took < 5 or number == 0  # the first also waits for the worker to start
    published.withdraw("/boards/park/", by=None, reason="A test.", at=calendars.now())
    begun = time.monotonic()
    for host in (one, two):
        until(lambda host=host: host.get().status == 410, 5)
        assert host.get("/boards/park/?x=1").status == 410
    assert time.monotonic() - begun < 5
    pages.write("hall", "A new board")
    assert one.shows("A new board", "/boards/hall/", 10) < 5


def test_what_granian_sends(hosts):
    pages.write("park", "Mow the park " * 10)
    settle()
    host = hosts.web()
    full = host.get()
    assert full.text == stored("/boards/park/")
    assert (full.status, int(full.headers["Content-Length"])) == (200, len(full.text.encode()))
    head = host.get(method="HEAD")
    assert (head.status, head.headers["Content-Length"], head.text) == (200, full.headers["Content-Length"], "")
    assert host.get(**{"If-None-Match": full.headers["ETag"]}).status == 304
    assert host.get(**{"Accept-Encoding": "br"}).headers["Content-Encoding"] == "br"
    assert host.get(Host="evil.example").status == 400
    assert host.get("/plain/").text == "plain"
    assert host.get("/broken/").status == 500
    assert host.get("/boards/none/").status == 404


def test_with_the_database_away_stored_pages_are_served_and_all_recovers(hosts):
    pages.write("park", "Mow the park")
    settle()
    one = hosts.web("one")
    hosts.worker()
    one.shows("Mow the park")
    until(lambda: list(hosts.disk("one").glob("published/*/*.page")))
    hosts.shut_database()
    connection.close()
    begun = time.monotonic()
    while time.monotonic() - begun < 4:
        assert one.get().status == 200
        assert one.get("/boards/").status == 200
        away = one.get("/alone/")
        assert (away.status, away.headers["Retry-After"]) == (503, "5")
        assert one.get("/healthz").text == "alive"
    late = hosts.web("one")  # another process of the same host, begun in the outage
    assert "Mow the park" in late.get().text
    hosts.open_database()
    pages.write("park", "Plant the park")
    for host in (one, late):
        assert host.shows("Plant the park") < SOON_AFTER_OUTAGE
        until(lambda host=host: host.get("/alone/").status == 200, 10)


def test_a_hold_begins_with_the_database_away(hosts):
    pages.write("park", "Mow the park")
    pages.write("hall", "Open the hall")
    now = calendars.now()
    hour = calendars.DAY / 24
    published.hold(
        "election", refs=["board:park"], starts=now + hour, ends=now + 3 * hour, reason="Notice.", by=None, at=now
    )
    settle()
    host = hosts.web()
    host.shows(pages.FETE)
    host.shows(pages.FETE, "/boards/hall/")
    hosts.shut_database()
    hosts.clock.write_text(str((now + hour).timestamp() - 1))
    assert pages.FETE in host.get().text
    hosts.clock.write_text(str((now + hour).timestamp()))
    held = host.get()
    assert (held.status, "Mow the park" in held.text, pages.FETE in held.text) == (200, True, False)
    assert pages.FETE in host.get("/boards/hall/").text
    hosts.clock.write_text(str((now + 4 * hour).timestamp()))
    assert host.get().status == 503
    hosts.open_database()


def test_a_hold_that_nothing_was_rendered_for_is_obeyed_with_the_database_away(hosts):
    pages.write("park", "Mow the park")
    settle()
    host = hosts.web()
    host.shows(pages.FETE)
    now = calendars.now()
    starts = now + calendars.DAY
    published.hold("election", starts=starts, ends=None, reason="Notice.", by=None, at=now)
    [version] = PublishedPage.objects.filter(path="/boards/park/").values_list("version", flat=True)
    file = until(
        lambda: [f for f in hosts.disk("one").glob("published/*/*.page") if b"/boards/park/" in f.read_bytes()]
    )
    until(lambda: f'"version": {version}'.encode() in file[0].read_bytes(), 5)
    hosts.shut_database()
    assert pages.FETE in host.get().text
    hosts.clock.write_text(str(starts.timestamp() + 1))
    gone = host.get()
    assert (gone.status, pages.FETE in gone.text) == (503, False)


def test_a_killed_renderer_leaves_the_old_page_and_no_lock(hosts):
    pages.write("park", "Mow the park")
    settle()
    name = str(hosts.folder / "go-on")
    worker = hosts.worker()
    pages.write("park", f"wait for {name}")
    until(lambda: os.path.exists(f"{name}.begun"))
    before = PublishedVersion.objects.get(page__path="/boards/park/").etag
    worker.kill()
    assert PublishedVersion.objects.get(page__path="/boards/park/").etag == before
    open(name, "w").close()
    page = PublishedPage.objects.get(path="/boards/park/")
    assert page.wanted > page.rendered
    assert refresh.bring_up_to_date(page.pk, calendars.now)
    assert "wait for" in stored("/boards/park/")


def test_a_new_process_has_the_pages_of_another_build_rendered(hosts):
    pages.write("park", "Mow the park")
    settle()
    PublishedVersion.objects.update(build="of yesterday")
    hosts.worker()
    hosts.web()
    until(lambda: not PublishedVersion.objects.filter(build="of yesterday").exists(), 20)


def race(monkeypatch):
    """Two render one page: the first reads old words and is slow to store them. Returns what is stored at the end."""
    pages.write("park", "old")
    settle()
    pages.write("park", "older words")
    changes.deliver()
    page = PublishedPage.objects.get(path="/boards/park/")
    has_read, go_on = threading.Event(), threading.Event()
    real = refresh.current

    def slow(page, at):
        made = real(page, at)
        if threading.current_thread().name == "slow":
            has_read.set()
            go_on.wait(5)
        return made

    monkeypatch.setattr(refresh, "current", slow)

    def render():
        refresh.bring_up_to_date(page.pk, calendars.now)
        connection.close()

    first = threading.Thread(target=render, name="slow")
    first.start()
    assert has_read.wait(5)
    pages.write("park", "newest words")
    changes.deliver()
    second = threading.Thread(target=render, name="quick")
    second.start()
    second.join(1)
    go_on.set()
    first.join()
    second.join()
    return stored("/boards/park/")


def test_the_words_committed_last_win(hosts, monkeypatch):
    assert "newest words" in race(monkeypatch)


def test_without_the_guards_older_words_win(hosts, monkeypatch):
    from contextlib import nullcontext

    monkeypatch.setattr(refresh, "one_at_a_time", lambda space, key: nullcontext())
    monkeypatch.setattr(store, "is_overtaken", lambda page, asked: False)
    monkeypatch.setattr(refresh, "TURNS", 1)
    assert "older words" in race(monkeypatch)


def test_many_writers_and_renderers_end_with_the_last_words(hosts):
    """No news is lost between a page's counting and its rendering, whoever is quicker."""
    pages.write("park", "0")
    settle()
    page = PublishedPage.objects.get(path="/boards/park/")
    ending = threading.Event()

    def render():
        while not ending.is_set():
            changes.deliver()
            refresh.bring_up_to_date(page.pk, calendars.now)
        connection.close()

    renderers = [threading.Thread(target=render) for _ in range(3)]
    for thread in renderers:
        thread.start()
    for number in range(1, 60):
        pages.write("park", f"number {number}.")
    ending.set()
    for thread in renderers:
        thread.join()
    changes.deliver()
    refresh.bring_up_to_date(page.pk, calendars.now)
    assert "number 59." in stored("/boards/park/")


@pytest.mark.nightly
@pytest.mark.timeout(300)
def test_with_postgresql_stopped_for_90_seconds():
    """The server itself is stopped and started again: hosts go on from what they hold, and catch up by themselves."""
    with temporary_cluster() as cluster:
        url = cluster.url("wapentake", "wapentake_owner")
        started = Hosts(url)
        try:
            started.run("django", "migrate", "-v0")
            started.run("wapentake.foundation.tests.pagesite.write", "park", "Mow the park")
            host = started.web()
            started.worker()
            host.shows("Mow the park")
            host.shows("park", "/boards/")
            cluster.stop("fast")
            end, asked = time.monotonic() + 90, 0
            while time.monotonic() < end:
                assert host.get().status == host.get("/boards/").status == 200
                assert host.get("/alone/").status == 503
                asked += 1
            assert asked > 100
            cluster.start()
            started.run("wapentake.foundation.tests.pagesite.write", "park", "Plant the park")
            assert host.shows("Plant the park") < SOON_AFTER_OUTAGE
            until(lambda: host.get("/alone/").status == 200, 10)
        finally:
            started.close()
