"""A cluster of its own for a test run: fast, in a temporary folder, gone with the run even when that is killed."""

import contextlib
import fcntl
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

from .account import Account, database_account
from .cluster import ADMIN, OWNER, TEST_NAME, Cluster

PREFIX = "wapentake-test-"
MEMORY = Path("/dev/shm")  # noqa: S108 - mkdtemp makes names of its own in it
ROOM = 3 * 2**30  # bytes that must be free in memory for a whole run's databases
# Nothing of a test run needs to survive the machine; synchronous_commit stays on because start-up asserts it.
FAST = {
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "logging_collector": "off",
    "cluster_name": TEST_NAME,
}


class TestCluster(Cluster):
    """A cluster with the few acts that tests need: databases by name, stop, start."""

    __test__ = False  # pytest: a helper, not a test

    def create_database(self, name: str, template: str | None = None) -> str:
        """Create a database owned by the owner role, copied from `template` if given; answers the owner's address."""
        self._as_admin(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(template or "template1")
            )
        )
        return self.url(name, OWNER)

    def drop_database(self, name: str) -> None:
        """Drop the database, its callers with it; nothing happens where there is none."""
        self._as_admin(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def start(self, *, on_parent_death: signal.Signals = signal.SIGQUIT, timeout: float = 60) -> None:
        """Start (again); on the death of the test run the server stops at once."""
        super().start(on_parent_death=on_parent_death, timeout=timeout)

    def _as_admin(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.url("postgres", ADMIN), autocommit=True) as connection:
            connection.execute(statement)


@contextlib.contextmanager
def temporary_cluster(*, in_memory: bool = False, **settings: str) -> Iterator[TestCluster]:
    """A running cluster in a new folder; stopped and deleted at the end. Keywords are PostgreSQL settings.

    In memory a database is copied ten times sooner; where there is too little of it the folder is on disk. Call it from
    the main thread: the server dies with the thread that started it. Folders that killed runs left behind are deleted
    by the next one.
    """
    account = database_account()
    root = _root(account, in_memory=in_memory)
    _sweep(root)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=root))
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder.chmod(0o711)  # the lesser account walks through to its own folder inside
        cluster = TestCluster(folder / "pg", account, FAST | settings, sync=False)
        try:
            cluster.start()
            yield cluster
        finally:
            cluster.stop("immediate")
            shutil.rmtree(cluster.socket_folder, ignore_errors=True)
            shutil.rmtree(folder, ignore_errors=True)


def _root(account: Account, *, in_memory: bool = False) -> Path:
    """The first temporary folder that the account can walk to."""
    memory = [MEMORY] if in_memory and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM else []
    for root in (*memory, Path(tempfile.gettempdir()), Path("/var/tmp")):  # noqa: S108 - the same
        if account.reaches(root):
            return root
    return Path("/")


def _sweep(root: Path) -> None:
    """Delete the folders of runs that were killed: their locks are free. A young one may be about to take its lock."""
    for folder in root.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError), (folder / "lock").open("r") as lock:
            found = os.fstat(lock.fileno())
            if found.st_uid == os.geteuid() and time.time() - found.st_mtime > 60:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
