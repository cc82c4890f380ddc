"""Child processes that cannot outlive their parent, however it dies."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

from .account import Account

PR_SET_PDEATHSIG = 1  # prctl(2): the kernel signals the child when the parent goes
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None  # loaded here: never between fork and exec


def dies_with_parent(sign: signal.Signals, parent: int | None = None) -> Callable[[], None]:
    """What a child runs before its program so that `sign` reaches it when its parent dies.

    The kernel counts the starting thread as the parent: call this from a thread that lives as long as the process.
    """
    expected = os.getpid() if parent is None else parent

    def prepare() -> None:
        if _prctl is not None:
            _prctl(PR_SET_PDEATHSIG, int(sign), 0, 0, 0)
        if os.getppid() != expected:  # it died between fork and prctl, so no signal will come
            os._exit(1)

    return prepare


def start(
    command: Sequence[str | Path],
    *,
    on_parent_death: signal.Signals,
    account: Account | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    stdout: IO[bytes] | int | None = None,
    stderr: IO[bytes] | int | None = None,
    pass_fds: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, so that Ctrl-C reaches its parent only; under the account if given."""
    lesser = account if account is not None and account.is_lesser else None
    return subprocess.Popen(  # noqa: S603 - commands are lists that this package builds
        [str(part) for part in command],
        user=lesser.uid if lesser else None,
        group=lesser.gid if lesser else None,
        extra_groups=[] if lesser else None,
        umask=0o077 if account is not None else -1,
        env=env,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        pass_fds=pass_fds,
        start_new_session=True,
        preexec_fn=dies_with_parent(on_parent_death),
    )


def is_alive(pid: int) -> bool:
    """Whether a process of that number runs; a zombie does not."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
        except OSError:
            return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
