"""Publication of one change: what it costs a worker in a council of 25 wards and in one of 8,500.

A note of progress on one action is handed over, addresses near it are found, and every page that shows it is drawn
anew. Compared: the same act in the same process before and after 8,475 wards more are there, each with priorities and
twenty stored pages. Runs in a child process with a PostgreSQL of its own.
"""

import json
import os
import subprocess
import sys
import time
from statistics import median
from typing import Any

from benchmarks.rows import Row
from benchmarks.served import ROOT

FEW, MANY, NOTES = 25, 8_500, 9
PROMISE = 1.2

# Wards like the one that has a plan, their priorities, and what the published site keeps of each of them.
WARDS_SQL = """
INSERT INTO places_ward (code, edition_id, slug, name, ons_name, number, seats, description)
SELECT format('E06%%s', lpad(n::text, 6, '0')), %(edition)s, format('ward-%%s', lpad(n::text, 5, '0')),
       format('Ward %%s', lpad(n::text, 5, '0')), 'Ward', n, 2, ''
FROM generate_series(%(first)s::int, %(last)s::int) AS n;
INSERT INTO plans_priority
SELECT made.* FROM places_ward AS w CROSS JOIN generate_series(1, 4) AS n
JOIN plans_priority AS one ON one.id = %(one)s
CROSS JOIN LATERAL jsonb_populate_record(one, jsonb_build_object(
  'id', 1000000 + 4 * w.id + n, 'ward_id', w.id, 'slug', format('priority-%%s', n), 'number', n)) AS made
WHERE w.number BETWEEN %(first)s AND %(last)s AND w.code LIKE 'E06%%';
INSERT INTO foundation_publishedpage
SELECT made.* FROM places_ward AS w CROSS JOIN generate_series(1, 20) AS n
JOIN foundation_publishedpage AS one ON one.path = %(path)s
CROSS JOIN LATERAL jsonb_populate_record(one, jsonb_build_object(
  'id', 1000000 + 20 * w.id + n, 'path', format('/wards/%%s/part-%%s/', w.slug, n),
  'refs', jsonb_build_array('ward:' || w.code, format('priority:%%s', 1000000 + 4 * w.id + n %% 4)))) AS made
WHERE w.number BETWEEN %(first)s AND %(last)s AND w.code LIKE 'E06%%';
ANALYZE;
"""


def run() -> list[Row]:
    """Measure in a child process and return the row."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.publication"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    (few, pages), (many, same) = found["few"], found["many"]
    return [
        Row(f"Publication of one change, {MANY:,} wards, {same} pages", f"{many * 1000:,.0f} ms",
            f"the same, {FEW} wards, {pages} pages", f"{few * 1000:,.0f} ms", many / few,
            f"<= {PROMISE}", many / few <= PROMISE),
    ]  # fmt: skip


def main() -> None:
    """Measure and print one line of JSON."""
    from wapentake.foundation.supervisor.testing import temporary_cluster

    os.environ.setdefault("SECRET_KEY", "only-for-benchmarks-" + "x" * 40)
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

    from wapentake.foundation import calendars
    from wapentake.foundation.published import refresh
    from wapentake.plans.tests.cast import later, town

    with time_machine.travel(later(60), tick=True):
        castle = town()
        priority = castle.published()
        refresh.find(calendars.now())
        _draw()
        _fill(priority, 100, 100 + FEW - 3)
        found = {"few": _published(castle, priority)}
        _fill(priority, 200, 200 + MANY - FEW - 1)
        return found | {"many": _published(castle, priority)}


def _fill(priority: Any, first: int, last: int) -> None:
    """Write wards by number, past the actions that would take an hour."""
    from django.db import connection

    path = f"/wards/{priority.ward.slug}/"
    values = {"edition": priority.ward.edition_id, "first": first, "last": last, "one": priority.pk, "path": path}
    with connection.cursor() as cursor:
        for statement in WARDS_SQL.split(";\n"):
            if statement.strip():
                cursor.execute(statement, values if "%(" in statement else None)


def _published(castle: Any, priority: Any) -> tuple[float, int]:
    """Return the median of seconds from a note of progress until all is drawn anew, and how many pages that was."""
    from wapentake.foundation import calendars
    from wapentake.plans.actions import note_progress

    action, took, pages = priority.actions.get(), [], 0
    for number in range(NOTES):
        note_progress(action, f"Note {number}.", by=castle.dan, at=calendars.now())
        begun = time.perf_counter()
        pages = _hand_over()
        took.append(time.perf_counter() - begun)
    return median(took[1:]), pages


def _hand_over() -> int:
    """Do what the worker's jobs do with news: hand it over, find addresses, draw pages. Return how many."""
    from django.db import connection

    from wapentake.foundation import calendars, changes
    from wapentake.foundation.published import refresh

    changes.deliver()
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo' RETURNING args",
            [refresh.FIND_PAGES],
        )
        asked = [json.loads(args) if isinstance(args, str) else args for (args,) in cursor.fetchall()]
    for args in asked:
        refresh.find(calendars.now(), args["names"], args["refs"])
    return _draw()


def _draw() -> int:
    from wapentake.foundation import calendars
    from wapentake.foundation.published import refresh

    pages = refresh.waiting()
    for page in pages:
        refresh.bring_up_to_date(page, calendars.now)
    return len(pages)


if __name__ == "__main__":
    main()
