"""Locks that the kernel lets go of when their holder dies: files in DATA_DIR/locks."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from .folders import plainly
from .trouble import Trouble


class Lock:
    """One lock file. `serve`: one for each DATA_DIR; `cluster`: who parents PostgreSQL; `users`: who needs it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / "locks" / f"{name}.lock"
        with plainly(folder):
            self.path.parent.mkdir(mode=0o700, exist_ok=True)

    @contextlib.contextmanager
    def held(self, *, shared: bool = False, patience: float = 0) -> Iterator[bool]:
        """Hold the lock for a block; the block is told False if it is not free within `patience` seconds."""
        with plainly(self.path.parent):
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            got = self._take(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX, patience)
            if got and not shared:
                os.ftruncate(handle, 0)
                os.pwrite(handle, str(os.getpid()).encode(), 0)
            yield got
        finally:
            os.close(handle)

    def is_free(self, *, shared: bool = False) -> bool:
        """Whether the lock could be had just now."""
        with self._open_or_none() as handle:
            return handle is None or self._take(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX, 0)

    def holder(self) -> str:
        """Who holds it, for a message: `process 123`."""
        with contextlib.suppress(OSError):
            if number := self.path.read_text().strip():
                return f"process {number}"
        return "another process"

    @contextlib.contextmanager
    def _open_or_none(self) -> Iterator[int | None]:
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
        except FileNotFoundError:
            yield None
            return
        try:
            yield handle
        finally:
            os.close(handle)

    @staticmethod
    def _take(handle: int, kind: int, patience: float) -> bool:
        end = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(handle, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= end:
                    return False
                time.sleep(0.02)
            else:
                return True


def demand(got: bool, sentence: str) -> None:
    """Raise Trouble with the sentence where a lock was not had."""
    if not got:
        raise Trouble(sentence)
