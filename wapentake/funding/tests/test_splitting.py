"""The same group asking several councillors, and asking in parts to stay under a limit."""

import datetime as dt
import json

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from wapentake.foundation.models import AuditRecord
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries
from wapentake.funding.models import Application
from wapentake.funding.rules import Group
from wapentake.organisations.states import OrganisationKind

from .world import AT, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def limited(world: World) -> World:
    since = {"text": "Two officers from £500.", "source": "Cabinet, 4 March 2026", "from_date": dt.date(2026, 4, 1)}
    actions.set_rule(world.clf, "second_officer", {"pence": 50_000}, by=world.finch, at=AT, **since)
    return world


def ask(world: World, pence: int = 49_900, when: dt.datetime = AT, **changes: object) -> Application:
    return actions.submit_application(world.asked(pence, **changes), by=None, at=when)


def named(name: str, number: str = "") -> dict[str, object]:
    return {"organisation": Group(name, OrganisationKind.GROUP, number)}


def test_three_times_499_is_seen_and_must_be_explained_before_it_is_approved(limited: World):
    ask(limited)
    ask(limited, councillor=limited.iqbal, title="Benches")
    third = ask(limited, title="Signs")
    limited.support(third)
    page = Client()
    page.force_login(limited.marsden)
    path = f"/desk/money/{third.reference}/"
    shown = page.get(path).content.decode()
    assert "With CLF-2026-0001 for £499, CLF-2026-0002 for £499, the group asks for £1,497 here" in shown
    assert "Cabinet, 4 March 2026" in shown
    with pytest.raises(Refused, match="Say first why this is not splitting"):
        limited.approve(third)
    assert "Say why it is not splitting" in shown
    assert page.post(path, {"act": "not_split", "why": ""}).status_code == 200
    assert page.post(path, {"act": "not_split", "why": "Three gardens, three keepers."}).status_code == 302
    assert "Three gardens, three keepers." in page.get(path).content.decode()
    limited.approve(third)
    records = AuditRecord.objects.filter(stream=third.ref, action="said not to be split")
    assert [json.loads(record.facts) for record in records] == [{"with": ["CLF-2026-0001", "CLF-2026-0002"]}]


def test_only_an_approving_officer_says_it(limited: World):
    ask(limited)
    second = ask(limited)
    for person in (limited.holroyd, limited.ashby.user):
        with pytest.raises(Refused, match="Only an approving officer"):
            actions.say_not_split(second, "Because.", by=person, at=AT)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({}, {}, True),
        (named("Wath Brass Band"), named("The Wath Brass  Band"), True),
        (named("Wath Brass Band", "1123456"), named("Players of Wath", "1123456"), True),
        (named("Wath Brass Band"), {**named("Quite Another"), "contact_email": "PAT@example.org"}, True),
        (named("Wath Brass Band"), {**named("Quite Another"), "contact_email": "al@example.org"}, False),
    ],
)
def test_a_group_is_known_by_list_number_address_and_name(limited: World, first: dict, second: dict, same: bool):
    one, other = ask(limited, **first), ask(limited, **second)
    assert (queries.others_of_group(other) == [one]) is same
    assert (queries.split_of(other, AT.date()) is not None) is same


@pytest.mark.parametrize(
    ("pence", "days", "split"),
    [(49_900, 0, True), (49_900, 30, True), (49_900, 31, False), (100, 1, True), (99, 1, False), (50_000, 1, False)],
)
def test_what_counts_is_the_sum_within_the_days(limited: World, pence: int, days: int, split: bool):
    ask(limited)
    other = ask(limited, pence, AT + dt.timedelta(days=days))
    assert (queries.split_of(other, AT.date()) is not None) is split


def test_the_co_ordinator_hears_of_a_group_that_asks_twice(world: World):
    ask(world)
    ask(world, councillor=world.iqbal)
    mails = [job.args for job in ProcrastinateJob.objects.filter(task_name__endswith="send_mail")]
    [heard] = [mail for mail in mails if mail["subject"].startswith("A group asks more than once")]
    assert heard["to"] == [world.holroyd.email]
    assert "CLF-2026-0001, Cllr Maureen Ashby: £499, waiting for councillors" in heard["text"]
