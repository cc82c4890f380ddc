"""What a worker does about a job whose database went away, and about one that it forgot."""

import asyncio
from types import SimpleNamespace

import psycopg
import pytest
from django.db import OperationalError
from procrastinate.exceptions import ConnectorException

from wapentake.foundation.supervisor.promises import TRIES, Promises, is_outage

JOB = SimpleNamespace(job=SimpleNamespace(id=7))


def failure(cause):
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


GONE = failure(psycopg.OperationalError("server closed the connection unexpectedly"))


class App:
    """An app whose database answers from the second question on."""

    def __init__(self):
        self.questions, self.jobs, self.again = 0, [], []
        self.job_manager = self

    async def check_connection_async(self):
        self.questions += 1
        if self.questions < 2:
            raise ConnectorException

    async def get_stalled_jobs(self, seconds_since_heartbeat):
        return []

    async def prune_stalled_workers(self, silent):
        return []

    async def list_jobs_async(self, status, worker_id):
        return self.jobs

    async def retry_job(self, job):
        self.again.append(job.id)


def outlast(answers, stopping=False, seconds=5):
    """Run a job whose calls end as `answers` say; (what came of it, how often it was called)."""
    answers, calls = list(answers), []

    async def call_next():
        calls.append(1)
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def run():
        stop = asyncio.Event()
        if stopping:
            stop.set()
        promises = Promises(App(), stop, 3)
        try:
            return await asyncio.wait_for(promises.outlast(call_next, JOB, SimpleNamespace(worker_id=1)), seconds)
        finally:
            assert promises.running == set()

    try:
        return asyncio.run(run()), len(calls)
    except Exception as error:
        return error, len(calls)


def test_a_job_is_done_again_when_the_database_answers_again():
    assert outlast([GONE, "done"]) == ("done", 2)


def test_a_failure_of_the_job_itself_is_its_own_business():
    deadlock = failure(psycopg.errors.DeadlockDetected("deadlock detected"))
    assert outlast([deadlock, "never"]) == (deadlock, 1)
    broken = ValueError("broken")
    assert outlast([broken, "never"]) == (broken, 1)


def test_a_job_that_kills_the_server_each_time_fails_in_the_end():
    assert outlast([GONE] * (TRIES + 1)) == (GONE, TRIES + 1)


def test_a_worker_that_is_asked_to_stop_leaves_the_job_to_the_next_instead_of_failing_it():
    outcome, calls = outlast([GONE, "never"], stopping=True, seconds=0.5)
    assert (type(outcome), calls) == (TimeoutError, 1)


@pytest.mark.parametrize(
    ("cause", "outage"),
    [
        (psycopg.errors.AdminShutdown("x"), True),
        (psycopg.errors.CrashShutdown("x"), True),
        (psycopg.errors.CannotConnectNow("x"), True),
        (psycopg.errors.ConnectionFailure("x"), True),
        (psycopg.OperationalError("connection refused"), True),
        (psycopg.errors.LockNotAvailable("x"), False),
        (psycopg.errors.QueryCanceled("x"), False),
        (psycopg.errors.DiskFull("x"), False),
    ],
)
def test_an_outage_is_told_from_other_failures(cause, outage):
    assert is_outage(failure(cause)) is outage


def test_a_job_whose_end_was_not_written_down_is_taken_up_and_one_that_runs_is_not():
    app = App()
    app.jobs = [SimpleNamespace(id=7, task_name="running"), SimpleNamespace(id=8, task_name="forgotten")]

    async def run():
        promises = Promises(app, asyncio.Event(), 0.3)
        promises.worker, promises.running = SimpleNamespace(worker_id=1), {7}
        looking = asyncio.create_task(promises.take_up())
        await asyncio.sleep(0.05)
        assert app.again == [], "its end may be about to be written"
        await asyncio.sleep(0.1)
        app.jobs = app.jobs[:1]
        await asyncio.sleep(0.2)
        looking.cancel()

    asyncio.run(run())
    assert app.again == [8]
