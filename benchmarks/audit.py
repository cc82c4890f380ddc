"""The audit: how long it takes to verify a million records, and that one changed byte among them is named.

Compared with one reading of the same rows. The measuring is done in a child process with a PostgreSQL of its own.
"""

import json
import os
import subprocess
import sys

from benchmarks.rows import Row, seconds
from benchmarks.served import ROOT

RECORDS = int(os.environ.get("BENCH_RECORDS", "1000000"))
STREAMS = 10_000
PROMISE = 60.0  # seconds

# As the actions write them: through the function that links each record to the one before it.
WRITE = """
SELECT count(audit_append('award:X-' || n %% %s, 'approved', NULL, '2026-11-24 09:12+00', '{"pence":' || n || '}'))
FROM generate_series(1, %s) AS n
"""
READ = "SELECT sum(length(stream) + length(facts) + length(hash)) FROM foundation_auditrecord"
TAMPER = """
ALTER TABLE foundation_auditrecord DISABLE TRIGGER USER;
UPDATE foundation_auditrecord SET facts = replace(facts, 'pence', 'pense') WHERE stream = 'award:X-77' AND seq = 3;
"""


def run() -> list[Row]:
    """Measure in a child process and return the rows."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.audit"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    found = json.loads(done.stdout.splitlines()[-1])
    return [
        Row(f"Verifying {RECORDS:,} audit records in {STREAMS:,} chains", f"{found['verify']:.1f} s",
            "reading the same rows once", f"{found['read']:.1f} s", found["verify"] / found["read"],
            f"<= {PROMISE:.0f} s, the changed one named",
            found["verify"] <= PROMISE and found["named"] == ["award:X-77, record 3: what it says was changed"]),
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


def _measured() -> dict[str, object]:
    from django.db import connection

    from wapentake.foundation import audit

    def ask(statement: str, values: list[int] | None = None) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    ask(WRITE, [STREAMS, RECORDS])
    ask("ANALYZE")
    read = min(seconds(lambda: ask(READ)) for _ in range(3))
    sound: list[audit.Fault] = []
    verify = seconds(lambda: sound.extend(audit.verify()))
    assert not sound, sound[0]
    for statement in TAMPER.strip().splitlines():
        ask(statement)
    return {"read": read, "verify": verify, "named": [str(fault) for fault in audit.verify()]}


if __name__ == "__main__":
    main()
