"""How a command comes by its database: attach to the cluster that runs, or have it kept for as long as it is needed."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from .checks import check_server
from .cluster import Cluster
from .database import database_url, is_own, own_cluster
from .folders import make_data_dir, settle_cluster
from .locks import Lock
from .trouble import Trouble

PATIENCE = 60.0  # seconds, for a first initdb on a slow disk or a long recovery
POLITENESS = 5.0  # seconds that `serve` waits for other commands to end


@contextlib.contextmanager
def attached(*, check: bool = True) -> Iterator[None]:
    """A database for a block: `DATABASE_URL`'s, checked; or the own cluster, started and stopped again if need be.

    Raises Trouble where there is none to be had.
    """
    if not is_own():
        if check:
            check_server(database_url())
        yield
        return
    folder = make_data_dir()
    users = Lock(folder, "users")
    with contextlib.ExitStack() as stack:
        if not stack.enter_context(users.held(shared=True, patience=PATIENCE)):
            raise Trouble(
                f"The database in {folder} is still being stopped by {users.holder()}: try again in a minute."
            )
        keeper = _await_ready(folder)
        yield
    if keeper is not None:
        _await_end(keeper, users)


def _await_ready(folder: Path) -> subprocess.Popen[bytes] | None:
    """Wait until the cluster answers; answers the keeper where this command had to start one."""
    cluster, kept_by = own_cluster(), Lock(folder, "cluster")
    settle_cluster(folder, cluster.account)
    cluster = own_cluster()
    keeper: subprocess.Popen[bytes] | None = None
    end = time.monotonic() + PATIENCE
    with tempfile.TemporaryFile() as words:
        while not cluster.is_ready():
            if time.monotonic() > end:
                raise Trouble(f"The database in {folder} does not answer: see the files in {cluster.folder / 'log'}.")
            if keeper is None and kept_by.is_free():
                keeper = _start_keeper(words)
            if keeper is not None and keeper.poll() is not None:
                _raise_words(keeper, words)
                keeper = None
            time.sleep(0.02)
    return keeper


def _start_keeper(words: IO[bytes]) -> subprocess.Popen[bytes]:
    """Deliberately no child that dies with this command: other commands may need the cluster longer."""
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", __package__, "keeper"],
        env=os.environ | {"DATA_DIR": str(make_data_dir())},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=words,
        start_new_session=True,
    )


def _raise_words(keeper: subprocess.Popen[bytes], words: IO[bytes]) -> None:
    if keeper.returncode == 0:
        return  # another was quicker
    words.seek(0)
    said = words.read().decode(errors="replace").strip().splitlines()
    raise Trouble(said[-1] if said else f"The database's keeper ended with code {keeper.returncode}: try again.")


def _await_end(keeper: subprocess.Popen[bytes], users: Lock) -> None:
    """Come back when the cluster has stopped, or at once when somebody else goes on using it."""
    end = time.monotonic() + PATIENCE
    while keeper.poll() is None and time.monotonic() < end:
        if not users.is_free() and users.is_free(shared=True):
            return
        time.sleep(0.02)


@contextlib.contextmanager
def sole_cluster(folder: Path) -> Iterator[Cluster]:
    """The cluster for `serve`, which parents it itself: started, and stopped at the end.

    Raises Trouble where a command goes on using the database.
    """
    cluster = own_cluster()
    settle_cluster(folder, cluster.account)
    cluster = own_cluster()
    kept_by = Lock(folder, "cluster")
    with kept_by.held(patience=POLITENESS) as got:
        if not got:
            raise Trouble(
                f"Another command is using the database in {folder} (kept by {kept_by.holder()}): "
                "let it end, then start again."
            )
        try:
            cluster.start(on_parent_death=signal.SIGINT)
            yield cluster
        finally:
            cluster.stop("fast")
