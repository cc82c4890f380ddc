"""Who decides next, for every shape of conflict: one table; and faults planted in the rules, which it must find."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from random import Random
from types import SimpleNamespace as Some

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wapentake.funding.queries import Arbiter, Case, Person, Seat
from wapentake.funding.rules import route, routing
from wapentake.funding.states.routing import Step, VoteChoice

WARD = ("unanimous", "majority", "cabinet_member", "leader", "substitute")
OWN = ("councillor", "cabinet_member", "leader", "substitute")
FREE = "cabinet leader substitute"
# The rule that silence is no veto, once the members' days are over.
GOES_ON = {"late": True, "chain": ("unanimous", "majority", "in_time", "cabinet_member", "leader")}


def seats(*each: str) -> tuple[Seat, ...]:
    """Return members A, B, C: `for`, `against`, `aside`, `-` (has not voted), `barred`, `suspended`."""
    made = []
    for number, what in enumerate(each):
        person = Person(number + 1, f"Cllr {'ABC'[number]}")
        vote = what if what in VoteChoice.values else ""
        made.append(Seat(person, barred=what == "barred", suspended=what == "suspended", vote=vote))
    return tuple(made)


def arbiters(said: str) -> tuple[Arbiter, ...]:
    """Return the arbiters named: `leader` is free, `leader:ward` one of the ward's members, and so on."""
    steps = {"cabinet": Step.CABINET, "leader": Step.THE_LEADER, "substitute": Step.SUBSTITUTE}
    made = []
    for number, each in enumerate(said.split()):
        name, _, what = each.partition(":")
        person = Person(11 + number, name)
        made.append(
            Arbiter(
                steps[name],
                person,
                of_ward=what == "ward",
                outside=what == "outside",
                barred=what == "barred",
                suspended=what == "suspended",
            )
        )
    return tuple(made)


