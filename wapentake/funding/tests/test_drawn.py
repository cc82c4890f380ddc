"""Seed and match funding: only confirmed money counts as drawn in, on the statement, in its files and on the desk."""

import csv
import io
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries
from wapentake.funding.models import Application, OtherMoney
from wapentake.funding.queries.drawn import Drawn, drawn_by_ward, drawn_by_year
from wapentake.funding.rules import Other

from .world import AT, YEAR, World
from .year import awarded

pytestmark = pytest.mark.django_db
BOROUGH, WARD = "/budget/2026-27/", "/wards/boston-castle/budget/2026-27/"


@pytest.fixture(autouse=True)
def november(settings):
    settings.WAPENTAKE_SECOND_FACTOR = False
    with time_machine.travel(AT, tick=False):
        yield


def given(application: Application, pence: int, *, in_kind: bool = False, confirmed: bool = True) -> OtherMoney:
    return OtherMoney.objects.create(
        application=application, who="Ridgeway Trust", pence=pence, in_kind=in_kind, confirmed=confirmed
    )


def matched(world: World) -> Application:
    """£400 awarded; £500 in money and £60.50 in kind confirmed, £90 expected; and what was declined has others too."""
    award = awarded(world, 40_000)
    given(award, 50_000)
    given(award, 6_050, in_kind=True)
    given(award, 9_000, confirmed=False)
    given(world.submitted(1_000), 77_700)
    return award


@pytest.mark.parametrize(
    ("drawn", "said"),
    [(Drawn(100, 140, 0, 999), "£1.40"), (Drawn(3, 1, 0), "£0.33"), (Drawn(200, 101, 0), "£0.51"),
     (Drawn(0, 100, 0), ""), (Drawn(1, 100_000, 0), "£100,000.00")],
)  # fmt: skip
def test_pounds_for_each_pound(drawn: Drawn, said: str):
    assert drawn.per_pound == said


def test_award_ward_and_year_say_the_same(world: World):
    award = matched(world)
    expected = Drawn(40_000, 50_000, 6_050, 9_000)
    assert queries.drawn_by(award) == expected
    assert drawn_by_ward(YEAR, ["boston-castle", "nowhere"]) == {"boston-castle": expected}
    assert drawn_by_year() == drawn_by_year("boston-castle") == [(YEAR, expected)]


def test_what_came_back_was_not_spent(world: World):
    award = matched(world)
    world.pay(award)
    actions.return_money(award, 10_000, reason="Cheaper.", by=world.finch, at=AT, key=world.key())
    assert queries.drawn_by(award).spent == dict(drawn_by_year())[YEAR].spent == 30_000
    assert dict(drawn_by_year())[YEAR].per_pound == "£1.87"


def test_the_statements_and_their_files_tell_it(world: World, client: Client):
    said = "Others gave £560.50 to these projects: £500.00 in money and £60.50 in kind."
    assert "Nobody wrote down what others gave" in client.get(BOROUGH).content.decode()
    matched(world)
    for path in (BOROUGH, WARD):
        text = client.get(path).content.decode()
        for words in (said, "That is £1.40 for each pound of the £400.00 spent", "£90.00 more is expected"):
            assert words in text, (path, words)
    for kind in ("csv", "xlsx", "pdf"):
        assert client.get(f"/budget/2026-27.{kind}").status_code == 200
    [row] = csv.DictReader(io.StringIO(client.get("/budget/2026-27.csv").getvalue().decode()))
    assert Decimal(row["Drawn in from others in pounds"]) == Decimal("560.50")
    assert Decimal(row["Expected from others in pounds"]) == Decimal("90.00")
    [award] = client.get("/api/awards").json()["awards"]
    assert (award["drawn_in_pence"], award["expected_pence"]) == (56_050, 9_000)


def test_the_team_writes_down_and_confirms(world: World):
    award = awarded(world, 40_000)
    client = Client()
    client.force_login(world.holroyd)
    page = f"/desk/money/{award.reference}/others/"
    assert "£0.00 is drawn in from others. That is £0.00 for each pound spent." in client.get(page).content.decode()
    typed = {"who": "Ridgeway Trust", "amount": "500", "kind": "money", "sure": "no"}
    assert client.post(f"{page}add/", typed).status_code == 302
    assert client.post(f"{page}add/", typed).status_code == 302
    [one] = OtherMoney.objects.all()
    assert "£500.00 more is expected" in client.get(page).content.decode()
    assert client.post(f"/desk/others/{one.pk}/confirm/", {"amount": "450"}).status_code == 302
    answer = client.post(f"/desk/others/{one.pk}/confirm/", {"amount": "450"})
    assert answer.status_code == 403
    assert "It is confirmed already" in answer.content.decode()
    assert "£450.00 is drawn in from others. That is £1.13 for each pound spent." in client.get(page).content.decode()
    assert [each.action for each in audit.history(award.ref)][-2:] == ["match written down", "match confirmed"]


def test_others_do_not_and_nothing_is_matched_before_the_award(world: World):
    award, waiting = awarded(world, 40_000), world.submitted(1_000)
    other = Other("Ridgeway Trust", 100, in_kind=False, confirmed=True)
    with pytest.raises(Refused, match="co-ordinator or a finance officer"):
        actions.add_match(award, other, by=world.marsden, at=AT)
    with pytest.raises(Refused, match="Nothing is awarded yet"):
        actions.add_match(waiting, other, by=world.holroyd, at=AT)
    assert not OtherMoney.objects.exists()
