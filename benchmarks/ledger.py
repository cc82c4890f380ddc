"""Money on one hot fund, at 1 and at 16 processes: posting alone, and the whole act of supporting an application.

Posting through Django is compared with a bare psycopg call of the same database function. The whole act (verdicts,
audit, news, mail) is compared with the very statements that it sends, played again by bare psycopg on a fresh copy of
the same database. Each runs on a copy of its own, in turns; the medians are given. After each turn the ledger must
agree, to the penny.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.rows import Row

ROOT = Path(__file__).resolve().parents[1]
POSTS, ACTS = 640, 160
TURNS = int(os.environ.get("BENCH_TURNS", "3"))
POST_PROMISE, ACT_PROMISE, P99_PROMISE = 0.7, 0.3, 1.0


def run() -> list[Row]:
    """Measure in a child process and return the rows."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.ledger"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    found = json.loads(done.stdout.splitlines()[-1])
    rows = []
    for processes in ("1", "16"):
        many = f"{processes} {'process' if processes == '1' else 'processes'}"
        rows += [
            _row(f"Posting on a hot fund, {many}", found["post"][processes], "the same function by bare psycopg",
                 POST_PROMISE),
            _row(f"Supporting an application on a hot fund, {many}", found["act"][processes],
                 "the same statements by bare psycopg", ACT_PROMISE),
        ]  # fmt: skip
    return rows


def _row(name: str, found: dict[str, dict[str, float]], compared_with: str, promise: float) -> Row:
    ours, bare = found["ours"], found["bare"]
    ratio = ours["rate"] / bare["rate"]
    return Row(
        name=name,
        ours=f"{ours['rate']:,.0f}/s, p99 {ours['p99'] * 1000:.0f} ms",
        compared_with=compared_with,
        theirs=f"{bare['rate']:,.0f}/s, p99 {bare['p99'] * 1000:.0f} ms",
        ratio=ratio,
        promise=f">= {promise}, p99 <= {P99_PROMISE:.0f} s",
        kept=ratio >= promise and ours["p99"] <= P99_PROMISE,
    )


def main() -> None:
    """Measure and print one line of JSON. Runs in a process of its own, with a PostgreSQL of its own."""
    from wapentake.foundation.supervisor.testing import temporary_cluster

    os.environ.setdefault("SECRET_KEY", "only-for-benchmarks-" + "x" * 40)
    with temporary_cluster() as cluster:
        os.environ["DATABASE_URL"] = cluster.url("wapentake", "wapentake_owner")
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connections

        call_command("migrate", verbosity=0, stdout=sys.stderr)
        keys = _borough()
        connections.close_all()
        print(json.dumps({"post": _posting(cluster), "act": _acting(cluster, keys)}))


def _borough() -> list[int]:
    """Make a borough with one rich councillor and many applications to them; return the applications' keys."""
    from wapentake.funding import actions
    from wapentake.funding.rules import Allotment
    from wapentake.funding.tests import racing, world

    made = world.make(allot=False)
    due = Allotment(made.ward, made.ashby, 100_000_000)
    actions.allot(made.clf, world.YEAR, due, by=None, at=world.AT, key="rich")
    return [application.pk for application in racing.applications(made, [100] * ACTS)]


@contextmanager
def _copy(cluster: Any, name: str) -> Iterator[str]:
    """Point Django at a fresh copy of the borough, and check its ledger when the work is done. Yields its address."""
    from django.db import connections

    from wapentake.funding.queries import check_ledger

    connection = connections["default"]
    connections.close_all()
    address = cluster.create_database(name, "wapentake")
    before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        yield address
        report = check_ledger()
        assert report.agrees, report.faults
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before
        cluster.drop_database(name)


def _timed(work: Callable[[int], list[float]], processes: int) -> dict[str, float]:
    """Let processes work at the same moment; return acts a second over all, and the 99th percentile of one act."""
    from wapentake.funding.tests.racing import in_processes

    answers = in_processes(_with_clock, [(work, place) for place in range(processes)])
    each = sorted(took for answer in answers for took in answer[2])
    spent = max(answer[1] for answer in answers) - min(answer[0] for answer in answers)
    return {"rate": len(each) / spent, "p99": each[int(len(each) * 0.99) - 1]}


def _with_clock(work: Callable[[int], list[float]], place: int) -> tuple[float, float, list[float]]:
    begun = time.monotonic()
    took = work(place)
    return begun, time.monotonic(), took


def _each(acts: list[Callable[[], object]]) -> list[float]:
    took = []
    for act in acts:
        begun = time.monotonic()
        act()
        took.append(time.monotonic() - begun)
    return took


