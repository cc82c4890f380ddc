"""Whoever types a group's name decides nothing by it: what is near to another body waits for an officer's word."""

import pytest
import time_machine
from django.test import Client

from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries, rules
from wapentake.funding.forms import STEPS
from wapentake.funding.models import Application
from wapentake.funding.rules import Group
from wapentake.funding.states import ApplicationState
from wapentake.office.models import Interest, RoleHeld
from wapentake.office.states import InterestCategory, RoleKind
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind, Sector
from wapentake.people.models import User

from .world import AT, World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november(settings) -> None:
    settings.WAPENTAKE_SECOND_FACTOR = False
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def beds(world: World) -> Organisation:
    """A charity in whose register entry the councillor stands."""
    made = Organisation.objects.create(
        kind=OrganisationKind.CHARITY, sector=Sector.VOLUNTARY, name="Clifton Raised Beds", slug="beds",
        charity_number="1123456",
    )  # fmt: skip
    interest(world, organisation=made)
    return made


def interest(world: World, text: str = "Trustee", organisation: Organisation | None = None) -> None:
    Interest.objects.create(
        entry="7f2b7a54-5d0c-4ac4-92a7-3c1a5dd0ab11", councillor=world.ashby, category=InterestCategory.BODY,
        description=text, organisation=organisation, arose_on=AT.date(), recorded_at=AT, recorded_by=world.ashby.user,
    )  # fmt: skip


def asks(world: World, name: str, number: str = "") -> Application:
    return world.submitted(organisation=Group(name, OrganisationKind.GROUP, number))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


SAME = [
    "The Clifton Raised Beds", "Clifton Raised Beds.", "clifton raised  beds", "CLIFTON RAISED BEDS",
    "Clifton\u200b Raised Beds", "Clif\u00adton Raised Beds", "Clifton-Raised Beds", "Ｃlifton Raised Beds",
]  # fmt: skip
NEAR = [
    "Clifton Raised Bed", "Clifton Raised Beds Ltd", "Clifton Raised Beds CIO", "Cliffton Raised Beds",
    "\u0421lifton Raised Beds", "Clifton RaisedBedz",
]  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_the_same_name_written_otherwise_is_the_same_body(world: World, beds: Organisation, name: str):
    application = asks(world, name)
    assert (application.organisation, application.typed_name) == (beds, name)
    with pytest.raises(Refused, match="has an interest in Clifton Raised Beds"):
        world.support(application)


@pytest.mark.parametrize("name", NEAR)
def test_a_near_name_waits_for_an_officers_word(world: World, beds: Organisation, name: str):
    application = asks(world, name)
    assert application.organisation != beds
    with pytest.raises(Refused, match="may be Clifton Raised Beds in the council’s list"):
        world.support(application)


def test_without_that_guard_a_near_name_would_be_supported(world: World, beds: Organisation, monkeypatch):
    """The negative control."""
    unguarded = tuple(rule for rule in rules.applications.BEFORE_YES if rule is not rules.group_is_known)
    monkeypatch.setattr(rules.applications, "BEFORE_YES", unguarded)
    application = asks(world, "Clifton Raised Bed")
    world.support(application)
    application.refresh_from_db()
    assert application.state == ApplicationState.SUPPORTED


def test_a_name_of_its_own_needs_no_word(world: World, beds: Organisation):
    application = asks(world, "Wath Brass", "205533")
    world.support(application)
    world.approve(application)


def test_a_number_does_not_win_over_the_name(world: World, beds: Organisation):
    application = asks(world, "Friends of Herringthorpe Playing Fields", "1123456")
    assert application.organisation.name == application.typed_name == "Friends of Herringthorpe Playing Fields"
    assert (application.organisation.charity_number, application.typed_number) == ("", "1123456")
    said = "gave charity number 1123456, which is Clifton Raised Beds’s in the council’s list"
    with pytest.raises(Refused, match=said):
        world.support(application)
    other = asks(world, "Clifton Raised Beds", "7654321")
    assert other.organisation == beds
    Interest.objects.all().delete()
    with pytest.raises(Refused, match="7654321, and the council’s list has 1123456 for it"):
        world.support(other)


def test_a_body_that_only_the_register_names_waits_too(world: World):
    interest(world, "Treasurer of the Wath Brass Band, since 2019")
    with pytest.raises(Refused, match="a body in which Cllr Maureen Ashby has registered an interest"):
        world.support(asks(world, "Wath Bras Bands"))
    with pytest.raises(Refused, match="has an interest in Wath Brass Band and cannot"):
        world.support(asks(world, "Wath Brass Band"))
    world.support(asks(world, "Rawmarsh Runners"))


