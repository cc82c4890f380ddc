"""Whoever decides in a member's place is named, with their own register; frozen money is nobody's to give."""

import pytest
import time_machine
from django.test import Client

from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries
from wapentake.funding.models import FundRule
from wapentake.funding.pages.footing import legal_words
from wapentake.funding.pages.interests import interest_conditions
from wapentake.funding.states import LegalBasis
from wapentake.office.queries import roles_of
from wapentake.office.states import RoleKind

from .test_payments import SIGN_IN
from .test_votes import CABINET, FULL, ON, declared, elsewhere
from .world import AT, World

pytestmark = pytest.mark.django_db


def test_a_sole_holder_who_passes_it_on_is_followed_by_the_cabinet_member(world: World) -> None:
    shazia = elsewhere(world, "Shazia Mahmood", RoleKind.CABINET_MEMBER, CABINET)
    application = world.submitted()
    actions.stand_aside(application, by=world.ashby.user, at=AT, key=world.key())
    assert list(queries.waiting_for(roles_of(world.ashby.user, ON))) == []
    assert list(queries.waiting_for(roles_of(shazia.user, ON))) == [application]
    with pytest.raises(Refused, match="You have declared an interest"):
        world.support(application)
    [asked] = interest_conditions(application, queries.stand_of(application, ON).put, AT)
    assert "of the register of Cllr Shazia Mahmood." in asked.text
    actions.support(application, reasons="Fair.", interest=False, by=shazia.user, at=AT, key=world.key(), **FULL)
    assert "Shazia Mahmood, as Cabinet Member or Leader, decided in place of Cllr Maureen Ashby." in legal_words(
        application, ON
    )
    told = Client()
    told.force_login(world.marsden, backend=SIGN_IN)
    with time_machine.travel(AT, tick=False):
        page = told.get(f"/desk/money/{application.reference}/").content.decode()
    assert "Shazia Mahmood supports it, in place of Cllr Maureen Ashby" in page
    world.approve(application)
    assert declared(application) == (
        "Cllr Maureen Ashby declared an interest on 24 November 2026 and took no part. Nobody else declared an "
        "interest."
    )


def test_nobody_spends_what_a_councillor_left_where_the_rule_freezes_it(world: World) -> None:
    shazia = elsewhere(world, "Shazia Mahmood", RoleKind.CABINET_MEMBER, CABINET)
    application = world.submitted()
    world.ashby.terms.update(to_date=ON)
    said = {"reasons": "Fair.", "interest": False, "by": shazia.user, "at": AT} | FULL
    with pytest.raises(Refused, match=r"sits no more, and what they had left stays frozen\. Rule since"):
        actions.support(application, key=world.key(), **said)
    FundRule.objects.filter(fund=world.clf, key="leaver").update(value={"what": "successor"})
    assert actions.support(application, key=world.key(), **said).basis == LegalBasis.CABINET
