"""Case studies say what they tell of, guidance keeps its versions, and what is out is corrected in the open."""

import datetime as dt

import pytest

from tests.querycount import assert_same_queries
from wapentake.foundation.models import AuditRecord
from wapentake.foundation.verdicts import Refused
from wapentake.office.models import SevenRole
from wapentake.plans.tests.cast import NOW, TODAY, Town, later
from wapentake.publishing import actions, pages, queries, rules
from wapentake.publishing.models import Correction, Guidance, Item
from wapentake.publishing.rules import GuidanceWords
from wapentake.publishing.states import ItemKind

from .test_items import out, words

DAY = dt.timedelta(days=1)


def test_a_case_study_tells_of_something(castle: Town) -> None:
    with pytest.raises(Refused, match="what the case study tells of"):
        actions.draft_item(words(castle, kind=ItemKind.CASE_STUDY), by=castle.dan, at=NOW)
    priority = castle.published()
    action, role = priority.actions.get(), SevenRole.objects.get(key="catalyst")
    told = out(castle, at=later(5), kind=ItemKind.CASE_STUDY, action=action, role=role)
    assert [(tie.label, tie.text) for tie in pages.item_page(queries.public_item(told.slug), later(6)).ties] == [
        ("It tells of an action", "Two speed signs"), ("It shows a role of the councillor", "Catalyst"),
    ]  # fmt: skip
    guide = pages.good_practice(later(6))
    assert [shelf.title for shelf in guide.roles if shelf.lines] == ["Catalyst"]
    assert [(shelf.title, len(shelf.lines)) for shelf in guide.themes] == [("Without a theme", 1)]
    assert priority.ref in guide.refs


def test_a_correction_is_shown_and_keeps_the_words_before(castle: Town) -> None:
    item = out(castle)
    other = words(castle, title="Two swings open")
    with pytest.raises(Refused, match="two people"):
        actions.correct(item, other, what="Two, not all", by=castle.dan, at=later(5))
    with pytest.raises(Refused, match="Say what was corrected"):
        actions.correct(item, other, what=" ", by=castle.ashby, at=later(5))
    with pytest.raises(Refused, match="Nothing is different"):
        actions.correct(item, words(castle), what="Nothing", by=castle.ashby, at=later(5))
    assert not Correction.objects.exists()
    actions.correct(item, other, what="Two, not all", by=castle.ashby, at=later(5))
    page = pages.item_page(queries.public_item(item.slug), later(6))
    assert (page.item.title, page.item.slug) == ("Two swings open", item.slug)
    assert page.corrections == [("24 November 2026", "Two, not all")]
    before = Correction.objects.get()
    assert (before.title, before.body) == ("New swings open", "At **ten**.")
    assert AuditRecord.objects.filter(stream=item.ref, action="correct").count() == 1
    draft = actions.draft_item(words(castle), by=castle.dan, at=NOW)
    assert not rules.may_correct(castle.roles(castle.ashby), draft, NOW)


def guide(**more: object) -> GuidanceWords:
    given = {"title": "Hold a street party", "summary": "How.", "body": "Ask.", "owner": "The team", "position": 10,
             "review_on": TODAY + 90 * DAY}  # fmt: skip
    return GuidanceWords(**{**given, **more})


def test_guidance_is_published_version_by_version(castle: Town) -> None:
    with pytest.raises(Refused, match="co-ordinators"):
        actions.write_guidance(None, guide(), by=castle.ashby, at=NOW)
    with pytest.raises(Refused, match="give a later one"):
        actions.write_guidance(None, guide(review_on=TODAY), by=castle.dan, at=NOW)
    page = actions.write_guidance(None, guide(), by=castle.dan, at=NOW)
    with pytest.raises(Refused, match="published by the Head"):
        actions.publish_guidance(page, what="", by=castle.dan, at=NOW)
    actions.publish_guidance(page, what="", by=castle.head, at=later(1))
    page.refresh_from_db()
    with pytest.raises(Refused, match="read these words already"):
        actions.publish_guidance(page, what="Again", by=castle.head, at=later(2))
    page = actions.write_guidance(page, guide(body="Ask first."), by=castle.dan, at=later(3))
    assert pages.guidance_page(page, later(3)).version.body == "Ask."
    with pytest.raises(Refused, match="Say what is new"):
        actions.publish_guidance(page, what=" ", by=castle.head, at=later(4))
    actions.publish_guidance(page, what="Ask first", by=castle.head, at=later(4))
    page.refresh_from_db()
    now, first = pages.guidance_page(page, later(5)), pages.guidance_page(page, later(5), 1)
    assert (now.version.body, now.newest, first.version.body, bool(first.newest)) == ("Ask first.", "", "Ask.", True)
    assert pages.guidance_page(page, later(5), 3) is None
    assert not queries.guidance_to_review(TODAY)
    assert [row.number for row in queries.guidance_to_review(TODAY + 90 * DAY)] == [2]
    page = actions.withdraw_guidance(page, reason="The law changed.", by=castle.head, at=later(6))
    assert pages.guidance_page(page, later(7)) is None
    assert pages.guidance_list().lines == []
    actions.publish_guidance(page, what="By the new law", by=castle.head, at=later(8))
    assert [line[0] for line in pages.guidance_list().lines] == ["Hold a street party"]


def test_lists_of_guidance_and_case_studies_cost_the_same_however_long(castle: Town) -> None:
    priority = castle.published()
    page = actions.write_guidance(None, guide(), by=castle.dan, at=NOW)

    def add(count: int) -> None:
        for _ in range(count):
            number = page.versions.count() + 1
            told = {"kind": ItemKind.CASE_STUDY, "role": SevenRole.objects.first(), "priority": priority}
            out(castle, at=later(4 + number), title=f"Study {number}", **told)
            out(castle, at=later(4 + number), kind=ItemKind.EVENT, happens_at=later(900), venue="Hall")
            actions.write_guidance(None, guide(title=f"Guide {number}"), by=castle.dan, at=NOW)
            actions.write_guidance(page, guide(body=f"Version {number}"), by=castle.dan, at=NOW)
            actions.publish_guidance(page, what="New", by=castle.head, at=later(number))
            page.refresh_from_db()

    def ask() -> list[object]:
        roles, found = castle.roles(castle.head), Guidance.objects.get(pk=page.pk)
        return [
            pages.guidance_desk_list(roles), pages.guidance_desk(found, roles), pages.guidance_list(),
            pages.guidance_page(found, later(50)), pages.good_practice(later(50)), pages.events_page(None, later(50)),
            pages.calendar_events(pages.events_page(castle.ward, later(50)).shown),
            pages.newsletter(castle.ward, set(), later(50)), pages.news_desk(roles, later(50)),
        ]  # fmt: skip

    assert_same_queries(ask, add)
    assert len(pages.guidance_desk_list(castle.roles(castle.head)).rows) == 4


@pytest.mark.parametrize("length", [5, 100])
def test_words_to_pass_on_keep_their_lengths_and_the_whole_address(length: int) -> None:
    address = "https://neighbourhoods.example.gov.uk/news/2026-11-new-swings/"
    item = Item(title="Swings " * (length // 7 + 1), summary="All " * 40, body="## Head\n\n" + "Long words. " * 90)
    texts = pages.share_texts(item, address)
    assert [name for name, _ in texts] == ["Short", "Middle", "Long"]
    for (_, text), most in zip(texts, (140, 280, 600), strict=True):
        assert len(text) <= most
        assert text.endswith(f" {address}")
