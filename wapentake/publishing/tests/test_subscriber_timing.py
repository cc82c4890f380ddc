"""How long an answer takes tells nobody who subscribes: Welch's t-test over hundreds of answers (A18)."""

import random
import time
from collections.abc import Callable
from statistics import mean, variance

import pytest
from django.test import Client

from wapentake.plans.tests.cast import Town, later
from wapentake.publishing import actions
from wapentake.publishing.models import Subscriber

from .test_subscribers import reader

pytestmark = [pytest.mark.nightly, pytest.mark.timeout(900)]
ROUNDS = 200
# Of three comparisons of the same thing, one in 5,000 differs by more than this.
MOST = 4.0
STATES = ("new", "known", "left", "suppressed")


@pytest.fixture
def town(castle: Town, settings) -> Town:
    """An address of every kind for each round, asked today by nobody yet; and no limits, which are the same for all."""
    settings.ACCOUNT_RATE_LIMITS = False
    for number in range(ROUNDS):
        for state in STATES[1:]:
            reader(castle, f"{state}{number}@example.org")
        actions.leave(Subscriber.objects.get(email=f"left{number}@example.org"), at=later(2))
        actions.suppress(f"suppressed{number}@example.org", "Bounced", later(2))
    Subscriber.objects.update(mailed_at=None)
    return castle


def timed(town: Town, slower: Callable[[str], None] = lambda state: None) -> dict[str, list[float]]:
    """Return the seconds that each answer took, by what the address is, asked in turns in a random order."""
    took: dict[str, list[float]] = {state: [] for state in STATES}
    client, answers = Client(), set()
    for number in range(ROUNDS):
        for state in random.sample(STATES, len(STATES)):
            began = time.perf_counter()
            answer = client.post("/subscribe/", {"email": f"{state}{number}@example.org", "wards": town.ward.slug})
            slower(state)
            took[state].append(time.perf_counter() - began)
            answers.add((answer.status_code, answer.get("Location")))
    assert len(answers) == 1
    assert answers.pop()[0] == 302, "it was taken"
    return {state: sorted(some)[: ROUNDS * 9 // 10] for state, some in took.items()}  # without the machine's pauses


def t_value(one: list[float], other: list[float]) -> float:
    """Return Welch's t of two samples."""
    error = (variance(one) / len(one) + variance(other) / len(other)) ** 0.5
    return abs(mean(one) - mean(other)) / error


def test_the_clock_tells_nobody_who_subscribes(town: Town) -> None:
    took = timed(town)
    found = {state: t_value(took["left"], took[state]) for state in STATES if state != "left"}
    assert max(found.values()) < MOST, found


def test_control_ten_milliseconds_more_are_seen(town: Town) -> None:
    took = timed(town, lambda state: time.sleep(0.01 * (state == "known")))
    assert t_value(took["left"], took["known"]) > MOST
