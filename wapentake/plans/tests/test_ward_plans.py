"""A ward's plan: begun, refused with a reason first, agreed by name, published, refreshed, every version kept."""

import dataclasses
import datetime as dt

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from wapentake.foundation.verdicts import Refused

from .. import pages, rules
from ..actions import (
    add_engagement,
    agree,
    agree_plan,
    begin_plan,
    edit_draft,
    note_progress,
    propose,
    propose_plan,
    publish,
    publish_plan,
    refuse_plan,
    revise,
    take_back_plan,
    withdraw_plan,
    write_plan,
)
from ..models import PlanRule, PlanWord, WardPlan
from ..queries import plan_rule_on, priorities_of, public_plans, quiet_since, refusals_of
from ..rules import PriorityWords
from ..states import PlanState
from .cast import NOW, TODAY, WORDS, Town, later
from .test_pages import desk, page_after, text_of


@pytest.fixture(autouse=True)
def today(settings):
    settings.WAPENTAKE_FRAME = {}
    with time_machine.travel(later(60), tick=False):
        yield


@pytest.fixture
def three(castle: Town) -> Town:
    """The town with three published priorities."""
    for title in ("Slower streets", "Warm homes", "Open parks"):
        castle.published(dataclasses.replace(WORDS, title=title))
    return castle


def written(castle: Town) -> WardPlan:
    plan = begin_plan(castle.ward, by=castle.dan, at=later(10))
    add_engagement(plan, "Residents of Clifton", "A stall at the market", TODAY, by=castle.dan, at=later(11))
    return write_plan(plan, "Older people gain from it.", {}, by=castle.dan, at=later(12))


def agreed(castle: Town, plan: WardPlan, minute: int = 20) -> WardPlan:
    plan = propose_plan(plan, by=castle.dan, at=later(minute))
    for member in (castle.ashby, castle.iqbal, castle.okafor):
        plan = agree_plan(plan, by=member, at=later(minute + 1))
    return plan


def test_one_refuses_first_and_then_all_agree(three: Town):
    plan = propose_plan(written(three), by=three.sue, at=later(13))
    agree_plan(plan, by=three.ashby, at=later(14))
    with pytest.raises(Refused, match="Say why"):
        refuse_plan(plan, reason=" ", by=three.iqbal, at=later(15))
    plan = refuse_plan(plan, reason="The parks need a date.", by=three.iqbal, at=later(15))
    assert plan.state == PlanState.DRAFT
    assert [(one.councillor.name, one.reason) for one in refusals_of(plan)] == [
        ("Tariq Iqbal", "The parks need a date.")
    ]
    plan = agreed(three, plan)
    assert plan.state == PlanState.AGREED
    plan = publish_plan(plan, by=three.dan, at=later(25))
    assert (plan.state, plan.version, plan.lines.count()) == (PlanState.PUBLISHED, 1, 3)
    assert PlanWord.objects.filter(plan=plan).count() == 5  # what was said to the first asking is kept


@pytest.mark.parametrize(
    ("act", "who", "said"),
    [
        (agree_plan, "dan", "Only Boston Castle’s councillors can agree"),
        (agree_plan, "stranger", "Only Boston Castle’s councillors can agree"),
        (agree_plan, "ashby", "You have agreed to this"),
        (publish_plan, "dan", "when all of the ward’s councillors have agreed"),
        (publish_plan, "sue", "neighbourhood co-ordinator can publish"),
        (take_back_plan, "stranger", "can draft its priorities"),
        (withdraw_plan, "dan", "cannot become"),
    ],
)
def test_what_may_not_be_done_with_a_plan_that_waits(three: Town, act, who: str, said: str):
    plan = agree_plan(propose_plan(written(three), by=three.dan, at=later(13)), by=three.ashby, at=later(14))
    with pytest.raises(Refused, match=said):
        act(plan, by=getattr(three, who), at=later(15))


def test_a_plan_is_complete_before_members_are_asked(castle: Town):
    with pytest.raises(Refused, match="Only Boston Castle’s"):
        begin_plan(castle.ward, by=castle.stranger, at=later(9))
    plan = begin_plan(castle.ward, by=castle.dan, at=later(10))
    with pytest.raises(Refused, match="being prepared already"):
        begin_plan(castle.ward, by=castle.dan, at=later(10))
    for said in ("has 3 to 5 priorities, and 0 are published", "and 1 is published", "and 2 are published"):
        with pytest.raises(Refused, match=said):
            propose_plan(plan, by=castle.dan, at=later(11))
        castle.published(dataclasses.replace(WORDS, title=said[:20]))
    with pytest.raises(Refused, match="who was asked"):
        propose_plan(plan, by=castle.dan, at=later(11))
    with pytest.raises(Refused, match="today or earlier"):
        add_engagement(plan, "All", "Post", TODAY + dt.timedelta(days=1), by=castle.dan, at=later(12))
    add_engagement(plan, "All", "Post", TODAY, by=castle.dan, at=later(12))
    with pytest.raises(Refused, match="protected characteristics"):
        propose_plan(plan, by=castle.dan, at=later(13))


@given(number=st.integers(0, 8), over=st.integers(0, 3), fewest=st.integers(1, 4), more=st.integers(0, 3))
def test_how_many_priorities_fit_is_the_rule_of_the_day(number: int, over: int, fewest: int, more: int):
    rule = PlanRule(fewest=fewest, most=fewest + more, most_overarching=1)
    plan = [rules_priority(overarching=place < over) for place in range(number)]
    fits = fewest <= number <= fewest + more and min(over, number) <= 1
    assert bool(rules.priorities_fit(plan, rule)) == fits
    assert not rules.priorities_fit(plan, None)


def rules_priority(*, overarching: bool):
    return type("Priority", (), {"overarching": overarching})()


