"""The web server's process: granian over WSGI on a socket that `serve` holds, with workers that die with it.

The socket is one for all workers and outlives them: while a worker or this process is replaced, callers wait in its
queue and none is turned away. (Granian's own sockets are one for each worker, and a closing one drops its queue.)
"""

import argparse
import signal
from collections.abc import Callable, Sequence
from typing import Any

from granian.net import SocketHolder
from granian.server import Server

from .processes import dies_with_parent

BACKLOG = 1024
GRACE = 10  # seconds for requests to end
OVERLAP = 1.5  # seconds that an old worker goes on while its successor loads


class SharedSocketServer(Server):
    """Granian on a listening socket by number."""

    shared_socket = 3

    def _init_shared_socket(self) -> None:
        self._ssp = None
        self._shd = SocketHolder(self.shared_socket, False, BACKLOG)
        self._sfd = self.shared_socket
        self._sso = None


def application(parent: int) -> Callable[..., Any]:
    """Runs in each worker: tie it to its parent, then load the site."""
    dies_with_parent(signal.SIGKILL, parent)()
    from config.wsgi import application as site

    return site


def main(arguments: Sequence[str]) -> int:
    """Serve until SIGTERM; SIGHUP replaces the workers one by one."""
    options = argparse.ArgumentParser()
    options.add_argument("--socket", type=int, required=True)
    options.add_argument("--workers", type=int, default=1)
    chosen = options.parse_args(arguments)
