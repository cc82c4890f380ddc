"""Many processes on one ledger: how the race tests start them, and the ledger with its guards off."""

import importlib
import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection, connections

from wapentake.funding.models import Application
from wapentake.funding.states import ApplicationState

from .world import AT, World

MIGRATION = importlib.import_module("wapentake.funding.migrations.0003_ledger")


def in_processes(work: Callable[..., Any], arguments: Iterable[tuple]) -> list[Any]:
    """Run `work` once for each tuple of arguments, each in a process of its own, all let go at the same moment.

    Returns what each returned, or raises AssertionError with the first trace. Processes that die give None.
    """
    connections.close_all()
    context = multiprocessing.get_context("fork")
    every = list(arguments)
    gate, answers = context.Barrier(len(every)), context.SimpleQueue()
    started = [
        context.Process(target=_run, args=(work, each, gate, answers, place)) for place, each in enumerate(every)
    ]
    for process in started:
        process.start()
    found: dict[int, Any] = {}
    for process in started:
        while process.is_alive() and process.exitcode is None:
            _drain(answers, found)
            process.join(0.05)
    _drain(answers, found)
    failed = [answer for answer in found.values() if isinstance(answer, Failed)]
    assert not failed, failed[0].trace
    return [found.get(place) for place in range(len(every))]


class Failed:
    def __init__(self, trace: str) -> None:
        self.trace = trace


def _drain(answers: Any, found: dict[int, Any]) -> None:
    while not answers.empty():
        place, answer = answers.get()
        found[place] = answer


def _run(work: Callable[..., Any], arguments: tuple, gate: Any, answers: Any, place: int) -> None:
    code = 0
    try:
        connections.close_all()
        connection.ensure_connection()
        gate.wait(60)
        answers.put((place, work(*arguments)))
    except BaseException:
        answers.put((place, Failed(traceback.format_exc())))
        code = 1
    finally:
        connections.close_all()
        os._exit(code)  # nothing of the test runner's own may run twice


def die() -> None:
    """Die as a killed process dies: nothing is cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)


def applications(world: World, amounts: Iterable[int]) -> list[Application]:
    """Write applications to one councillor straight into the table: the race is about deciding on them."""
    return Application.objects.bulk_create(
        Application(
            reference=f"CLF-2026-{number:05d}", fund=world.clf, year=2026, ward=world.ward, councillor=world.ashby,
            organisation=world.group, title="A race", purpose="x", pence=pence, contact_name="Pat Doyle",
            contact_email="pat@example.org", state=ApplicationState.SUBMITTED, submitted_at=AT,
        )
        for number, pence in enumerate(amounts, 10_000)
    )  # fmt: skip


def install(*changes: tuple[str, str]) -> None:
    """Install the posting function with some of its text changed; each text must be there."""
    text = MIGRATION.POSTING.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    with connection.cursor() as cursor:
        cursor.execute(text)


def guards_off() -> None:
    """Take away what keeps a balance above nought: the look at it after the lock, and the constraint."""
    install(("b.pence + l.pence < 0", "false"))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE funding_balance DROP CONSTRAINT balance_never_below_nought")
