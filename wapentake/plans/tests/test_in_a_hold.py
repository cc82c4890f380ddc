"""A ward's plan and what it asks of residents, while publicity is held: facts stay, members' own words wait."""

import dataclasses

import pytest
import time_machine
from django.test import Client

from wapentake.office.actions import hold_publicity
from wapentake.office.rules import Holding
from wapentake.office.states import RoleKind
from wapentake.places.models import Ward

from ..actions import publish_plan
from ..models import InputAnswer
from . import cast
from .cast import NOW, WORDS, Town, later
from .test_input_asked import opened, typed
from .test_pages import text_of
from .test_ward_plans import agreed, written

PLAN, ASKED = "/wards/boston-castle/plan/", "/wards/boston-castle/have-your-say/parks-and-play/"
BEFORE, IN, AFTER = later(60), later(120), later(24 * 60 + 1)


@pytest.fixture(autouse=True)
def no_frame(settings):
    settings.WAPENTAKE_FRAME = {}


def hold(ward: Ward) -> None:
    anita = cast.role("Anita Monitoring", RoleKind.MONITORING_OFFICER)
    hold_publicity(Holding(later(90), later(24 * 60), "An election.", ward), by=anita, at=NOW)


def read(path: str, at) -> str:
    with time_machine.travel(at, tick=False):
        return text_of(Client().get(path))


def test_a_plan_leaves_out_members_words_and_names(castle: Town):
    for title in ("Slower streets", "Warm homes", "Open parks"):
        castle.published(dataclasses.replace(WORDS, title=title))
    publish_plan(agreed(castle, written(castle)), by=castle.dan, at=later(25))
    hold(castle.ward)
    for at, held in ((BEFORE, False), (IN, True), (AFTER, False)):
        page = read(PLAN, at)
        assert "Slower streets" in page, "what a priority is called is a fact"
        assert (WORDS.summary in page, "Tariq Iqbal" in page) == (not held, not held), at
        assert ("left out" in page) == held, page


def test_another_wards_hold_changes_nothing(castle: Town):
    for title in ("Slower streets", "Warm homes", "Open parks"):
        castle.published(dataclasses.replace(WORDS, title=title))
    publish_plan(agreed(castle, written(castle)), by=castle.dan, at=later(25))
    hold(castle.elsewhere)
    assert WORDS.summary in read(PLAN, IN)


def test_what_is_asked_is_left_out_and_whoever_was_asked_still_answers(castle: Town):
    """Nobody is invited to answer; who has the link already is not turned away before the closing date."""
    call = opened(castle)
    hold(castle.ward)
    for at, held in ((BEFORE, False), (IN, True), (AFTER, False)):
        page = read(ASKED, at)
        assert ("What should we do first?" in page, "Answer now" in page) == (not held, not held), at
    with time_machine.travel(IN, tick=False):
        form = text_of(Client().get(f"{ASKED}answer/"))
        assert "What should we do first?" in form
        assert "We choose priorities in the spring." not in form, "why the members ask is their own words"
        text_of(Client().post(f"{ASKED}answer/", typed(call, "More benches") | {"send": "1"}, follow=True))
    assert [text.text for text in InputAnswer.objects.get().texts.all()] == ["More benches", ""]
