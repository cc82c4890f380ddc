"""A promised job is done, whatever dies on the way: outages are waited out, orphaned jobs taken up again.

A job may therefore begin twice; that it does no harm is for the job to see to, by an idempotency key or by its nature.
"""

import asyncio
import contextlib
import logging
from typing import Any

import procrastinate
from django.db import InterfaceError, OperationalError
from procrastinate.job_context import JobContext
from procrastinate.middleware import AsyncCallNext
from procrastinate.worker import Worker
from psycopg.errors import RaiseException

from .backoff import Backoff

log = logging.getLogger("wapentake.worker")

SERVER_GONE = {"57P01", "57P02", "57P03"}  # shut down, crashed, not yet up; class 08 is the connection itself
TRIES = 5  # for one job: more often it is the job that kills the server
LONGEST_WAIT = 2.0  # seconds between two looks at a database that was away


def is_outage(error: Exception) -> bool:
    """Whether the database went away: a deadlock or a lock not had is the job's own business and its retry rule's."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or state.startswith("08") or state in SERVER_GONE


class Promises:
    """What one worker is doing, and what it must not forget."""

    def __init__(self, app: procrastinate.App, stopping: asyncio.Event, silent: float) -> None:
        self.app, self.stopping, self.silent = app, stopping, silent
        self.worker: Worker | None = None
        self.running: set[int] = set()

    async def outlast(self, call_next: AsyncCallNext, context: JobContext, worker: Worker) -> Any:
        """Do a job, again if the database goes away in the middle of it; procrastinate calls this around each."""
        self.worker, number = worker, context.job.id or 0
        self.running.add(number)
        try:
            for _ in range(TRIES):
                try:
                    return await call_next()
                except (OperationalError, InterfaceError, procrastinate.exceptions.ConnectorException) as error:
                    if not is_outage(error):
                        raise
                    log.warning("Job %s waits: the database went away.", number)
                await self._until_it_answers()
            return await call_next()
        finally:
            self.running.discard(number)

    async def _until_it_answers(self) -> None:
        backoff, answers = Backoff(longest=LONGEST_WAIT), False
        while not answers:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), backoff.failed())
                # Asked to stop meanwhile: a failure noted now would be final. The process ends with the job begun,
                # and the next worker takes it up.
                await asyncio.Event().wait()
            with contextlib.suppress(procrastinate.exceptions.ConnectorException):
                await self.app.check_connection_async()
                answers = True

    async def take_up(self) -> None:
        """For ever: put jobs back whose worker died, or whose end could not be written down in an outage."""
        suspects: set[int] = set()
        while True:
            for job in await self.app.job_manager.get_stalled_jobs(seconds_since_heartbeat=self.silent):
                await self._again(job)
            await self.app.job_manager.prune_stalled_workers(self.silent)
            forgotten = await self._forgotten()
            for number in suspects & forgotten.keys():
                await self._again(forgotten[number])
            suspects = forgotten.keys() - suspects
            await asyncio.sleep(self.silent / 3)

    async def _forgotten(self) -> dict[int, procrastinate.jobs.Job]:
        """Jobs that this worker has on its name and is not doing; they count when they stay so until the next look."""
        if self.worker is None or self.worker.worker_id is None:
            return {}
        begun = await self.app.job_manager.list_jobs_async(status="doing", worker_id=self.worker.worker_id)
        return {job.id: job for job in begun if job.id is not None and job.id not in self.running}

    async def _again(self, job: procrastinate.jobs.Job) -> None:
        log.warning("Job %s (%s) lost its worker and is taken up again.", job.id, job.task_name)
        try:
            await self.app.job_manager.retry_job(job)
        except procrastinate.exceptions.ConnectorException as error:
            if not isinstance(error.__cause__, RaiseException):
                raise
            log.info("Job %s was taken up by another worker.", job.id)
