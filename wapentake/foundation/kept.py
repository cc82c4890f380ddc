"""Files that take seconds to make and that many may ask for: each is made once, and kept until anything changes.

Whoever asks first makes it; whoever asks meanwhile waits for that one, so that a hundred who ask for the same file cost
one. What is kept lies in DATA_DIR/made, and may be deleted at any time.
"""

import contextlib
import fcntl
import functools
import os
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import IO

from .models import AuditDigest, AuditRecord
from .supervisor.folders import make_data_dir

FOLDER = "made"
PROGRAM = Path(__file__).resolve().parents[1]
# A record is seen once its transaction ends, which may be after a later one's. So the state is made of many of them: it
# changes also when one comes to stand before the newest.
LOOKED_AT = 500


def state_of_records() -> str:
    """Return a print of the newest audit records and the newest digest: every act of anybody writes a record."""
    newest = list(AuditRecord.objects.order_by("-pk").values_list("hash", flat=True)[:LOOKED_AT])
    newest += AuditDigest.objects.order_by("-day").values_list("digest", flat=True)[:1]
    return sha256(b"".join(bytes(one) for one in newest)).hexdigest()


def kept(name: str, state: str, write: Callable[[IO[bytes]], None]) -> IO[bytes]:
    """Return the file `name` as of `state`, open at its beginning; `write` makes it where it is not there yet.

    `name` must be fit for a file, and differ from others by more than an ending after a point. The file of an earlier
    state, or of another version of the program, goes once a new one stands. Whatever `write` raises goes on to whoever
    asked, and nothing is kept.
    """
    folder = make_data_dir() / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    wanted = folder / f"{name}.{sha256(f'{_program()} {state}'.encode()).hexdigest()[:24]}"
    with contextlib.suppress(FileNotFoundError):
        return wanted.open("rb")
    with (folder / f".{name}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not wanted.exists():
            _make(wanted, write)
            for old in folder.glob(f"{name}.*"):
                if old != wanted:
                    old.unlink(missing_ok=True)
        return wanted.open("rb")


@functools.cache
def _program() -> str:
    """Return a print of the program's own files: another version may make another file of the same records."""
    found = sorted(path for path in PROGRAM.rglob("*.*") if path.suffix in (".py", ".typ"))
    return sha256("".join(f"{path}{path.stat().st_mtime_ns}" for path in found).encode()).hexdigest()


def _make(wanted: Path, write: Callable[[IO[bytes]], None]) -> None:
    handle, name = tempfile.mkstemp(dir=wanted.parent, prefix=".making-")
    try:
        with open(handle, "w+b") as file:
            write(file)
        os.replace(name, wanted)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
