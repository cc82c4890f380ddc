"""One project asked of several: two councillors of different wards, and two funds of one ward."""

import datetime as dt
from dataclasses import replace

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries, rules
from wapentake.funding.documents.giving import grant_of
from wapentake.funding.models import Application, CostLine, OtherMoney, Reached
from wapentake.funding.queries.projects import borough_wide, parts_of, told_with
from wapentake.funding.queries.splitting import together
from wapentake.funding.queries.statement import lines
from wapentake.funding.rules import Allotment, Asked, Line, More, Other
from wapentake.funding.rules.parts import AskedPart
from wapentake.funding.rules.projects import parts_awarded
from wapentake.funding.states import ApplicationState
from wapentake.funding.states.fund_rules import CostType
from wapentake.office.models import Councillor, Poll
from wapentake.office.queries import roles_of
from wapentake.places.models import Ward

from .test_applying import begin, fill
from .world import AT, YEAR, World, at, councillor

pytestmark = pytest.mark.django_db

LINES = (Line("Tutors", CostType.REVENUE, 60_000), Line("A shed", CostType.CAPITAL, 90_000))
SUPPORTED = ApplicationState.SUPPORTED


@pytest.fixture(autouse=True)
def november() -> None:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def khan(world: World) -> Councillor:
    """A councillor of another ward, with £1,584 of their own."""
    ward = Ward.objects.create(
        code="E05013010", edition=world.ward.edition, slug="rotherham-east", name="Rotherham East",
        ons_name="Rotherham East", number=18, seats=3,
    )  # fmt: skip
    member = councillor("Saira Khan", ward, Poll.objects.get())
    actions.allot(world.clf, YEAR, Allotment(ward, member, 158_400), by=None, at=AT, key="khan")
    return member


def asked(world: World, *parts: AskedPart, pence: int = 30_000, needs_all: bool = True, **changes: object) -> Asked:
    told = More(lines=LINES, others=(Other("The parish", 20_000, False, True),))
    return replace(
        world.asked(pence, cost_pence=150_000, more=told, reached={"older": 12}), parts=parts, needs_all=needs_all,
        **changes,
    )  # fmt: skip


def of_khan(world: World, khan: Councillor, pence: int = 20_000) -> AskedPart:
    return AskedPart(world.clf, Ward.objects.get(slug="rotherham-east"), khan, pence)


def of_the_ward(world: World, pence: int = 80_000) -> AskedPart:
    return AskedPart(world.capital, world.ward, None, pence, CostType.CAPITAL)


def sent(world: World, *parts: AskedPart, **changes: object) -> list[Application]:
    first = actions.submit_project(asked(world, *parts, **changes), by=None, at=AT)
    return parts_of(first)


def support(world: World, part: Application, by: Councillor) -> None:
    actions.support(part, interest=False, reasons="It helps.", by=by.user, at=AT, key=world.key())


def fresh(part: Application) -> Application:
    return Application.objects.get(pk=part.pk)


def state(part: Application) -> str:
    return str(fresh(part).state)


def left(part: Application) -> int:
    return queries.pot_of(fresh(part)).left


def mails(subject: str) -> list[dict]:
    found = ProcrastinateJob.objects.filter(task_name__endswith="send_mail").order_by("pk")
    return [job.args for job in found if subject in job.args["subject"]]


def test_each_part_is_an_application_of_its_own_and_what_is_shared_is_kept_once(world: World, khan: Councillor):
    parts = sent(world, of_khan(world, khan), of_the_ward(world))
    assert [part.reference for part in parts] == ["CLF-2026-0001", "CLF-2026-0002", "CAP-2026-0001"]
    assert [(part.councillor, part.ward.slug, part.pence) for part in parts] == [
        (world.ashby, "boston-castle", 30_000), (khan, "rotherham-east", 20_000), (None, "boston-castle", 80_000),
    ]  # fmt: skip
    assert {(part.title, part.organisation, part.cost_pence) for part in parts} == {
        ("A tool store", world.group, 150_000)
    }
    for shared in (CostLine, OtherMoney, Reached):
        assert set(shared.objects.values_list("application", flat=True)) == {parts[0].pk}
    assert together(parts[1]) == 130_000
    [mail] = mails("We have your application")
    assert "CAP-2026-0001: £800 of Ward Capital of Boston Castle" in mail["text"]
    assert not mails("A group asks more than once")
    assert len(mails("An application waits for you")) == 2


