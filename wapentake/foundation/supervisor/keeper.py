"""Keeps the cluster for commands, when no `serve` does: until the last of them has gone, however it went."""

import contextlib
import sys
import time
from collections.abc import Callable

from .backoff import Backoff
from .cluster import Cluster
from .database import own_cluster
from .folders import data_dir, plainly
from .locks import Lock
from .trouble import Trouble

LOOK = 0.05  # seconds between two looks at whether anybody is left


class Kept:
    """A cluster that is started again whenever it dies; for whoever holds the lock `cluster`."""

    def __init__(self, cluster: Cluster, say: Callable[[str], None]) -> None:
        self.cluster, self.say, self.backoff = cluster, say, Backoff()

    def tend(self) -> None:
        """Start the server again if it has died and its wait is over. Never waits for it to answer."""
        process = self.cluster.process
        if process is not None and process.poll() is not None:
            wait = self.backoff.failed()
            self.say(f"The database stopped (code {process.returncode}); starting it again in {wait:.1f} s.")
            self.cluster.process = None
        elif process is None and self.backoff.is_due():
            try:
                self.cluster.launch()
            except (Trouble, OSError) as trouble:
                self.say(f"{trouble} The next try is in {self.backoff.failed():.1f} s.")


def main() -> int:
    """Run until nobody holds the lock `users`; 0 also where another keeper or a `serve` was quicker."""
    folder = data_dir()
    try:
        with Lock(folder, "cluster").held() as got:
            if got:
                _keep(own_cluster(), Lock(folder, "users"))
    except Trouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    return 0


def _keep(cluster: Cluster, users: Lock) -> None:
    with plainly(cluster.folder):
        cluster.start()
    kept = Kept(cluster, lambda words: None)
    gone = False
    while not gone:
        time.sleep(LOOK)
        kept.tend()
        with contextlib.ExitStack() as stack:
            gone = stack.enter_context(users.held())
            if gone:  # and nobody new comes in before it has stopped
                cluster.stop("fast")
