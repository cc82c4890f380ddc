"""The web server's process: granian over WSGI on a socket that `serve` holds, with workers that die with it.

The socket is one for all workers and outlives them: while a worker or this process is replaced, callers wait in its
queue and none is turned away. (Granian's own sockets are one for each worker, and a closing one drops its queue.)
"""

import argparse
import functools
import multiprocessing
import os
import signal
import socket
from collections.abc import Callable, Sequence
from typing import Any

from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces
from granian.server import MPServer

from .lines import granian_logging
from .processes import dies_with_parent

BACKLOG = 1024
GRACE = 10  # seconds for requests to end
OVERLAP = 2.0  # seconds that an old worker goes on while its successor loads


class SharedSocketServer(MPServer):
    """Granian on a listening socket that its parent opened, given by number."""

    shared_socket = -1

    def _init_shared_socket(self) -> None:
        self._ssp = self._sso = None
        self._sfd = self.shared_socket  # type: ignore[assignment]
        self._shd = SocketHolder(self.shared_socket, False, BACKLOG)  # type: ignore[assignment, call-arg]


def application(parent: int) -> Callable[..., Any]:
    """Runs in each worker: tie it to its parent, then load the site."""
    dies_with_parent(signal.SIGKILL, parent)()
    from django.conf import settings
    from django.utils.module_loading import import_string

    site: Callable[..., Any] = import_string(settings.WSGI_APPLICATION)
    return site


def main(arguments: Sequence[str]) -> int:
    """Serve until SIGTERM; SIGHUP replaces the workers one by one. The socket is inherited from the parent."""
    parser = argparse.ArgumentParser(prog="web")
    parser.add_argument("--socket", type=int, required=True)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with socket.socket(fileno=os.dup(chosen.socket)) as listener:
        host, port = listener.getsockname()[:2]
    multiprocessing.set_start_method("fork")  # the socket goes to the workers by number
    server = SharedSocketServer(
        "the site",
        address=host,
        port=port,
        websockets=False,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        workers=chosen.workers,
        blocking_threads=chosen.threads,
        backlog=BACKLOG,
        respawn_failed_workers=True,
        respawn_interval=OVERLAP,
        workers_kill_timeout=GRACE,
        log_dictconfig=granian_logging(),
    )
    server.shared_socket = chosen.socket
    server.serve(target_loader=functools.partial(application, os.getpid()), wrap_loader=False)
    return 0
