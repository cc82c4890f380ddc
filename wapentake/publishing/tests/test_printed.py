"""An item on paper: its words are all there, whatever script they are in, and nothing that is held is printed."""

import io

import pytest
from PIL import Image

from wapentake.foundation import published
from wapentake.plans.tests.cast import NOW, TODAY, Town, later
from wapentake.publishing import actions, documents, pages, queries, rules
from wapentake.publishing.models import Item
from wapentake.publishing.rules import ItemWords
from wapentake.publishing.states import Sizes

from .test_gone import fair
from .test_items import words


def photo() -> Sizes:
    out = io.BytesIO()
    Image.new("RGB", (64, 40), "teal").save(out, "JPEG")
    return Sizes(out.getvalue(), out.getvalue(), 64, 40)


def printable(castle: Town, said: ItemWords) -> Item:
    item = actions.draft_item(said, by=castle.dan, at=NOW)
    actions.add_photo(item, photo(), alt="A square", by=castle.dan, at=NOW)
    actions.propose(item, by=castle.dan, at=NOW)
    actions.approve(item, by=castle.ashby, at=NOW)
    found = queries.public_item(item.slug)
    assert found
    return found


def test_each_paper_is_made_with_any_words(castle: Town) -> None:
    """Small headings first, scripts that no font has, marks of every kind: PDF/UA-1 is made and checked."""
    hard = "### Small\n\n## Large\n\n[ur: خوش آمدید ہے] 你好 😀 \u202e\n\n> Said\n\n1. One\n\n[x](https://example.org/)"
    event = printable(castle, fair(castle))
    study = printable(castle, words(castle, body=hard, title="你好 <b>#let"))
    page = pages.newsletter(castle.ward, {event.pk, study.pk}, later(1))
    assert [one.item for one in page.items] == [study, event]
    assert [title for title, _ in page.coming] == ["Zwiebel fair"]
    for made in (
        documents.newsletter_pdf(page, TODAY),
        documents.flyer_pdf(pages.printed(event, later(1)), TODAY),
        documents.press_pdf(pages.printed(study, later(1)), TODAY),
    ):
        assert made.startswith(b"%PDF")
        assert b"pdfuaid" in made


def test_only_what_was_approved_and_is_not_held_is_printed(castle: Town) -> None:
    draft = actions.draft_item(words(castle), by=castle.dan, at=NOW)
    item, notice = printable(castle, fair(castle)), printable(castle, words(castle, factual=True))
    dan = castle.roles(castle.dan)
    assert not rules.may_print(dan, draft, NOW)
    assert rules.may_print(dan, item, NOW)
    assert not rules.may_print(castle.roles(castle.stranger), item, NOW)
    published.hold("election", refs={castle.ward.ref}, starts=later(5), ends=later(9), reason="Election",
                   by=castle.head, at=NOW)  # fmt: skip
    assert "Left out until" in rules.may_print(dan, item, later(6)).reason
    page = pages.newsletter(castle.ward, {item.pk, notice.pk}, later(6))
    assert [one.item for one in page.items] == [notice]
    assert page.coming == []


@pytest.mark.parametrize("minutes", [0, 30])
def test_a_press_release_says_from_when_on_it_may_be_used(castle: Town, minutes: int) -> None:
    item = printable(castle, words(castle))
    item.out_from = later(minutes)
    said = pages.printed(item, later(1)).release
    assert said == ("Not for use before 9:42am on 24 November 2026" if minutes else "For immediate release, "
                    "24 November 2026")  # fmt: skip
