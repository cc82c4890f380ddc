"""The £400 and the £1,200: the whole way of an application, and every figure on it."""

import pytest
from django.db import IntegrityError, transaction

from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused, Verdict
from wapentake.funding import actions, queries, rules
from wapentake.funding.models import Application, Decision, Transfer
from wapentake.funding.states import ApplicationState, DecisionKind
from wapentake.office.queries import roles_of

from .world import AT, YEAR, World

TOO_LITTLE = "You have £1,184 left, which is £16 too little[.]"
pytestmark = pytest.mark.django_db


def line(world: World) -> tuple[int, int, int, int, int]:
    pot = queries.councillor_line(world.ashby, YEAR)
    return pot.left, pot.reserved, pot.committed, pot.paid, pot.returned


def test_the_year_gives_every_holder_what_the_rules_say(world: World):
    assert [(pot.fund.key, pot.allotted, pot.left) for pot in queries.fund_lines(world.ward, YEAR)] == [
        ("clf", 316_800, 316_800),
        ("capital", 712_000, 712_000),
        ("housing", 400_000, 400_000),
        ("levy", 0, 0),
    ]
    assert queries.councillor_line(world.iqbal, YEAR).left == 158_400
    assert [pot.left for pot in queries.totals(YEAR)] == [316_800, 712_000, 400_000, 0]


def test_four_hundred_pounds_go_all_the_way(world: World):
    application = world.submitted(40_000)
    assert application.reference == "CLF-2026-0001"
    assert line(world) == (158_400, 0, 0, 0, 0)
    world.support(application)
    assert line(world) == (118_400, 40_000, 0, 0, 0)
    world.approve(application)
    assert line(world) == (118_400, 0, 40_000, 0, 0)
    assert [award.reference for award in queries.awards(ward=world.ward, year=YEAR)] == ["CLF-2026-0001"]
    world.pay(application)
    assert line(world) == (118_400, 0, 0, 40_000, 0)
    actions.return_money(application, 2_550, reason="The shed was cheaper.", by=world.finch, at=AT, key="back")
    assert line(world) == (120_950, 0, 0, 37_450, 0)  # left to award again
    assert queries.councillor_line(world.ashby, YEAR).came_back == 2_550
    acts = [record.action for record in audit.history("award:CLF-2026-0001")]
    assert acts == [
        "submitted", "supported", "said whether it sells", "checks_ticked",
        "approved", "offer accepted", "paid", "returned",
    ]  # fmt: skip
    assert list(audit.verify()) == []
    assert queries.councillor_line(world.iqbal, YEAR).left == 158_400


def test_a_paid_award_is_not_approved_again_with_what_is_reserved_for_another(world: World):
    world.support(world.submitted(40_000))
    award = world.approved(40_000)
    world.pay(award)
    before = line(world)
    with pytest.raises(Refused, match="already been paid"):
        world.approve(award)
    assert not rules.may_approve(roles_of(world.marsden, AT.date()), Application.objects.get(pk=award.pk), AT)
    assert line(world) == before
    again = Decision.objects.get(application=award, kind=DecisionKind.APPROVE)
    again.pk, again.key, again.transfer = None, "again", None
    with pytest.raises(IntegrityError, match="an_application_is_approved_once"), transaction.atomic():
        again.save()


def test_twelve_hundred_are_refused_when_1184_are_left(world: World):
    second = world.submitted(120_000)
    world.supported(40_000)
    roles = roles_of(world.ashby.user, AT.date())
    verdict = rules.may_support(roles, second, AT)
    assert verdict.reason == "You have £1,184 left, which is £16 too little."
    with pytest.raises(Refused, match=TOO_LITTLE):
        world.support(second)
    second.refresh_from_db()
    assert second.state == ApplicationState.SUBMITTED
    assert line(world) == (118_400, 40_000, 0, 0, 0)
    assert Decision.objects.count() == 1


def test_the_database_says_the_same_when_the_verdict_looked_too_early(world: World, monkeypatch: pytest.MonkeyPatch):
    second = world.submitted(120_000)
    world.supported(40_000)
    monkeypatch.setattr(rules, "may_support", lambda *_: Verdict.yes())
    with pytest.raises(Refused, match=TOO_LITTLE):
        world.support(second)
    assert line(world) == (118_400, 40_000, 0, 0, 0)


def test_the_last_penny_can_be_awarded(world: World):
    world.approved(158_400)
    assert line(world) == (0, 0, 158_400, 0, 0)


@pytest.mark.parametrize("before", ["submitted", "supported"])
def test_declining_gives_the_money_back(world: World, before: str):
    application: Application = getattr(world, before)(40_000)
    by = world.ashby.user if before == "submitted" else world.marsden
    actions.decline(application, reasons="It was bought already.", alternatives="None.", by=by, at=AT, key="no")
    application.refresh_from_db()
    assert application.state == ApplicationState.DECLINED
    assert line(world) == (158_400, 0, 0, 0, 0)


@pytest.mark.parametrize("before", ["submitted", "supported", "approved"])
def test_withdrawing_gives_the_money_back_once(world: World, before: str):
    application: Application = getattr(world, before)(40_000)
    for _ in range(2):
        actions.withdraw(application, by=None, at=AT)
    application.refresh_from_db()
    assert application.state == ApplicationState.WITHDRAWN
    assert line(world) == (158_400, 0, 0, 0, 0)
    assert Transfer.objects.filter(key__startswith="withdraw:").count() == (before != "submitted")
