"""Two people act at once. Each proof has its control: without the lock it goes wrong."""

import datetime as dt
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from django.db import IntegrityError, connections

from wapentake.foundation.verdicts import Verdict

from ..actions import (
    agree,
    agreeing,
    close_call,
    draft_call,
    give_answer,
    input_answers,
    open_call,
    publish,
    publishing,
)
from ..models import InputCall, Priority
from ..rules import AnswerWords, CallWords
from ..states import CallState, PriorityState
from .cast import TODAY, Town, later, town


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


def open_call_of(castle: Town) -> InputCall:
    words = CallWords("Parks", "Why.", "We read it.", ("What first?",), TODAY, TODAY + dt.timedelta(days=9))
    return open_call(draft_call(castle.ward, words, by=castle.dan, at=later(1)), by=castle.dan, at=later(2))


def answering(call: InputCall) -> Callable[[], object]:
    words = AnswerWords({call.questions.get().pk: "Lights."})
    return lambda: give_answer(call, words, uuid.uuid4(), at=later(5))


def close_while_somebody_answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Close a call while an answer is being kept; return in which order they were done."""
    castle, done = town(), []
    call, inside, closed = open_call_of(castle), threading.Event(), threading.Event()

    def say_it_and_wait(words: AnswerWords) -> Verdict:
        inside.set()
        closed.wait(3)  # the lock keeps the other out: as it should be
        return Verdict.yes()

    def answer() -> None:
        answering(call)()
        done.append("answer")

    def close() -> None:
        inside.wait(30)
        close_call(call, why="All is said.", by=castle.dan, at=later(6))
        done.append("close")
        closed.set()

    monkeypatch.setattr(input_answers, "answer_says_something", say_it_and_wait)
    assert at_once(answer, close) == []
    call.refresh_from_db()
    assert (call.state, call.answers.count()) == (CallState.CLOSED, 1)
    return done


def test_a_call_closes_once_the_answer_on_its_way_is_kept(committed_db: str, monkeypatch):
    assert close_while_somebody_answers(monkeypatch) == ["answer", "close"]


def test_control_without_the_lock_it_closes_before_an_answer_that_is_then_kept(committed_db: str, monkeypatch):
    monkeypatch.setattr(input_answers, "lock_call", unlocked_call)
    assert close_while_somebody_answers(monkeypatch) == ["close", "answer"]


def unlocked_call(call: InputCall) -> InputCall:
    return InputCall.objects.select_related("ward", "cycle").get(pk=call.pk)


def answer_twice_at_once(monkeypatch: pytest.MonkeyPatch) -> tuple[list[int], list[type]]:
    call = open_call_of(town())
    with meeting_inside(input_answers, "answer_says_something", monkeypatch, 2):
        wrong = at_once(answering(call), answering(call))
    return sorted(call.answers.values_list("number", flat=True)), [type(one) for one in wrong]


def test_two_answers_at_once_get_two_numbers(committed_db: str, monkeypatch):
    assert answer_twice_at_once(monkeypatch) == ([1, 2], [])


def test_control_without_the_lock_one_answer_is_lost(committed_db: str, monkeypatch):
    monkeypatch.setattr(input_answers, "lock_call", unlocked_call)
    assert answer_twice_at_once(monkeypatch) == ([1], [IntegrityError])
