"""Other people's funds: the list that whoever was refused reads, bids and results, and reminders that come once."""

import csv
import datetime as dt
import io

import pytest
import time_machine
from django.core import mail as outbox
from django.test import Client

from tests.querycount import assert_same_queries
from wapentake.foundation import audit
from wapentake.foundation.published import testing
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, notices, pages, queries
from wapentake.funding.models import Decision, OutsideBid, OutsideFund
from wapentake.funding.rules import FundFacts
from wapentake.funding.states.outside import BidResult, OutsideTheme
from wapentake.people.models import User
from wapentake.places.models import Ward

from .world import AT, World, at, officer

pytestmark = pytest.mark.django_db
ON = AT.date()


@pytest.fixture(autouse=True)
def november(settings):
    settings.WAPENTAKE_SECOND_FACTOR = False
    with time_machine.travel(AT, tick=False):
        yield


def fund(world: World, name: str = "Hedges and Ponds", **changes: object) -> OutsideFund:
    facts: dict = {
        "name": name, "giver": "Green Acre", "purpose": "Ponds and paths.", "theme": OutsideTheme.GREEN,
        "link": "https://funds.example/hedges", "least_pence": 50_000, "most_pence": 500_000,
        "closes_on": ON + dt.timedelta(days=20),
    }  # fmt: skip
    return actions.add_outside_fund(FundFacts(**facts | changes), by=world.holroyd, at=AT)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def elsewhere(world: World) -> Ward:
    return Ward.objects.create(
        code="E05012999", edition=world.ward.edition, slug="other", name="Other", ons_name="Other", number=5, seats=2
    )


def test_the_public_list_has_what_takes_bids_now_and_later_and_nothing_else(world: World, client: Client):
    fund(world)
    fund(world, "Later Fund", opens_on=ON + dt.timedelta(days=3))
    fund(world, "Yesterday's Fund", closes_on=ON - dt.timedelta(days=1))
    fund(world, "Far Fund", wards=[elsewhere(world)])
    actions.end_outside_fund(fund(world, "Gone Fund"), by=world.holroyd, at=AT)
    text = client.get("/other-funds/").content.decode()
    for said in ("Hedges and Ponds", "Later Fund", "Open later", "Far Fund", "£500 to £5,000", "14 December 2026",
                 "Everywhere here", "Looked at on 24 November 2026", "https://funds.example/hedges"):  # fmt: skip
        assert said in text, said
    assert "Yesterday" not in text
    assert "Gone Fund" not in text
    own = client.get("/other-funds/boston-castle/").content.decode()
    assert "Hedges and Ponds" in own
    assert "Far Fund" not in own
    assert client.get("/other-funds/nowhere/").status_code == 404
    assert pages.other_funds_page(ON).until == at("2026-11-27 00:00")


def test_a_change_reaches_the_stored_page(world: World):
    found = fund(world)
    testing.settle()
    assert "Hedges and Ponds" in testing.stored("/other-funds/")
    actions.end_outside_fund(found, by=world.holroyd, at=AT)
    testing.settle()
    assert "Hedges and Ponds" not in testing.stored("/other-funds/")


def test_whoever_was_declined_is_sent_there(world: World, client: Client):
    application = world.submitted()
    assert "Where else to turn" not in client.get(f"/apply/follow/{application.token}/").content.decode()
    actions.decline(application, reasons="Not this year.", by=world.ashby.user, at=AT, key=world.key())
    decision = Decision.objects.get(application=application)
    assert "/other-funds/boston-castle/" in client.get(f"/apply/follow/{application.token}/").content.decode()
    told = notices.declined(application, decision)
    assert told is not None
    assert "/other-funds/boston-castle/" in told.text


def test_the_file_has_every_listed_fund(world: World, client: Client):
    fund(world, "=Sums", wards=[world.ward])
    [row] = csv.DictReader(io.StringIO(client.get("/other-funds/list.csv").getvalue().decode(), newline=""))
    assert (row["Name"], row["Wards"], row["Smallest award in pounds"]) == ("'=Sums", "Boston Castle", "500.00")
    assert row["Last day for bids"] == "2026-12-14"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"least_pence": 100, "most_pence": 99}, "is more than the largest"),
        ({"opens_on": ON, "closes_on": ON - dt.timedelta(days=1)}, "before it opens"),
    ],
)
def test_facts_that_contradict_each_other_are_refused(world: World, changes: dict, said: str):
    with pytest.raises(Refused, match=said):
        fund(world, **changes)
    assert not OutsideFund.objects.exists()