# name, seats, arbiters, changes of the case, the step, and who is asked
TABLE: list[tuple[str, tuple[str, ...], str, dict[str, object], Step, tuple[int, ...]]] = [
    ("two, nobody has voted", ("-", "-"), FREE, {}, Step.MEMBERS, (1, 2)),
    ("two, one has voted", ("for", "-"), FREE, {}, Step.MEMBERS, (2,)),
    ("two, both for", ("for", "for"), FREE, {}, Step.SUPPORTED, ()),
    ("two, both against", ("against", "against"), FREE, {}, Step.DECLINED, ()),
    ("two, 1-1", ("for", "against"), FREE, {}, Step.CABINET, (11,)),
    ("two, one conflicted, the other still to vote", ("barred", "-"), FREE, {}, Step.MEMBERS, (2,)),
    ("two, one conflicted, the other for", ("barred", "for"), FREE, {}, Step.SUPPORTED, ()),
    ("two, one conflicted, the other against", ("against", "barred"), FREE, {}, Step.DECLINED, ()),
    ("two, one stood aside, the other for", ("aside", "for"), FREE, {}, Step.SUPPORTED, ()),
    ("two, both conflicted", ("barred", "barred"), FREE, {}, Step.CABINET, (11,)),
    ("two, one conflicted, one stood aside", ("barred", "aside"), FREE, {}, Step.CABINET, (11,)),
    ("two, one suspended, the other for", ("suspended", "for"), FREE, {}, Step.SUPPORTED, ()),
    ("two, one suspended, the other conflicted", ("suspended", "barred"), FREE, {}, Step.CABINET, (11,)),
    ("two seats, one vacant", ("-",), FREE, {"vacant": 1}, Step.MEMBERS, (1,)),
    ("two seats, one vacant, the other for", ("for",), FREE, {"vacant": 1}, Step.SUPPORTED, ()),
    ("two seats, one vacant, the other conflicted", ("barred",), FREE, {"vacant": 1}, Step.CABINET, (11,)),
    ("two seats, both vacant", (), FREE, {"vacant": 2}, Step.CABINET, (11,)),
    ("three, nobody has voted", ("-", "-", "-"), FREE, {}, Step.MEMBERS, (1, 2, 3)),
    ("three, two for, the third is still asked", ("for", "for", "-"), FREE, {}, Step.MEMBERS, (3,)),
    ("three, two for, the third is late", ("for", "for", "-"), FREE, {"late": True}, Step.SUPPORTED, ()),
    ("three, two against, the third is late", ("against", "-", "against"), FREE, {"late": True}, Step.DECLINED, ()),
    ("three, one for, two late", ("for", "-", "-"), FREE, {"late": True}, Step.MEMBERS, (2, 3)),
    ("three, 1-1, the third is late", ("for", "against", "-"), FREE, {"late": True}, Step.MEMBERS, (3,)),
    ("three, one for, two late, and it goes on", ("for", "-", "-"), FREE, GOES_ON, Step.CABINET, (11,)),
    ("three, 1-1, the third late, and it goes on", ("for", "against", "-"), FREE, GOES_ON, Step.CABINET, (11,)),
    ("three, all silent, and it goes on", ("-", "-", "-"), "leader", GOES_ON, Step.THE_LEADER, (11,)),
    ("three, two for, the third late, and it would go on", ("for", "for", "-"), FREE, GOES_ON, Step.SUPPORTED, ()),
    ("three, 1-1, the third has days", ("for", "against", "-"), FREE, GOES_ON | {"late": False}, Step.MEMBERS, (3,)),
    ("three, 3-0", ("for", "for", "for"), FREE, {}, Step.SUPPORTED, ()),
    ("three, 2-1", ("for", "against", "for"), FREE, {}, Step.SUPPORTED, ()),
    ("three, 1-2", ("for", "against", "against"), FREE, {}, Step.DECLINED, ()),
    ("three, 2-1 where no majority counts", ("for", "against", "for"), FREE,
     {"chain": ("unanimous", "cabinet_member")}, Step.CABINET, (11,)),
    ("three, one conflicted, 1-1", ("for", "barred", "against"), FREE, {}, Step.CABINET, (11,)),
    ("three, one conflicted, 2-0", ("for", "barred", "for"), FREE, {}, Step.SUPPORTED, ()),
    ("three, two conflicted, the third for", ("barred", "barred", "for"), FREE, {}, Step.SUPPORTED, ()),
    ("three, all conflicted", ("barred", "barred", "barred"), FREE, {}, Step.CABINET, (11,)),
    ("three, one vacant, 1-1", ("for", "against"), FREE, {"vacant": 1}, Step.CABINET, (11,)),
    ("1-1, the Cabinet Member is of the ward", ("for", "against"), "cabinet:ward leader substitute", {},
     Step.THE_LEADER, (12,)),
    ("1-1, both are of the ward", ("for", "against"), "cabinet:ward leader:ward substitute", {},
     Step.SUBSTITUTE, (13,)),
    ("1-1, all three are of the ward", ("for", "against"), "cabinet:ward leader:ward substitute:ward", {},
     Step.NOBODY, (99,)),
    ("1-1, the Cabinet Member has an interest", ("for", "against"), "cabinet:barred leader substitute", {},
     Step.THE_LEADER, (12,)),
    ("1-1, the Cabinet Member is suspended", ("for", "against"), "cabinet:suspended leader", {},
     Step.THE_LEADER, (12,)),
    ("1-1, the substitute is no member of the executive", ("for", "against"),
     "cabinet:ward leader:ward substitute:outside", {}, Step.NOBODY, (99,)),
    ("1-1, every arbiter has an interest", ("for", "against"), "cabinet:barred leader:barred substitute:barred", {},
     Step.NOBODY, (99,)),
    ("1-1, no Cabinet Member", ("for", "against"), "leader substitute", {}, Step.THE_LEADER, (11,)),
    ("1-1, no arbiter at all", ("for", "against"), "", {}, Step.NOBODY, (99,)),
    ("1-1, the rule names no substitute", ("for", "against"), "cabinet:ward leader:ward substitute",
     {"chain": ("unanimous", "majority", "cabinet_member", "leader")}, Step.NOBODY, (99,)),
    ("1-1, the rule asks the Leader first", ("for", "against"), FREE,
     {"chain": ("unanimous", "majority", "leader", "cabinet_member")}, Step.THE_LEADER, (12,)),
    ("own fund", ("-",), FREE, {"own": True, "chain": OWN}, Step.MEMBERS, (1,)),
    ("own fund, the holder conflicted", ("barred",), FREE, {"own": True, "chain": OWN}, Step.CABINET, (11,)),
    ("own fund, the holder stood aside", ("aside",), FREE, {"own": True, "chain": OWN}, Step.CABINET, (11,)),
    ("own fund, holder and arbiter one person", ("barred",), "cabinet:barred leader", {"own": True, "chain": OWN},
     Step.THE_LEADER, (12,)),
    ("own fund, the holder suspended", ("suspended",), FREE, {"own": True, "chain": OWN}, Step.CABINET, (11,)),
    ("own fund, the holder conflicted, no arbiter in the rule", ("barred",), FREE,
     {"own": True, "chain": ("councillor",)}, Step.NOBODY, (99,)),
]  # fmt: skip


