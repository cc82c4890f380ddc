"""The watcher: it misses no commit, writes the host's mirror if it is the one to write, and survives its disk."""

import logging
import threading

import psycopg
import pytest
from django.db import connection, transaction

from wapentake.foundation import calendars, published
from wapentake.foundation.models import PublishedPage
from wapentake.foundation.published.answers import Press
from wapentake.foundation.published.front import around, connect
from wapentake.foundation.published.mirror import Mirror
from wapentake.foundation.published.shelf import Shelf
from wapentake.foundation.published.testing import settle
from wapentake.foundation.published.watch import Watcher

from .pagesite import pages
from .publishing import boards  # noqa: F401  a fixture

pytestmark = pytest.mark.usefixtures("boards", "committed_db")


class Watch:
    """A watcher whose looks are taken by hand."""

    def __init__(self, folder, limit=10**7):
        self.shelf = Shelf(Mirror(folder / "published"), Press(b"withdrawn"), limit)
        self.watcher = Watcher(self.shelf, connect)
        self.connection = connect()
        self.watcher.look(self.connection, full=True)

    def look(self, **how):
        self.watcher.look(self.connection, **how)

    def shows(self, path="/boards/park/"):
        answer = self.shelf.ready.get(path)
        return answer.forms[0][0][0].decode() if answer else None

    def close(self):
        self.connection.close()
        self.shelf.mirror.close()


@pytest.fixture
def watch(tmp_path):
    made = []

    def new(name="one", **how):
        made.append(Watch(tmp_path / name, **how))
        return made[-1]

    (tmp_path / "one").mkdir()
    yield new
    for each in made:
        each.close()


def test_it_sees_what_comes_changes_and_goes(watch):
    pages.write("park", "Mow the park")
    settle()
    one = watch()
    assert "Mow the park" in one.shows()
    pages.write("park", "Plant the park")
    settle()
    one.look()
    assert "Plant the park" in one.shows()
    assert "Plant the park" in one.shelf.mirror.read("/boards/park/").slots[0].identity.decode()
    published.withdraw("/boards/park/", by=None, reason="A test.", at=calendars.now())
    one.look()
    assert one.shows() == "withdrawn"
    published.reinstate("/boards/park/", by=None, reason="A test.", at=calendars.now())
    one.look()
    assert one.shows() is None
    settle()
    one.look()
    assert "Plant the park" in one.shows()
    pages.remove("park")
    settle()
    one.look()
    assert (one.shows(), one.shelf.mirror.read("/boards/park/")) == (None, None)


def test_a_page_that_commits_late_is_not_overtaken(watch):
    """Transactions do not commit in the order in which they begin: a highest number seen would lose the late one."""
    pages.write("early", "Early words")
    pages.write("late", "Late words")
    settle()
    one = watch()
    begun, finish = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            published.withdraw("/boards/late/", by=None, reason="A test.", at=calendars.now())
            begun.set()
            finish.wait(10)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert begun.wait(10)
    published.withdraw("/boards/early/", by=None, reason="A test.", at=calendars.now())
    one.look()
    assert one.shows("/boards/early/") == "withdrawn"
    assert "Late words" in one.shows("/boards/late/")
    finish.set()
    thread.join()
    one.look()
    assert one.shows("/boards/late/") == "withdrawn"


def test_one_process_of_a_host_writes_and_another_takes_over(watch):
    pages.write("park", "Mow the park")
    settle()
    one, other = watch(), watch()
    assert (one.watcher.leading, other.watcher.leading) == (True, False)
    pages.write("park", "Plant the park")
    settle()
    other.look()
    assert "Plant the park" in other.shows()
    assert b"Mow the park" in other.shelf.mirror.read("/boards/park/").slots[0].identity
    one.shelf.mirror.close()  # as when its process is killed
    other.look()
    assert other.watcher.leading
    assert b"Plant the park" in other.shelf.mirror.read("/boards/park/").slots[0].identity


def test_a_page_that_is_not_on_disk_as_it_should_be_is_fetched(watch):
    pages.write("park", "Mow the park")
    settle()
    one = watch(limit=0)
    assert one.shows() is None
    one.shelf.mirror.file("/boards/park/").write_bytes(b"torn")
    assert one.shelf.wake("/boards/park/") is None
    one.look()
    assert b"Mow the park" in one.shelf.wake("/boards/park/").forms[0][0][0]


