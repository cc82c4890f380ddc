"""A refusal says where else to turn: the ward's other funds that would allow it, with what was written filled in."""

import re

import pytest
import time_machine
from django.test import Client

from wapentake.funding import actions, pages
from wapentake.funding.models import Application, Draft

from .world import AT, World


@pytest.fixture
def declined(world: World) -> Application:
    award = world.submitted(40_000)
    actions.decline(award, reasons="Not a priority.", by=world.ashby.user, at=AT, key="no")
    award.refresh_from_db()
    return award


def test_the_wards_other_money_is_named_with_what_is_left(world: World, declined: Application):
    found = {one.name: one.text for one in pages.follow_page(declined, AT.date()).others}
    assert "Cllr Maureen Ashby’s Community Leadership Fund" not in found, "who declined it is not asked again"
    assert found["Cllr Tariq Iqbal’s Community Leadership Fund"] == "£1,584 is left."
    assert pages.follow_page(world.submitted(10_000), AT.date()).others == []


def test_a_fund_whose_rules_would_not_allow_it_is_left_out(world: World):
    award = world.submitted(40_000)
    Application.objects.filter(pk=award.pk).update(admits=["retrospective"])
    actions.decline(award, reasons="It was bought already.", by=world.ashby.user, at=AT, key="no")
    award.refresh_from_db()
    names = [one.name for one in pages.follow_page(award, AT.date()).others]
    assert "Cllr Tariq Iqbal’s Community Leadership Fund" not in names


def test_the_link_begins_an_application_with_what_was_written(world: World, client: Client, declined: Application):
    with time_machine.travel(AT, tick=False):
        page = client.get(f"/apply/follow/{declined.token}/").content.decode()
        href = re.search(r'href="(/apply/\?councillor=tariq-iqbal[^"]*)"', page)[1].replace("&amp;", "&")
        assert client.post(href).status_code == 302
        assert client.get("/apply/?again=nonsense").status_code == 200
    answers = Draft.objects.get().answers
    assert answers["councillor"] == {"councillor": "tariq-iqbal"}
    assert answers["project"] == {"title": declined.title, "purpose": declined.purpose}
    assert answers["contact"]["contact_email"] == "pat@example.org"
