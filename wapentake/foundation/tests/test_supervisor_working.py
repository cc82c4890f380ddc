"""What a job itself queues belongs to the job's transaction."""

import asyncio
import contextlib

import procrastinate
import pytest
from asgiref.sync import sync_to_async
from django.db import connection, transaction
from procrastinate.contrib.django import app as queue
from procrastinate.contrib.django.utils import connector_params

from wapentake.foundation.jobs import deliver_news
from wapentake.foundation.supervisor.working import Connector


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
