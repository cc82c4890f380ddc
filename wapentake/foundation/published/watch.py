"""A thread in each web process that keeps its shelf, and the host's mirror, as the store is.

It listens for the store's NOTIFY and looks every two seconds anyway. An outage of the database ends its connection and
nothing else: it tries again until the database is back, then compares everything.
"""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

import psycopg

from .mirror import Leaf, Slot
from .shelf import Shelf

log = logging.getLogger("wapentake.published")

LOOK = 2.0  # seconds between two looks
AGAIN = 0.5  # seconds before the database is tried again
AWAY = 5.0  # seconds without an answer after which the database counts as away
SOME = 20  # pages fetched at once

# Everything that commits later has at least this number: what was seen so far is complete below it.
SEEN = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
ALL = "SELECT path, version FROM foundation_publishedpage WHERE version > 0"
CHANGED = "SELECT path, version FROM foundation_publishedpage WHERE changed_in >= %s"
LEAVES = """
SELECT page.path, page.state, page.version, extract(epoch FROM made.valid_from)::float8,
  extract(epoch FROM least(made.valid_until, made.never_after))::float8,
  made.etag, made.content_type, made.identity, made.gzip, made.brotli
FROM foundation_publishedpage AS page LEFT JOIN foundation_publishedversion AS made ON made.page_id = page.id
WHERE page.path = ANY(%s) ORDER BY page.path, made.ahead
"""
"""Least ignores what is null: a page ends when the first of its two ends comes."""

Connect = Callable[[], "psycopg.Connection[Any]"]


class Watcher:
    """Call `start`, then `first.wait(…)` for the first look."""

    def __init__(self, shelf: Shelf, connect: Connect) -> None:
        self.shelf, self.connect = shelf, connect
        self.first = threading.Event()
        self.answered = time.monotonic()
        self.seen = 0
        self.on_disk: dict[str, int] = {}
        self.unwritten: set[str] = set()  # paths that the disk would not take
        self.leading = self.disk_fails = self.told = False
        self.stopping = threading.Event()

    def start(self) -> threading.Thread:
        """Start the thread; it ends with the process."""
        thread = threading.Thread(target=self.run, name="published-watcher", daemon=True)
        thread.start()
        return thread

    @property
    def database_is_away(self) -> bool:
        """Whether the database has not answered for some seconds."""
        return time.monotonic() - self.answered > AWAY

    def run(self) -> None:
        """Watch until the process ends, whatever happens to the database or the disk."""
        while not self.stopping.is_set():
            try:
                with self.connect() as connection:
                    self._watch(connection)
            except psycopg.Error as error:
                if not self.told:
                    log.warning("Published pages are served from this host's own copy: %s", str(error).strip())
                self.told = True
            except Exception:
                log.exception("The watcher of published pages stumbled and goes on.")
            self.first.set()
            self.stopping.wait(AGAIN)

    def _watch(self, connection: "psycopg.Connection[Any]") -> None:
        connection.execute("LISTEN published")
        self.look(connection, full=True)
        self.first.set()
        while not self.stopping.is_set():
            for _ in connection.notifies(timeout=LOOK, stop_after=1):
                pass
            self.look(connection)

    def look(self, connection: "psycopg.Connection[Any]", *, full: bool = False) -> None:
        """Bring shelf and mirror up to what is committed. `full` compares everything, otherwise what has changed."""
        full = self._lead() or full
        [[seen]] = connection.execute(SEEN).fetchall()
        query, arguments = (ALL, None) if full else (CHANGED, [self.seen])
        found: dict[str, int] = dict(connection.execute(query, arguments).fetchall())
        if full:
            self.shelf.drop_all_but(set(found))
            self._on_disk(lambda: self.shelf.mirror.keep_only(set(found)))
        wanted = [path for path, version in found.items() if self._lacks(path, version)]
        wanted += self.unwritten - set(wanted)
        while self.shelf.missing:
            wanted.append(self.shelf.missing.pop())
        for leaf in _leaves(connection, wanted):
            self.shelf.put(leaf)
            self._write(leaf)
        self.seen, self.answered, self.told = seen, time.monotonic(), False

    def _lacks(self, path: str, version: int) -> bool:
        if self.shelf.versions.get(path) != version:
            return True
        return self.leading and self.on_disk.get(path) != version

    def _lead(self) -> bool:
        """Try to become the host's writer; True at the look at which it happens, when all must be compared."""
        if self.leading:
            return False
        with contextlib.suppress(OSError):
            self.leading = self.shelf.mirror.lead()
        if self.leading:
            self.on_disk = {leaf.path: leaf.version for leaf in self.shelf.mirror.leaves()}
        return self.leading

    def _write(self, leaf: Leaf) -> None:
        if not self.leading:
            return
        if self._on_disk(lambda: self.shelf.mirror.write(leaf)):
            self.on_disk[leaf.path] = leaf.version
            self.unwritten.discard(leaf.path)
        else:
            self.unwritten.add(leaf.path)

    def _on_disk(self, act: Callable[[], None]) -> bool:
        """Write to the disk if it is this process's to write; a full one is said once, and memory goes on."""
        if not self.leading:
            return False
        try:
            act()
            self.disk_fails = False
        except OSError as error:
            if not self.disk_fails:
                log.error("Published pages cannot be kept on disk: %s", error.strerror)
            self.disk_fails = True
        return not self.disk_fails


def _leaves(connection: "psycopg.Connection[Any]", paths: list[str]) -> Iterator[Leaf]:
    """Yield pages with their versions, some at a time, each as of one moment."""
    for start in range(0, len(paths), SOME):
        with connection.cursor(binary=True) as cursor:
            rows = cursor.execute(LEAVES, [paths[start : start + SOME]]).fetchall()
        for (path, state, version), group in groupby(rows, key=lambda row: row[:3]):
            yield Leaf(path, state, version, tuple(Slot(*row[3:]) for row in group if row[3] is not None))
