"""Commitments: who writes them, what becomes of them, who sees them, and the list that all staff search."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.test import Client

from tests.querycount import assert_same_queries
from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.office.states import RoleKind
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind, Sector
from wapentake.people.models import User
from wapentake.places.models import NamedPlace
from wapentake.places.states import NamedPlaceKind

from .. import actions, pages, queries
from ..models import Commitment, Priority
from ..rules import CommitmentWords
from ..states import CommitmentState, PriorityState, SourceKind
from .cast import BEGAN, NOW, TODAY, Town, later, role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(settings):
    settings.WAPENTAKE_FRAME = {}
    with time_machine.travel(later(60), tick=False):
        yield


@pytest.fixture
def highways(db: None) -> Organisation:
    return service("Highways")


@pytest.fixture
def officer(highways: Organisation) -> User:
    return role("Olive Road", RoleKind.SERVICE_OFFICER, organisation=highways)


def service(name: str) -> Organisation:
    return Organisation.objects.create(
        kind=OrganisationKind.SERVICE, sector=Sector.PUBLIC, name=name, slug=name.lower().replace(" ", "-")
    )


def words(body: Organisation, **changes: object) -> CommitmentWords:
    said: dict = {
        "text": "Build an island on Moorgate Road", "due_on": dt.date(2027, 3, 1),
        "source_kind": SourceKind.CABINET_REPORT, "source_title": "Transport programme",
        "source_on": dt.date(2026, 6, 8),
    }  # fmt: skip
    return CommitmentWords(body, **said | changes)


def written(body: Organisation, by: User, **changes: object) -> Commitment:
    return actions.write_commitment(words(body, **changes), key=uuid.uuid4(), by=by, at=NOW)


def made(body: Organisation, by: User, **changes: object) -> Commitment:
    return actions.publish_commitment(written(body, by, **changes), by=by, at=NOW)


def desk(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_service_speaks_for_itself_alone(castle: Town, highways: Organisation, officer: User):
    other = role("Nora Home", RoleKind.SERVICE_OFFICER, organisation=service("Housing"))
    one = written(highways, officer)
    for stranger in (other, castle.ashby, castle.finance):
        with pytest.raises(Refused, match="Only Highways’s own officers and the neighbourhoods team"):
            actions.publish_commitment(one, by=stranger, at=NOW)
        assert not queries.commitments_visible_to(castle.roles(stranger)).exists()
    assert actions.publish_commitment(one, by=castle.dan, at=NOW).state == CommitmentState.PUBLISHED
    for reader in (other, castle.ashby, castle.finance):
        assert queries.commitments_visible_to(castle.roles(reader)).get() == one
    assert [record.action for record in audit.history(one.ref)] == ["written", "made"]


def test_the_same_form_sent_twice_writes_it_once(castle: Town, highways: Organisation, officer: User):
    key = uuid.uuid4()
    first = actions.write_commitment(words(highways), key=key, by=officer, at=NOW)
    assert actions.write_commitment(words(highways), key=key, by=officer, at=NOW) == first
    assert len(audit.history(first.ref)) == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"source_on": TODAY + dt.timedelta(days=1)}, "The document has a date to come"),
        ({"due_on": dt.date(2026, 6, 7)}, "It would be due before the document was written"),
        ({"text": "  "}, "Say what will be done"),
        ({"source_title": ""}, "in which document it is written"),
    ],
)
def test_what_a_commitment_must_say(highways: Organisation, officer: User, changes: dict, reason: str):
    with pytest.raises(Refused, match=reason):
        written(highways, officer, **changes)
    assert not Commitment.objects.exists()


def test_what_all_staff_have_read_is_changed_with_a_reason_and_kept(
    castle: Town, highways: Organisation, officer: User
):
    one = made(highways, officer)
    new = words(highways, due_on=dt.date(2027, 6, 1))
    with pytest.raises(Refused, match="Say why it changes"):
        actions.change_commitment(one, new, reason=" ", by=officer, at=later(5))
    one = actions.change_commitment(one, new, reason="The contractor left.", by=officer, at=later(5))
    assert (one.state, one.due_on, one.because) == ("changed", dt.date(2027, 6, 1), "The contractor left.")
    (before,) = queries.earlier_words(one)
    assert (before.due_on, before.reason) == (dt.date(2027, 3, 1), "The contractor left.")
    one = actions.keep_commitment(one, by=officer, at=later(6))
    assert one.closed_on == TODAY
    one = actions.reopen_commitment(one, by=officer, at=later(7))
    assert (one.state, one.closed_on) == ("changed", None)
    one = actions.withdraw_commitment(one, reason="No money.", by=officer, at=later(8))
    with pytest.raises(Refused, match="It was taken back: No money"):
        actions.keep_commitment(one, by=officer, at=later(9))


def test_a_new_version_of_a_priority_is_served_too(castle: Town, highways: Organisation, officer: User):
    first = castle.published()
    one = actions.say_what_it_serves(made(highways, officer), castle.ward, [first], by=castle.ashby, at=later(5))
    second = actions.revise(first, by=castle.dan, at=later(6))
    served = queries.commitments_by_priority(queries.with_reach(Commitment.objects.all()))
    assert served[queries.line_of(second)] == [one]
    with pytest.raises(Refused, match="Choose among the priorities of Hoober"):
        actions.say_what_it_serves(one, castle.elsewhere, [first], by=officer, at=later(7))
    assert list(queries.served_in(one, castle.ward)) == [first]
    Priority.objects.filter(pk=first.pk).update(state=PriorityState.SUPERSEDED)
    Priority.objects.filter(pk=second.pk).update(state=PriorityState.PUBLISHED)
    assert list(queries.served_in(one, castle.ward)) == [second]
    actions.say_what_it_serves(one, castle.ward, [], by=castle.ashby, at=later(8))
    assert not one.priorities.exists()


def test_members_say_of_their_own_ward_what_serves_it(castle: Town, highways: Organisation, officer: User):
    one = made(highways, officer)
    with pytest.raises(Refused, match="You do not sit for Boston Castle"):
        actions.say_what_it_serves(one, castle.ward, [castle.published()], by=castle.stranger, at=later(5))
    asked = desk(castle.stranger).get(f"/desk/commitments/{one.pk}/serves/").content.decode()
    assert "Hoober" in asked
    assert "Boston Castle" not in asked


def test_a_ward_sees_what_names_it_its_places_its_priorities_or_nothing(
    castle: Town, highways: Organisation, officer: User
):
    place = NamedPlace.objects.create(slug="quarter", name="Quarter", kind=NamedPlaceKind.TOWN_CENTRE, from_date=BEGAN)
    place.wards.add(castle.ward)
    here = made(highways, officer, wards=[castle.ward])
    there = made(highways, officer, wards=[castle.elsewhere])
    at_place = made(highways, officer, places=[place])
    everywhere = made(highways, officer)
    served = made(highways, officer)
    actions.say_what_it_serves(served, castle.ward, [castle.published()], by=castle.dan, at=later(5))

    def found(**asked: str) -> set[Commitment]:
        form = pages.commitments_page(castle.roles(castle.finance), asked).listed.form
        return set(pages.narrowed_commitments(castle.roles(castle.finance), form))

    assert found(ward=castle.ward.code) == {here, at_place, everywhere, served}
    assert found(ward=castle.elsewhere.code) == {there, everywhere}
    assert found(place="quarter") == {at_place}
    assert found(q="island moorgate") == {here, there, at_place, everywhere, served}
    assert found(q="harbour") == found(when="late") == found(source="policy") == set()


def test_an_officer_writes_makes_and_links_a_commitment_at_the_desk(castle: Town, officer: User):
    priority, client = castle.published(), desk(officer)
    page = client.get("/desk/commitments/add/").content.decode()
    typed = {
        "key": str(uuid.uuid4()), "organisation": str(Organisation.objects.get().pk), "text": "Two signs",
        "due_on-day": "1", "due_on-month": "3", "due_on-year": "2027", "source_kind": "service_plan",
        "source_title": "Plan, page 4", "source_on-day": "8", "source_on-month": "6", "source_on-year": "2026",
        "wards": [str(castle.ward.pk)],
    }  # fmt: skip
    assert "Highways" in page
    wrong = client.post("/desk/commitments/add/", typed | {"source_on-year": "2028"}).content.decode()
    assert "The document has a date to come" in wrong
    assert "Two signs" in wrong
    said = client.post("/desk/commitments/add/", typed, follow=True).content.decode()
    assert "The draft is saved" in said
    one = Commitment.objects.get()
    assert (
        "Which priorities does it serve?"
        in client.get(f"/desk/commitments/{one.pk}/serves/?ward=boston-castle").content.decode()
    )
    client.post(f"/desk/commitments/{one.pk}/serves/?ward=boston-castle", {"priorities": [priority.pk]})
    said = client.post(f"/desk/commitments/{one.pk}/", {"act": "publish"}, follow=True).content.decode()
    assert "It is made. All staff see it." in said
    assert priority.title in said
    listed = desk(castle.finance).get("/desk/commitments/?ward=E05012996").content.decode()
    assert "Two signs" in listed
    assert "Officers of a service, partners and the neighbourhoods team write commitments" in listed
    file = b"".join(desk(castle.finance).get("/desk/commitments/list.csv").streaming_content).decode()
    assert "Highways,Two signs,2027-03-01,Made,,Boston Castle" in file
    refused = desk(castle.finance).post(f"/desk/commitments/{one.pk}/", {"act": "keep"})
    assert refused.status_code == 403
    assert "own officers and the neighbourhoods team" in refused.content.decode()


def test_the_list_costs_the_same_however_long(castle: Town, highways: Organisation, officer: User):
    client, priority = desk(officer), castle.published()

    def add(count: int) -> None:
        for _ in range(count):
            one = made(highways, officer, wards=[castle.ward])
            actions.say_what_it_serves(one, castle.ward, [priority], by=officer, at=later(5))

    assert_same_queries(lambda: client.get("/desk/commitments/"), add)