def test_only_the_team_keeps_the_list_and_each_act_is_on_record(world: World):
    found = fund(world)
    facts = FundFacts("New name", "Green Acre", "Paths.", OutsideTheme.GREEN, "https://funds.example/x", [world.ward])
    for act in (
        lambda by: actions.change_outside_fund(found, facts, by=by, at=AT),
        lambda by: actions.check_outside_fund(found, by=by, at=AT),
        lambda by: actions.enter_bid(found, "A pond", 900, organisation=None, ward=None, sent_on=ON, by=by, at=AT),
        lambda by: actions.end_outside_fund(found, by=by, at=AT),
    ):
        with pytest.raises(Refused, match="neighbourhoods team keeps this list"):
            act(world.finch)
        act(world.holroyd)
    done = [record.action for record in audit.history(found.ref)]
    assert done == ["written down", "changed", "looked at", "bid entered", "taken off"]
    assert list(OutsideFund.objects.get().wards.all()) == [world.ward]


def test_a_bid_is_entered_once_and_its_result_once(world: World):
    found = fund(world)
    given = {"organisation": world.group, "ward": world.ward, "sent_on": ON, "by": world.holroyd, "at": AT}
    bid = actions.enter_bid(found, "A pond", 90_000, **given)
    assert actions.enter_bid(found, "A pond", 90_000, **given) == bid
    with pytest.raises(Refused, match="Enter the amount that was won"):
        actions.settle_bid(bid, BidResult.WON, 0, on=ON, by=world.holroyd, at=AT)
    actions.settle_bid(bid, BidResult.WON, 75_000, on=ON, by=world.holroyd, at=AT)
    with pytest.raises(Refused, match="The result is entered: bid won"):
        actions.settle_bid(bid, BidResult.LOST, 0, on=ON, by=world.holroyd, at=AT)
    [row] = queries.outside_funds()
    assert (row.bids_sent, row.won) == (1, 75_000)


def test_two_bids_and_two_wards_do_not_count_twice(world: World):
    found = fund(world, wards=[world.ward, elsewhere(world)])
    for title in ("A pond", "A path"):
        bid = actions.enter_bid(found, title, 90_000, organisation=None, ward=None, sent_on=ON, by=world.holroyd, at=AT)
        actions.settle_bid(bid, BidResult.WON, 10_000, on=ON, by=world.holroyd, at=AT)
    [row] = queries.outside_funds().filter(queries.pays_in(world.ward))
    assert (row.bids_sent, row.won) == (2, 20_000)


@pytest.mark.parametrize(("sent", "said"), [(1, "not sent yet"), (-40, "opened on"), (0, "closed on")])
def test_a_bid_is_sent_while_the_fund_takes_bids(world: World, sent: int, said: str):
    dates = {"opens_on": ON - dt.timedelta(days=30), "closes_on": ON - dt.timedelta(days=1)}
    found = fund(world, **(dates if sent <= 0 else {}))
    with pytest.raises(Refused, match=said):
        actions.enter_bid(
            found, "A pond", 900, organisation=None, ward=None, sent_on=ON + dt.timedelta(days=sent),
            by=world.holroyd, at=AT,
        )  # fmt: skip
    assert not OutsideBid.objects.exists()


def reminded(day: dt.date) -> int:
    return actions.remind_of_closing(at=at(f"{day} 07:10"))


def test_reminders_come_four_weeks_and_one_week_before_and_once(world: World):
    closes = ON + dt.timedelta(days=30)
    found = fund(world, closes_on=closes)
    actions.follow_outside_fund(found, by=world.ashby.user, at=AT)
    actions.follow_outside_fund(found, by=world.ashby.user, at=AT)
    days = [ON + dt.timedelta(days=number) for number in range(32)]
    counts = {day: reminded(day) for day in days}
    assert {day: count for day, count in counts.items() if count} == {days[2]: 1, days[23]: 1}
    assert reminded(days[23]) == 0
    later = FundFacts(
        found.name, "Green Acre", "Ponds.", OutsideTheme.GREEN, found.link, closes_on=closes + dt.timedelta(days=20)
    )
    actions.change_outside_fund(found, later, by=world.holroyd, at=AT)
    assert reminded(closes) == 1
    assert not outbox.outbox


def test_a_day_without_work_is_caught_up_on_and_leaving_ends_it(world: World):
    found = fund(world, closes_on=ON + dt.timedelta(days=5))
    actions.follow_outside_fund(found, by=world.ashby.user, at=AT)
    assert reminded(ON) == 1
    other = fund(world, "Second", closes_on=ON + dt.timedelta(days=9))
    actions.follow_outside_fund(other, by=world.ashby.user, at=AT)
    actions.leave_outside_fund(other, by=world.ashby.user, at=AT)
    assert reminded(ON) == 0
    with pytest.raises(Refused, match="no closing date"):
        actions.follow_outside_fund(fund(world, "Third", closes_on=None), by=world.holroyd, at=AT)


