"""The copy of the store on each host's disk: what is served there when the database is away, from the first moment on.

One file a page, changed by atomic rename and checked by its hash when read, so that a torn one counts as none. One
process of a host writes: the one that holds the lock. The others read, and take over when it is gone.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MARK = b"wapentake page 1\n"
LIVE, WITHDRAWN = "live", "withdrawn"


@dataclass(frozen=True)
class Slot:
    """One version of a page: from and until when it is shown (seconds since 1970; None: no end), in three forms."""

    begins: float
    ends: float | None
    etag: str
    content_type: str
    identity: bytes
    gzip: bytes
    brotli: bytes

    @property
    def forms(self) -> tuple[bytes, bytes, bytes]:
        """The bytes: as they are, for gzip, for brotli."""
        return self.identity, self.gzip, self.brotli


@dataclass(frozen=True)
class Leaf:
    """A page as the fronts know it. `state` is live, withdrawn or gone; the slots are in order of time."""

    path: str
    state: str
    version: int
    slots: tuple[Slot, ...] = ()

    @property
    def size(self) -> int:
        """Its bytes, more or less."""
        return 1000 + sum(len(form) for slot in self.slots for form in slot.forms)


class Mirror:
    """A folder of pages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lock: int | None = None

    def lead(self) -> bool:
        """Become the process that writes, if no other is; True when it is this one. Raises OSError on a bad disk."""
        if self.lock is not None:
            return True
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(lock)
            return False
        self.lock = lock
        for left in self.folder.glob("*/.*"):  # half-written by a process that was killed
            left.unlink(missing_ok=True)
        return True

    def write(self, leaf: Leaf) -> None:
        """Put a page there, whole or not at all. Raises OSError, a full disk among them."""
        if leaf.state not in (LIVE, WITHDRAWN):
            self.file(leaf.path).unlink(missing_ok=True)
            return
        file = self.file(leaf.path)
        file.parent.mkdir(mode=0o700, exist_ok=True)
        half = file.with_name(f".{file.name}")
        try:
            half.write_bytes(pack(leaf))
            half.rename(file)
        except OSError:
            half.unlink(missing_ok=True)
            if leaf.state == WITHDRAWN:
                file.unlink(missing_ok=True)  # rather no page than one that was withdrawn
            raise

    def keep_only(self, paths: set[str]) -> None:
        """Remove every page but these."""
        files = {self.file(path) for path in paths}
        for file in self.folder.glob("*/*.page"):
            if file not in files:
                file.unlink(missing_ok=True)

    def read(self, path: str) -> Leaf | None:
        """Return a page, or None where there is none or its file is damaged."""
        return _read(self.file(path))

    def leaves(self) -> Iterator[Leaf]:
        """Yield every page that can be read."""
        for file in sorted(self.folder.glob("*/*.page")):
            leaf = _read(file)
            if leaf is not None and self.file(leaf.path) == file:
                yield leaf

    def file(self, path: str) -> Path:
        """Return where the page of an address is kept: named by its hash, whatever the address holds."""
        name = hashlib.sha256(path.encode()).hexdigest()
        return self.folder / name[:2] / f"{name[2:]}.page"

    def close(self) -> None:
        """Let another process write."""
        if self.lock is not None:
            os.close(self.lock)
            self.lock = None


def pack(leaf: Leaf) -> bytes:
    """Return a page as one file: mark, hash, a line of JSON, then the forms one after the other."""
    about = {
        "path": leaf.path, "state": leaf.state, "version": leaf.version,
        "slots": [
            [slot.begins, slot.ends, slot.etag, slot.content_type, [len(form) for form in slot.forms]]
            for slot in leaf.slots
        ],
    }  # fmt: skip
    rest = b"".join((json.dumps(about).encode(), b"\n", *(form for slot in leaf.slots for form in slot.forms)))
    return MARK + hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest


def unpack(data: bytes) -> Leaf:
    """Return the page in a file's bytes. Raises ValueError where they are damaged."""
    if not data.startswith(MARK):
        raise ValueError("This is not a page.")
    digest, _, rest = data[len(MARK) :].partition(b"\n")
    if hashlib.sha256(rest).hexdigest().encode() != digest:
        raise ValueError("This page is damaged.")
    head, _, forms = rest.partition(b"\n")
    about, slots, start = json.loads(head), [], 0
    for begins, ends, etag, content_type, sizes in about["slots"]:
        bounds = [start, start + sizes[0], start + sizes[0] + sizes[1], start + sum(sizes)]
        parts = (forms[bounds[i] : bounds[i + 1]] for i in range(3))
        slots.append(Slot(begins, ends, etag, content_type, *parts))
        start = bounds[3]
    return Leaf(about["path"], about["state"], about["version"], tuple(slots))


def _read(file: Path) -> Leaf | None:
    try:
        return unpack(file.read_bytes())
    except (OSError, ValueError):
        return None