def test_an_approval_waits_too(world: World):
    application = asks(world, "Wath Brass")
    world.support(application)
    Organisation.objects.create(
        kind=OrganisationKind.GROUP, sector=Sector.VOLUNTARY, name="Wath Brass Ltd", slug="later"
    )
    with pytest.raises(Refused, match="may be Wath Brass Ltd"):
        world.approve(application)


def test_confirmed_as_the_same_it_points_there(world: World, beds: Organisation):
    application = asks(world, "Clifton Raised Bed")
    application = actions.confirm_group(application, beds, by=world.holroyd, at=AT)
    assert (application.organisation, application.typed_name) == (beds, "Clifton Raised Bed")
    assert audit.history(application.ref)[-1].action == "group confirmed"
    with pytest.raises(Refused, match="has an interest in Clifton Raised Beds"):
        world.support(application)
    with pytest.raises(Refused, match="nothing to confirm"):
        actions.confirm_group(application, None, by=world.holroyd, at=AT)


def test_confirmed_as_another_it_stays_and_is_not_asked_again(world: World, beds: Organisation):
    application = asks(world, "Clifton Raised Bed")
    kept = application.organisation
    application = actions.confirm_group(application, None, by=world.marsden, at=AT)
    assert application.organisation == kept
    world.support(application)
    world.support(asks(world, "clifton raised bed"))


def test_only_a_co_ordinator_or_an_approving_officer_without_a_part_confirms(world: World, beds: Organisation):
    application = asks(world, "Clifton Raised Bed")
    for who in (world.finch, world.ashby.user, world.iqbal.user):
        with pytest.raises(Refused, match="Only the ward’s co-ordinator or an approving officer"):
            actions.confirm_group(application, None, by=who, at=AT)
    with pytest.raises(Refused, match="Choose one of the bodies"):
        actions.confirm_group(application, world.group, by=world.holroyd, at=AT)
    RoleHeld.objects.create(user=world.marsden, kind=RoleKind.PARTNER, organisation=beds, from_date=AT.date())
    with pytest.raises(Refused, match="You hold a role in one of these bodies"):
        actions.confirm_group(application, None, by=world.marsden, at=AT)
    RoleHeld.objects.create(user=world.ashby.user, kind=RoleKind.APPROVER, from_date=AT.date())
    with pytest.raises(Refused, match="You decide on this application"):
        actions.confirm_group(application, None, by=world.ashby.user, at=AT)


def test_the_page_asks_who_it_is_and_says_why_nobody_decides(world: World, beds: Organisation):
    application = asks(world, "Clifton Raised Bed")
    path = f"/desk/money/{application.reference}/"
    text = signed_in(world.ashby.user).get(path).content.decode()
    assert text.count("“Clifton Raised Bed” may be Clifton Raised Beds in the council’s list.") == 2
    assert "Compared once it is known who the group is." in text
    assert "Confirm who it is" not in text
    co_ordinator = signed_in(world.holroyd)
    text = co_ordinator.get(path).content.decode()
    assert "The same as Clifton Raised Beds in the council’s list" in text
    empty = co_ordinator.post(path, {"act": "confirm"}).content.decode()
    assert empty.count("Choose who the group is") == 2
    assert co_ordinator.post(path, {"act": "confirm", "body": beds.pk}).status_code == 302
    application.refresh_from_db()
    assert application.organisation == beds
    text = co_ordinator.get(path).content.decode()
    assert "Dan Holroyd confirmed on 24 November 2026 that it is Clifton Raised Beds." in text
    assert "In the council’s list" in text
    assert co_ordinator.post(path, {"act": "confirm", "body": "another"}).status_code == 403
    assert queries.doubt_about(application, AT) is None


@pytest.mark.parametrize("number", ["12345", "12345678", "ABC1234", "SC12345", "１１２３４５６", "1123456-x"])
def test_a_charity_number_has_its_form(number: str):
    form = STEPS["group"](None, {"group": "A", "kind": "group", "charity_number": number})
    assert form.errors["charity_number"] == ["Enter a charity number, like 1234567, or SC012345 in Scotland"]


@pytest.mark.parametrize("number", ["205533", "1123456", "1123456-1", "sc012345", "101234", "NIC 101234", ""])
def test_a_charity_number_of_each_regulator_is_taken(number: str):
    assert STEPS["group"](None, {"group": "A", "kind": "group", "charity_number": number}).is_valid()