def test_the_reminder_says_what_to_do(world: World):
    told = notices.fund_closes(fund(world), world.holroyd, ON)
    assert told.subject == "Hedges and Ponds closes on 14 December 2026"
    for said in ("closes in 20 days", "Ponds and paths.", "https://funds.example/hedges",
                 "/desk/other-funds/hedges-and-ponds/"):  # fmt: skip
        assert said in told.text


def test_the_desk_finds_adds_follows_and_enters(world: World):
    fund(world)
    fund(world, "Old Fund", closes_on=None)
    OutsideFund.objects.filter(name="Old Fund").update(checked_on=ON - dt.timedelta(days=200))
    client = signed_in(world.holroyd)
    text = client.get("/desk/other-funds/").content.decode()
    assert "2 take bids now, 1 close within four weeks, 1 to be looked at again." in text
    for query, there in (("when=soon", "Hedges"), ("when=old", "Old Fund"), ("q=green+ponds", "Hedges"),
                         ("theme=green&ward=E05012996", "Hedges")):  # fmt: skip
        assert there in client.get(f"/desk/other-funds/?{query}").content.decode(), query
    assert "Old Fund" not in client.get("/desk/other-funds/?when=soon").content.decode()
    assert "No fund is like this" in client.get("/desk/other-funds/?theme=sport").content.decode()
    typed = {"name": "Kettle Fund", "giver": "Ridgeway", "purpose": "Kettles.", "theme": "community", "least": "100",
             "most": "50", "link": "funds.example/kettle", "wards": [world.ward.pk]}  # fmt: skip
    answer = client.post("/desk/other-funds/add/", typed)
    assert "is more than the largest" in answer.content.decode()
    assert client.post("/desk/other-funds/add/", typed | {"most": "500"}).status_code == 302
    path = "/desk/other-funds/kettle-fund/"
    assert "Nobody from here has bid yet" in client.get(path).content.decode()
    bid = {"group": "clifton community garden", "title": "A kettle", "asked": "120", "sent_on-day": "24",
           "sent_on-month": "11", "sent_on-year": "2026"}  # fmt: skip
    assert "No organisation has this name" in client.post(f"{path}bid/", bid | {"group": "Nobody"}).content.decode()
    assert client.post(f"{path}bid/", bid).status_code == 302
    said = {"result": "won", "won": "110", "on-day": "24", "on-month": "11", "on-year": "2026"}
    assert client.post(f"/desk/other-funds/bids/{OutsideBid.objects.get().pk}/", said).status_code == 302
    assert "1 bid, 1 won: £110.00 in all." in client.get(path).content.decode()
    follow = "/desk/other-funds/hedges-and-ponds/"
    client.post(follow, {"act": "follow"})
    assert "Remind me no more" in client.get(follow).content.decode()


def test_who_does_not_keep_the_list_reads_and_follows_it(world: World):
    fund(world)
    client = signed_in(officer("Nadia Planner", "planning_officer"))
    path = "/desk/other-funds/hedges-and-ponds/"
    assert "tell your co-ordinator" in client.get(path).content.decode()
    answer = client.post(path, {"act": "end"})
    assert answer.status_code == 403
    assert "neighbourhoods team keeps this list" in answer.content.decode()
    assert client.post(path, {"act": "follow"}).status_code == 302


def test_the_lists_cost_the_same_however_long(world: World, client: Client):
    desk = signed_in(world.holroyd)
    for path, asker in (
        ("/other-funds/", client),
        ("/other-funds/boston-castle/", client),
        ("/desk/other-funds/", desk),
    ):
        assert_same_queries(
            lambda asker=asker, path=path: asker.get(path),
            lambda n: [fund(world, f"Fund {OutsideFund.objects.count()}", wards=[world.ward]) for _ in range(n)],
        )


def test_a_fund_costs_the_same_however_many_bids(world: World):
    row, desk = fund(world), signed_in(world.holroyd)

    def bid(count: int) -> None:
        for _ in range(count):
            OutsideBid.objects.create(
                fund=row, organisation=world.group, ward=world.ward, title="A pond", asked_pence=100, sent_on=ON
            )

    assert_same_queries(lambda: desk.get("/desk/other-funds/hedges-and-ponds/"), bid)
