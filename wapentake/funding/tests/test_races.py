"""Many at once: nothing is overspent, nothing is booked twice, nobody waits for ever, a kill loses nothing.

Every race has its control: with the guard off, the same race must go wrong.
"""

import random
import threading
import uuid

import pytest
import time_machine
from django.db import OperationalError, connection, connections, transaction
from django.test import Client

from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries
from wapentake.funding.actions import ledger
from wapentake.funding.models import Account, Application, Balance, Decision, Fund, Transfer
from wapentake.funding.rules import Allotment
from wapentake.funding.states import ApplicationState, Stage, TransferKind
from wapentake.people.models import User

from . import world as worlds
from .racing import applications, die, guards_off, in_processes, install
from .world import AT, YEAR, World, at

PROCESSES = 16
APRIL = at("2027-04-01 00:30")


def fresh(limit: int) -> World:
    """Make a borough whose hot fund, Cllr Ashby's, holds `limit` pence."""
    world = worlds.make(allot=False)
    actions.allot(world.clf, YEAR, Allotment(world.ward, world.ashby, limit), by=None, at=AT, key="limit")
    return world


def support_all(keys: list[int], user: int) -> tuple[int, list[int]]:
    """Support these applications one after another; return the pence granted and the amounts refused."""
    person = User.objects.get(pk=user)
    granted, refused = 0, []
    for application in Application.objects.filter(pk__in=keys).order_by("?"):
        try:
            actions.support(
                application, interest=False, reasons="Race.", by=person, at=AT, key=f"race-{application.pk}"
            )
            granted += application.pence
        except Refused as refusal:
            if "too little" not in refusal.reason:
                raise
            refused.append(application.pence)
    return granted, refused


def race(world: World, amounts: list[int]) -> tuple[int, list[int]]:
    """Let 16 processes support all at once; return the pence granted and every amount refused."""
    keys = [application.pk for application in applications(world, amounts)]
    shares = [(keys[place::PROCESSES], world.ashby.user.pk) for place in range(PROCESSES)]
    answers = in_processes(support_all, shares)
    return sum(granted for granted, _ in answers), [pence for _, refused in answers for pence in refused]


def stands(world: World) -> tuple[int, int]:
    pot = queries.councillor_line(world.ashby, YEAR)
    return pot.left, pot.reserved