def test_all_or_nothing_holds_each_until_all_are_awarded(world: World, khan: Councillor):
    mine, theirs = sent(world, of_khan(world, khan))
    for part, member in ((mine, world.ashby), (theirs, khan)):
        with pytest.raises(Refused, match="Only Cllr"):
            support(world, part, khan if member is world.ashby else world.ashby)
        support(world, part, member)
    world.approve(mine)
    assert queries.offer_of(fresh(mine)) is None
    assert "we write again when all of them are awarded" in mails("you have been awarded the money")[0]["text"]
    held = rules.may_pay(roles_of(world.finch, AT.date()), fresh(mine), AT)
    assert held.reason.startswith("Held: the project goes ahead only with all its parts, and CLF-2026-0002, £200 of")
    later = at("2026-11-27 10:00")
    world.approve(theirs, later)
    offer = queries.offer_of(fresh(mine))
    assert offer is not None
    assert offer.made_on == later.date()
    assert "CLF-2026-0001" in mails("the project goes ahead")[0]["subject"]
    assert not parts_awarded(fresh(theirs)).reason
    world.pay(mine, later)
    assert state(mine) == ApplicationState.PAID


def waiting(world: World, part: Application, on: dt.date) -> rules.Waiting:
    return rules.waiting(queries.stand_of(fresh(part), on), rules.Reader.of(roles_of(world.finch, on)), on)


def test_a_part_waits_for_the_others_until_their_day_and_is_offered_from_theirs(world: World, khan: Councillor):
    mine, theirs = sent(world, of_khan(world, khan))
    support(world, mine, world.ashby)
    world.approve(mine)
    other = queries.stand_of(fresh(theirs), AT.date()).clock
    now = waiting(world, mine, AT.date())
    assert (now.who, now.mine, now.by) == ("Nobody", False, other.by)
    assert now.why == "It waits for the other parts of its project: CLF-2026-0002."
    finance = roles_of(world.finch, AT.date())
    assert fresh(mine) not in queries.waiting_for(finance)
    later = at("2027-01-14 10:00")
    actions.support(theirs, interest=False, reasons="It helps.", by=khan.user, at=later, key=world.key())
    world.approve(theirs, later)
    for part in (mine, theirs):
        offer, now = queries.offer_of(fresh(part)), waiting(world, part, later.date())
        assert offer is not None
        assert (now.who, now.since, now.by) == ("The group", later.date(), offer.until)
        assert now.why == "The group has not accepted the offer yet."
    until = queries.offer_of(fresh(mine)).until
    assert queries.offers_lapsed(until) == []
    assert queries.offers_lapsed(until + dt.timedelta(days=1)) == [mine, theirs]


def test_a_part_whose_other_is_gone_is_with_the_group_until_it_says_that_less_is_enough(world: World, khan: Councillor):
    mine, theirs = sent(world, of_khan(world, khan))
    support(world, mine, world.ashby)
    world.approve(mine)
    later = at("2026-12-10 10:00")
    actions.decline(theirs, reasons="Not here.", by=khan.user, at=later, key=world.key())
    now = waiting(world, mine, later.date())
    assert (now.who, now.mine) == ("The group", False)
    assert "CLF-2026-0002 is gone: the group says whether less is enough." in now.why
    actions.go_ahead_with_less(mine, by=None, at=later)
    now, offer = waiting(world, mine, later.date()), queries.offer_of(fresh(mine))
    assert offer is not None
    assert (now.why, now.since, now.by) == (
        "The group has not accepted the offer yet.", later.date(), offer.until,
    )  # fmt: skip


def test_one_declined_stops_the_others_until_the_group_goes_ahead_with_less(world: World, khan: Councillor):
    mine, theirs, ward = sent(world, of_khan(world, khan), of_the_ward(world))
    support(world, mine, world.ashby)
    actions.decline(theirs, reasons="Not here.", by=khan.user, at=AT, key=world.key())
    assert mails("A part of the same project is gone")[0]["to"] == [world.marsden.email]
    assert "CLF-2026-0002, £200 of Cllr Saira Khan’s Community Leadership Fund" in mails("one part of your")[0]["text"]
    with pytest.raises(Refused, match=r"CLF-2026-0002, £200 .* was declined\. Decline this part, or let the group"):
        world.approve(mine)
    with pytest.raises(Refused, match="was declined"):
        actions.vote(ward, "for", reasons="Yes.", interest=False, by=world.iqbal.user, at=AT, key=world.key())
    with pytest.raises(Refused, match="Only the group, or the ward’s co-ordinator"):
        actions.go_ahead_with_less(mine, by=world.marsden, at=AT)
    actions.go_ahead_with_less(mine, by=None, at=AT)
    world.approve(mine)
    assert state(mine) == ApplicationState.APPROVED
    assert together(fresh(mine)) == 110_000
    with pytest.raises(Refused, match="already"):
        actions.go_ahead_with_less(mine, by=None, at=AT)


