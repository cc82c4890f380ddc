"""A postcode's ward: processor time of one answer, database included, with a district's postcodes and with 1.7 million.

Compared with a bare `SELECT` of one row by primary key through the same driver: what any answer costs at least. The
measuring is done in a child process with a PostgreSQL of its own. The server's processor time is read from /proc.
"""

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.rows import Row

ROOT = Path(__file__).resolve().parents[1]
DISTRICT = "E08000018"
MANY = 1_700_000
ASKED = 4000
PROMISE = 0.5  # milliseconds of processor time, of which the database's are a part


def run() -> list[Row]:
    """Measure in a child process and return the rows."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.postcodes"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    found = json.loads(done.stdout.splitlines()[-1])
    rows = [_row(count, found[key]) for key, count in (("district", found["held"]), ("many", found["all"]))]
    whole = found["http"]
    rows.append(
        Row("A postcode's answer over HTTP, one connection, p50", f"{whole['find']:.2f} ms",
            "/healthz of the same server", f"{whole['bare']:.2f} ms", whole["find"] / whole["bare"])
    )  # fmt: skip
    return rows


def _row(held: int, found: dict[str, float]) -> Row:
    ours, bare = found["ours"], found["bare"]
    return Row(
        name=f"`ward_for_postcode()`, {held:,} postcodes, CPU with the database's",
        ours=f"{ours:.3f} ms",
        compared_with="a bare SELECT by primary key",
        theirs=f"{bare:.3f} ms",
        ratio=ours / bare,
        promise=f"<= {PROMISE} ms",
        kept=ours <= PROMISE,
    )


def main() -> None:
    """Measure and print one line of JSON. Runs in a process of its own."""
    from wapentake.foundation.supervisor.testing import temporary_cluster

    os.environ.setdefault("SECRET_KEY", "only-for-benchmarks-" + "x" * 40)
    with temporary_cluster(shared_buffers="256MB") as cluster:
        os.environ["DATABASE_URL"] = cluster.url("wapentake", "wapentake_owner")
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        import django

        django.setup()
        print(json.dumps(_measure()))


def _measure() -> dict[str, object]:
    from django.core.management import call_command
    from django.db import connection

    from wapentake.places.models import Postcode

    quiet = {"stdout": sys.stderr}
    call_command("migrate", verbosity=0)
    call_command("set_up_council", **quiet)
    call_command("load_postcodes", district=DISTRICT, **quiet)
    call_command("set_up_council", schematic=True, **quiet)
    codes = list(Postcode.objects.filter(council_code=DISTRICT).order_by("code").values_list("code", flat=True))
    found: dict[str, object] = {"held": Postcode.objects.count(), "district": _both(codes)}
    found["http"] = _http(codes[:: max(1, len(codes) // 400)])
    with connection.cursor() as cursor:
        # Plausible postcodes of a council that does not exist: AA00 0AA and on.
        cursor.execute(
            "INSERT INTO places_postcode (code, state, council_code)"
            " SELECT 'Q' || chr(65 + n / 67600 %% 26) || lpad((n / 676 %% 100)::text, 2, '0') || (n / 1757600)"
            " || chr(65 + n / 26 %% 26) || chr(65 + n %% 26), 'live', 'E09999999' FROM generate_series(0, %s) AS n",
            [MANY - Postcode.objects.count() - 1],
        )
        cursor.execute("VACUUM ANALYZE places_postcode")
    found["all"] = Postcode.objects.count()
    found["many"] = _both(codes)
    return found


def _both(codes: list[str]) -> dict[str, float]:
    """Return milliseconds of processor time per answer, ours and a bare SELECT's: the best of five runs in turn."""
    from django.db import connection

    from wapentake.places.queries import ward_for_postcode

    step = max(1, len(codes) // ASKED)
    asked = codes[::step]

    def bare(code: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT state FROM places_postcode WHERE code = %s", [code])
            cursor.fetchone()

    assert sum(ward_for_postcode(code).found for code in asked) > 0.9 * len(asked)
    runs = [(_cpu(ward_for_postcode, asked), _cpu(bare, asked)) for _ in range(5)]
    return {"ours": min(ours for ours, _ in runs), "bare": min(theirs for _, theirs in runs)}


def _cpu(ask: Callable[[str], object], codes: list[str]) -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    server, ours = _ticks(backend), time.process_time()
    for code in codes:
        ask(code)
    return ((time.process_time() - ours) + (_ticks(backend) - server)) / len(codes) * 1000


def _ticks(pid: int) -> float:
    """Return the seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _http(codes: list[str]) -> dict[str, float]:
    """Return the p50 in milliseconds of /find/ and of /healthz through the real server."""
    command = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "config.wsgi:application"]
    server = subprocess.Popen(
        [*command, "--port", "8393", "--workers", "1", "--no-access-log"],
        cwd=ROOT,
        stdout=sys.stderr,
        stderr=sys.stderr,
    )
    try:
        line = _connect(8393)
        found = {
            "bare": _p50(line, ["/healthz"] * len(codes)),
            "find": _p50(line, [f"/find/?postcode={c}" for c in codes]),
        }
    finally:
        server.terminate()
        server.wait(20)
    return found


def _connect(port: int) -> http.client.HTTPConnection:
    for _ in range(200):
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            line.connect()
        except ConnectionError:
            time.sleep(0.1)
        else:
            return line
    raise RuntimeError("The server did not start.")


def _p50(line: http.client.HTTPConnection, paths: list[str]) -> float:
    times = []
    for path in paths:
        before = time.perf_counter()
        line.request("GET", path, headers={"Host": "localhost"})
        answer = line.getresponse()
        answer.read()
        times.append(time.perf_counter() - before)
        assert answer.status in {200, 302}, f"{path} answers {answer.status}"
    return sorted(times)[len(times) // 2] * 1000


if __name__ == "__main__":
    main()
