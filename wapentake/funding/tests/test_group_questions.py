"""What a fund's dated rule asks a group besides: the levy's priority and demands, and council tenants' benefit."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from wapentake.funding.models import Application
from wapentake.plans.models import Cycle, Priority

from .test_applying import ANSWERS, begin
from .world import AT, World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november() -> None:
    with time_machine.travel(AT, tick=False):
        yield


def test_levy_and_housing_money_ask_their_own_questions(world: World, client: Client):
    draft = begin(client)
    client.post(f"{draft}fund/", {"fund": "capital"})
    assert "Council tenants" not in client.get(draft).content.decode()
    client.post(f"{draft}fund/", {"fund": "housing"})
    housing = client.get(draft).content.decode()
    assert "Council tenants" in housing
    assert "What development asks of the area" not in housing
    client.post(f"{draft}fund/", {"fund": "levy"})
    levy = client.get(draft).content.decode()
    assert "What development asks of the area" in levy
    assert "Council tenants" not in levy


def publish(world: World) -> Priority:
    """Publish a priority of the ward."""
    cycle = Cycle.objects.create(name="2026 to 2028", from_date=dt.date(2026, 7, 1), to_date=dt.date(2028, 7, 1))
    return Priority.objects.create(
        ward=world.ward, cycle=cycle, number=1, slug="safer-roads", title="Safer roads", summary="Slower cars.",
        state="published", drafted_by=world.holroyd, drafted_at=AT, published_at=AT - dt.timedelta(days=9),
    )  # fmt: skip


def sent_for(client: Client, fund: str, kind: str, **changes: dict[str, str]) -> str:
    """Answer everything for a ward's fund, and return the page that checks it."""
    draft = begin(client)
    answers = {step: each for step, each in {**ANSWERS, **changes}.items() if step != "councillor"}
    answers |= {"fund": {"fund": fund}, "costs": {**ANSWERS["costs"], "kind-0": kind}}
    for step, answer in answers.items():
        client.post(f"{draft}{step}/", answer)
    return draft


def test_housing_money_asks_how_many_are_council_tenants(world: World, client: Client):
    draft = sent_for(client, "housing", "revenue", people={"who_benefits": "The flats.", "people": "1,200"})
    assert "Answer “Who it helps”" in client.get(f"{draft}check/").content.decode()
    client.post(f"{draft}people/", ANSWERS["people"])
    missing = client.post(f"{draft}check/").content.decode()
    assert "Answer “Council tenants”" in missing
    assert not Application.objects.exists()
    for typed, said in (("41", "Enter 40 or fewer: you said that about 40 people benefit in all"), ("0", "1 or more"),
                        ("", "about how many"), ("thirty", "Enter a whole number")):  # fmt: skip
        page = client.post(f"{draft}tenants/", {"tenant_benefit": "Their hall is warm.", "tenants": typed})
        assert said in page.content.decode()
        assert "Their hall is warm." in page.content.decode()
    assert "devolved budgets guidance, page 2" in client.get(f"{draft}tenants/").content.decode()
    client.post(f"{draft}tenants/", {"tenant_benefit": "Their hall is warm.", "tenants": "32"})
    check = client.get(f"{draft}check/").content.decode()
    assert "How many of those who benefit are council tenants?" in check
    assert "Their hall is warm." in check
    # Fewer people than tenants: the question is open again.
    client.post(f"{draft}people/", {"who_benefits": "The flats.", "people": "20"})
    assert "Answer “Council tenants”" in client.get(f"{draft}check/").content.decode()
    client.post(f"{draft}people/", ANSWERS["people"])
    client.post(f"{draft}check/")
    row = Application.objects.get().particulars
    assert (row.tenant_benefit, row.tenants, row.people) == ("Their hall is warm.", 32, 40)


def test_levy_asks_which_priority_and_which_demands(world: World, client: Client):
    priority = publish(world)
    draft = sent_for(client, "levy", "capital")
    missing = client.get(f"{draft}check/").content.decode()
    assert "Answer “The priorities it serves”" in missing
    assert "Answer “What development asks of the area”" in missing
    page = client.post(f"{draft}priority/", {"priority": "none"}).content.decode()
    assert "Tick a priority that it serves: this fund pays for nothing else. Rule since 1 April 2026" in page
    client.post(f"{draft}priority/", {"priority": str(priority.pk)})
    page = client.post(f"{draft}demands/", {"demands": " "}).content.decode()
    assert "Say how it meets demands that development puts on the area" in page
    client.post(f"{draft}demands/", {"demands": "Forty more homes use the crossing."})
    client.post(f"{draft}amount/", {"amount": "400", "anyway": "on"})
    client.post(f"{draft}asset/", {"owner": "The group", "insurer": "The group", "maintainer": "The group"})
    assert "Forty more homes use the crossing." in client.get(f"{draft}check/").content.decode()
    client.post(f"{draft}check/")
    application = Application.objects.get()
    assert application.priority == priority
    assert application.particulars.demands == "Forty more homes use the crossing."


def test_a_ward_without_priorities_cannot_use_levy(world: World, client: Client):
    draft = sent_for(client, "levy", "capital")
    page = client.post(f"{draft}priority/", {"priority": "none"}).content.decode()
    assert "Boston Castle has published no priority yet, and this fund pays for nothing else" in page
