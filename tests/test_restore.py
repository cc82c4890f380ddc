"""The drill: a whole borough is backed up, written to, destroyed, and restored in a new place by the real commands."""

import datetime as dt
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, transaction

from tests import cast, databases
from tests.sums import Sums, lost, sums
from wapentake.foundation import audit, switches
from wapentake.foundation.models import AuditHead
from wapentake.foundation.operations import backups
from wapentake.foundation.operations.bundle import BadBackup
from wapentake.organisations.models import Organisation
from wapentake.people.actions import pseudonymise

pytestmark = pytest.mark.nightly

AT = dt.datetime(2026, 11, 24, 9, 12, tzinfo=dt.UTC)
ROOT = Path(__file__).resolve().parents[1]
LONGEST = 600  # seconds: the time that the product promises for five years of data
# A restore itself writes these: sending is off, every page is newer than any copy of it, erasures are made again.
WRITTEN = {"foundation_switch", "foundation_publishedpage", "foundation_publishedversion", "foundation_change"}
PASSING = ("procrastinate_", "django_session", "people_cache", "django_")
Run = Callable[..., str]


def _wapentake(database: str, folder: Path, *words: str) -> str:
    """Run a real command on a database and a folder; fail with what it said."""
    env = os.environ | {"DATABASE_URL": database, "DATA_DIR": str(folder)}
    done = subprocess.run(
        [Path(sys.executable).with_name("wapentake"), *words],
        env=env, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _files(folder: Path) -> dict[str, str]:
    files = (path for path in (folder / "files").rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _heads() -> dict[str, bytes]:
    return {head.stream: bytes(head.hash) for head in AuditHead.objects.all()}


def _kept() -> Sums:
    """Return the sums of what a restore must leave as it was; the audit grows by the restore's own records."""
    return {key: value for key, value in sums().items() if key[0] not in WRITTEN and not key[0].startswith(PASSING)}


@pytest.fixture
def borough(cast_db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demonstration borough with files, in a folder of its own."""
    folder = tmp_path / "data"
    for number in range(3):
        file = folder / "files" / f"{number}" / "letter.pdf"
        file.parent.mkdir(parents=True)
        file.write_bytes(os.urandom(100_000))
    monkeypatch.setenv("DATABASE_URL", cast_db)
    monkeypatch.setenv("DATA_DIR", str(folder))
    return folder


def test_a_whole_borough_comes_back(cast_db: str, borough: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    target, elsewhere = tmp_path / "monday.wapentake", tmp_path / "new"
    before, heads, files = _kept(), _heads(), _files(borough)
    begun = time.monotonic()
    _wapentake(cast_db, borough, "backup", str(target))
    backed_up = time.monotonic() - begun
    erased = cast.person("shazia")
    with transaction.atomic():
        audit.record("priority:7", "noted", by=None, at=AT, facts={"after": "the backup"})
        Organisation.objects.update(purpose="Written after the backup")
    pseudonymise(erased, by=None, at=AT)
    assert lost(before, _kept())
    # The machine is lost. What is left is the backup and, kept apart, the list of those who asked to be forgotten.
    elsewhere.mkdir()
    shutil.copy(borough / "tombstones.jsonl", elsewhere)
    connection.close()
    name = "restored_drill"
    databases.make(name, "template1")
    shutil.rmtree(borough)
    begun = time.monotonic()
    said = _wapentake(databases.database_address(name), elsewhere, "restore", str(target))
    took = time.monotonic() - begun
    assert "1 erasures made since the backup have been made again" in said
    with databases.pointing_at(name):
        _is_as_it_was(before, heads, erased.pk)
        assert _files(elsewhere) == files
        call_command("check_ledger")
        call_command("verify_audit")
    with capsys.disabled():
        print(f"\nA borough: backed up in {backed_up:.1f} s, restored in {took:.1f} s.")
    assert backed_up + took < LONGEST
    _drop_what_is_left(name)


def _is_as_it_was(before: Sums, heads: dict[str, bytes], erased: int) -> None:
    """Look at every column of every table, every head of the audit, and at what a restore does by itself."""
    after = _kept()
    of_the_erased = {column for column in lost(before, after)}
    tables = {column.partition(".")[0] for column in of_the_erased}
    assert tables <= {
        "people_user", "account_emailaddress", "mfa_authenticator",
        "foundation_audithead", "foundation_auditrecord", "foundation_auditpersonal",
    }, sorted(of_the_erased)  # fmt: skip
    assert {table for table, _ in before} == {table for table, _ in after}
    changed = {stream for stream, value in _heads().items() if heads.get(stream) != value}
    assert heads.keys() <= _heads().keys()
    assert changed <= {f"user:{erased}", "switch:sending", "switch:roles"}, changed
    person = type(cast.person("dan")).objects.get(pk=erased)
    assert person.pseudonymised_at
    assert not person.is_active
    assert not switches.is_on(switches.SENDING)
    assert not switches.is_on(switches.ROLES)


def _drop_what_is_left(name: str) -> None:
    connection.close()
    with psycopg.connect(databases.database_address("postgres"), autocommit=True) as admin:
        rows = admin.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{name}%"]).fetchall()
    for (each,) in rows:
        databases.drop(each)


FORGED = {
    "ledger": ("funding_balance", "UPDATE funding_balance SET pence = pence + 100 WHERE account_id = "
               "(SELECT min(account_id) FROM funding_balance WHERE pence > 0)"),
    "audit": ("foundation_auditrecord", "UPDATE foundation_auditrecord SET facts = '{}' WHERE id = "
              "(SELECT max(id) FROM foundation_auditrecord WHERE facts <> '{}')"),
}  # fmt: skip


@pytest.mark.parametrize("what", [*FORGED, "cut short"])
def test_a_backup_that_is_forged_or_cut_short_changes_nothing(borough: Path, tmp_path: Path, what: str):
    target = tmp_path / "forged.wapentake"
    before = _kept()
    if what in FORGED:
        table, change = FORGED[what]
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(change)
            assert cursor.rowcount == 1
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        before = _kept()
    backups.back_up(target, at=AT)
    if what == "cut short":
        target.write_bytes(target.read_bytes()[: target.stat().st_size // 2])
    with pytest.raises(BadBackup, match="does not agree with itself" if what in FORGED else r"\.$"):
        backups.restore(target, at=AT, replace=True, say=lambda _: None)
    assert lost(before, _kept()) == []
    assert switches.is_on(switches.SENDING)