def hot_fund(tries: int) -> None:
    """Unit amounts, of which a quarter fits: exactly the limit is granted."""
    world = fresh(limit=PROCESSES * tries // 4)
    granted, refused = race(world, [1] * PROCESSES * tries)
    assert granted == PROCESSES * tries // 4
    assert len(refused) == PROCESSES * tries - granted
    assert stands(world) == (0, granted)
    assert Transfer.objects.filter(kind=TransferKind.SUPPORT).count() == Decision.objects.count() == granted
    assert queries.check_ledger().faults == ()
    assert list(audit.verify()) == []


def random_amounts(tries: int, seed: int) -> None:
    """Random amounts: never more than the limit, and nothing that was refused would still fit."""
    chosen = random.Random(seed)
    amounts = [chosen.randint(1, 500) for _ in range(PROCESSES * tries)]
    world = fresh(limit=sum(amounts) // 4)
    granted, refused = race(world, amounts)
    left, reserved = stands(world)
    assert granted == reserved
    assert left + reserved == sum(amounts) // 4
    assert left >= 0
    assert all(pence > left for pence in refused)
    assert granted + sum(refused) == sum(amounts)
    assert queries.check_ledger().faults == ()


def test_sixteen_processes_never_overspend_a_hot_fund(committed_db: str):
    hot_fund(tries=5)


def test_sixteen_processes_with_random_amounts(committed_db: str):
    random_amounts(tries=4, seed=1)


@pytest.mark.nightly
@pytest.mark.timeout(900)
def test_sixteen_processes_of_250_tries(committed_db: str):
    hot_fund(tries=250)


@pytest.mark.nightly
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(20))
def test_twenty_seeds_of_random_amounts(committed_db: str, seed: int):
    random_amounts(tries=12, seed=seed)


def test_control_with_the_guard_off_the_same_race_overspends(committed_db: str):
    world = fresh(limit=8)
    guards_off()
    granted, _ = race(world, [1] * PROCESSES * 8)
    assert granted > 8
    assert stands(world)[0] < 0
    assert any("below nought" in fault for fault in queries.check_ledger().faults)


# --- Several funds at once --------------------------------------------------------------------------------------------


MATCH = """
SELECT funding_post(NULL, %s, 'move', '2026-11-24', NULL, %s::timestamptz, %s::bigint[], %s::bigint[], '', NULL, NULL,
                    'fund:match', 'moved', '{}')
"""


def match_funding(accounts: list[int], seed: int, tries: int) -> tuple[int, int]:
    """Move money between two to four accounts at a time, named in any order; return how many moved, how many hung."""
    chosen, moved, hung = random.Random(seed), 0, 0
    for number in range(tries):
        ends = chosen.sample(accounts, chosen.randint(2, 4))
        pence = [-(len(ends) - 1), *[1] * (len(ends) - 1)]
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(MATCH, [f"{seed}-{number}", AT, ends, pence])
            moved += 1
        except OperationalError as error:
            if "deadlock" not in str(error):
                raise
            hung += 1
            break  # one is enough, and each costs a second
    return moved, hung


def eight_pots(world: World) -> list[int]:
    """Return the left accounts of eight holders' funds, each with £1,000."""
    found = []
    for number in range(8):
        ward = type(world.ward).objects.create(
            code=f"E0509900{number}", edition=world.ward.edition, slug=f"ward-{number}", name=f"Ward {number}",
            ons_name=f"Ward {number}", number=50 + number, seats=2,
        )  # fmt: skip
        fund = world.capital
        actions.allot(fund, YEAR, Allotment(ward, None, 100_000), by=None, at=AT, key=f"pot-{number}")
        found.append(Account.objects.get(fund=fund, ward=ward, stage=Stage.LEFT).pk)
    return found


def test_moves_between_eight_funds_never_deadlock(committed_db: str):
    accounts = eight_pots(worlds.make(allot=False))
    answers = in_processes(match_funding, [(accounts, seed, 40) for seed in range(8)])
    assert answers == [(40, 0)] * 8
    assert sum(Balance.objects.filter(account__in=accounts).values_list("pence", flat=True)) == 800_000
    assert queries.check_ledger().faults == ()


def test_control_with_locks_in_the_order_asked_moves_deadlock(committed_db: str):
    accounts = eight_pots(worlds.make(allot=False))
    install(("ORDER BY account_id FOR UPDATE", "ORDER BY array_position(the_accounts, account_id) FOR UPDATE"))
    answers = in_processes(match_funding, [(accounts, seed, 40) for seed in range(8)])
    assert sum(hung for _, hung in answers) > 0
    assert queries.check_ledger().faults == ()  # a deadlock costs an answer, never money


# --- The same form many times -----------------------------------------------------------------------------------------


def test_fifty_identical_posts_book_once(committed_db: str, settings):
    settings.WAPENTAKE_SECOND_FACTOR = False
    world = worlds.make()
    application = world.submitted()
    fields = {
        "act": "decide",
        "yes": "support",
        "vote": "support",
        "interest": "no",
        "reasons": "It helps.",
        "key": uuid.uuid4().hex,
    }
    answers: list[tuple[int, str]] = []
    gate = threading.Barrier(50)

    def post() -> None:
        client = Client()
        client.cookies = signed_in.cookies
        gate.wait(60)
        answer = client.post(f"/desk/money/{application.reference}/", fields)
        answers.append((answer.status_code, answer.get("Location", "")))
        connections.close_all()

    signed_in = Client()
    with time_machine.travel(AT, tick=False):
        signed_in.force_login(world.ashby.user)
        threads = [threading.Thread(target=post) for _ in range(50)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == [(302, f"/desk/money/{application.reference}/")] * 50
    assert Decision.objects.count() == Transfer.objects.filter(kind=TransferKind.SUPPORT).count() == 1
    assert stands(world) == (118_400, 40_000)
    assert [record.action for record in audit.history(application.ref)] == ["submitted", "supported"]


def post_once(key: str, account: int, other: int) -> int:
    with transaction.atomic():
        return ledger.post(
            ledger.Posting(key, TransferKind.MOVE, {account: -1, other: 1}, None, AT, "fund:clf", "moved")
        )


def test_fifty_identical_transfers_are_one(committed_db: str):
    world = worlds.make()
    accounts = queries.accounts_of(world.clf, 2026, queries.Whose(world.ward, world.ashby))
    legs = (accounts[Stage.LEFT], accounts[Stage.RESERVED])
    answers = in_processes(post_once, [("same", *legs)] * 25)
    assert len(set(answers)) == 1
    assert stands(world) == (158_399, 1)


def test_control_without_the_claim_identical_transfers_are_many(committed_db: str):
    world = worlds.make()
    install(("the_key, the_body,", "the_key || random(), the_body,"))
    accounts = queries.accounts_of(world.clf, 2026, queries.Whose(world.ward, world.ashby))
    answers = in_processes(post_once, [("same", accounts[Stage.LEFT], accounts[Stage.RESERVED])] * 8)
    assert len(set(answers)) == 8


# --- Killed -----------------------------------------------------------------------------------------------------------


def support_and_die(application: int, user: int, when: str) -> None:
    """Support an application and be killed: before the commit, or after it and before anybody is told."""
    row, person = Application.objects.get(pk=application), User.objects.get(pk=user)
    given = {"reasons": "Kill.", "interest": False, "by": person, "at": AT, "key": "killed"}
    if when == "before":
        with transaction.atomic():
            actions.support(row, **given)
            die()
    actions.support(row, **given)
    die()


@pytest.mark.parametrize(("when", "kept"), [("before", 0), ("after", 1)])
def test_a_kill_around_the_commit_loses_nothing_and_books_nothing_twice(committed_db: str, when: str, kept: int):
    world = worlds.make()
    application = world.submitted()
    assert in_processes(support_and_die, [(application.pk, world.ashby.user.pk, when)]) == [None]
    assert Decision.objects.count() == Transfer.objects.filter(kind=TransferKind.SUPPORT).count() == kept
    # The person sees no answer and sends the form again.
    actions.support(application, interest=False, reasons="Kill.", by=world.ashby.user, at=AT, key="killed")
    assert Decision.objects.count() == Transfer.objects.filter(kind=TransferKind.SUPPORT).count() == 1
    assert stands(world) == (118_400, 40_000)
    application.refresh_from_db()
    assert application.state == ApplicationState.SUPPORTED
    assert queries.check_ledger().faults == ()
    assert list(audit.verify()) == []


def close_it(fund: int, user: int) -> str:
    try:
        actions.close_year(Fund.objects.get(pk=fund), YEAR, by=User.objects.get(pk=user), at=APRIL)
    except Refused as refusal:
        return refusal.reason
    return "closed"


def support_one(application: int, user: int) -> str:
    try:
        actions.support(
            Application.objects.get(pk=application), interest=False, reasons="x", by=User.objects.get(pk=user), at=AT,
            key=f"close-{application}",
        )  # fmt: skip
    except Refused as refusal:
        return refusal.reason
    return "supported"


def closer_or_supporter(what: str, key: int, user: int) -> str:
    return close_it(key, user) if what == "close" else support_one(key, user)


@pytest.mark.parametrize("turn", range(3))
def test_a_year_that_closes_under_way_takes_all_or_nothing(committed_db: str, turn: int):
    """Either every support came before the close, which then refuses, or the year is closed and the rest is refused."""
    world = worlds.make()
    keys = [application.pk for application in applications(world, [1] * 14)]
    work = [("close", world.clf.pk, world.finch.pk)] * 2
    work += [("support", key, world.ashby.user.pk) for key in keys]
    answers = in_processes(closer_or_supporter, work)
    supported = answers.count("supported")
    assert stands(world)[1] == supported
    if "closed" in answers:
        assert supported == 0
    assert queries.check_ledger().faults == ()
