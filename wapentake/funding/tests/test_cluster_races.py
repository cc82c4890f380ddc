"""A cluster's pot is never overspent: not by many votes at once, not by any order of acts. The control shows that."""

import random

import pytest

from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries
from wapentake.funding.models import Application
from wapentake.funding.rules import Allotment
from wapentake.funding.states import ApplicationState
from wapentake.people.models import User
from wapentake.places.actions import start_cluster
from wapentake.places.models import Cluster

from . import world as worlds
from .cluster_world import APRIL, OPENED, Valley, make_valley
from .racing import guards_off, in_processes
from .world import AT, YEAR, World

PROCESSES, TRIES = 6, 4


def quiet(valley: Valley, limit: int) -> Cluster:
    """Return a cluster for which one member sits, with a pot of so many pence."""
    made = start_cluster("Quiet", "x", valley.wards[1:], on=APRIL, by=None, at=OPENED)
    more(valley, made, limit, "quiet")
    return made


def more(valley: Valley, cluster: Cluster, pence: int, key: str) -> None:
    actions.allot(valley.fund, YEAR, Allotment(None, None, pence, cluster), by=None, at=AT, key=key)


def requests(valley: Valley, cluster: Cluster, amounts: list[int]) -> list[Application]:
    return Application.objects.bulk_create(
        Application(
            reference=f"VAL-2026-{number:05d}", fund=valley.fund, year=2026, ward=valley.wards[1], cluster=cluster,
            organisation=valley.world.group, title="A race", purpose="x", pence=pence, contact_name="Pat Doyle",
            contact_email="pat@example.org", state=ApplicationState.SUBMITTED, submitted_at=AT,
        )
        for number, pence in enumerate(amounts, 10_000 + Application.objects.count())
    )  # fmt: skip


def vote_on_all(keys: list[int], user: int) -> int:
    """Vote for these applications one after another; return the pence that were reserved by it."""
    person, granted = User.objects.get(pk=user), 0
    for application in Application.objects.filter(pk__in=keys).order_by("?"):
        try:
            actions.vote(
                application, "for", reasons="Race.", interest=False, by=person, at=AT, key=f"race-{application.pk}"
            )
            granted += application.pence
        except Refused as refusal:
            if "too little" not in refusal.reason:
                raise
    return granted


def race(valley: Valley, cluster: Cluster) -> int:
    keys = [one.pk for one in requests(valley, cluster, [1] * PROCESSES * TRIES)]
    assert valley.quill.user is not None
    shares = [(keys[place::PROCESSES], valley.quill.user.pk) for place in range(PROCESSES)]
    in_processes(vote_on_all, shares)
    # A vote may stand while its money has gone to another: what was granted is what was supported.
    return Application.objects.filter(pk__in=keys, state=ApplicationState.SUPPORTED).count()


def left_and_reserved(valley: Valley, cluster: Cluster) -> tuple[int, int]:
    [pot] = queries.pots(YEAR, cluster=cluster, funds=[valley.fund])
    return pot.left, pot.reserved


def test_many_votes_at_once_never_overspend_a_clusters_pot(committed_db: str) -> None:
    valley = make_valley(worlds.make())
    cluster = quiet(valley, limit=7)
    granted = race(valley, cluster)
    assert (granted, left_and_reserved(valley, cluster)) == (7, (0, 7))
    assert queries.check_ledger().faults == ()
    assert list(audit.verify()) == []


def test_control_with_the_guard_off_the_same_race_overspends(committed_db: str) -> None:
    valley = make_valley(worlds.make())
    cluster = quiet(valley, limit=12)  # more than the first process can take alone before the others begin
    guards_off()
    granted, given = race(valley, cluster), 12
    while granted <= given < 60:  # beside other work the processes may not have met
        more(valley, cluster, 12, f"again-{given}")
        granted, given = granted + race(valley, cluster), given + 12
    assert granted > given
    assert left_and_reserved(valley, cluster)[0] < 0
    assert any("below nought" in fault for fault in queries.check_ledger().faults)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2])
def test_in_any_order_of_acts_the_pot_is_what_a_sum_says(world: World, seed: int) -> None:
    valley, chosen = make_valley(world), random.Random(seed)
    cluster = quiet(valley, limit=1_000)
    left, open_, sums = 1_000, list(requests(valley, cluster, [chosen.randint(1, 500) for _ in range(12)])), 0
    reserved: list[Application] = []
    for step in range(24):
        what = chosen.choice(("vote", "vote", "withdraw", "top up"))
        if what == "vote" and open_:
            one = open_.pop()
            granted = vote_on_all([one.pk], valley.quill.user.pk)  # type: ignore[union-attr]
            assert granted == (one.pence if one.pence <= left else 0)
            left, sums = left - granted, sums + granted
            reserved += [one] if granted else []
        elif what == "withdraw" and reserved:
            one = reserved.pop(chosen.randrange(len(reserved)))
            actions.withdraw(one, by=None, at=AT)
            left, sums = left + one.pence, sums - one.pence
        elif what == "top up":
            more = Allotment(None, None, chosen.randint(1, 100), cluster)
            actions.allot(valley.fund, YEAR, more, by=None, at=AT, key=f"more-{step}")
            left += more.pence
        assert left_and_reserved(valley, cluster) == (left, sums)
    assert queries.check_ledger().faults == ()
