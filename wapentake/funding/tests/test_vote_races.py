"""Two members vote at the same moment: both votes stand, and it is decided once. The control takes the lock away."""

import time
from typing import Any

import pytest

from wapentake.foundation import audit
from wapentake.funding import actions, queries
from wapentake.funding.actions import votes
from wapentake.funding.models import Application, Decision, Vote
from wapentake.funding.states import ApplicationState
from wapentake.people.models import User

from . import world as worlds
from .racing import in_processes
from .world import AT

OVERLAP = 1.0  # seconds between writing a vote and counting: long enough that two certainly overlap


def cast_vote(application: int, user: int) -> None:
    actions.vote(
        Application.objects.get(pk=application), "for", reasons="Race.", interest=False,
        by=User.objects.get(pk=user), at=AT, key=f"race-{user}",
    )  # fmt: skip


def two_vote_at_once(monkeypatch: pytest.MonkeyPatch) -> Application:
    """Let both members of the ward vote for a bench, each in a process of their own, both slow to count."""
    world, counted = worlds.make(), votes._go_on

    def slowly(*given: Any) -> None:
        time.sleep(OVERLAP)
        counted(*given)

    monkeypatch.setattr(votes, "_go_on", slowly)
    bench = world.submitted(90_000, fund=world.capital, councillor=None)
    in_processes(cast_vote, [(bench.pk, who.user.pk) for who in (world.ashby, world.iqbal)])  # type: ignore[union-attr]
    bench.refresh_from_db()
    assert Vote.objects.filter(application=bench).count() == 2
    return bench


def test_two_votes_at_once_decide_once(committed_db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = two_vote_at_once(monkeypatch)
    assert bench.state == ApplicationState.SUPPORTED
    assert Decision.objects.filter(application=bench).count() == 1
    assert queries.pot_of(bench).reserved == 90_000
    assert queries.open_turns(bench) == []
    assert list(audit.verify()) == []


def test_the_control_without_the_lock_two_votes_at_once_decide_nothing(
    committed_db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(votes, "_locked", lambda application: Application.objects.get(pk=application.pk))
    bench = two_vote_at_once(monkeypatch)
    assert bench.state == ApplicationState.SUBMITTED
    assert not Decision.objects.filter(application=bench).exists()
