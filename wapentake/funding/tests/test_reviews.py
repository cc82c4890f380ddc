"""An interest that comes to the register after an award raises a review, once, for the Monitoring Officer."""

import datetime as dt
import json

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from tests.querycount import assert_same_queries
from wapentake.foundation import audit, changes
from wapentake.foundation.jobs import send_mail
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, jobs, queries
from wapentake.office.actions import change_interest, end_interest, register_interest
from wapentake.office.rules import Entry
from wapentake.office.states import Holder, InterestCategory, RoleKind
from wapentake.organisations.models import Organisation

from .world import AT, World, officer

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=2)


@pytest.fixture(autouse=True)
def november(settings):
    settings.WAPENTAKE_SECOND_FACTOR = False
    with time_machine.travel(LATER, tick=False):
        yield


def entry(world: World, **given: object) -> Entry:
    said = {
        "category": InterestCategory.BODY, "holder": Holder.MEMBER, "description": "Trustee",
        "arose_on": AT.date(), "organisation": world.group,
    }  # fmt: skip
    return Entry(**said | given)


def register(world: World, when: dt.datetime = LATER, **given: object):
    return register_interest(world.ashby, entry(world, **given), by=world.ashby.user, at=when)


def found() -> list[str]:
    return [review.application.reference for review in queries.awards_to_look_at_again()]


@pytest.mark.parametrize("state", ["approved", "paid"])
def test_an_entry_after_the_award_raises_a_review(world: World, state: str):
    award = world.approved()
    if state == "paid":
        world.pay(award)
    register(world)
    assert found() == [award.reference]
    [review] = queries.awards_to_look_at_again(world.ashby)
    assert review.councillor == world.ashby
    assert review.arose_before
    assert queries.awards_to_look_at_again(world.iqbal) == []


@pytest.mark.parametrize(
    "given",
    [
        {"holder": Holder.PARTNER},
        {"organisation": None, "description": "Chair of the Clifton Community Garden"},
        {"arose_on": LATER.date()},
        {"sensitive": True},
    ],
)
def test_whatever_kind_of_interest(world: World, given: dict):
    award = world.approved()
    register(world, **given)
    assert found() == [award.reference]


def test_what_raises_none(world: World):
    other = Organisation.objects.create(kind="group", sector="voluntary", name="Another garden", slug="another")
    world.supported(10_000)  # not awarded yet: the register stops it
    register(world, organisation=other)
    assert found() == []


def test_an_interest_that_was_over_before_the_decision_raises_none(world: World):
    world.approved()
    kept = register(world, arose_on=dt.date(2024, 1, 1))
    end_interest(kept, AT.date() - dt.timedelta(days=30), by=world.ashby.user, at=LATER)
    assert found() == []


def test_an_interest_that_had_ended_at_the_decision_and_was_opened_again_raises_one(world: World):
    """An ended version stopped nothing when the councillor decided; the version that stood is what counts."""
    before = dt.datetime(2026, 3, 1, 10, tzinfo=AT.tzinfo)
    kept = register(world, when=before, arose_on=dt.date(2024, 1, 1))
    said = entry(world, arose_on=dt.date(2024, 1, 1))
    end_interest(kept, dt.date(2026, 6, 1), by=world.ashby.user, at=before + dt.timedelta(days=100))
    award = world.approved()
    assert found() == []
    change_interest(kept, said, by=world.ashby.user, at=LATER)
    assert found() == [award.reference]


def test_an_entry_that_was_changed_before_the_decision_and_stood_raises_none(world: World):
    award = world.approved()
    kept = register(world)
    changed = change_interest(kept, entry(world, description="Chair"), by=world.ashby.user, at=LATER)
    assert found() == [award.reference]
    early = {"recorded_at": AT - dt.timedelta(days=2), "superseded_at": AT - dt.timedelta(days=1)}
    type(kept).objects.filter(pk=kept.pk).update(**early)
    type(kept).objects.filter(pk=changed.pk).update(recorded_at=AT - dt.timedelta(days=1))
    assert found() == []


