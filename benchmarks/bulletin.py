"""A bulletin: how fast it leaves through the whole path, beside a bare loop of smtplib with mails made already.

The real path: claims, the look at each reader, the mail made for them, the marks before and after, each committed to a
PostgreSQL that does not wait for the disk. Both loops talk to the same mail server on this machine, in the same run: it
takes commands in a row (RFC 2920), as Postfix does, and ours sends them so; smtplib waits for each answer. Memory is
that of the process that sends, for ten times as many readers. The measuring is done in a child with a PostgreSQL of its
own.
"""

import json
import os
import resource
import subprocess
import sys
import time
from typing import Any

from benchmarks.rows import Row
from benchmarks.served import ROOT

MAILS = int(os.environ.get("BENCH_MAILS", "10000"))
MANY = int(os.environ.get("BENCH_MANY_MAILS", "100000"))
PROMISE, GROWTH = 0.5, 24.0  # of the bare loop's rate; MB


def run() -> list[Row]:
    """Measure in a child process and return the rows."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.bulletin"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    found = json.loads(done.stdout.splitlines()[-1])
    share = found["rate"] / found["bare"]
    grown = found["grown"]
    return [
        Row(f"A bulletin to {MAILS:,} readers, one worker", f"{found['rate']:.0f} mails/s",
            "smtplib alone, mails made already", f"{found['bare']:.0f} mails/s", share,
            f">= {PROMISE:.1f} of it", share >= PROMISE),
        Row(f"Memory of the worker, {MANY:,} readers after {MAILS:,}", f"{grown:.1f} MB more", "", "", None,
            f"<= {GROWTH:.0f} MB more", grown <= GROWTH),
    ]  # fmt: skip


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

        call_command("migrate", verbosity=0, stdout=sys.stderr)
        print(json.dumps(_measured()))


def _measured() -> dict[str, float]:
    """Send to a server in another process, so that the two do not share a Python."""
    from django.conf import settings

    server = subprocess.Popen(
        [sys.executable, "-c", "from wapentake.publishing.tests.sink import serve; serve()"],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert server.stdout
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(server.stdout.readline())
        found = _sent(MAILS, "first")
        before = _memory()
        _sent(MANY, "many")
        return {**found, "grown": max(0.0, _memory() - before)}
    finally:
        server.kill()


def _sent(count: int, name: str) -> dict[str, float]:
    from wapentake.foundation import calendars
    from wapentake.publishing.models import BulletinMail
    from wapentake.publishing.tests import outbox

    bulletin = outbox.bulletin_for_bench(name, count)
    mails = BulletinMail.objects.filter(bulletin=bulletin, state="sent")
    bare = _bare(bulletin, min(count, MAILS))
    begun = time.perf_counter()
    outbox.send_all(bulletin, within=36_000)
    took = time.perf_counter() - begun
    assert mails.count() == count, calendars.now()
    return {"rate": count / took, "bare": bare}


def _bare(bulletin: Any, count: int) -> float:
    """Return how many mails a second smtplib sends that were made before."""
    import smtplib

    from django.conf import settings

    from wapentake.publishing.tests import outbox

    raw = outbox.one_mail(bulletin)
    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as server:
        begun = time.perf_counter()
        for number in range(count):
            server.sendmail("from@example.org", [f"reader{number}@example.org"], raw)
        return count / (time.perf_counter() - begun)


def _memory() -> float:
    """Return the most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
