"""The money goes to whom it was awarded to, and is published so, whatever the body is called afterwards."""

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client

from wapentake.foundation.verdicts import Refused, Verdict
from wapentake.funding import actions, pages, queries, rules
from wapentake.funding.models import Application, Decision
from wapentake.funding.states import ApplicationState
from wapentake.office.queries import roles_of
from wapentake.organisations import actions as organisations
from wapentake.organisations.models import Organisation
from wapentake.organisations.rules import Details
from wapentake.organisations.states import OrganisationKind, Sector
from wapentake.people.models import User

from .world import AT, World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november() -> None:
    with time_machine.travel(AT, tick=False):
        yield


def rename(world: World, by: User, name: str = "A Friend of the Officer", number: str = "") -> None:
    details = Details(name, OrganisationKind.GROUP, Sector.VOLUNTARY, charity_number=number)
    organisations.change(world.group, details, by=by, at=AT, acting=roles_of(by, AT.date()))


def test_finance_does_not_rename_whom_it_pays(world: World):
    with pytest.raises(Refused, match="The neighbourhoods team keeps this list"):
        rename(world, world.finch)


def test_a_payee_renamed_since_the_approval_is_not_paid(world: World):
    application = world.approved()
    rename(world, world.holroyd)
    said = (
        "It was awarded to Clifton Community Garden, without a number, and the list of organisations now says "
        "A Friend of the Officer, without a number"
    )
    with pytest.raises(Refused, match=said):
        world.pay(application)
    rename(world, world.holroyd, "Clifton Community Garden", "1123456")
    with pytest.raises(Refused, match="now says Clifton Community Garden, number 1123456"):
        world.pay(application)
    rename(world, world.holroyd, "Clifton Community Garden")
    world.pay(application)


def test_without_that_guard_the_friend_would_be_paid(world: World, monkeypatch):
    """The negative control."""
    monkeypatch.setattr(rules.paying, "_payee_stands", lambda *_: Verdict.yes())
    application = world.approved()
    rename(world, world.holroyd)
    world.pay(application)
    application.refresh_from_db()
    assert application.state == ApplicationState.PAID


def test_what_is_published_names_whom_it_was_awarded_to(world: World, client: Client):
    application = world.approved()
    rename(world, world.holroyd, number="7654321")
    text = client.get(f"/awards/{application.reference}/").content.decode()
    assert "<h1" in text
    assert "£400 for Clifton Community Garden" in text
    assert text.count("A Friend of the Officer") == 1
    assert "now known as A Friend of the Officer" in text
    assert "7654321" not in text
    listed = client.get("/money/awards-2026.csv").getvalue().decode()
    assert "Clifton Community Garden,," in listed
    assert "Friend" not in listed
    [row] = pages.money_page(AT.date()).awards.rows
    assert row.cells[0].text == "Clifton Community Garden: A tool store"
    ward = client.get("/wards/boston-castle/").content.decode()
    assert "Clifton Community Garden" in ward
    assert "Friend" not in ward


def test_the_decision_keeps_it_and_nothing_changes_it_there(world: World):
    world.approved()
    decision = Decision.objects.get(kind="approve")
    assert decision.payee_name == "Clifton Community Garden"
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(payee_name="Somebody else")


def test_an_application_that_is_not_approved_has_the_name_of_now(world: World):
    application = world.submitted()
    rename(world, world.holroyd, "Clifton Garden", "1123456")
    assert queries.payee_of(Application.objects.get(pk=application.pk)) == ("Clifton Garden", "1123456")


def test_the_payees_of_a_list_cost_no_more_queries(world: World, django_assert_num_queries):
    world.approved()
    world.approved()
    with django_assert_num_queries(1):
        assert {queries.payee_of(row).name for row in queries.awards()} == {"Clifton Community Garden"}


def test_a_merged_payee_is_paid_and_says_what_it_is_now(world: World, client: Client):
    application = world.approved()
    into = Organisation.objects.create(
        kind=OrganisationKind.GROUP, sector=Sector.VOLUNTARY, name="Clifton Gardens Trust", slug="into"
    )
    organisations.merge(world.group, into, by=world.holroyd, at=AT)
    world.pay(application)
    assert "now known as Clifton Gardens Trust" in client.get(f"/awards/{application.reference}/").content.decode()


def test_an_award_entered_or_brought_in_keeps_its_payee(world: World):
    made = actions.record_award(
        world.asked(10_000, fund=world.capital, councillor=None), reasons="Yes.", alternatives="None.",
        by=world.marsden, at=AT, key="one",
    )  # fmt: skip
    rename(world, world.holroyd)
    assert queries.payee_of(made).name == "Clifton Community Garden"
