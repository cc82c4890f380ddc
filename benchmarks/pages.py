"""Pages that Django makes: a ward's page with the store passed by, and a councillor's desk.

Queries are counted in this process's child for every ward of the demonstration; times are of one connection to one
granian worker, whose memory is read at the end, when it has answered every kind of page. Compared with /healthz of the
same server, which asks the database nothing.
"""

import http.cookiejar
import json
import os
import re
import statistics
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from http import HTTPStatus
from typing import Any

import psutil

from benchmarks.rows import Row
from benchmarks.served import ROOT, Server, borough, served

ASKED = 200
PAGE_PROMISE, DESK_PROMISE = 15.0, 30.0  # milliseconds at one connection
MEMORY_PROMISE = 150  # megabytes
MEMBER = "maureen"
SPREAD = 2  # queries that are asked only where there is something, for example whom somebody covers for


def run() -> list[Row]:
    """Measure on the demonstration borough and return the rows."""
    with borough() as (env, _):
        words = [sys.executable, "-m", "benchmarks.pages"]
        done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr.decode(errors="replace"))
        counted = json.loads(done.stdout.splitlines()[-1])
        with served("config.wsgi:application", env) as server:
            return [*_times(server, counted), *_queries(counted), _memory(server, counted)]


def _queries(counted: dict[str, list[int]]) -> list[Row]:
    rows = []
    for name, numbers in (
        ("a ward's page, 25 wards", "wards"),
        ("the desk, members whom money waits for", "deciding"),
        ("the desk, members whom none waits for", "idle"),
    ):
        low, high = min(counted[numbers]), max(counted[numbers])
        rows.append(
            Row(f"Queries of {name}", f"{low}" if low == high else f"{low} to {high}", "the barest ward or member",
                f"{low}", high / low, "constant in rows", high - low <= SPREAD)
        )  # fmt: skip
    return rows


def _times(server: Server, counted: dict[str, list[str]]) -> list[Row]:
    desk = _signed_in(server.port)
    passer = urllib.request.build_opener()
    bare = p50(passer, server.port, ["/healthz"] * ASKED)
    wards = p50(passer, server.port, [f"{path}?uncached=1" for path in counted["paths"]] * (ASKED // 25))
    home = p50(desk, server.port, ["/desk/"] * ASKED)
    return [
        Row(name, f"{ours:.1f} ms", "/healthz of the same server", f"{bare:.1f} ms", ours / bare,
            f"<= {promise:.0f} ms", ours <= promise)
        for name, ours, promise in (
            ("An uncached ward page, one connection, p50", wards, PAGE_PROMISE),
            ("The desk of a councillor, one connection, p50", home, DESK_PROMISE),
        )
    ]  # fmt: skip


def _memory(server: Server, counted: dict[str, list[str]]) -> Row:
    """Ask for all public pages twice, stored and uncached, then look at the worker's resident memory."""
    passer = urllib.request.build_opener()
    for path in counted["all"]:
        _read(passer, server.port, path)
        _read(passer, server.port, f"{path}?uncached=1")
    [worker] = [child for child in server.process.children() if _serves(child)]
    used = worker.memory_info().rss / 1024 / 1024
    return Row("Memory of one web worker, after every public page", f"{used:.0f} MB", "", "", None,
               f"<= {MEMORY_PROMISE} MB", used <= MEMORY_PROMISE)  # fmt: skip


def _serves(process: psutil.Process) -> bool:
    return "resource_tracker" not in " ".join(process.cmdline())


def _signed_in(port: int) -> urllib.request.OpenerDirector:
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    _read(opener, port, "/demo/")
    token = next(cookie.value for cookie in jar if "csrf" in cookie.name)
    form = urllib.parse.urlencode({"person": MEMBER, "csrfmiddlewaretoken": token}).encode()
    opener.open(f"http://localhost:{port}/demo/", form, timeout=30).read()
    return opener


def p50(opener: urllib.request.OpenerDirector, port: int, paths: list[str]) -> float:
    """Return the median time of an answer over one connection, in milliseconds."""
    for path in paths[:5]:
        _read(opener, port, path)
    times = []
    for path in paths:
        begun = time.perf_counter()
        _read(opener, port, path)
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def _read(opener: urllib.request.OpenerDirector, port: int, path: str) -> None:
    with opener.open(f"http://localhost:{port}{path}", timeout=30) as answer:
        answer.read()
        asked, got = (urllib.parse.urlsplit(each).path for each in (path, answer.url))
        assert got.startswith(asked), f"{path} leads to {answer.url}"


def main() -> None:
    """Count queries and print one line of JSON. Runs in a process of its own, on the borough's database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.test import Client

    from wapentake.foundation import calendars
    from wapentake.foundation.models import PublishedPage
    from wapentake.funding.queries import waiting_for
    from wapentake.office.models import Term
    from wapentake.office.queries import roles_of

    every = list(PublishedPage.objects.filter(state="live").order_by("path").values_list("path", flat=True))
    wards = [path for path in every if re.fullmatch(r"/wards/[a-z-]+/", path)]
    members = Term.objects.on(calendars.today()).exclude(councillor__user=None).select_related("councillor__user")
    desks: dict[bool, list[int]] = {True: [], False: []}
    for term in members:
        client = Client(headers={"Host": "localhost"})
        assert term.councillor.user is not None
        client.force_login(term.councillor.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        waits = waiting_for(roles_of(term.councillor.user, calendars.today())).exists()
        desks[waits].append(_count(client, "/desk/"))
    passer = Client(headers={"Host": "localhost"})
    counted = {path: _count(passer, path) for path in wards}
    wards = [path for path in wards if counted[path]]  # the address of a ward of long ago leads to its edition
    counts = [counted[path] for path in wards]
    deciding, idle = ([count for count in desks[waits] if count] for waits in (True, False))
    print(json.dumps({"paths": wards, "all": every, "wards": counts, "deciding": deciding, "idle": idle}))


def _count(client: Any, path: str) -> int:
    """Return the queries of the second look at a page; none where it is closed to them, as to a suspended member."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    if client.get(path).status_code != HTTPStatus.OK:
        return 0
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


if __name__ == "__main__":
    main()
