"""With whom an application is, why and until when: a table of sentences for every role and state."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.querycount import assert_same_queries
from wapentake.funding import actions, queries, rules
from wapentake.funding.pages import queue_page
from wapentake.funding.queries import Clock, Put, Stand, Still
from wapentake.funding.rules import Reader
from wapentake.funding.rules.routing import ASKED_WARD
from wapentake.funding.states import ApplicationState
from wapentake.funding.states.payees import PayeeState
from wapentake.funding.states.routing import Step
from wapentake.funding.tests.world import AT, World
from wapentake.office.queries import roles_of

TUE = dt.date(2026, 11, 24)
CLOCK = Clock(TUE, dt.date(2026, 12, 8), "Each step is taken within 10 working days. Rule since 1 April 2026: here.")
ASHBY, IQBAL, MARSDEN, FINCH, HOLROYD = range(1, 6)
READERS = {
    "Ashby": Reader(ASHBY), "Iqbal": Reader(IQBAL), "Marsden": Reader(MARSDEN, approves=True),
    "Finch": Reader(FINCH, pays=True), "Holroyd": Reader(HOLROYD),
}  # fmt: skip


def stand(state: str, **facts: object) -> Stand:
    return replace(Stand(state, TUE, CLOCK), **facts)  # type: ignore[arg-type]


def put(*users: tuple[int, str], step: str = Step.MEMBERS, why: str = ASKED_WARD) -> tuple[Put, ...]:
    return tuple(Put(user, name, step, why, TUE) for user, name in users)


ASH, IQB, OKAFOR = (ASHBY, "Cllr Ashby"), (IQBAL, "Cllr Iqbal"), (9, "Cllr Okafor")
INTEREST = f"{ASKED_WARD} Cllr Okafor has an interest and cannot take part."
DIFFER = "The members differ: Cllr Ashby for it, Cllr Iqbal against it."
OWN = stand(ApplicationState.SUBMITTED, holder="Cllr Ashby", holder_user=ASHBY)
VOTES = stand(ApplicationState.SUBMITTED, put=put(ASH, IQB, OKAFOR))
ONE_VOTED = stand(ApplicationState.SUBMITTED, put=put(ASH, why=INTEREST), voted=frozenset({IQBAL}))
WITH_CABINET = stand(ApplicationState.SUBMITTED, put=put((8, "Cllr Shah"), step=Step.CABINET, why=DIFFER))
SUPPORTED = stand(ApplicationState.SUPPORTED, supporter="Cllr Ashby", approvers=("Helen Marsden",))
TOGETHER = replace(SUPPORTED, supporter="The ward’s members")
TWO = replace(SUPPORTED, two=True)
CHECKED = replace(TWO, checked="Sam Grey", checked_by=7)
APPROVED = stand(ApplicationState.APPROVED)
ALL = tuple(READERS)

# Where it stands, for whom, with whom it is, why, and whether it is theirs.
TABLE = [
    (OWN, ("Ashby",), "You", "It asks for your fund: you recommend it, or not.", True),
    (OWN, ("Iqbal", "Marsden", "Finch", "Holroyd"), "Cllr Ashby", "It asks for Cllr Ashby’s fund.", False),
    (replace(OWN, holder=""), ALL, "Nobody",
     "Nobody has been asked yet: it is put to whoever decides next morning.", False),
    (VOTES, ("Ashby", "Iqbal"), "You", "Your vote: none of 3 have voted.", True),
    (VOTES, ("Marsden", "Finch", "Holroyd"), "3 members", "None of 3 have voted.", False),
    (ONE_VOTED, ("Ashby",), "You",
     "Your vote: 1 of 2 has voted. Cllr Okafor has an interest and cannot take part.", True),
    (ONE_VOTED, ("Iqbal", "Holroyd"), "Cllr Ashby",
     "1 of 2 has voted. Cllr Okafor has an interest and cannot take part.", False),
    (WITH_CABINET, ALL, "Cllr Shah", DIFFER, False),
    (SUPPORTED, ("Marsden",), "You", "You approve under delegation; Cllr Ashby supports it.", True),
    (SUPPORTED, ("Ashby", "Finch"), "Helen Marsden",
     "Helen Marsden approves under delegation; Cllr Ashby supports it.", False),
    (TOGETHER, ("Marsden",), "You", "You approve under delegation; the ward’s members support it.", True),
    (replace(SUPPORTED, said_yes=frozenset({MARSDEN})), ("Marsden",), "Another officer",
     "You supported it, so another officer approves it.", False),
    (TWO, ("Marsden",), "You",
     "You check it first: an award of this size takes two officers. Cllr Ashby supports it.", True),
    (CHECKED, ("Marsden",), "You", "You approve: Sam Grey checked it first. Cllr Ashby supports it.", True),
    (replace(CHECKED, checked_by=MARSDEN), ("Marsden",), "Another officer",
     "You checked it, so another officer approves it.", False),
    (replace(SUPPORTED, sign_off=True), ("Marsden",), "You",
     "You approve under delegation; Cllr Ashby supports it. A housing officer has to sign it off first.", True),
    (replace(APPROVED, offered=True), ALL, "The group", "The group has not accepted the offer yet.", False),
    (replace(APPROVED, details=PayeeState.GIVEN), ("Finch",), "You",
     "Held: bank details wait for a second person.", True),
    (replace(APPROVED, details=PayeeState.GIVEN), ("Ashby",), "Finance",
     "Held: bank details wait for a second person.", False),
    (replace(APPROVED, details=PayeeState.CHECKED), ("Finch",), "You",
     "You pay it: it is awarded, and its bank details are checked.", True),
    (APPROVED, ("Marsden",), "Finance", "Finance pays it: it is awarded. It gave no bank details.", False),
    (replace(APPROVED, inside=True), ("Finch",), "You", "You pay it: it is awarded to a service of the council.", True),
    (replace(APPROVED, inside=True, part=2, part_from=TUE), ("Finch",), "You",
     "You pay instalment 2, from 24 November 2026 on: it is awarded to a service of the council.", True),
    (replace(APPROVED, part=3, part_from=dt.date(2027, 1, 4)), ALL, "Nobody",
     "Instalment 3 is paid from 4 January 2027 on.", False),
    (replace(APPROVED, part=2, part_from=TUE, to_show=True), ALL, "The group",
     "Instalment 2 is paid once the group has shown what it is to show, and it was read.", False),
    (replace(APPROVED, run=3), ALL, "The bank",
     "Sent to be paid in payment run 3. Finance says what the bank did.", False),
]  # fmt: skip


@pytest.mark.parametrize(("where", "readers", "who", "why", "mine"), TABLE)
def test_each_says_with_whom_it_is_and_why(
    where: Stand, readers: tuple[str, ...], who: str, why: str, mine: bool
) -> None:
    for name in readers:
        told = rules.waiting(where, READERS[name], TUE)
        assert (told.who, told.why, told.mine) == (who, why, mine), name
        assert (told.by, told.source, told.late, told.still) == (dt.date(2026, 12, 8), CLOCK.said, "", "")


@pytest.mark.parametrize("state", [ApplicationState.PAID, ApplicationState.DECLINED, ApplicationState.WITHDRAWN])
def test_what_is_over_is_with_nobody(state: str) -> None:
    for reader in READERS.values():
        told = rules.waiting(stand(state), reader, TUE)
        assert (told.who, told.by, told.mine) == ("Nobody", None, False)


@pytest.mark.parametrize(("day", "late"), [(8, ""), (9, "1 day late"), (11, "3 days late")])
def test_it_says_how_late_it_is(day: int, late: str) -> None:
    told = rules.waiting(SUPPORTED, READERS["Marsden"], dt.date(2026, 12, day))
    assert told.late == late
    words = rules.clock_words(told, dt.date(2026, 12, day))
    assert words.startswith("Was due by 8 December 2026. Each step" if late else "Due by 8 December 2026. Each step")


@pytest.mark.parametrize(
    ("begins", "goes_on", "by"),
    [
        ("2026-11-01", "2026-11-25", "2026-12-08"),  # over before the first day that counts
        ("2026-12-09", "2026-12-20", "2026-12-08"),  # after it was due
        ("2026-11-26", "2026-11-28", "2026-12-10"),  # two working days, and then two more
        ("2026-11-28", "2026-11-30", "2026-12-08"),  # a weekend
        ("2026-12-08", "2026-12-22", "2026-12-22"),  # the last day is the first after it
        ("2026-11-25", "2026-12-26", "2027-01-12"),  # from the first: Christmas' bank holidays count for nobody
    ],
)  # fmt: skip
def test_a_clock_stands_still_while_awards_are_frozen(begins: str, goes_on: str, by: str) -> None:
    still = Still(dt.date.fromisoformat(begins), dt.date.fromisoformat(goes_on), "Boston Castle", "A by-election.")
    assert replace(CLOCK, still=(still,)).by == dt.date.fromisoformat(by)


def test_two_freezes_that_share_days_give_each_day_back_once() -> None:
    still = (Still(dt.date(2026, 11, 26), dt.date(2026, 11, 28)), Still(dt.date(2026, 11, 27), dt.date(2026, 12, 1)))
    assert replace(CLOCK, still=still).by == dt.date(2026, 12, 11)


def test_the_row_says_that_it_stands_still(world: World) -> None:
    clock = replace(CLOCK, still=(Still(dt.date(2026, 11, 20), dt.date(2026, 12, 5), "Boston Castle"),))
    told = rules.waiting(replace(SUPPORTED, clock=clock), READERS["Marsden"], TUE)
    assert told.still == "Awards in Boston Castle are frozen until 4 December 2026: the clock stands still."
    assert rules.clock_words(told, TUE) == told.still


def test_what_is_read_from_the_records_says_the_same(world: World) -> None:
    """The votes, the approval, the offer and the payment of real applications, each for whoever has it."""
    bench = world.submitted(90_000, fund=world.capital, councillor=None)
    own = world.submitted()

    def told(application: object, user: object) -> tuple[str, str]:
        stand = queries.stand_of(application, AT.date())  # type: ignore[arg-type]
        found = rules.waiting(stand, Reader.of(roles_of(user, AT.date())), AT.date())  # type: ignore[arg-type]
        return found.who, found.why

    assert told(bench, world.ashby.user) == ("You", "Your vote: none of 2 have voted.")
    actions.vote(bench, "for", reasons="Yes.", interest=False, by=world.ashby.user, at=AT, key=world.key())
    assert told(bench, world.iqbal.user) == ("You", "Your vote: 1 of 2 has voted.")
    assert told(bench, world.ashby.user) == ("Tariq Iqbal", "1 of 2 has voted.")
    assert told(own, world.iqbal.user) == ("Cllr Maureen Ashby", "It asks for Cllr Maureen Ashby’s fund.")
    world.support(own)
    approving = "You approve under delegation; Cllr Maureen Ashby supports it. 4 checks are still to be ticked."
    assert told(own, world.marsden) == ("You", approving)
    world.approve(own)
    assert told(own, world.finch) == ("The group", "The group has not accepted the offer yet.")
    assert own not in queries.waiting_for(roles_of(world.finch, AT.date()))
    world.accept(own)
    assert told(own, world.finch) == ("You", "You pay it: it is awarded. It gave no bank details.")
    assert own in queries.waiting_for(roles_of(world.finch, AT.date()))


def test_rows_cost_the_same_however_many_and_in_whatever_state(world: World) -> None:
    def add(count: int) -> None:
        for _ in range(count):
            world.submitted(1_000, fund=world.capital, councillor=None)
            world.supported(1_000)
            world.approved(1_000)

    roles = roles_of(world.marsden, AT.date())
    assert_same_queries(lambda: queue_page(roles, {"list": "open"}, AT.date()), add)
