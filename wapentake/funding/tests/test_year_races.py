"""Closing a year while awards and allotments go on: every penny is carried once, and none is left behind."""

import datetime as dt

import pytest
from django.db import connection

from wapentake.foundation import audit
from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries
from wapentake.funding.models import Application, Fund, FundYear, Transfer
from wapentake.funding.rules import Allotment
from wapentake.funding.states import TransferKind
from wapentake.office.models import Councillor
from wapentake.people.models import User
from wapentake.places.models import Ward

from . import world as worlds
from .racing import applications, in_processes, install
from .world import YEAR, World, at

NEXT = FinancialYear(2027)
# Those who close have a clock that is past midnight; the others' are a few seconds behind it.
BEFORE, AFTER = at("2027-03-31 23:59"), at("2027-04-01 00:00")
CLOSERS, ALLOTTERS, TRIES = 2, 16, 4


def close_it(fund: int, user: int) -> str:
    try:
        actions.close_year(Fund.objects.get(pk=fund), YEAR, by=User.objects.get(pk=user), at=AFTER)
    except Refused as refusal:
        return refusal.reason
    return "closed"


def allot_some(place: int, fund: int, user: int, ward: int, member: int, when: dt.datetime) -> int:
    """Give a penny again and again; return how many were given before the year was closed."""
    due = Allotment(Ward.objects.get(pk=ward), Councillor.objects.get(pk=member), 1)
    row, person, given = Fund.objects.get(pk=fund), User.objects.get(pk=user), 0
    for number in range(TRIES):
        try:
            actions.allot(row, YEAR, due, by=person, at=when, key=f"race-{place}-{number}")
            given += 1
        except Refused:
            break
    return given


def support_one(application: int, user: int) -> str:
    try:
        actions.support(
            Application.objects.get(pk=application), interest=False, reasons="x", by=User.objects.get(pk=user),
            at=at("2027-01-20 09:00"), key=f"race-{application}",
        )  # fmt: skip
    except Refused as refusal:
        return refusal.reason
    return "supported"


def one_of(what: str, *given: object) -> object:
    work = {"close": close_it, "allot": allot_some, "support": support_one}
    return work[what](*given)


def race(world: World) -> tuple[list[object], int]:
    """Let two close and sixteen allot at once; return what the closers said, and how much was given in all."""
    work: list[tuple] = [("close", world.clf.pk, world.finch.pk)] * CLOSERS
    work += [
        ("allot", place, world.clf.pk, world.finch.pk, world.ward.pk, world.ashby.pk, BEFORE)
        for place in range(ALLOTTERS)
    ]
    answers = in_processes(one_of, work)
    return answers[:CLOSERS], 316_800 + sum(answers[CLOSERS:])  # type: ignore[arg-type]


def slow_closing() -> None:
    """Let the closer take its time between its entries and its state, as on a busy machine: others begin late there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN PERFORM pg_sleep(3); RETURN NEW; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER slow BEFORE UPDATE OF state ON funding_fundyear FOR EACH ROW EXECUTE FUNCTION slow()"
        )


@pytest.mark.parametrize("slowly", [False, True])
def test_closing_against_allotments_carries_every_penny_once(committed_db: str, slowly: bool):
    world = worlds.make()
    if slowly:
        slow_closing()
    said, given = race(world)
    assert said == ["closed"] * CLOSERS
    old, new = (queries.pots(year, funds=[world.clf])[0] for year in (YEAR, NEXT))
    assert (old.left, old.carried, new.left) == (0, given, given)
    assert Transfer.objects.filter(kind__in=(TransferKind.CLOSE, TransferKind.CARRY)).count() == 2
    assert queries.check_ledger().faults == ()
    assert list(audit.verify()) == []


def test_control_without_the_lock_money_stays_behind_in_a_closed_year(committed_db: str):
    """The same race, and nobody waits for the closer: some is given after it looked at what is left."""
    world = worlds.make()
    install(("pg_advisory_xact_lock_shared(", "pg_advisory_xact_lock_shared(random()::bigint + "))
    slow_closing()
    race(world)
    assert FundYear.objects.get(fund=world.clf, year=2026).state == "closed"
    assert queries.pots(YEAR, funds=[world.clf])[0].left > 0
    assert any("is closed, and" in fault for fault in queries.check_ledger().faults)


@pytest.mark.parametrize("turn", range(2))
def test_closing_against_awards_takes_all_or_nothing(committed_db: str, turn: int):
    world = worlds.make()
    keys = [application.pk for application in applications(world, [1] * 12)]
    work: list[tuple] = [("close", world.clf.pk, world.finch.pk)] * CLOSERS
    work += [("support", key, world.ashby.user.pk) for key in keys]
    answers = in_processes(one_of, work)
    supported = answers.count("supported")
    old = queries.pots(YEAR, funds=[world.clf])[0]
    assert old.reserved == supported
    if "closed" in answers:
        assert supported == 0
        assert queries.pots(NEXT, funds=[world.clf])[0].left == 316_800
    assert queries.check_ledger().faults == ()