def test_the_rule_stands_with_its_source(db: None):
    rule = plan_rule_on(TODAY)
    assert (rule.fewest, rule.most, rule.most_overarching, rule.quiet_days) == (3, 5, 1, 92)
    assert rule.source
    assert plan_rule_on(dt.date(2016, 1, 1)) is None


def second_version(castle: Town) -> tuple[WardPlan, WardPlan]:
    first = publish_plan(agreed(castle, written(castle)), by=castle.dan, at=later(25))
    priority = priorities_of(first, TODAY)[0]
    new = revise(priority, by=castle.dan, at=later(26))
    words = PriorityWords("Slower streets", "Drivers at the new limit.", "Residents asked.")
    new = propose(edit_draft(new, dataclasses.replace(WORDS, title=words.title, summary=words.summary),
                             by=castle.dan, at=later(27)), by=castle.dan, at=later(28))  # fmt: skip
    for member in (castle.ashby, castle.iqbal, castle.okafor):
        new = agree(new, by=member, at=later(29))
    publish(new, by=castle.dan, at=later(30))
    plan = begin_plan(castle.ward, by=castle.dan, at=later(31))
    assert (plan.version, plan.replaces, plan.equality) == (2, first, "Older people gain from it.")
    assert plan.engagements.count() == 1
    plan = write_plan(plan, "Older people and carers gain from it.", {}, by=castle.dan, at=later(32))
    return first, publish_plan(agreed(castle, plan, 40), by=castle.dan, at=later(45))


def test_every_version_is_kept_and_compared_word_by_word(three: Town):
    first, second = second_version(three)
    first.refresh_from_db()
    assert first.state == PlanState.SUPERSEDED
    assert [one.version for one in public_plans(three.ward)] == [2, 1]
    # The first version still says what the members agreed to then.
    assert [one.version for one in priorities_of(first, TODAY)] == [1, 1, 1]
    assert [one.version for one in priorities_of(second, TODAY)] == [2, 1, 1]
    changes = pages.changes_page(WardPlan.objects.select_related("ward", "cycle", "replaces").get(pk=second.pk), TODAY,
                                 desk=True)  # fmt: skip
    said = {part.heading: [(one.kind, one.text.strip()) for one in part.pieces if one.kind != "same"]
            for part in changes.parts if part.differs}  # fmt: skip
    assert said == {
        "Priority: Slower streets": [("added", "new")],
        "Equality analysis": [("added", "and carers")],
    }


def test_a_priority_that_changed_since_is_put_to_the_members_again(three: Town):
    plan = agreed(three, written(three))
    new = revise(priorities_of(plan, TODAY)[0], by=three.dan, at=later(30))
    new = propose(new, by=three.dan, at=later(31))
    for member in (three.ashby, three.iqbal, three.okafor):
        new = agree(new, by=member, at=later(32))
    publish(new, by=three.dan, at=later(33))
    with pytest.raises(Refused, match="has changed since the members agreed"):
        publish_plan(plan, by=three.dan, at=later(34))
    plan = agreed(three, take_back_plan(plan, by=three.dan, at=later(35)), 36)
    assert publish_plan(plan, by=three.dan, at=later(40)).lines.count() == 3


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_what_changed_adds_up_to_both_texts(old: str, new: str):
    pieces = pages.words_changed(old, new)
    assert "".join(one.text for one in pieces if one.kind != "added") == old
    assert "".join(one.text for one in pieces if one.kind != "removed") == new


def test_a_priority_without_news_is_marked(three: Town):
    plan = publish_plan(agreed(three, written(three)), by=three.dan, at=later(25))
    found = priorities_of(plan, TODAY)
    soon, late = TODAY + dt.timedelta(days=92), TODAY + dt.timedelta(days=93)
    assert quiet_since(found, soon, 92) == {}
    note_progress(found[0].actions.first(), "Signs are up.", by=three.dan, at=NOW + dt.timedelta(days=5))
    assert set(quiet_since(found, late, 92)) == {found[1].pk, found[2].pk}
    assert f"Nothing was said of “{found[1]}” since 24 November 2026." in rules.warnings(three.ward, late)


def test_the_desk_and_the_residents_read_it(three: Town):
    dan, iqbal = desk(three.dan), desk(three.iqbal)
    said = page_after(dan, "/desk/plan/boston-castle/begin/")
    assert "Say first who was asked, how and when." in said
    plan = WardPlan.objects.get()
    here = f"/desk/plan/plans/{plan.pk}/"
    asked = {"who": "Residents", "how": "A stall", "on-day": "1", "on-month": "11", "on-year": "2026", "said": "Parks."}
    assert "Residents A stall 1 November 2026 Parks." in " ".join(page_after(dan, here + "asked/", asked).split())
    assert "Enter what the plan means" in text_of(dan.post(here + "write/", {"equality": ""}))
    page_after(dan, here + "write/", {"equality": "All gain."})
    assert "The ward’s members are asked to agree." in page_after(dan, here + "propose/")
    plan.refresh_from_db()
    assert "Enter what should change" in text_of(iqbal.post(here + "refuse/", {"reason": ""}))
    assert "Refused by Cllr Tariq Iqbal" in page_after(iqbal, here + "refuse/", {"reason": "Dates."})
    assert desk(three.stranger).get(here).status_code == 404
    page_after(dan, here + "propose/")
    plan.refresh_from_db()
    for person in (three.ashby, three.iqbal, three.okafor):
        page_after(desk(person), here + "agree/", {"read_at": plan.proposed_at.isoformat()})
    assert "It is published." in page_after(dan, here + "publish/")
    assert text_of(desk(three.stranger).get(here))
    assert desk(three.stranger).get(here + "changes/").status_code == 404
