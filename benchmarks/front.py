"""A published ward page through granian and the front, against a bare WSGI application that returns the same bytes.

One worker each, on one machine, in turns; the best of several turns, since what else the machine does can only slow a
turn down. The ratio is one of requests for the same processor time of the server, which a busy machine distorts least.
The demonstration borough is loaded into a PostgreSQL of its own, so the page is a real one and its watcher runs. `wrk`
asks where it is installed, otherwise a bounded client of our own.
"""

import http.client
import json
import os
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.rows import Row
from benchmarks.served import Server, borough, get, served

TURNS, SECONDS = 10, 1
CONNECTIONS = 16
PROMISE = 0.8
NEEDED = {"content-type", "content-length", "content-encoding"}
SERVERS_OWN = {"server", "date", "connection"}


def run() -> list[Row]:
    """Measure and return the rows: the page as it is, and in the form that browsers ask for."""
    with borough() as (env, folder):
        return measure(env, folder)


def measure(env: dict[str, str], folder: Path) -> list[Row]:
    """Measure on a database that holds the demonstration borough; `folder` takes a copy of the page."""
    with served("config.wsgi:application", env) as ours:
        path = _first_ward(ours.port)
        rows = [_compare(ours, path, form, env, folder, headers=True) for form in ("identity", "br")]
        return [*rows, _compare(ours, path, "identity", env, folder, headers=False)]


@dataclass(frozen=True)
class Turn:
    """Requests a second, and what one costs in microseconds of the server's processor time."""

    rate: float
    cost: float

    def __str__(self) -> str:
        return f"{self.rate:,.0f} requests/s, {self.cost:.1f} µs each"


def _best(turns: tuple[Turn, ...]) -> Turn:
    return Turn(max(turn.rate for turn in turns), min(turn.cost for turn in turns))


def _turn(server: Server, path: str, form: str) -> Turn:
    before = server.cpu()
    rate = _rate(server.port, path, form)
    return Turn(rate, (server.cpu() - before) / (rate * SECONDS) * 1e6)


def _compare(ours: Server, path: str, form: str, env: dict[str, str], folder: Path, *, headers: bool) -> Row:
    """Return the row for one form of the page, against the same bytes with all our headers or with the two needed."""
    status, sent, body = get(ours.port, path, form)
    assert (status, "ETag" in sent) == (200, True), f"{path} is not answered from store"
    kept = [(name, value) for name, value in sent.items() if headers or name.lower() in NEEDED]
    kept = [(name, value) for name, value in kept if name.lower() not in SERVERS_OWN]
    (folder / "answer").write_bytes(json.dumps(kept).encode() + b"\n" + body)
    with served("benchmarks.front:bare", env | {"BENCH_ANSWER": str(folder / "answer")}) as bare:
        assert get(bare.port, path, form)[2] == body
        pairs = [(_turn(ours, path, form), _turn(bare, path, form)) for _ in range(TURNS)]
    mine, theirs = (_best(turns) for turns in zip(*pairs, strict=True))
    ratio = theirs.cost / mine.cost
    return Row(
        name=f"Published ward page, {len(body) / 1024:.0f} KB ({form}), one worker",
        ours=str(mine),
        compared_with="a bare granian WSGI application, "
        + ("same bytes" if headers else "same page with nothing but its type and length"),
        theirs=str(theirs),
        ratio=ratio,
        promise=f">= {PROMISE} of its requests" if headers else "",
        kept=ratio >= PROMISE if headers else None,
    )


def bare(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """The application that ours is compared with: nothing but the bytes."""
    start("200 OK", _headers)
    return _body


_line, _, _page = Path(os.environ.get("BENCH_ANSWER", os.devnull)).read_bytes().partition(b"\n")
_headers = [(name, value) for name, value in json.loads(_line or "[]")]
_body = [_page]


def _first_ward(port: int) -> str:
    """Return the address of a ward's page, from the list of wards."""
    found = re.search(rb'href="(/wards/[a-z0-9-]+/)"', get(port, "/wards/", "identity")[2])
    if found is None:
        raise RuntimeError("The list of wards leads to no ward.")
    return found[1].decode()


def _rate(port: int, path: str, form: str) -> float:
    """Return the requests a second that a server answers."""
    address = f"http://localhost:{port}{path}"
    if wrk := shutil.which("wrk"):
        words = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-H", f"Accept-Encoding: {form}", address]
        said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
        assert "Non-2xx" not in said, said
        assert "Socket errors" not in said, said
        found = re.search(r"Requests/sec:\s+([0-9.]+)", said)
        assert found is not None, said
        return float(found[1])
    return _rate_of_our_own(port, path, form)


def _rate_of_our_own(port: int, path: str, form: str) -> float:
    counts: list[int] = []
    end = time.monotonic() + SECONDS

    def ask() -> None:
        line, count = http.client.HTTPConnection("localhost", port, timeout=30), 0
        while time.monotonic() < end:
            line.request("GET", path, headers={"Accept-Encoding": form})
            line.getresponse().read()
            count += 1
        line.close()
        counts.append(count)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS


if __name__ == "__main__":
    from benchmarks.rows import table

    print(table(run()))
