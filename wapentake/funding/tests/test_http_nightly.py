"""The race on one hot fund as browsers run it: sixteen at once, over HTTP, to two programs of which one is killed.

The programs' clocks are turned to the day of the small borough, so that the test means the same in any year.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import uuid
from collections import Counter
from pathlib import Path

import psutil
import pytest
from django.db import connection
from django.test import Client
from django.utils.crypto import get_random_string

from wapentake.foundation import audit
from wapentake.foundation.tests.test_calendars_nightly import library
from wapentake.funding import actions, queries
from wapentake.funding.models import Application, Decision
from wapentake.funding.rules import Allotment

from . import world as worlds
from .racing import applications, guards_off
from .world import AT, YEAR

pytestmark = [pytest.mark.nightly, pytest.mark.enable_socket, pytest.mark.timeout(600)]

ROOT = Path(__file__).resolve().parents[3]
BROWSERS, EACH = 16, 6
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Program:
    """A web program on a database, whose clock stands at the borough's day. Its worker processes are its own group."""

    def __init__(self, database: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        turned = {"LD_PRELOAD": library(), "FAKETIME": f"{AT.timestamp() - time.time():+.0f}"}
        env = os.environ | turned | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "config.settings"}
        words = ["--interface", "wsgi", "--http", "1", "--no-ws", "--workers", "1", "--blocking-threads", "2"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "granian", *words, "--port", str(self.port), "config.wsgi:django_application"],
            cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def ready(self) -> None:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("The program did not start.")

    def kill(self) -> None:
        for child in psutil.Process(self.process.pid).children(recursive=True):
            child.kill()
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def form_of(key: str) -> str:
    """Return the body of the form that supports an application: as a browser sends it, the same when sent again."""
    said = {"act": "decide", "yes": "support", "vote": "support", "interest": "no", "reasons": "Race.", "key": key}
    return urllib.parse.urlencode(said)


def send(ports: list[int], path: str, body: str, cookies: dict[str, str]) -> tuple[int, str]:
    """Send a form; to the other program when one does not answer, as a person presses the button again."""
    token = cookies["csrf"]
    headers = {
        "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token,
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
    }  # fmt: skip
    for _ in range(20):
        for port in ports:
            line = http.client.HTTPConnection("localhost", port, timeout=60)
            try:
                line.request("POST", path, body, headers)
                answer = line.getresponse()
                return answer.status, answer.read().decode(errors="replace")
            except (OSError, http.client.HTTPException):
                continue
            finally:
                line.close()
        time.sleep(0.2)
    raise AssertionError("No program answered.")


LIMIT = BROWSERS * EACH // 4


def hot_fund(limit: int) -> worlds.World:
    world = worlds.make(allot=False)
    actions.allot(world.clf, YEAR, Allotment(world.ward, world.ashby, limit), by=None, at=AT, key="limit")
    return world


def slow_posting() -> None:
    """Let everybody who looked at what is left look before the first has taken it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN PERFORM pg_sleep(0.3); RETURN NEW; END $$"
        )
        cursor.execute("CREATE TRIGGER slow BEFORE INSERT ON funding_transfer FOR EACH ROW EXECUTE FUNCTION slow()")


def raced(world: worlds.World, database: str) -> dict[str, tuple[int, str]]:
    """Ask for four times what there is; return, by reference, how each form was answered."""
    asked = applications(world, [1] * (BROWSERS * EACH))
    client = Client()
    client.force_login(world.ashby.user, backend=BACKEND)
    cookies = {"session": client.cookies["session"].value, "csrf": get_random_string(32)}
    first, second = Program(database), Program(database)
    try:
        first.ready()
        second.ready()
        return race([first, second], [application.reference for application in asked], cookies)
    finally:
        for program in (first, second):
            if program.process.poll() is None:
                program.kill()


def test_control_with_the_guard_off_browsers_overspend(committed_db: str):
    world = hot_fund(limit=1)
    guards_off()
    slow_posting()
    said = raced(world, committed_db)
    assert sum(status == 302 for status, _ in said.values()) > 1


def test_sixteen_browsers_never_overspend_and_a_killed_program_loses_nothing(committed_db: str):
    world = hot_fund(LIMIT)
    said = raced(world, committed_db)
    pot = queries.councillor_line(world.ashby, YEAR)
    supported = set(Application.objects.filter(state="supported").values_list("reference", flat=True))
    granted = {reference for reference, (status, _) in said.items() if status == 302}
    assert (pot.left, pot.reserved) == (0, LIMIT), Counter(status for status, _ in said.values())
    assert granted == supported, "who was told yes has it, and nobody else"
    assert len(supported) == Decision.objects.count() == LIMIT
    refused = [text for status, text in said.values() if status == 403]
    assert len(refused) == BROWSERS * EACH - LIMIT
    assert all("too little" in text for text in refused)
    assert queries.check_ledger().faults == ()
    assert list(audit.verify()) == []


def race(programs: list[Program], references: list[str], cookies: dict[str, str]) -> dict[str, tuple[int, str]]:
    """Let every browser send its forms, each twice at the same moment; kill one program a third of the way."""
    said: dict[str, tuple[int, str]] = {}
    ports = [program.port for program in programs]
    gate, third = threading.Barrier(BROWSERS), len(references) // 3

    def browse(place: int) -> None:
        gate.wait(60)
        for reference in references[place::BROWSERS]:
            body = form_of(uuid.uuid4().hex)
            order = ports if place % 2 else ports[::-1]
            twice = [send(order, f"/desk/money/{reference}/", body, cookies) for _ in range(2)]
            assert twice[0][0] == twice[1][0], "the same form has the same answer"
            said[reference] = twice[0]

    threads = [threading.Thread(target=browse, args=(place,)) for place in range(BROWSERS)]
    for thread in threads:
        thread.start()
    while len(said) < third and any(thread.is_alive() for thread in threads):
        time.sleep(0.02)
    programs[0].kill()
    for thread in threads:
        thread.join(300)
    assert len(said) == len(references), "some browser failed: its error stands above"
    return said
