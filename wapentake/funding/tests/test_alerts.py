"""Councillors are told from October that money is left: how often, what it says, and never twice in a period."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from tests.querycount import count_queries
from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, notices, queries, rules
from wapentake.funding.models import AlertRule, Fund, MoneyAlert
from wapentake.funding.rules import LAST
from wapentake.office.models import Poll, Suspension
from wapentake.places.models import ClusterMember

from .cluster_world import make_valley
from .test_years import write_rule
from .world import AT, YEAR, World, at

LAST_DAY = dt.date(2027, 1, 31)
RULE = AlertRule(month=10, day=1, last_days=10, source="Cabinet")


def told(day: str) -> int:
    return actions.alert_of_money_left(at=at(f"{day} 07:40"))


@pytest.mark.parametrize(
    ("rule", "day", "period"),
    [
        (RULE, "2026-09-30", None),
        (RULE, "2026-10-01", 0),
        (RULE, "2026-10-31", 0),
        (RULE, "2026-11-01", 1),
        (RULE, "2027-01-20", 3),
        (RULE, "2027-01-21", LAST),
        (RULE, "2027-01-31", LAST),
        (RULE, "2027-02-01", None),
        (AlertRule(month=10, day=15, last_days=5), "2026-11-14", 0),
        (AlertRule(month=10, day=15, last_days=5), "2026-11-15", 1),
        (AlertRule(month=1, day=4, last_days=5), "2026-12-31", None),
        (AlertRule(month=1, day=4, last_days=5), "2027-01-04", 0),
    ],
)
def test_a_period_is_a_month_from_the_rules_first_day_and_the_last_days(
    rule: AlertRule, day: str, period: int | None
) -> None:
    assert rules.period_of(rule, LAST_DAY, dt.date.fromisoformat(day)) == period


def test_everybody_is_told_once_a_period_and_never_twice(world: World) -> None:
    assert told("2026-09-30") == 0
    assert told("2026-10-01") == 2  # Ashby and Iqbal
    assert (told("2026-10-01"), told("2026-10-20")) == (0, 0)
    assert told("2026-11-03") == 2  # the worker was down on the first days of November: it is made up for
    assert told("2027-01-21") == 2
    assert (told("2027-01-31"), told("2027-02-01")) == (0, 0)
    assert MoneyAlert.objects.count() == 6
    assert [one.action for one in audit.history(world.ashby.ref)] == ["told_of_money_left"] * 3


def test_the_database_refuses_a_second_one(world: World) -> None:
    told("2026-10-01")
    again = MoneyAlert.objects.get(councillor=world.ashby)
    again.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)


def test_it_says_what_is_left_by_when_and_what_becomes_of_it(world: World) -> None:
    world.approved(40_000)
    [mine] = rules.deadlines(AT.date(), world.ashby)
    assert [(line.fund.key, line.left, line.allotted) for line in mine.lines[:2]] == [
        ("clf", 118_400, 158_400), ("capital", 712_000, 712_000),
    ]  # fmt: skip
    message = notices.money_left(mine)
    assert message is not None
    assert message.to == ["ashby@rotherham.example"]
    assert message.subject == f"Decide by 31 January 2027: £{mine.left // 100:,} is left to award"
    assert "Community Leadership Fund: £1,184 of £1,584. Decide by 31 January 2027." in message.text
    assert "/desk/my-money/" in message.text
    # An election of the whole council next year: nothing goes past it.
    Poll.objects.create(kind="ordinary", on=dt.date(2027, 5, 6))
    [mine] = rules.deadlines(AT.date(), world.ashby)
    assert mine.lines[0].lapses == 118_400
    again = notices.money_left(mine)
    assert again is not None
    assert "£1,184 of it lapses at the end of the year." in again.text


def test_a_frozen_fund_a_suspended_member_and_whom_nothing_is_left_to_are_left_out(world: World) -> None:
    for fund in (world.capital, world.housing, world.levy):
        actions.freeze(fund, YEAR, because="Looked into.", by=world.finch, at=AT)
    Suspension.objects.create(
        councillor=world.iqbal, from_date=dt.date(2026, 9, 1), to_date=dt.date(2027, 1, 1), reason="By resolution."
    )
    [one] = rules.deadlines(AT.date())
    assert one.councillor == world.ashby
    assert [line.fund for line in one.lines] == [world.clf]
    for _ in range(2):
        world.approved(79_200)
    assert rules.deadlines(AT.date()) == []


def test_another_rule_is_set_by_those_who_run_funds(world: World) -> None:
    day = dt.date(2026, 12, 1)
    with pytest.raises(Refused, match="Only a finance officer or an administrator"):
        actions.set_alert_rule(11, 1, 5, "Cabinet", day, by=world.marsden, at=AT)
    actions.set_alert_rule(11, 1, 5, "Cabinet", day, by=world.finch, at=AT)
    first, second = queries.alert_rule(AT.date()), queries.alert_rule(day)
    assert first is not None
    assert second is not None
    assert ((first.month, first.last_days), (second.month, second.last_days)) == ((10, 10), (11, 5))
    with pytest.raises(Refused, match="choose a later day"):
        actions.set_alert_rule(11, 1, 5, "Cabinet", day, by=world.finch, at=AT)


def test_the_page_names_the_rule_its_source_and_who_was_told(world: World) -> None:
    told("2026-11-24")
    client = Client()
    client.force_login(world.finch)
    with time_machine.travel(AT, tick=False):
        page = client.get("/desk/funds/alerts/").content.decode()
    assert "From 1 October a councillor to whom money is left is written to once a month" in page
    assert "The Star, 2022" in page
    assert page.count("Cllr Maureen Ashby") == 2
    assert "Month 2" in page


def test_one_members_lines_are_as_among_all_and_cost_no_more_with_the_funds(world: World):
    funds = list(Fund.objects.all())
    assert len(funds) == 4
    every = rules.carry_lines_of(funds, YEAR, AT.date())
    mine = rules.carry_lines_of(funds, YEAR, AT.date(), (world.ward, world.ashby))
    assert any(mine.values())
    for fund in funds:
        assert every[fund.pk] == rules.carry_lines(fund, YEAR, AT.date())
        told = [line for line in every[fund.pk] if world.ward == line.holder.ward]
        assert mine[fund.pk] == told
    one = count_queries(lambda: rules.carry_lines_of([world.clf, world.capital], YEAR, AT.date()))
    assert len(count_queries(lambda: rules.carry_lines_of(funds, YEAR, AT.date()))) == len(one)


def test_what_a_cluster_has_left_is_told_to_the_members_of_its_wards_of_the_day(world: World) -> None:
    valley = make_valley(world)
    assert not any(line.cluster for one in rules.deadlines(AT.date()) for line in one.lines), "it has no last day"
    write_rule(valley.fund, "last_decision", {"month": 1, "day": 20})
    for who in (world.ashby, valley.quill):
        [mine] = rules.deadlines(AT.date(), who)
        assert [(line.named, line.left, line.last_day) for line in mine.lines if line.cluster] == [
            ("Valley Fund of Beck valley", 650_000, dt.date(2027, 1, 20))
        ]
        message = notices.money_left(mine)
        assert message is not None
        assert "Valley Fund of Beck valley: £6,500 of £6,500. Decide by 20 January 2027." in message.text
    few = len(count_queries(lambda: rules.deadlines(AT.date())))
    later = AT.date() + dt.timedelta(days=1)
    ClusterMember.objects.filter(ward=valley.wards[1]).update(to_date=later)
    assert [one.councillor for one in rules.deadlines(later) if any(line.cluster for line in one.lines)] == [
        world.ashby, world.iqbal,
    ]  # fmt: skip
    assert len(count_queries(lambda: rules.deadlines(AT.date()))) == few
