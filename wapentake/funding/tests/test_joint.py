"""The same purchase in several wards is found by its words, and somebody takes it up."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from tests.querycount import assert_same_queries
from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions
from wapentake.funding.models import Application, CostLine, JointPurchase
from wapentake.funding.queries import plain_words, same_purchases
from wapentake.places.models import Ward

from .world import AT, World

pytestmark = pytest.mark.django_db
ON = AT.date()


@pytest.fixture(autouse=True)
def november(settings):
    settings.WAPENTAKE_SECOND_FACTOR = False
    with time_machine.travel(AT, tick=False):
        yield


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Two wooden benches", "bench, wooden", True),
        ("3 hanging baskets", "Hanging Basket", True),
        ("Batteries for the PA", "Battery (PA)", True),
        ("Café tables", "cafe table", True),
        ("Planters", "Planning", False),
        ("Glass", "Gla", False),
    ],
)
def test_words_are_compared_without_number_case_and_plural(one: str, other: str, same: bool):
    assert (plain_words(one) == plain_words(other)) is same


def elsewhere(world: World) -> Ward:
    found, _ = Ward.objects.get_or_create(
        code="E05012999", edition=world.ward.edition,
        defaults={"slug": "other", "name": "Other", "ons_name": "Other", "number": 5, "seats": 2},
    )  # fmt: skip
    return found


def line(world: World, what: str, pence: int, ward: Ward | None = None, **changes: object) -> CostLine:
    application = world.submitted(pence)
    Application.objects.filter(pk=application.pk).update(ward=ward or world.ward, **changes)
    return CostLine.objects.create(application=application, what=what, kind="capital", pence=pence)


def test_lines_alike_in_two_wards_are_found_and_no_others(world: World):
    other = elsewhere(world)
    line(world, "Two wooden benches", 60_000)
    line(world, "Wooden bench", 30_000, other)
    line(world, "Wooden bench by the pond", 35_000, other)
    line(world, "Skip hire", 20_000)
    line(world, "Skips", 20_000)
    line(world, "Wooden benches", 99_900, other, state="paid")
    line(world, "Wooden benches", 99_900, other, submitted_at=AT - dt.timedelta(days=100))
    [found] = same_purchases(ON, 90)
    assert (found.words, found.wards, found.pence) == ("bench-wooden", ["Boston Castle", "Other"], 125_000)
    assert len(same_purchases(ON, 180)[0].lines) == 4


def test_it_is_taken_up_with_a_note_on_record(world: World):
    line(world, "Wooden bench", 30_000)
    line(world, "Wooden benches", 60_000, elsewhere(world))
    client = Client()
    client.force_login(world.holroyd)
    text = client.get("/desk/same-purchase/?days=90").content.decode()
    assert "1 purchase that nobody has taken up yet, £900.00 in all." in text
    path = "/desk/same-purchase/bench-wooden/"
    assert "2 lines in 2 wards, £900.00 in all." in client.get(path).content.decode()
    assert "Answer" in client.post(path, {"note": ""}).content.decode()
    assert client.post(path, {"note": "Highways buys both by March."}).status_code == 302
    assert client.post(path, {"note": "By May."}).status_code == 302
    text = client.get(path).content.decode()
    assert "Taken up by Dan Holroyd on 24 November 2026: By May." in text
    assert "all of it is taken up" in client.get("/desk/same-purchase/").content.decode()
    row = JointPurchase.objects.get()
    assert [each.action for each in audit.history(row.ref)] == ["taken up", "taken up"]
    assert client.get("/desk/same-purchase/gold-bars/").status_code == 404


def test_others_neither_see_nor_take_up(world: World):
    line(world, "Wooden bench", 30_000)
    line(world, "Wooden bench", 60_000, elsewhere(world))
    [found] = same_purchases(ON, 90)
    with pytest.raises(Refused, match="neighbourhoods team and finance"):
        actions.take_up(found, "Mine.", by=world.ashby.user, at=AT)
    client = Client()
    client.force_login(world.ashby.user)
    assert client.get("/desk/same-purchase/").status_code == 403


def test_the_list_costs_the_same_however_long(world: World):
    client, other = Client(), elsewhere(world)
    client.force_login(world.holroyd)
    assert_same_queries(
        lambda: client.get("/desk/same-purchase/"),
        lambda n: [line(world, "Wooden bench", 1_000, ward) for _ in range(n) for ward in (world.ward, other)],
    )
