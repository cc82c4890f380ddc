"""Priorities against commitments: the gaps both ways, as narrowed, on the page and in the file."""

import csv
import datetime as dt
import uuid

import pytest
import time_machine
from django.test import Client

from tests.querycount import assert_same_queries
from wapentake.office.states import RoleKind
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind, Sector
from wapentake.people.models import User
from wapentake.places.models import NamedPlace
from wapentake.places.states import NamedPlaceKind

from .. import actions, pages
from ..models import Commitment, Priority
from ..rules import ActionWords, CommitmentWords, PriorityWords
from ..states import SourceKind
from .cast import BEGAN, NOW, Town, later, role

pytestmark = pytest.mark.django_db
WARM = PriorityWords("Warm homes", "Cold.", "Residents asked.", actions=(ActionWords("Forty visits"),))


@pytest.fixture(autouse=True)
def today(settings):
    settings.WAPENTAKE_FRAME = {}
    with time_machine.travel(later(60), tick=False):
        yield


def made(castle: Town, name: str, text: str, serves: Priority | None = None, **more: object) -> Commitment:
    body, _ = Organisation.objects.get_or_create(
        slug=name.lower(), defaults={"name": name, "kind": OrganisationKind.SERVICE, "sector": Sector.PUBLIC}
    )
    words = CommitmentWords(body, text, dt.date(2027, 3, 1), SourceKind.POLICY, "A plan", dt.date(2026, 6, 8), **more)  # type: ignore[arg-type]
    one = actions.write_commitment(words, key=uuid.uuid4(), by=castle.head, at=NOW)
    if serves:
        one = actions.say_what_it_serves(one, castle.ward, [serves], by=castle.head, at=NOW)
    return actions.publish_commitment(one, by=castle.head, at=NOW)


def matrix(castle: Town, **asked: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Return each line of priorities with who has committed, and the commitments that serve none."""
    page = pages.matrix_page(castle.roles(castle.finance), asked)
    lines = [(row.cells[0].text, str(getattr(row.cells[2], "text", row.cells[2]))) for row in page.listed.table.rows]  # type: ignore[union-attr]
    return lines, [row.cells[0].text for row in page.unserving.rows]  # type: ignore[union-attr]


def desk(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_gaps_show_both_ways(castle: Town):
    met, gap = castle.published(), castle.published(WARM)
    made(castle, "Highways", "Two signs", met)
    loose = made(castle, "Culture", "Lend a stage")
    assert matrix(castle) == ([(met.title, "Highways: Two signs"), (gap.title, "Nobody")], ["Lend a stage"])
    assert matrix(castle, show="gap")[0] == [(gap.title, "Nobody")]
    assert matrix(castle, show="met")[0] == [(met.title, "Highways: Two signs")]
    lines, unserving = matrix(castle, service="culture")
    assert [who for _, who in lines] == ["Nobody", "Nobody"]
    assert unserving == ["Lend a stage"]
    actions.withdraw_commitment(loose, reason="No money.", by=castle.head, at=later(1))
    assert matrix(castle)[1] == []


def test_a_new_version_is_served_and_a_draft_fills_no_gap(castle: Town):
    first = castle.published()
    one = made(castle, "Highways", "Two signs", first)
    second = actions.revise(first, by=castle.dan, at=later(5))
    actions.propose(second, by=castle.dan, at=later(6))
    for member in (castle.ashby, castle.iqbal, castle.okafor):
        actions.agree(second, by=member, at=later(7))
    second = actions.publish(second, by=castle.dan, at=later(8))
    assert matrix(castle) == ([(second.title, "Highways: Two signs")], [])
    actions.withdraw_commitment(one, reason="No money.", by=castle.head, at=later(9))
    assert matrix(castle) == ([(second.title, "Nobody")], [])


def test_it_is_narrowed_by_ward_and_place(castle: Town):
    place = NamedPlace.objects.create(slug="quarter", name="Quarter", kind=NamedPlaceKind.TOWN_CENTRE, from_date=BEGAN)
    place.wards.add(castle.ward)
    met = castle.published()
    made(castle, "Highways", "Two signs", met)
    made(castle, "Culture", "A stage there", wards=[castle.elsewhere])
    made(castle, "Culture", "A stage here", places=[place])
    assert matrix(castle, ward=castle.ward.code) == ([(met.title, "Highways: Two signs")], ["A stage here"])
    assert matrix(castle, ward=castle.elsewhere.code) == ([], ["A stage there"])
    assert matrix(castle, place="quarter") == ([(met.title, "Highways: Two signs")], ["A stage here"])


def test_all_staff_read_it_and_take_it_away(castle: Town):
    made(castle, "Highways", "Two signs", castle.published())
    made(castle, "Culture", "Lend a stage")
    client = desk(role("Olive Road", RoleKind.SERVICE_OFFICER, organisation=Organisation.objects.first()))
    page = client.get("/desk/commitments/gaps/").content.decode()
    assert "1 priority: nobody has committed to 0. 1 commitment to no priority." in page
    file = b"".join(client.get("/desk/commitments/gaps/list.csv").streaming_content).decode()
    heads, priority, loose = csv.reader(file.splitlines())
    assert heads == ["Ward", "Ward code", "Priority", "Gap", "Culture", "Highways"]
    assert priority[2:] == ["Slower, safer streets", "", "", "Two signs (by 1 March 2027)"]
    assert loose == ["", "", "", "Serves no priority", "Lend a stage (by 1 March 2027)", ""]


def test_it_costs_the_same_however_long(castle: Town):
    client, priority = desk(castle.head), castle.published()

    def add(count: int) -> None:
        for _ in range(count):
            made(castle, "Highways", "Two signs", priority)
            made(castle, "Culture", "Lend a stage")

    assert_same_queries(lambda: client.get("/desk/commitments/gaps/"), add)