def test_a_part_that_is_no_longer_wanted_gives_its_money_back(world: World, khan: Councillor):
    mine, theirs = sent(world, of_khan(world, khan))
    for part, member in ((mine, world.ashby), (theirs, khan)):
        support(world, part, member)
    world.approve(mine)
    actions.decline(
        theirs, reasons="The fund is needed here.", alternatives="None.", by=world.marsden, at=AT, key=world.key()
    )
    assert (left(mine), left(theirs)) == (128_400, 158_400)
    actions.withdraw(mine, by=world.holroyd, at=AT)
    assert (state(mine), left(mine)) == (ApplicationState.WITHDRAWN, 158_400)
    assert not queries.check_ledger().faults


def test_what_goes_ahead_with_what_is_granted_waits_for_nobody(world: World, khan: Councillor):
    mine, theirs = sent(world, of_khan(world, khan), needs_all=False)
    actions.decline(theirs, reasons="Not here.", by=khan.user, at=AT, key=world.key())
    support(world, mine, world.ashby)
    world.approve(mine)
    world.pay(mine)
    assert state(mine) == ApplicationState.PAID
    assert not mails("is gone")


def test_what_is_kept_once_goes_on_to_a_part_that_stands(world: World, khan: Councillor):
    mine, theirs = sent(world, of_khan(world, khan), needs_all=False)
    actions.withdraw(mine, by=None, at=AT)
    for shared in (CostLine, OtherMoney, Reached):
        assert set(shared.objects.values_list("application", flat=True)) == {theirs.pk}
    assert told_with(fresh(mine)) == theirs


def test_the_sum_counts_against_the_threshold_and_the_share_of_the_cost(world: World):
    since = {"text": "Two officers from £1,000.", "source": "Cabinet, 4 March 2026", "from_date": dt.date(2026, 4, 1)}
    actions.set_rule(world.clf, "second_officer", {"pence": 100_000}, by=world.finch, at=AT, **since)
    mine, ward = sent(world, of_the_ward(world))
    support(world, mine, world.ashby)
    with pytest.raises(Refused, match="another officer must check it first"):
        world.approve(mine)
    assert queries.stand_of(fresh(mine), AT.date()).two
    assert queries.split_of(fresh(mine), AT.date()) is None
    assert queries.others_of_group(fresh(mine)) == []
    actions.withdraw(ward, by=None, at=AT)
    actions.go_ahead_with_less(mine, by=None, at=AT)
    assert not queries.stand_of(fresh(mine), AT.date()).two
    world.approve(mine)
    share = {"text": "Half the cost.", "source": "Cabinet, 4 March 2026", "from_date": dt.date(2026, 4, 1)}
    actions.set_rule(world.clf, "maximum_share", {"percent": 50, "whole_up_to": 0}, by=world.finch, at=AT, **share)
    with pytest.raises(Refused, match="Ask for £750 or less, all parts together: this fund pays up to 50% of £1,500"):
        sent(world, of_the_ward(world))


def test_nobody_is_asked_twice_not_even_past_the_rules(world: World, khan: Councillor):
    with pytest.raises(Refused, match="Cllr Saira Khan’s Community Leadership Fund is asked twice"):
        sent(world, of_khan(world, khan), of_khan(world, khan, 100))
    with pytest.raises(
        Refused, match="pay for running costs for £650 in all, and your costs of that kind come to £600"
    ):
        sent(world, of_khan(world, khan, 35_000))
    mine, ward = sent(world, of_the_ward(world))
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=mine.pk).update(fund=ward.fund, councillor=None)


