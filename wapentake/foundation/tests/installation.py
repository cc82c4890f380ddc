"""A throw-away installation for tests of the supervisor: its folder, its commands, its server, and who is left over."""

import contextlib
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

TINY = "wapentake.foundation.tests.tinysite.settings"
HOLD = """
import sys, time
import psycopg
from wapentake.foundation.supervisor import database_url
from wapentake.foundation.supervisor.attach import attached
with attached(), psycopg.connect(database_url(), autocommit=True) as connection:
    print(connection.execute("SELECT pg_postmaster_start_time()").fetchone()[0], flush=True)
    time.sleep(float(sys.argv[1]))
    connection.execute("SELECT 1")
    print("done", flush=True)
"""
SOON = 30  # seconds; a busy machine is slow, a failure is for ever


def until(what, seconds=SOON, every=0.05):
    """Wait until `what()` is true and answer it; fail after so many seconds."""
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end, f"not within {seconds} s: {getattr(what, '__name__', what)}"
        time.sleep(every)
    return found


class Installation:
    """DATA_DIR in a folder that a lesser account may walk through; its processes know nothing of the suite's own."""

    def __init__(self, folder=None, **env):
        self.folder = folder or Path(tempfile.mkdtemp(prefix="wapentake-try-"))
        if folder is None:
            self.folder.chmod(0o711)
        self.data = self.folder / "data"
        keep = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "WAPENTAKE_", "PYTEST_"))}
        self.env = keep | {"DATA_DIR": str(self.data), "DJANGO_SETTINGS_MODULE": TINY, "WAPENTAKE_LOG": "plain"} | env
        self.started, self.readers = [], []

    def command(self, *words, **env):
        """Start `wapentake WORDS`."""
        return self._start([sys.executable, "-m", "wapentake.foundation.supervisor", *words], **env)

    def _start(self, words, **env):
        process = subprocess.Popen(
            words, env=self.env | env, cwd=self.folder, text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        self.started.append(process)
        return process

    def hold(self, seconds):
        """Start a command that says which server it was given and keeps it for so long: without Django, so at once."""
        return self._start([sys.executable, "-c", HOLD, str(seconds)])

    def run(self, *words, **env):
        """Run `wapentake WORDS` to its end: (code, what it said)."""
        process = self.command(*words, **env)
        said, _ = process.communicate(timeout=60)
        return process.returncode, said

    def processes(self):
        """Everything alive that belongs to this installation, by DATA_DIR or, for PostgreSQL, by working folder."""
        return [p for p in psutil.process_iter() if p.pid != os.getpid() and self._is_mine(p)]

    def _is_mine(self, process):
        mark = str(self.folder)
        with contextlib.suppress(psutil.Error, OSError):
            if process.status() == psutil.STATUS_ZOMBIE:
                return False
            return process.environ().get("DATA_DIR", "").startswith(mark) or process.cwd().startswith(mark)
        return False

    def is_empty(self):
        """Whether no process is left."""
        return not self.processes()

    def close(self):
        """End what is left and delete the folder."""
        for process in self.started:
            process.kill()
            process.wait()
        for process in self.processes():
            with contextlib.suppress(psutil.Error):
                process.kill()
        until(self.is_empty)
        for reader in self.readers:
            reader.join()
        for process in self.started:
            process.stdout.close()
        shutil.rmtree(self.folder)


class Served(Installation):
    """An installation with `wapentake serve` running on a free port."""

    def start(self, *words):
        """Start the server and wait for its address."""
        self.server = self.command("serve", "--port=0", *words)
        self.lines = []
        self.port = None
        self.readers.append(threading.Thread(target=self._read, args=[self.server], daemon=True))
        self.readers[-1].start()
        until(lambda: self.port or self.server.poll() is not None, 3 * SOON)
        assert self.port, "".join(self.lines)
        return self

    def _read(self, server):
        for line in server.stdout:
            self.lines.append(line)
            if "is ready at" in line:
                self.port = int(line.strip().rstrip("/").rpartition(":")[2])

    def get(self, path, timeout=20):
        """GET a path; the body as text. Raises OSError or HTTPException; a status other than 200 is an OSError."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        with contextlib.closing(connection):
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read().decode()
            if answer.status != 200:
                raise OSError(f"{answer.status} {path}")
            return body

    def tries(self, path):
        """The body, or an empty text where there is no good answer."""
        try:
            return self.get(path)
        except (OSError, http.client.HTTPException):
            return ""

    def notes(self):
        """The notes written so far."""
        return set(json.loads(self.get("/notes"))["notes"])

    def worker_answers(self):
        """Whether the background worker beats."""
        return '"worker": true' in self.tries("/readyz")

    def child(self, word):
        """The process of the server's child of that name: web, worker or postgres."""
        for child in psutil.Process(self.server.pid).children():
            with contextlib.suppress(psutil.Error):
                if any(part == word or part.endswith(f"/{word}") for part in child.cmdline()):
                    return child
        return None

    def end(self, sign=signal.SIGTERM):
        """Send the server a signal and wait for its end."""
        self.server.send_signal(sign)
        return self.server.wait(SOON)


class Writer:
    """Writes notes one after the other from a thread, and remembers those that were acknowledged."""

    def __init__(self, served, prefix):
        self.served, self.prefix = served, prefix
        self.acknowledged, self.failed, self.ending = set(), 0, False
        self.thread = threading.Thread(target=self._write)

    def _write(self):
        number = 0
        while not self.ending:
            number += 1
            words = f"{self.prefix}-{number}"
            if self.served.tries(f"/notes/{words}") == "written":
                self.acknowledged.add(words)
            else:
                self.failed += 1
                time.sleep(0.02)

    def __enter__(self):
        self.thread.start()
        until(lambda: len(self.acknowledged) > 20)
        return self

    def __exit__(self, *exception):
        self.ending = True
        self.thread.join()

    def goes_on(self):
        """Wait until twenty more are acknowledged."""
        goal = len(self.acknowledged) + 20
        until(lambda: len(self.acknowledged) >= goal)