def case(who: tuple[str, ...], asked: str, changes: dict[str, object]) -> Case:
    closers, due_on = (Person(99, "Helen Marsden"),), dt.date(2026, 12, 8)
    plain = Case(seats(*who), WARD, arbiters(asked), closers=closers, due_on=due_on)
    return replace(plain, **changes)  # type: ignore[arg-type]


def wrong_rows() -> list[str]:
    """Return the rows of the table that the rules get wrong."""
    found = []
    for name, who, asked, changes, step, people in TABLE:
        routed = route(case(who, asked, changes))
        if (routed.step, tuple(person.user for person in routed.who)) != (step, people) or not routed.why:
            found.append(name)
    return found


def test_every_shape_of_conflict_goes_where_the_table_says() -> None:
    assert wrong_rows() == []


def test_why_names_the_people_and_the_offices_that_were_passed_over() -> None:
    why = route(case(("for", "against"), "cabinet:ward leader:barred", {})).why
    assert why == (
        "The members differ: Cllr A for it, Cllr B against it. The Cabinet Member is one of the ward’s own members. "
        "The Leader has an interest. Nobody is the named substitute now. Nobody is left who may decide, so there is no "
        "award."
    )


def test_why_says_that_the_members_were_silent() -> None:
    said = [route(case(who, FREE, GOES_ON)).why for who in (("for", "-"), ("-", "-"), ("for", "against"))]
    assert said == [
        "The members have not decided in time: Cllr A for it.",
        "The members have not decided in time: nobody has voted.",
        "The members differ: Cllr A for it, Cllr B against it.",
    ]


def _all_may_vote(found: tuple[Seat, ...]) -> list[Seat]:
    return list(found)


def _plurality(able: list[Seat], chain: tuple[str, ...]) -> Step | None:
    yes, no = (sum(seat.vote == choice for seat in able) for choice in (VoteChoice.FOR, VoteChoice.AGAINST))
    return Step.SUPPORTED if yes > no else Step.DECLINED if no > yes else None


MEANS: dict[str, Step] = {"for": Step.SUPPORTED, "against": Step.DECLINED}


def _the_chair_decides(able: list[Seat], chain: tuple[str, ...]) -> Step | None:
    first = able[0].vote
    return MEANS.get(first)


def _half_is_enough(able: list[Seat], chain: tuple[str, ...]) -> Step | None:
    yes = sum(seat.vote == VoteChoice.FOR for seat in able)
    return Step.SUPPORTED if 2 * yes >= len(able) else Step.DECLINED


def _only_unanimous(able: list[Seat], chain: tuple[str, ...]) -> Step | None:
    return MEANS.get(able[0].vote) if len({seat.vote for seat in able}) == 1 else None


