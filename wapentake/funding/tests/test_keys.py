"""The key of a form is one that the program made: nobody takes the keys that the program keeps for its own acts."""

import uuid

import pytest
import time_machine
from django.test import Client

from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions
from wapentake.funding.models import Application, Decision, Transfer
from wapentake.funding.states import ApplicationState, Stage, TransferKind

from .world import AT, World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november(settings) -> None:
    settings.WAPENTAKE_SECOND_FACTOR = False
    with time_machine.travel(AT, tick=False):
        yield


def support_with(world: World, application: Application, key: str):
    client = Client()
    client.force_login(world.ashby.user)
    fields = {"act": "decide", "yes": "support", "vote": "support", "reasons": "Good.", "interest": "no", "key": key}
    return client.post(f"/desk/money/{application.reference}/", fields)


WRONG = ["withdraw:CLF-2026-0001", "move:1", "reverse:1", "a" * 31, "a" * 33, "A" * 32, "g" * 32, "a\0" * 16, ""]


@pytest.mark.parametrize("key", WRONG)
def test_a_form_with_a_key_that_it_did_not_make_does_nothing(world: World, key: str):
    others, own = world.supported(), world.submitted(10_000)
    assert others.reference == "CLF-2026-0001"
    answer = support_with(world, own, key)
    assert answer.status_code == 200
    own.refresh_from_db()
    assert own.state == ApplicationState.SUBMITTED
    assert actions.withdraw(others, by=None, at=AT).state == ApplicationState.WITHDRAWN


def test_the_key_of_a_form_is_taken(world: World):
    own = world.submitted(10_000)
    assert support_with(world, own, uuid.uuid4().hex).status_code == 302
    assert Decision.objects.get().application == own


def test_without_that_guard_the_others_withdrawal_would_be_blocked(world: World):
    """The negative control: the same key, given to the action past the form."""
    others, own = world.supported(), world.submitted(10_000)
    actions.support(
        own, interest=False, reasons="Good.", by=world.ashby.user, at=AT, key=f"withdraw:{others.reference}"
    )
    with pytest.raises(Refused, match="sent before with other answers"):
        actions.withdraw(others, by=None, at=AT)


def test_a_correction_is_not_answered_with_something_else_under_its_key(world: World):
    paid = Transfer.objects.get(pk=world.pay(world.approved()))
    squatter = world.submitted(10_000)
    actions.support(squatter, interest=False, reasons="Good.", by=world.ashby.user, at=AT, key=f"reverse:{paid.pk}")
    with pytest.raises(Refused, match="Something else stands under the key of this correction"):
        actions.reverse(paid, reason="Wrong account.", by=world.grey, at=AT)
    assert not Transfer.objects.filter(kind=TransferKind.REVERSE).exists()
    assert paid.application is not None
    assert paid.entries.filter(account__stage=Stage.PAID).exists()