def test_the_day_of_a_decision_is_londons(world: World):
    award = world.approved()
    kept = register(world, arose_on=dt.date(2026, 6, 2))
    half_past_midnight = dt.datetime(2026, 6, 1, 23, 30, tzinfo=dt.UTC)  # 2 June in London
    assert queries.Review(award, world.ashby, kept, half_past_midnight).arose_before
    assert not queries.Review(award, world.ashby, kept, half_past_midnight - dt.timedelta(hours=1)).arose_before


def test_an_entry_that_stood_at_the_decision_raises_none(world: World):
    """It would have stopped the decision; here it is written in behind the program's back, as the control."""
    award = world.approved()
    kept = register(world)
    assert found() == [award.reference]
    type(kept).objects.filter(pk=kept.pk).update(recorded_at=AT - dt.timedelta(days=1))
    assert found() == []


def test_an_interest_in_a_body_that_was_merged_counts(world: World):
    award = world.approved()
    former = Organisation.objects.create(
        kind="group", sector="voluntary", name="Clifton Allotments", slug="allotments", merged_into=world.group
    )
    register(world, organisation=former)
    assert found() == [award.reference]


def test_the_officer_hears_once_after_the_commit_and_reads_no_interest(world: World, monkeypatch, settings):
    sent = []
    monkeypatch.setattr(send_mail, "defer", lambda **words: sent.append(words))
    settings.WAPENTAKE_NEWS = {"councillor": ["wapentake.funding.jobs.look_again"]}
    anita = officer("Anita Mwangi", RoleKind.MONITORING_OFFICER)
    award = world.approved()
    sent.clear()
    register(world, description="Trustee of the garden", sensitive=True)
    changes.deliver()
    [mail] = sent
    assert mail["to"] == [anita.email]
    assert mail["subject"] == f"An award to look at again: {award.reference}"
    assert "Trustee" not in mail["text"]
    [record] = [each for each in audit.history(award.ref) if each.action == "look_again"]
    assert json.loads(record.facts)["arose_before"] is True
    assert "Trustee" not in record.facts
    jobs.look_again([world.ashby.ref])
    assert len(sent) == 1


def test_who_has_no_review_hears_nothing(world: World):
    world.approved()
    register(world)
    assert actions.raise_reviews([world.iqbal.ref], at=LATER) == 0
    assert actions.raise_reviews([world.ashby.ref], at=LATER) == 1
    assert actions.raise_reviews([world.ashby.ref], at=LATER) == 0


def test_the_list_gives_the_reason_and_only_the_monitoring_officer_reads_it(world: World):
    award = world.approved()
    register(world)
    client = Client()
    client.force_login(officer("Anita Mwangi", RoleKind.MONITORING_OFFICER))
    text = client.get("/desk/money/to-look-at-again/").content.decode()
    assert award.reference in text
    assert "It was there before the decision" in text
    client.force_login(world.finch)
    refused = client.get("/desk/money/to-look-at-again/")
    assert refused.status_code == 403
    assert "Only the Monitoring Officer" in refused.content.decode()
    assert award.reference not in refused.content.decode()


def test_the_monitoring_officer_closes_one_and_a_later_version_opens_it_again(world: World, monkeypatch):
    sent = []
    monkeypatch.setattr(send_mail, "defer", lambda **words: sent.append(words))
    award = world.approved()
    kept = register(world)
    anita = officer("Anita Mwangi", RoleKind.MONITORING_OFFICER)
    actions.raise_reviews([world.ashby.ref], at=LATER)
    client, where = Client(), f"/desk/money/to-look-at-again/{award.reference}/{kept.pk}/"
    client.force_login(anita)
    assert "Choose how it came out" in client.post(where, {"reasons": "x", "publish": "no"}).content.decode()
    said = {"outcome": "put_right", "reasons": "She left the vote to a colleague.", "publish": "yes"}
    text = client.post(where, said, follow=True).content.decode()
    assert "No award is open here" in text
    assert "She left the vote" in client.get("/desk/money/to-look-at-again/?list=closed").content.decode()
    assert "She left the vote" in client.get(f"/awards/{award.reference}/").content.decode()
    assert queries.open_reviews() == []
    assert audit.history(award.ref)[-1].facts_read == {
        "entry": str(kept.entry), "outcome": "put_right", "published": True,
    }  # fmt: skip
    assert client.post(where, said).status_code == 302  # sent again: nothing more
    assert actions.raise_reviews([world.ashby.ref], at=LATER) == 0
    changed = change_interest(kept, entry(world, description="Chair"), by=world.ashby.user, at=LATER + dt.timedelta(1))
    assert [each.interest for each in queries.open_reviews()] == [changed]
    sent.clear()
    assert actions.raise_reviews([world.ashby.ref], at=LATER + dt.timedelta(1)) == 1
    assert actions.raise_reviews([world.ashby.ref], at=LATER + dt.timedelta(1)) == 0
    assert [mail["to"] for mail in sent] == [[anita.email]]