FAULTS: list[tuple[str, str, object]] = [
    ("members with an interest vote", "able_of", _all_may_vote),
    ("only the register counts, not who stood aside", "able_of",
     lambda found: [seat for seat in found if not seat.barred and not seat.suspended]),
    ("suspended members vote", "able_of",
     lambda found: [seat for seat in found if not seat.barred and seat.vote != VoteChoice.ASIDE]),
    ("more for than against is enough", "tally", _plurality),
    ("half is enough", "tally", _half_is_enough),
    ("a majority never counts", "tally", _only_unanimous),
    ("the first member decides", "tally", _the_chair_decides),
    ("the Leader comes first", "ARBITERS", (Step.THE_LEADER,)),
    ("silence is a veto", "Decider", Some(MAJORITY="majority", IN_TIME="no such rule")),
    ("no substitute is asked", "ARBITERS", (Step.CABINET, Step.THE_LEADER)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "what", "fault"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_the_table_finds_a_fault_in_the_rules(
    monkeypatch: pytest.MonkeyPatch, name: str, what: str, fault: Callable[..., object]
) -> None:
    monkeypatch.setattr(routing, what, fault)
    assert wrong_rows(), name


@pytest.mark.parametrize("blind", ["of_ward", "outside", "barred", "suspended"])
def test_the_table_finds_an_arbiter_who_should_not_be_asked(monkeypatch: pytest.MonkeyPatch, blind: str) -> None:
    real = route
    monkeypatch.setitem(
        globals(), "route",
        lambda case: real(replace(case, arbiters=tuple(replace(one, **{blind: False}) for one in case.arbiters))),
    )  # fmt: skip
    assert wrong_rows()


SEATS = some.lists(some.sampled_from(("-", "for", "against", "aside", "barred", "suspended")), max_size=3)
HOW = ("", ":ward", ":outside", ":barred", ":suspended", "none")
OFFICES = some.lists(some.sampled_from(HOW), min_size=3, max_size=3)


def _arbiters(offices: list[str]) -> str:
    names = ("cabinet", "leader", "substitute")
    return " ".join(name + how for name, how in zip(names, offices, strict=True) if how != "none")


@settings(max_examples=200, deadline=None)
@given(who=SEATS, offices=OFFICES, late=some.booleans(), length=some.integers(1, 5))
def test_nobody_is_asked_who_may_not_decide(who: list[str], offices: list[str], late: bool, length: int) -> None:
    given_case = case(tuple(who), _arbiters(offices), {"late": late, "chain": WARD[:length]})
    routed = route(given_case)
    barred = {seat.person.user for seat in given_case.seats if seat.barred or seat.suspended or seat.vote == "aside"}
    passed = [one for one in given_case.arbiters if one.of_ward or one.outside or one.barred or one.suspended]
    barred |= {one.person.user for one in passed}
    assert not barred & {person.user for person in routed.who}
    assert bool(routed.who) == (routed.step not in (Step.SUPPORTED, Step.DECLINED))
    if routed.step == Step.SUPPORTED:
        able = [seat for seat in given_case.seats if seat.person.user not in barred]
        assert 2 * sum(seat.vote == "for" for seat in able) > len(able)


@settings(max_examples=150, deadline=None)
@given(who=SEATS, offices=OFFICES, late=some.booleans(), length=some.integers(1, 5), order=some.randoms())
def test_the_same_votes_in_any_order_come_to_the_same(
    who: list[str], offices: list[str], late: bool, length: int, order: Random
) -> None:
    one = case(tuple(who), _arbiters(offices), {"late": late, "chain": WARD[:length]})
    shuffled = list(one.seats)
    order.shuffle(shuffled)
    first, second = route(one), route(replace(one, seats=tuple(shuffled)))
    assert (first.step, {person.user for person in first.who}) == (second.step, {person.user for person in second.who})


@settings(max_examples=150, deadline=None)
@given(
    who=SEATS,
    offices=OFFICES,
    late=some.booleans(),
    length=some.integers(1, 5),
    said=some.sampled_from(("for", "against")),
)
def test_the_vote_of_a_member_with_an_interest_never_counts(
    who: list[str], offices: list[str], late: bool, length: int, said: str
) -> None:
    """What a barred or suspended member said before changes nothing: neither the outcome nor who is asked."""
    plain = case(tuple(who), _arbiters(offices), {"late": late, "chain": WARD[:length]})
    heard = tuple(replace(seat, vote=said) if seat.barred or seat.suspended else seat for seat in plain.seats)
    before, after = route(plain), route(replace(plain, seats=heard))
    assert (before.step, before.who) == (after.step, after.who)


def test_a_barred_vote_that_counted_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routing, "able_of", _all_may_vote)
    told = case(("barred", "for"), FREE, {})
    heard = replace(told, seats=(replace(told.seats[0], vote="against"), told.seats[1]))
    assert route(heard).step != Step.SUPPORTED