def test_the_whole_borough_is_flagged(world: World, khan: Councillor):
    mine, theirs = sent(world, of_khan(world, khan), needs_all=False)
    assert borough_wide(AT.date()) == [mine, theirs]
    page = Client()
    page.force_login(world.marsden)
    shown = page.get(f"/desk/money/{mine.reference}/").content.decode()
    assert "Serves the whole council area" in shown
    assert "Its parts are asked of every ward." in shown
    actions.withdraw(theirs, by=None, at=AT)
    assert borough_wide(AT.date()) == []
    said, _ = sent(world, of_the_ward(world), whole_borough=True)
    assert said in borough_wide(AT.date())


PARTS = {
    "councillor": {"councillor": "maureen-ashby"},
    "costs": {
        "what-0": "Tutors", "kind-0": "revenue", "pence-0": "600", "what-1": "A shed", "kind-1": "capital",
        "pence-1": "900",
    },
    "amount": {"amount": "300"},
    "parts": {"whom-0": "clf:rotherham-east:saira-khan", "part-0": "200", "whom-1": "capital:boston-castle",
              "part-1": "800"},
    "together": {"needs": "all", "everywhere": "no"},
    "asset": {"owner": "The group", "insurer": "The group", "maintainer": "Volunteers"},
}  # fmt: skip


def test_the_public_form_takes_parts_without_a_script(world: World, khan: Councillor, client: Client):
    draft = begin(client)
    fill(client, draft, **PARTS)
    twice = {"whom-0": "clf:boston-castle:maureen-ashby", "part-0": "10"}
    assert "is asked twice: ask each for one part" in client.post(f"{draft}parts/", twice).content.decode()
    much = {**PARTS["parts"], "part-0": "301"}
    shown = client.post(f"{draft}parts/", much).content.decode()
    assert "You ask funds that pay for running costs for £601 in all" in shown
    client.post(f"{draft}parts/", PARTS["parts"])
    check = client.get(f"{draft}check/").content.decode()
    for said in ("Cllr Saira Khan’s Community Leadership Fund: £200", "£1,300.00", "No, only with all parts"):
        assert said in check
    page = client.post(f"{draft}check/", follow=True).content.decode()
    for reference in ("CLF-2026-0001", "CLF-2026-0002", "CAP-2026-0001"):
        assert reference in page
    mine, theirs, ward = Application.objects.order_by("pk")
    assert (mine.project, ward.costs, theirs.costs) == (ward.project, "capital", "revenue")
    followed = client.get(f"/apply/follow/{theirs.token}/").content.decode()
    assert f"/apply/follow/{ward.token}/" in followed
    assert "CAP-2026-0001: waiting for the members" in followed
    actions.decline(theirs, reasons="Not here.", by=khan.user, at=AT, key=world.key())
    assert "Go ahead with less" in client.get(f"/apply/follow/{mine.token}/").content.decode()
    assert client.post(f"/apply/follow/{mine.token}/", {"act": "less", "sure": "yes"}).status_code == 302
    assert fresh(mine).project.let_go_at == AT
    assert state(mine) == ApplicationState.SUBMITTED


def test_each_holder_sees_the_other_parts_and_the_record_names_them(world: World, khan: Councillor, client: Client):
    mine, theirs = sent(world, of_khan(world, khan), needs_all=False)
    support(world, theirs, khan)
    client.force_login(world.ashby.user)
    shown = client.get(f"/desk/money/{mine.reference}/").content.decode()
    assert "Part 1 of 2 of one project" in shown
    assert "Cllr Saira Khan’s Community Leadership Fund, Rotherham East" in shown
    assert "24 November 2026" in shown
    assert f"/desk/money/{theirs.reference}/" not in shown  # another ward's application is not hers to open
    assert "CLF-2026-0001, one of 2 parts" in client.get("/desk/money/?list=open").content.decode()
    support(world, mine, world.ashby)
    world.approve(mine)
    record = Client().get(f"/awards/{mine.reference}/").content.decode()
    assert "This award is one of 2 parts of a project, £300 in all. 1 more part is not awarded." in record
    assert "Saira Khan" not in record
    world.approve(theirs)
    record = Client().get(f"/awards/{mine.reference}/").content.decode()
    assert "£500 in all." in record
    assert f"/awards/{theirs.reference}/" in record
    assert "pat@example.org" not in record
    grants = [grant_of(line) for line in lines(YEAR)]
    assert [grant["relatedActivity"] for grant in grants] == [[grants[1]["id"]], [grants[0]["id"]]]
    assert sum(grant["amountAwarded"] for grant in grants) == 500
