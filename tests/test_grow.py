"""Two web hosts and two worker hosts on one database, as docs/how-to/grow.md says: real programs, a disk for each."""

import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests import cast
from tests.architecture.samples import samples
from wapentake.foundation.jobs import send_mail
from wapentake.plans.models import Action

pytestmark = [pytest.mark.timeout(600), pytest.mark.enable_socket, pytest.mark.nightly]

ROOT = Path(__file__).resolve().parents[1]
SOON = 120.0
MAILS = 240


def until(what: Callable[[], object], seconds: float = SOON) -> float:
    """Wait until something is so, and return after how many seconds; fail after too many."""
    begun = time.monotonic()
    while not what():
        assert time.monotonic() - begun < seconds, f"not within {seconds} s"
        time.sleep(0.1)
    return time.monotonic() - begun


class Machine:
    """One host: a program in a process group of its own, with its own disk and its log."""

    def __init__(self, database: str, folder: Path, *words: str) -> None:
        folder.mkdir()
        self.log = (folder / "log").open("w+")
        env = os.environ | cast.SERVING
        env |= {
            "DATABASE_URL": database,
            "DATA_DIR": str(folder / "data"),
            "SECRET_KEY": "the-same-on-every-host-" + "x" * 40,
            "EMAIL_URL": "console:",
        }
        self.process = subprocess.Popen(
            [Path(sys.executable).with_name("wapentake"), *words],
            env=env, cwd=ROOT, stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def said(self) -> str:
        """Return what the program wrote so far."""
        return Path(self.log.name).read_text(errors="replace")

    def mails(self) -> list[int]:
        """Return the numbers of the mails that it sent."""
        return [int(number) for number in re.findall(r"^Subject: Mail (\d+)$", self.said(), re.MULTILINE)]

    def address(self) -> str:
        """Return where it answers, once it does."""
        until(lambda: "ready at http" in self.said() or self.process.poll() is not None)
        found = re.search(r"ready at (http://[\d.]+:\d+)", self.said())
        assert found, self.said()[-2000:]
        return found[1]

    def kill(self) -> None:
        """Let the machine lose its power."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """Ask it to stop, and return with what code it did."""
        self.process.terminate()
        return self.process.wait(60)


class Browser:
    """Somebody with cookies, who may go to any host."""

    def __init__(self) -> None:
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, where: str) -> str:
        """Return a page; nothing where there is none."""
        try:
            with self.opener.open(where, timeout=30) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, OSError):
            return ""

    def post(self, where: str, **fields: str) -> str:
        """Send the form of a page with its token, and return what comes."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(where))
        assert found, f"{where} has no form"
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": found[1], **fields}).encode()
        with self.opener.open(where, body, timeout=30) as answer:
            return str(answer.read().decode())


@pytest.fixture
def start(served_db: str, tmp_path: Path) -> Iterator[Callable[..., Machine]]:
    """Start machines on the database of the test."""
    machines: list[Machine] = []

    def make(name: str, *words: str) -> Machine:
        machines.append(Machine(served_db, tmp_path / name, *words))
        return machines[-1]

    yield make
    connection.close()
    for machine in machines:
        if machine.process.poll() is None:
            machine.kill()
        print(machine.process.args, machine.said()[-3000:])  # pytest shows it when the test has failed
        machine.log.close()


def _workers_beating() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '5 s'")
        return int(cursor.fetchone()[0])


def _unfinished(served_db: str) -> int:
    with psycopg.connect(served_db) as own:
        row = own.execute(
            # A job that is taken up again is scheduled for the moment at which that happened.
            "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
            " AND coalesce(scheduled_at, '-infinity') <= now()"
        )
        return int(row.fetchone()[0])  # type: ignore[index]  # a count is always there


def _note(browser: Browser, host: str, action: Action, words: str) -> None:
    browser.post(f"{host}/desk/plan/actions/{action.pk}/", state=action.state, note=words)


def test_two_web_hosts_and_two_worker_hosts(served_db: str, start: Callable[..., Machine]):
    found = samples()
    action = Action.objects.get(pk=found["plans:progress"]["pk"])
    public = "/wards/{ward_slug}/priorities/{slug}/".format(**found["site:priority"])
    one, two = (start(name, "serve", "--no-worker", "--port", "0", "--workers", "1") for name in ("web-1", "web-2"))
    first, second = (start(name, "worker") for name in ("worker-1", "worker-2"))
    here, there = one.address(), two.address()
    until(lambda: _workers_beating() == 2)
    until(lambda: _unfinished(served_db) == 0)  # every page is stored
    dan, resident = Browser(), Browser()
    dan.post(f"{here}/demo/", person="dan")
    assert "Dan" in dan.get(f"{here}/desk/")

    # A change through one host shows on both within five seconds.
    for words in ("The first bench stands.", "The second bench stands."):
        _note(dan, here, action, words)
        begun = time.monotonic()
        for host in (here, there):
            until(lambda host=host, words=words: words in resident.get(host + public), 10)
        took = time.monotonic() - begun
    assert took < 5, f"{took:.1f} s"

    # A session that began on one is good on the other.

    assert "Dan" in dan.get(f"{there}/desk/")

    # One web host and one worker lose their power among acknowledged writes and jobs.
    for number in range(MAILS):
        send_mail.defer(to=["jo@example.org"], subject=f"Mail {number}", text="a", html="", headers={})
    until(lambda: len(first.mails()) > 5 and len(second.mails()) > 5)
    first.kill()
    _note(dan, here, action, "Acknowledged just before.")
    one.kill()
    until(lambda: "Acknowledged just before." in resident.get(there + public), 60)
    until(lambda: _unfinished(served_db) == 0)
    sent = first.mails() + second.mails()
    assert set(sent) == set(range(MAILS)), f"lost: {set(range(MAILS)) - set(sent)}"
    assert len(sent) - MAILS <= 2, "more was sent twice than the killed worker had in hand"
    assert "Dan" in dan.get(f"{there}/desk/")
    assert two.stop() == 0
    assert second.stop() == 0