def test_nobody_else_closes_one_and_what_is_not_published_stays_at_the_desk(world: World):
    award = world.approved()
    kept = register(world)
    [review] = queries.open_reviews()
    given = {"reasons": "Nothing follows.", "publish": False, "at": LATER}
    with pytest.raises(Refused, match="Only the Monitoring Officer"):
        actions.close_review(review, "stands", by=world.finch, **given)
    client = Client()
    client.force_login(world.finch)
    assert client.get(f"/desk/money/to-look-at-again/{award.reference}/{kept.pk}/").status_code == 403
    anita = officer("Anita Mwangi", RoleKind.MONITORING_OFFICER)
    actions.close_review(review, "stands", by=anita, **given)
    with pytest.raises(Refused, match="This was closed on 26 November 2026: The decision stands"):
        actions.close_review(review, "referred", by=anita, **given)
    assert "Nothing follows" not in client.get(f"/awards/{award.reference}/").content.decode()


def test_the_list_costs_the_same_however_long(world: World):
    client = Client()
    client.force_login(officer("Anita Mwangi", RoleKind.MONITORING_OFFICER))
    world.approved(1_000)
    register(world, when=LATER)

    def more(count: int) -> None:
        for number in range(count):
            group = Organisation.objects.create(
                kind="group", sector="voluntary", name=f"Group {number} of {count}", slug=f"group-{count}-{number}"
            )
            award = queries.awards_to_look_at_again()[0].application
            copy = type(award).objects.get(pk=award.pk)
            decision = copy.decisions.filter(kind="support").get()
            copy.pk, copy.reference, copy.organisation = None, f"CLF-9-{count}{number}", group
            copy.token = f"00000000-0000-4000-8000-0000000000{count}{number}"
            copy.save()
            decision.pk, decision.application, decision.key, decision.transfer = None, copy, f"k{count}{number}", None
            decision.save()
            register(world, organisation=group)

    assert_same_queries(lambda: client.get("/desk/money/to-look-at-again/"), more)
    assert len(found()) == 4


def test_what_the_monitoring_officer_let_stand_is_paid_and_a_later_version_stops_it(world: World):
    award = world.approved()
    kept = register(world)
    anita = officer("Anita Mwangi", RoleKind.MONITORING_OFFICER)
    with pytest.raises(Refused, match=r"when it was decided\. The Monitoring Officer has still to look at it"):
        world.pay(award, LATER)
    [review] = queries.open_reviews()
    actions.close_review(review, "stands", reasons="She never knew of it.", publish=False, by=anita, at=LATER)
    spot = transaction.savepoint()
    world.pay(award, LATER)
    award.refresh_from_db()
    assert award.state == "paid"
    transaction.savepoint_rollback(spot)
    change_interest(kept, entry(world, description="Chair"), by=world.ashby.user, at=LATER)
    with pytest.raises(Refused, match="has still to look at it"):
        world.pay(award, LATER)


def test_an_interest_that_arose_after_the_decision_day_stops_no_payment(world: World):
    award = world.approved()
    register(world, arose_on=AT.date() + dt.timedelta(days=1))
    world.pay(award, LATER)
    award.refresh_from_db()
    assert award.state == "paid"
