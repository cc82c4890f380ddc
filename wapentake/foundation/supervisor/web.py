"""The web server's process: granian over WSGI on a socket that `serve` holds, with workers that die with it.

The socket is one for all workers and outlives them: while a worker or this process is replaced, callers wait in its
queue and none is turned away. (Granian's own sockets are one for each worker, and a closing one drops its queue.)
"""

import argparse
import contextlib
import functools
import multiprocessing
import os
import signal
import socket
import time
from collections.abc import Callable, Sequence
from typing import Any

from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces
from granian.server import MPServer
from granian.server.mp import WorkerProcess

from .lines import granian_logging
from .processes import dies_with_parent

BACKLOG = 1024
GRACE = 10  # seconds for requests to end
OVERLAP = 2.0  # seconds that an old worker goes on while its successor loads
LAST_CALLERS = 0.5  # seconds from when it takes no more callers until it is told to end


class SharedSocketServer(MPServer):
    """Granian on a listening socket that its parent opened, given by number."""

    shared_socket = -1
    ending = False

    def _init_shared_socket(self) -> None:
        self._ssp = self._sso = None
        self._sfd = self.shared_socket  # type: ignore[assignment]
        self._shd = SocketHolder(self.shared_socket, False, BACKLOG)  # type: ignore[assignment, call-arg]

    def _spawn_worker(self, *given: Any, **named: Any) -> WorkerProcess:
        worker = super()._spawn_worker(*given, **named)
        worker.terminate = functools.partial(self._replace, worker, worker.terminate)  # type: ignore[method-assign]
        return worker

    def _replace(self, worker: WorkerProcess, terminate: Callable[[], None]) -> None:
        """End a worker whose successor is there, once it has taken no more callers for a moment.

        Whom it has taken, and of whom it has read nothing yet when it is told to end, it would turn away: its library
        for HTTP closes such a connection at once. Where all of them end, there is nobody who would take the caller.
        """
        if worker.inner.is_alive() and not self.ending:
            worker.interrupt_by_parent = True
            with contextlib.suppress(ProcessLookupError):  # it has ended by itself since
                os.kill(worker.inner.pid, signal.SIGUSR1)
            time.sleep(LAST_CALLERS)
        terminate()

    def _stop_workers(self) -> None:
        self.ending = True
        super()._stop_workers()


def take_no_more(listener: int) -> None:
    """Let this process take no more callers from a socket at which others go on listening.

    Its numbers for that socket name another from now on, at which nobody calls.
    """
    shared = os.fstat(listener)
    with socket.socket(socket.AF_UNIX) as nobody:
        nobody.bind("")  # a name that the system chooses
        nobody.setblocking(False)
        nobody.listen(1)
        for number in map(int, os.listdir("/proc/self/fd")):
            with contextlib.suppress(OSError):  # the one that listed them is closed by now
                if os.path.samestat(os.fstat(number), shared):
                    os.dup2(nobody.fileno(), number)


def application(parent: int, listener: int) -> Callable[..., Any]:
    """Runs in each worker: tie it to its parent, let it be told to take no more callers, then load the site."""
    dies_with_parent(signal.SIGKILL, parent)()
    signal.signal(signal.SIGUSR1, lambda *_: take_no_more(listener))
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
    server.serve(target_loader=functools.partial(application, os.getpid(), chosen.socket), wrap_loader=False)
    return 0
