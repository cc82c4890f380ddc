"""What several benchmarks stand on: the demonstration borough in a PostgreSQL of its own, and servers on free ports."""

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]


@contextlib.contextmanager
def borough() -> Iterator[tuple[dict[str, str], Path]]:
    """Load the demonstration; yields the environment in which programs find it, and a folder to write in."""
    from wapentake.foundation.supervisor.testing import temporary_cluster

    with temporary_cluster() as cluster, _folder() as folder:
        env = os.environ | {
            "DATABASE_URL": cluster.url("wapentake", "wapentake_owner"),
            "DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SECRET_KEY": "only-for-benchmarks-" + "x" * 40,
            "WAPENTAKE_DEMO": "true",
        }
        program = [sys.executable, "-m", "wapentake.foundation.supervisor"]
        subprocess.run([*program, "demo", "--load-only"], cwd=ROOT, env=env, check=True, stdout=sys.stderr)
        yield env, folder


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="wapentake-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Server:
    """A granian that runs, with its one worker."""

    port: int
    process: psutil.Process

    def cpu(self) -> float:
        """Return the processor time that it and its worker have used, in seconds."""
        every = [self.process, *self.process.children(recursive=True)]
        return sum(times.user + times.system for times in (process.cpu_times() for process in every))


@contextlib.contextmanager
def served(site: str, env: dict[str, str]) -> Iterator[Server]:
    """Serve a WSGI application by one granian worker."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [
        "granian", "--interface", "wsgi", "--http", "1", "--no-ws", "--workers", "1", "--blocking-threads", "1",
        "--no-access-log", "--port", str(port), site,
    ]  # fmt: skip
    from wapentake.foundation.supervisor.serving import LEAN

    server = subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, env=env | LEAN, stdout=sys.stderr)
    try:
        for _ in range(300):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            time.sleep(0.1)
        yield Server(port, psutil.Process(server.pid))
    finally:
        server.terminate()
        server.wait(30)


def get(port: int, path: str, form: str) -> tuple[int, Message, bytes]:
    """Ask for a page in one encoding; returns status, headers and the bytes."""
    line = http.client.HTTPConnection("localhost", port, timeout=30)
    with contextlib.closing(line):
        line.request("GET", path, headers={"Accept-Encoding": form})
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read()
