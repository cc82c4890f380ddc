"""An interest of any kind, put on the register before any stage of an award: the next act is refused, or reviewed.

Abuse case A3 of an interested councillor as one table: kind of interest by stage. The controls have no interest.
"""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.db import transaction

from wapentake.foundation.verdicts import Refused
from wapentake.funding import queries
from wapentake.funding.models import Application
from wapentake.office.states import Holder, InterestCategory
from wapentake.organisations.models import Organisation

from .test_reviews import register
from .world import AT, World

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=2)
KINDS: dict[str, dict[str, object]] = {
    "one's own": {},
    "the partner's": {"holder": Holder.PARTNER},
    "the family's": {"holder": Holder.FAMILY},
    "as an employer": {"category": InterestCategory.EMPLOYMENT},
    "known by its name alone": {"organisation": None, "description": "Chair of the Clifton Community Garden"},
    "withheld": {"sensitive": True},
}
# What has been done when the interest comes to the register, and what is tried then.
STAGES: dict[str, tuple[str, ...]] = {"support": (), "approve": ("support",), "pay": ("support", "approve")}


def act(world: World, application: Application, name: str, when: dt.datetime) -> None:
    acts: dict[str, Callable[..., object]] = {"support": world.support, "approve": world.approve, "pay": world.pay}
    acts[name](application, when)


@pytest.mark.parametrize("kind", KINDS)
def test_an_interest_stops_whatever_comes_next(world: World, kind: str):
    for stage, before in STAGES.items():
        spot = transaction.savepoint()
        application = world.submitted()
        for done in before:
            act(world, application, done, AT)
        with time_machine.travel(LATER, tick=False):
            register(world, LATER, **KINDS[kind])
            with pytest.raises(Refused, match="interest in Clifton"), transaction.atomic():
                act(world, application, stage, LATER)
        reviews = [review.application for review in queries.awards_to_look_at_again()]
        assert reviews == ([application] if stage == "pay" else []), stage
        transaction.savepoint_rollback(spot)


def test_control_an_interest_in_another_body_stops_nothing(world: World):
    other = Organisation.objects.create(kind="group", sector="voluntary", name="A choir", slug="a-choir")
    register(world, AT, organisation=other)
    application = world.submitted()
    for stage in STAGES:
        act(world, application, stage, AT)
    assert queries.awards_to_look_at_again() == []
