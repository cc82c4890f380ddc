"""`wapentake worker`: does background jobs, rides out outages of the database, and takes up jobs of dead workers."""

import asyncio
import contextlib
import logging
import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import procrastinate
import psycopg
from django.db import close_old_connections, connection
from procrastinate.connector import BaseConnector
from procrastinate.contrib.django import app as queue
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.utils import connector_params
from procrastinate.job_context import JobContext
from procrastinate.middleware import SyncCallNext
from procrastinate.worker import Worker
from psycopg_pool import AsyncConnectionPool

from .backoff import Backoff
from .promises import LONGEST_WAIT, Promises

log = logging.getLogger("wapentake.worker")

BEAT = 1.0  # seconds between two heartbeats
# Seconds after which it looks for jobs though nobody called. procrastinate forgets a call that comes while it looks,
# and by its own five seconds a page would be later than the five that are promised.
LOOK = 1.0
# Seconds after which a worker counts as dead and its jobs are taken up again; longer than any job may hold Python up.
SILENT = float(os.environ.get("WAPENTAKE_WORKER_SILENCE", "15"))
PATIENCE = 3.0  # seconds to wait for a connection
RECONNECT = 1.0  # seconds that the pool tries again by itself; then the next question tries afresh
GRACE = 10.0  # seconds for running jobs to end once asked to stop


@dataclass(frozen=True)
class Options:
    """Which queues (none named: all of them), how many jobs at once, and whether to end when there is nothing to do."""

    queues: Sequence[str] = ()
    concurrency: int = 2
    until_idle: bool = False


class Pool(AsyncConnectionPool):
    """Connections that are looked for whenever somebody asks, so that a database that comes back is found at once.

    Left to itself the pool tries again for five minutes with doubling pauses and lets nobody else try meanwhile: after
    an outage of 90 seconds a job that waits, and the worker with it, would not come round for another half a minute.
    """

    def __init__(self, **given: Any) -> None:
        super().__init__(**given | {"timeout": PATIENCE, "reconnect_timeout": RECONNECT})

    async def open(self, wait: bool = False, timeout: float = PATIENCE) -> None:
        """Open, or fail soon: whoever opens tries again."""
        await super().open(wait, timeout)


class Connector(procrastinate.PsycopgConnector):
    """The worker's own connections for its own business, and Django's for what a job itself queues.

    A job that queues another does so in its transaction, or the other could begin before what it is about is there to
    be seen, or although it never came to be.
    """

    def get_sync_connector(self) -> BaseConnector:
        """Return what code in a job's thread queues by."""
        return DjangoConnector()


def work(options: Options) -> None:
    """Work until SIGTERM or Ctrl-C, starting again with a growing wait whenever the database is away."""
    asyncio.run(_work(options))


def worker_answers() -> bool:
    """Whether any worker has beaten within the last SILENT seconds, by the database's clock; for `/readyz`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM procrastinate_workers"
            " WHERE last_heartbeat > now() - make_interval(secs => %s))",
            [SILENT],
        )
        return bool(cursor.fetchone()[0])


async def _work(options: Options) -> None:
    stopping, backoff = asyncio.Event(), Backoff(longest=LONGEST_WAIT)
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(sign, _stop, stopping)
    while not stopping.is_set():
        try:
            await _work_while_connected(options, stopping)
            if options.until_idle:
                return
        except (procrastinate.exceptions.ConnectorException, psycopg.Error, OSError) as error:
            log.warning("The database does not answer: %s", str(error).strip() or type(error).__name__)
        if not stopping.is_set():
            wait = backoff.failed()
            log.warning("The worker starts again in %.1f s.", wait)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), wait)


def _stop(stopping: asyncio.Event) -> None:
    """A job in a thread cannot be interrupted: past the grace the process goes, and the job is taken up elsewhere."""
    if not stopping.is_set():
        stopping.set()
        end = threading.Timer(GRACE + 1, os._exit, [1])
        end.daemon = True
        end.start()


def _on_a_good_connection(call_next: SyncCallNext, context: JobContext, worker: Worker) -> Any:
    """A job's thread keeps its connection, which may have died with the database since the thread's last job."""
    close_old_connections()
    return call_next()


async def _work_while_connected(options: Options, stopping: asyncio.Event) -> None:
    """One life of a worker: until asked to stop, idle if that is the end, or an error of the connection."""
    connector = Connector(kwargs=connector_params(), pool_factory=Pool)
    with queue.replace_connector(connector) as app:
        promises = Promises(app, stopping, SILENT)
        async with app.open_async():
            run = asyncio.create_task(
                app.run_worker_async(
                    queues=options.queues or None,  # type: ignore[arg-type]  # None is every queue
                    concurrency=options.concurrency,
                    wait=not options.until_idle,
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=GRACE,
                    fetch_job_polling_interval=LOOK,
                    update_heartbeat_interval=BEAT,
                    stalled_worker_timeout=SILENT,
                    worker_middleware=[promises.outlast],
                    task_middleware=[_on_a_good_connection],
                )
            )
            others = [asyncio.create_task(stopping.wait()), asyncio.create_task(promises.take_up())]
            await asyncio.wait([run, *others], return_when=asyncio.FIRST_COMPLETED)
            run.cancel()
            for task in others:
                task.cancel()
            ends = await asyncio.gather(run, *others, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception):
            raise end
