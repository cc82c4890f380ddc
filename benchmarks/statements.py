"""Statements: a ward's of an earlier year in the demonstration, 8,000 wards in one year, and 250,000 awards as files.

A page's time is compared with /healthz of the same server, the borough's last page with its first, and a file's memory
with what the process held before. The measuring is done in child processes with a PostgreSQL of their own.
"""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterable
from typing import Any

from benchmarks.rows import Row
from benchmarks.served import ROOT, borough, served

PAGE_PROMISE = 50.0  # milliseconds
PATH = "/wards/boston-castle/budget/2021-22/?uncached=1"
ASKED = 60


def run() -> list[Row]:
    """Measure in child processes and return the rows."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.statements"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    found = json.loads(done.stdout.splitlines()[-1])
    return [_ward(), *_borough(found), *_files(found["files"])]


def _ward() -> Row:
    from benchmarks.pages import p50

    with borough() as (env, _), served("config.wsgi:application", env) as server:
        passer = urllib.request.build_opener()
        bare = p50(passer, server.port, ["/healthz"] * ASKED)
        ours = p50(passer, server.port, [PATH] * ASKED)
    return Row("A ward's statement with seven years beside it, uncached, p50", f"{ours:.1f} ms",
               "/healthz of the same server", f"{bare:.1f} ms", ours / bare, f"<= {PAGE_PROMISE:.0f} ms",
               ours <= PAGE_PROMISE)  # fmt: skip


def _borough(found: dict[str, Any]) -> list[Row]:
    (small, few), (first, many), (last, most) = found["small"], found["first"], found["last"]
    return [
        Row("Queries of a borough's statement, 8,000 wards and 250,000 awards", f"{many}, last page {most}",
            "one ward", f"{few}", many / few, "the same", few == many == most),
        Row("A borough's statement, 8,000 wards, page 81 of 81", f"{last * 1000:,.0f} ms", "page 1 of 81",
            f"{first * 1000:,.0f} ms (one ward {small * 1000:,.0f} ms)", last / first, "<= 1.2", last / first <= 1.2),
    ]  # fmt: skip


def _files(found: dict[str, tuple[float, float]]) -> list[Row]:
    return [
        Row(f"250,000 awards as {name}", f"{grew:.0f} MB more memory, {took:.0f} s", promise="<= 40 MB more",
            kept=grew <= 40)
        for name, (grew, took) in found.items()
    ]  # fmt: skip


def main() -> None:
    """Measure and print one line of JSON. Runs in a process of its own, with a PostgreSQL of its own."""
    from wapentake.foundation.supervisor.testing import temporary_cluster

    os.environ.setdefault("SECRET_KEY", "only-for-benchmarks-" + "x" * 40)
    os.environ.setdefault("WAPENTAKE_ORG_ID", "GB-LAE-ROT")
    with temporary_cluster() as cluster:
        os.environ["DATABASE_URL"] = cluster.url("wapentake", "wapentake_owner")
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0, stdout=sys.stderr)
        print(json.dumps(_measured()))


def _measured() -> dict[str, Any]:
    import time_machine
    from django.test import Client

    from wapentake.funding.tests import scale, world

    client = Client(headers={"Host": "localhost"})
    with time_machine.travel(world.AT, tick=True):
        made = world.make()
        found: dict[str, Any] = {"small": _page(client, "/budget/2026-27/")}
        scale.fill(made)
        found |= {"first": _page(client, "/budget/2026-27/"), "last": _page(client, "/budget/2026-27/81/")}
        found["files"] = {name: _grown(make) for name, make in scale.files().items()}
    return found


def _page(client: Any, path: str) -> tuple[float, int]:
    """Return the median of three times for a page in seconds, and its number of queries."""
    from tests.querycount import count_queries

    times = []
    for _ in range(4):
        begun = time.perf_counter()
        assert client.get(path).status_code == 200, path
        times.append(time.perf_counter() - begun)
    return sorted(times[1:])[1], len(count_queries(lambda: client.get(path)))


def _grown(make: Callable[[], Iterable[object]]) -> tuple[float, float]:
    """Return by how many megabytes memory grew at most while a file was made, and how many seconds it took."""
    from wapentake.funding.tests.scale import growth

    begun = time.perf_counter()
    grew, _ = growth(make())
    return grew / 2**20, time.perf_counter() - begun


if __name__ == "__main__":
    main()