def test_a_mirror_of_another_database_is_put_right_at_the_first_look(watch):
    pages.write("park", "Mow the park")
    settle()
    watch().close()
    PublishedPage.objects.all().delete()
    one = watch()
    assert one.shelf.load() == 0
    assert (one.shows(), one.shelf.versions) == (None, {})


def test_a_full_disk_is_said_once_and_memory_goes_on(watch, caplog, monkeypatch):
    pages.write("park", "Mow the park")
    settle()
    one = watch()
    real, full = Mirror.write, OSError(28, "No space left on device")
    monkeypatch.setattr(Mirror, "write", lambda self, leaf: (_ for _ in ()).throw(full))
    with caplog.at_level(logging.ERROR, logger="wapentake.published"):
        for number in range(3):
            pages.write("park", f"Plant {number} trees")
            settle()
            one.look()
            assert f"Plant {number} trees" in one.shows()
    assert caplog.text.count("No space left on device") == 1
    monkeypatch.setattr(Mirror, "write", real)
    one.look(full=True)
    assert b"Plant 2 trees" in one.shelf.mirror.read("/boards/park/").slots[0].identity


def test_the_thread_survives_outages_and_its_own_mistakes(tmp_path, caplog):
    tries = []

    def connects():
        tries.append(None)
        if len(tries) == 1:
            raise psycopg.OperationalError("the database is away")
        if len(tries) == 2:
            raise RuntimeError("a mistake of ours")
        return connect()

    pages.write("park", "Mow the park")
    settle()
    shelf = Shelf(Mirror(tmp_path / "published"), Press(b"withdrawn"))
    watcher = Watcher(shelf, connects)
    with caplog.at_level(logging.CRITICAL, logger="wapentake.published"):
        thread = watcher.start()
        for _ in range(200):
            if "/boards/park/" in shelf.ready:  # pages come one by one
                break
            thread.join(0.05)
    assert "/boards/park/" in shelf.ready
    assert not watcher.database_is_away
    watcher.stopping.set()
    pages.write("park", "Wake up")
    settle()
    thread.join(10)
    assert not thread.is_alive()
    shelf.mirror.close()


def test_a_new_process_serves_what_is_stored_and_queues_a_sweep(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    pages.write("park", "Mow the park")
    settle()
    front = around(lambda environ, start: [b"django"])
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/boards/park/", "QUERY_STRING": "", "HTTP_HOST": "localhost"}
    said = []
    assert b"Mow the park" in b"".join(front(environ, lambda *words: said.append(words)))
    assert said[0][0] == "200 OK"
    around(lambda environ, start: [b"django"]).watcher.stopping.set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE '%.sweep_pages'")
        assert cursor.fetchone() == (1,)
    front.watcher.stopping.set()
    front.shelf.mirror.close()


def test_a_withdrawal_is_not_undone_by_a_page_that_is_just_waking(watch, monkeypatch):
    pages.write("park", "Mow the park")
    settle()
    one = watch(limit=0)
    read = Mirror.read

    def slow(mirror, path):
        leaf = read(mirror, path)
        monkeypatch.setattr(Mirror, "read", read)
        published.withdraw(path, by=None, reason="A test.", at=calendars.now())
        one.look()
        return leaf

    monkeypatch.setattr(Mirror, "read", slow)
    assert one.shelf.wake("/boards/park/") is None
    one.look()
    assert one.shows() == "withdrawn"


def test_what_the_disk_would_not_take_is_written_later(watch, monkeypatch):
    """And a page that was withdrawn meanwhile is not on it: a restart without the database would serve it."""
    pages.write("park", "Mow the park")
    settle()
    one = watch()
    real = Mirror.write

    def full(mirror, leaf):
        with monkeypatch.context() as patched:
            patched.setattr("pathlib.Path.write_bytes", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
            real(mirror, leaf)

    monkeypatch.setattr(Mirror, "write", full)
    published.withdraw("/boards/park/", by=None, reason="A test.", at=calendars.now())
    one.look()
    assert one.shelf.mirror.read("/boards/park/") is None
    monkeypatch.setattr(Mirror, "write", real)
    one.look()
    assert one.shelf.mirror.read("/boards/park/").state == "withdrawn"
    assert one.watcher.unwritten == set()
