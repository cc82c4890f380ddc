"""The pages that one web process has at hand: those in memory, up to a limit, and the names of those on disk.

Reading needs no lock: the front looks into one dictionary. Everything that changes it takes the lock. What has not been
asked for lately makes room first (second chance), and is read from the mirror when it is asked for again.
"""

import threading
from urllib.parse import unquote_to_bytes

from .answers import Answer, Press
from .mirror import LIVE, WITHDRAWN, Leaf, Mirror

# Bytes of pages in the memory of one process: a web worker stays below 150 MB, however many pages the site has. What is
# read often stays in it; the rest comes from the host's own disk.
LIMIT = 8 * 1024 * 1024


def key_of(path: str) -> str:
    """Return an address as WSGI gives it: percent signs undone, bytes read as Latin-1."""
    return unquote_to_bytes(path).decode("latin-1")


class Shelf:
    """`ready` is what the front reads: answers by key. `versions` says of every page that is known how new it is."""

    def __init__(self, mirror: Mirror, press: Press, limit: int = LIMIT) -> None:
        self.mirror, self.press, self.limit = mirror, press, limit
        self.ready: dict[str, Answer] = {}
        self.versions: dict[str, int] = {}
        self.asleep: dict[str, str] = {}  # key: path, for pages that are on disk only
        self.missing: set[str] = set()  # paths that were asked for and are not on disk as they should be
        self.filled = 0
        self.lock = threading.Lock()

    def load(self) -> int:
        """Take up what the mirror holds and return how many pages that is."""
        count = 0
        for leaf in self.mirror.leaves():
            self.put(leaf)
            count += 1
        return count

    def put(self, leaf: Leaf) -> None:
        """Take a page up as it is now."""
        with self.lock:
            self._put(leaf)

    def _put(self, leaf: Leaf) -> None:
        key = key_of(leaf.path)
        self._forget(key)
        self.versions[leaf.path] = leaf.version
        answer = self.press.print(leaf) if leaf.state in (LIVE, WITHDRAWN) else None
        if answer is None:
            return
        if self.filled + answer.size > self.limit and not self._make_room(answer.size):
            self.asleep[key] = leaf.path
            return
        self.ready[key] = answer
        self.filled += answer.size

    def drop_all_but(self, paths: set[str]) -> None:
        """Forget the pages that the store does not know."""
        with self.lock:
            for path in self.versions.keys() - paths:
                self._forget(key_of(path))
                del self.versions[path]

    def wake(self, key: str) -> Answer | None:
        """Return a page that is on disk only; None where it is not there as it should be, and is to be fetched."""
        path = self.asleep.get(key)
        if path is None:
            return None
        leaf = self.mirror.read(path)
        with self.lock:
            # The watcher may have taken up a newer version, a withdrawal perhaps, since the file was read.
            if leaf is None or leaf.version != self.versions.get(path):
                self.missing.add(path)
                return None
            self._put(leaf)
        return self.ready.get(key) or self.press.print(leaf)

    def _forget(self, key: str) -> None:
        self.asleep.pop(key, None)
        answer = self.ready.pop(key, None)
        if answer is not None:
            self.filled -= answer.size

    def _make_room(self, size: int) -> bool:
        """Put pages to sleep until there is room; those asked for since last time get a second chance."""
        for _ in range(2):
            for key, answer in list(self.ready.items()):
                if answer.closed:
                    continue
                if answer.used:
                    answer.used = False
                    continue
                self._forget(key)
                self.asleep[key] = answer.path
                if self.filled + size <= self.limit:
                    return True
        return False
