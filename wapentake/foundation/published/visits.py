"""Counts readers without knowing them: one line a view, appended by the front; a worker adds up a day when it is over.

A line is the page's address and a hash of page, internet address and browser with the day's salt, and nothing else. The
page is in the hash, so that not even on the same day can two pages be told to have had the same reader. The salt is
destroyed once its day is over; from then on nobody can find out whose hash a line holds.

The files are the host's own: `views` in DATA_DIR. They are in no backup.
"""

import contextlib
import datetime as dt
import hashlib
import logging
import os
import re
import secrets
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..robots import BOTS

log = logging.getLogger("wapentake.published")

SALT = 32  # bytes
LETTERS = 22  # of a hash: 88 bits, so that two readers of a page are never taken for one
LINE = re.compile(rb"(/\S*) ([0-9a-f]{22})")
FILE = re.compile(r"(\d{4}-\d\d-\d\d)-([0-9a-f]{16})\.views")
Environ = dict[str, Any]


@dataclass(frozen=True)
class Day:
    """The file of a day that is over: its day, the host's mark, and where it lies."""

    day: dt.date
    host: str
    path: Path


class Visits:
    """Appends views. `proxies` stand before the program; the reader's address is what the first of them saw."""

    def __init__(self, folder: Path, today: Callable[[], dt.date], *, proxies: int = 0) -> None:
        self.folder, self.today, self.proxies = folder, today, proxies
        self.day = dt.date.min
        self.salt = b""
        self.file = -1
        self.lock = threading.Lock()
        self.told = False

    def __call__(self, path: str, environ: Environ) -> None:
        """Note that somebody read a page. Whatever goes wrong here, the page is answered."""
        try:
            if path.endswith("/") and is_person(environ):
                self._note(path, environ)
        except OSError as error:
            if not self.told:
                log.error("Views are not counted: %s", error.strerror)
            self.told = True

    def _note(self, path: str, environ: Environ) -> None:
        day = self.today()
        if day != self.day:
            with self.lock:
                if day != self.day:
                    self._begin(day)
        who = f"{address_of(environ, self.proxies)}\n{environ.get('HTTP_USER_AGENT', '')}\n{path}".encode()
        mark = hashlib.blake2b(who, key=self.salt).hexdigest()[:LETTERS]
        # One write, appended: lines of several processes never mix, and a process that is killed loses none or one.
        os.write(self.file, f"{quote(path, safe='/')} {mark}\n".encode())

    def _begin(self, day: dt.date) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        destroy_salts(self.folder, day)
        salt, host = _salt_of(self.folder, day)
        old, name = self.file, self.folder / f"{day}-{host}.views"
        self.file = os.open(name, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self.salt, self.day = salt, day
        if old >= 0:
            os.close(old)


def is_person(environ: Environ) -> bool:
    """Say whether a view counts: a browser's that asks not to be left out, and not one that reads ahead."""
    if environ.get("HTTP_DNT") == "1" or environ.get("HTTP_SEC_GPC") == "1":
        return False
    if "prefetch" in str(environ.get("HTTP_SEC_PURPOSE") or environ.get("HTTP_PURPOSE") or ""):
        return False
    agent = environ.get("HTTP_USER_AGENT", "")
    return bool(agent) and BOTS.search(agent) is None


def address_of(environ: Environ, proxies: int) -> str:
    """Return the internet address that a request comes from, as the outermost of our own proxies saw it."""
    forwarded = [one.strip() for one in str(environ.get("HTTP_X_FORWARDED_FOR", "")).split(",") if one.strip()]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return str(environ.get("REMOTE_ADDR", ""))


def destroy_salts(folder: Path, day: dt.date) -> int:
    """Destroy the salt of every day but this one; return how many there were."""
    old = [file for file in folder.glob("*.salt") if file.name != f"{day}.salt"]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


def over(folder: Path, day: dt.date) -> Iterator[Day]:
    """Yield the files of days before this one, the oldest first."""
    for path in sorted(folder.glob("*.views")):
        if (found := FILE.fullmatch(path.name)) and (before := dt.date.fromisoformat(found[1])) < day:
            yield Day(before, found[2], path)


def added_up(path: Path) -> Counter[str]:
    """Return how many readers each page of a file had. A line that was torn, or is none of ours, counts for nothing."""
    seen: set[bytes] = set()
    counts: Counter[str] = Counter()
    with path.open("rb") as lines:
        for line in lines:
            if (found := LINE.fullmatch(line.rstrip(b"\n"))) and found[0] not in seen:
                seen.add(found[0])
                counts[found[1].decode("ascii", "replace")] += 1
    return counts


def _salt_of(folder: Path, day: dt.date) -> tuple[bytes, str]:
    """Return a day's salt and the mark of its file, made by whichever process comes first and read by the others."""
    file = folder / f"{day}.salt"
    fresh = folder / f".{secrets.token_hex(8)}"
    fresh.touch(mode=0o600)
    fresh.write_bytes(secrets.token_bytes(SALT + 8))
    with contextlib.suppress(FileExistsError):
        os.link(fresh, file)  # whole or not at all
    fresh.unlink()
    both = file.read_bytes()
    return both[:SALT], both[SALT:].hex()
