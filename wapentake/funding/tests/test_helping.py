"""A link made in the street, and an application that an officer enters for a group."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions
from wapentake.funding.models import Application, Draft, Invitation
from wapentake.funding.states.papers import Received

from .test_applying import ANSWERS, begin, fill
from .world import AT, World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november() -> None:
    with time_machine.travel(AT, tick=False):
        yield


def test_a_link_from_the_street_begins_with_what_is_known(world: World, client: Client):
    maureen = Client()
    maureen.force_login(world.ashby.user)
    said = {"ward": "boston-castle", "councillor": "maureen-ashby", "group": "Wath Brass", "title": "New music"}
    page = maureen.post("/desk/apply/help/", said).content.decode()
    made = Invitation.objects.get()
    assert f"/a/{made.code}/" in page
    assert "24 November" not in made.code
    assert "You are asking Cllr Maureen Ashby." in client.get(f"/a/{made.code}/").content.decode()
    for _ in range(2):  # whoever has it begins an application of their own
        draft = client.post(f"/a/{made.code}/")["Location"].removesuffix("eligible/")
    assert Draft.objects.count() == 2
    client.post(f"{draft}eligible/", ANSWERS["eligible"])
    page = client.get(draft).content.decode()
    assert "Wath Brass, for New music in Boston Castle." in page
    with time_machine.travel(AT + dt.timedelta(days=61), tick=False):
        assert client.get(f"/a/{made.code}/")["Location"] == "/apply/"
    assert client.get("/a/bcdfghjk/").status_code == 302


def test_what_came_on_paper_says_so_and_needs_no_address(world: World, client: Client):
    dan = Client()
    dan.force_login(world.holroyd)
    said = {"how": "paper", "on-day": "20", "on-month": "11", "on-year": "2026", "agreed": "The secretary signed it."}
    late = dan.post("/desk/apply/enter/", {**said, "on-year": "2027"}).content.decode()
    assert "must be today or earlier" in late
    draft = dan.post("/desk/apply/enter/", said)["Location"].removesuffix("eligible/")
    fill(client, draft, contact={"contact_name": "Pat Doyle", "contact_email": "", "postal_address": "1 High Street"})
    client.post(f"{draft}check/")
    application = Application.objects.get()
    for reader in (dan, client):  # whoever has that link acts as the group, and the audit would say so
        told = reader.get(f"{draft}sent/").content.decode()
        assert application.reference in told
        assert str(application.token) not in told
    page = dan.get(f"/desk/money/{application.reference}/").content.decode()
    assert "On paper, 20 November 2026. Entered by Dan Holroyd. The secretary signed it." in page
    assert "no e-mail address: told by letter" in page
    assert not [job for job in ProcrastinateJob.objects.all() if "" in job.args.get("to", [])]


def test_only_the_team_enters_and_a_councillor_does_not(world: World):
    with pytest.raises(Refused, match="Only the Neighbourhoods Team"):
        actions.enter_for_group(Received.PAPER, AT.date(), "Yes.", by=world.ashby.user, at=AT)
    with pytest.raises(Refused, match="Councillors and the Neighbourhoods Team"):
        actions.invite({"ward": {"ward": "boston-castle"}}, until=AT.date(), by=world.finch, at=AT)


def test_what_no_text_may_hold_is_left_out_of_a_draft(world: World, client: Client):
    draft = begin(client)
    page = client.post(f"{draft}costs/", {"what-0": "a\x00b", "kind-0": "revenue", "pence-0": "1", "more": "1"})
    assert 'value="ab"' in page.content.decode()
