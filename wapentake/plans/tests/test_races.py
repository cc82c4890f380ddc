"""Two people act at once. Each proof has its control: without the lock it goes wrong."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from django.db import connections

from ..actions import agree, agreeing, publish, publishing
from ..models import Priority
from ..states import PriorityState
from .cast import Town, later, town


def at_once(*acts: Callable[[], object]) -> list[BaseException]:
    """Run each act in a thread with a connection of its own, and return what went wrong."""
    wrong: list[BaseException] = []

    def run(act: Callable[[], object]) -> None:
        try:
            act()
        except BaseException as error:
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return wrong


@contextmanager
def meeting_inside(module: object, name: str, monkeypatch: pytest.MonkeyPatch, parties: int) -> Iterator[None]:
    """Hold each act inside its transaction, just after `module.name`, until the others are there or 1 s has passed."""
    barrier, real = threading.Barrier(parties), getattr(module, name)

    def slow(*args: object, **kwargs: object) -> object:
        result = real(*args, **kwargs)
        with suppress(threading.BrokenBarrierError):  # the lock keeps the others out: as it should be
            barrier.wait(1)
        return result

    monkeypatch.setattr(module, name, slow)
    yield


def two_left(castle: Town) -> Priority:
    priority = castle.proposed()
    return agree(priority, by=castle.okafor, at=later(2))


def race_to_agree(monkeypatch: pytest.MonkeyPatch) -> Priority:
    castle = town()
    priority = two_left(castle)
    with meeting_inside(agreeing, "may_agree", monkeypatch, 2):
        wrong = at_once(
            lambda: agree(priority, by=castle.ashby, at=later(3)),
            lambda: agree(priority, by=castle.iqbal, at=later(3)),
        )
    assert wrong == []
    priority.refresh_from_db()
    return priority


def test_the_last_two_members_agree_at_once(committed_db: str, monkeypatch):
    priority = race_to_agree(monkeypatch)
    assert (priority.state, priority.agreements.count()) == (PriorityState.AGREED, 3)


def without_lock(monkeypatch: pytest.MonkeyPatch, *modules: object) -> None:
    def unlocked(priority: Priority) -> Priority:
        return Priority.objects.select_related("ward", "cycle", "replaces").get(pk=priority.pk)

    for module in modules:
        monkeypatch.setattr(module, "lock_priority", unlocked)


def test_control_without_the_lock_nobody_notices_that_all_have_agreed(committed_db: str, monkeypatch):
    without_lock(monkeypatch, agreeing)
    real = agreeing.tell
    barrier = threading.Barrier(2)

    def both_wrote(*args: object, **kwargs: object) -> object:
        barrier.wait(10)  # neither has committed: neither sees the other's agreement
        return real(*args, **kwargs)

    castle = town()
    priority = two_left(castle)
    monkeypatch.setattr(agreeing, "tell", both_wrote)
    at_once(
        lambda: agree(priority, by=castle.ashby, at=later(3)),
        lambda: agree(priority, by=castle.iqbal, at=later(3)),
    )
    priority.refresh_from_db()
    assert (priority.state, priority.agreements.count()) == (PriorityState.PROPOSED, 3)


def race_to_publish(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    castle = town()
    first, second = castle.agreed(), castle.agreed()
    with meeting_inside(publishing, "_published", monkeypatch, 2):
        assert (
            at_once(
                lambda: publish(first, by=castle.dan, at=later(3)), lambda: publish(second, by=castle.dan, at=later(3))
            )
            == []
        )
    return sorted(Priority.objects.values_list("number", flat=True))


def test_two_priorities_published_at_once_get_two_numbers(committed_db: str, monkeypatch):
    assert race_to_publish(monkeypatch) == [1, 2]


def test_control_without_the_ward_lock_they_get_one(committed_db: str, monkeypatch):
    monkeypatch.setattr(publishing, "lock_ward", lambda ward: ward)
    castle = town()
    first, second = castle.agreed(), castle.agreed()
    barrier, real = threading.Barrier(2), publishing._published

    class Counted:
        def __init__(self, priority: Priority) -> None:
            self.rows = real(priority)

        def count(self) -> int:
            number = self.rows.count()
            barrier.wait(10)
            return number

    monkeypatch.setattr(publishing, "_published", Counted)
    assert (
        at_once(lambda: publish(first, by=castle.dan, at=later(3)), lambda: publish(second, by=castle.dan, at=later(3)))
        == []
    )
    assert sorted(Priority.objects.values_list("number", flat=True)) == [1, 1]


def test_one_draft_after_the_other_gets_its_own_address(committed_db: str):
    castle = town()
    assert at_once(*[lambda: castle.draft() for _ in range(4)]) == []
    assert Priority.objects.values("slug").distinct().count() == 4
    assert sorted(Priority.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
