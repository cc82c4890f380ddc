"""What a job itself queues belongs to the job's transaction."""

import asyncio
import contextlib

import procrastinate
import psycopg
import pytest
from asgiref.sync import sync_to_async
from django.db import connection, transaction
from procrastinate.contrib.django import app as queue
from procrastinate.contrib.django.utils import connector_params
from psycopg_pool import AsyncConnectionPool
from psycopg_pool.base import AttemptWithBackoff

from wapentake.foundation.jobs import deliver_news
from wapentake.foundation.supervisor import working
from wapentake.foundation.supervisor.working import Connector, Pool


class Undone(Exception):
    """The job thinks better of it."""


def queued() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        return cursor.fetchone()[0]


def queue_and_look(seen: list[int]) -> None:
    """Queue a job in a transaction that comes to nothing; note how many are queued after its end."""
    try:
        with contextlib.suppress(Undone), transaction.atomic():
            deliver_news.defer()
            raise Undone
        seen.append(queued())
    finally:
        connection.close()


def work_with(connector: procrastinate.BaseConnector) -> int:
    """Let a job queue another in vain, in a worker that uses a connector; return how many are queued all the same."""
    seen: list[int] = []

    async def go() -> None:
        with queue.replace_connector(connector) as app:
            async with app.open_async():
                await sync_to_async(queue_and_look, thread_sensitive=False)(seen)

    connection.close()
    asyncio.run(go())
    return seen[0]


@pytest.mark.parametrize(("kind", "left"), [(Connector, 0), (procrastinate.PsycopgConnector, 1)])
def test_a_job_queues_in_its_own_transaction(committed_db, kind, left):
    """The last is the control: with the queue's own connector the job that was called off would run."""
    assert work_with(kind(kwargs=connector_params())) == left


class Away(psycopg.AsyncConnection):
    """Connections to a database that can be away."""

    away = False

    @classmethod
    async def connect(cls, *given, **more):
        if cls.away:
            raise psycopg.OperationalError("connection refused")
        return await super().connect(*given, **more)


async def questions_in_vain(kind: type[AsyncConnectionPool], outage: float) -> int:
    """Ask through a pool all the time while the database is away; return how often it fails after the return."""
    connector = Connector(kwargs=connector_params(), pool_factory=kind)
    pool = kind(kwargs=connector_params(), connection_class=Away, min_size=1, max_size=1, timeout=0.1, open=False,
                check=AsyncConnectionPool.check_connection)  # fmt: skip
    await pool.open(wait=True)
    await connector.open_async(pool)
    loop, failed = asyncio.get_running_loop(), 0
    Away.away, back = True, loop.time() + outage
    async with pool.connection() as connection:
        await connection.close()
    try:
        while not await answers(connector):
            failed += loop.time() > back + 0.1
            Away.away = loop.time() < back
    finally:
        Away.away = False
        await pool.close()
    return failed


async def answers(connector: Connector) -> bool:
    try:
        return bool(await connector.execute_query_one_async("SELECT 1 AS one"))
    except procrastinate.exceptions.ConnectorException:
        return False


@pytest.mark.parametrize(("kind", "soon"), [(Pool, True), (AsyncConnectionPool, False)])
def test_a_database_that_comes_back_is_found_soon(committed_db, monkeypatch, kind, soon):
    """In small: pauses of 20 ms that would double. The last is the control: what the pool does of itself."""
    monkeypatch.setattr(AttemptWithBackoff, "INITIAL_DELAY", 0.02)
    monkeypatch.setattr(working, "PATIENCE", 0.1)
    monkeypatch.setattr(working, "RECONNECT", 0.03)
    failed = asyncio.run(questions_in_vain(kind, 0.9))  # it tries at 0.02, 0.06, 0.14, 0.3, 0.62 and 1.26 s
    assert (failed < 2) is soon, failed
