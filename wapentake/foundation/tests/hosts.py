"""Real processes of the small published site: web hosts with their front, workers; and a database that can be shut."""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from psycopg import sql

from tests.databases import _admin

SETTINGS = "wapentake.foundation.tests.pagesite.settings"
SOON = 30.0


def until(what, seconds=SOON):
    """Wait until `what()` is true and answer it; fail after so many seconds."""
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.02)
    return found


class Answered:
    def __init__(self, status=0, headers=None, text=""):
        self.status, self.headers, self.text = status, headers, text


class Process:
    """One process and its output, in a group of its own."""

    def __init__(self, words, url, folder, **env):
        keep = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "WAPENTAKE_", "PYTEST_"))}
        self.log = (Path(folder) / f"log-{time.monotonic_ns()}").open("w+")
        self.process = subprocess.Popen(
            [sys.executable, "-m", *words],
            env=keep | {"DATABASE_URL": url, "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": SETTINGS} | env,
            stdout=self.log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def said(self):
        return Path(self.log.name).read_text()

    def kill(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.log.close()


class Host(Process):
    """A web process on a port, with a disk of its own."""

    def __init__(self, url, folder, **env):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        site = "wapentake.foundation.tests.pagesite.wsgi:application"
        words = [
            "granian", "--interface", "wsgi", "--no-ws", "--http", "1", "--workers", "1", "--blocking-threads", "2",
            "--port", str(self.port), site,
        ]  # fmt: skip
        super().__init__(words, url, folder, **env)

    def answers(self):
        """Whether it is up; fails with its last words where it has ended."""
        assert self.process.poll() is None, self.said()
        return self.get("/healthz").status == 200

    def get(self, path="/boards/park/", method="GET", **headers):
        connection = http.client.HTTPConnection("localhost", self.port, timeout=10)
        with contextlib.closing(connection):
            try:
                connection.request(method, path, headers=headers)
                answer = connection.getresponse()
                return Answered(answer.status, answer.headers, answer.read().decode("utf-8", "replace"))
            except (OSError, http.client.HTTPException):
                return Answered()

    def shows(self, words, path="/boards/park/", seconds=SOON):
        """Wait until a stored page shows words, and answer after how many seconds."""
        begun = time.monotonic()
        try:
            until(lambda: words in (found := self.get(path)).text and "ETag" in found.headers, seconds)
        except AssertionError as error:
            error.add_note(f"{path} shows: {self.get(path).text[-600:]}")
            raise
        return time.monotonic() - begun


class Hosts:
    """Starts hosts and workers on one database, and ends them."""

    def __init__(self, url):
        self.url, self.name = url, url.rpartition("/")[2]
        self.folder = Path(tempfile.mkdtemp(prefix="wapentake-hosts-"))
        self.clock = self.folder / "clock"
        self.started = []

    def fallen(self):
        """Return what each process said that ended by itself and badly: none should."""
        return [process.said() for process in self.started if (process.process.poll() or 0) > 0]

    def everything_said(self):
        """Return the logs of all processes one after the other, for a test that has failed."""
        return "\n".join(f"{process.process.args}\n{process.said()}" for process in self.started)

    def disk(self, name):
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        return folder

    def web(self, name="one", **env):
        host = Host(self.url, self.disk(name), PAGESITE_CLOCK=str(self.clock), **env)
        self.started.append(host)
        until(host.answers)
        return host

    def worker(self):
        self.started.append(Process(["wapentake.foundation.tests.pagesite.worker"], self.url, self.disk("worker")))
        return self.started[-1]

    def run(self, *words):
        """Run one module to its end."""
        process = Process(words, self.url, self.disk("command"))
        self.started.append(process)
        assert process.process.wait(60) == 0, process.said()

    def shut_database(self):
        """No caller gets in, and those inside are thrown out."""
        with _admin() as admin:
            admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(sql.Identifier(self.name)))
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [self.name])

    def open_database(self):
        with _admin() as admin:
            admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(sql.Identifier(self.name)))

    def close(self):
        for process in self.started:
            process.kill()
        shutil.rmtree(self.folder)