def _posting(cluster: Any) -> dict[str, Any]:
    def ours(_: str, place: int, of: int) -> list[float]:
        return _post_by_django(place, POSTS // of)

    def bare(address: str, place: int, of: int) -> list[float]:
        return _post_bare(address, place, POSTS // of)

    return _in_turns(cluster, ours, bare)


Work = Callable[[str, int, int], list[float]]


def _placed(work: Work, address: str, of: int, place: int) -> list[float]:
    return work(address, place, of)


def _in_turns(cluster: Any, ours: Work, bare: Work) -> dict[str, Any]:
    """Let both work in turns, at 1 and at 16 processes; return the medians of rate and 99th percentile."""
    found: dict[str, Any] = {}
    for processes in (1, 16):
        turns: dict[str, list[dict[str, float]]] = {"ours": [], "bare": []}
        for _ in range(TURNS):
            for name, work in (("ours", ours), ("bare", bare)):
                with _copy(cluster, name) as address:
                    turns[name].append(_timed(partial(_placed, work, address, processes), processes))
        found[str(processes)] = {
            name: {figure: statistics.median(turn[figure] for turn in done) for figure in ("rate", "p99")}
            for name, done in turns.items()
        }
    return found


def _hot_legs() -> tuple[int, int]:
    from wapentake.funding.models import Account
    from wapentake.funding.states import Stage

    hot = Account.objects.filter(year=2026, councillor__slug="maureen-ashby")
    return hot.get(stage=Stage.LEFT).pk, hot.get(stage=Stage.RESERVED).pk


def _post_by_django(place: int, count: int) -> list[float]:
    from django.db import transaction

    from wapentake.funding.actions import ledger
    from wapentake.funding.states import TransferKind
    from wapentake.funding.tests.world import AT

    left, reserved = _hot_legs()

    def post(number: int) -> None:
        key, legs = f"bench-{place}-{number}", {left: -1, reserved: 1}
        with transaction.atomic():
            ledger.post(ledger.Posting(key, TransferKind.MOVE, legs, None, AT, f"bench:{place}", "moved"))

    return _each([partial(post, number) for number in range(count)])


BARE = """
SELECT funding_post(NULL, %s, 'move', '2026-11-24', NULL, %s::timestamptz, %s::bigint[], %s::bigint[], '', NULL, NULL,
                    %s, 'moved', '{}')
"""


def _post_bare(address: str, place: int, count: int) -> list[float]:
    import psycopg

    from wapentake.funding.tests.world import AT

    left, reserved = _hot_legs()
    with psycopg.connect(address) as connection:

        def post(number: int) -> None:
            connection.execute(BARE, [f"bench-{place}-{number}", AT, [left, reserved], [-1, 1], f"bench:{place}"])
            connection.commit()

        return _each([partial(post, number) for number in range(count)])


def _acting(cluster: Any, keys: list[int]) -> dict[str, Any]:
    with _copy(cluster, "record"):
        recorded = [_recorded(key) for key in keys]

    def ours(_: str, place: int, of: int) -> list[float]:
        return _each([partial(_support, key) for key in keys[place::of]])

    def bare(address: str, place: int, of: int) -> list[float]:
        return _replayed(address, recorded[place::of])

    return _in_turns(cluster, ours, bare)


def _support(key: int) -> None:
    from wapentake.funding import actions
    from wapentake.funding.models import Application
    from wapentake.funding.tests.world import AT

    application = Application.objects.select_related("councillor__user").get(pk=key)
    member = application.councillor
    assert member is not None
    assert member.user is not None
    actions.support(application, reasons="A benchmark.", interest=False, by=member.user, at=AT, key=f"bench-{key}")


def _recorded(key: int) -> list[tuple[str, Any]]:
    """Return the statements that supporting an application sends, with their parameters."""
    from django.db import connection

    sent: list[tuple[str, Any]] = []

    def remember(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(remember):
        _support(key)
    return sent


def _replayed(address: str, recorded: list[list[tuple[str, Any]]]) -> list[float]:
    """Send recorded statements by bare psycopg, each act in a transaction, as Django's driver is set up."""
    import psycopg

    with psycopg.connect(address, cursor_factory=psycopg.ClientCursor) as connection:

        def act(statements: list[tuple[str, Any]]) -> None:
            with connection.cursor() as cursor:
                for sql, params in statements:
                    cursor.execute(sql, params or None)
            connection.commit()

        return _each([partial(act, statements) for statements in recorded])


if __name__ == "__main__":
    main()
