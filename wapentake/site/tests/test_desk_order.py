"""The queue and the desk say the same of what waits, in the order of what is due."""

import time_machine
from django.test import Client

from wapentake.funding import actions
from wapentake.funding.tests.world import AT, World, at
from wapentake.office.queries import roles_of
from wapentake.site.pages.needs import needs_of


def test_the_queue_is_in_the_order_of_what_is_due_and_says_the_same_as_the_desk(world: World) -> None:
    early = actions.submit_application(world.asked(title="Early"), by=None, at=at("2026-11-02 09:00"))
    late = world.submitted(title="Late")
    client = Client()
    with time_machine.travel(AT, tick=False):
        client.force_login(world.ashby.user)
        soonest = client.get("/desk/money/?list=you").content.decode()
        latest = client.get("/desk/money/?list=you&sort=-due").content.decode()
    assert soonest.index(early.reference) < soonest.index(late.reference)
    assert latest.index(late.reference) < latest.index(early.reference)
    assert "8 days late" in soonest
    needs = {need.href: need for need in needs_of(roles_of(world.ashby.user, AT.date()), AT)}
    for application in (early, late):
        need = needs[f"/desk/money/{application.reference}/"]
        assert need.reason == "It asks for your fund: you recommend it, or not."
        assert soonest.count(need.reason) == 2
        assert "Each step is taken within 10 working days. Rule since" in need.rule
