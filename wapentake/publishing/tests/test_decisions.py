"""A decision that touches a ward is explained: who decided, on which day, and where that stands."""

import dataclasses
import datetime as dt
import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from wapentake.foundation import published
from wapentake.foundation.published import refresh
from wapentake.foundation.published.search import search
from wapentake.foundation.published.testing import settle, stored
from wapentake.foundation.verdicts import Refused
from wapentake.people.actions import BACKEND
from wapentake.plans.tests.cast import NOW, TODAY, Town, later
from wapentake.publishing import actions, documents, pages, queries
from wapentake.publishing.models import Correction, Item
from wapentake.publishing.rules import ItemWords
from wapentake.publishing.states import ItemKind

from .test_bulletins import MONTH
from .test_items import out, words

DAY = dt.timedelta(days=1)
DECIDED = dt.date(2026, 10, 12)
LINK = "https://democracy.example.gov.uk/cabinet/42"


def decision(castle: Town, **more: Any) -> ItemWords:
    given = {"title": "Zwiebel market moves", "body": "All about zwiebel.", "kind": ItemKind.DECISION,
             "decided_by": "Cabinet", "decided_on": DECIDED, "decision_link": LINK}  # fmt: skip
    return words(castle, **{**given, **more})


def told(castle: Town, **more: Any) -> Item:
    said = decision(castle, **more)
    return out(castle, **{one.name: getattr(said, one.name) for one in dataclasses.fields(said)})


@pytest.mark.parametrize(
    "wrong", [{"decided_by": ""}, {"decided_on": None}, {"decision_link": "http://example.gov.uk/"}]
)
def test_the_database_keeps_none_without_who_and_when_or_with_another_link(castle: Town, wrong: dict) -> None:
    item = told(castle)
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.filter(pk=item.pk).update(**wrong)
    with pytest.raises(Refused):
        actions.edit_item(actions.draft_item(decision(castle), by=castle.dan, at=NOW), decision(castle, **wrong),
                          by=castle.dan, at=NOW)  # fmt: skip


def test_it_is_explained_once_it_is_made(castle: Town) -> None:
    with pytest.raises(Refused, match="has not come yet"):
        actions.draft_item(decision(castle, decided_on=TODAY + DAY), by=castle.dan, at=NOW)
    assert actions.draft_item(decision(castle, decided_on=TODAY), by=castle.dan, at=NOW).decided_on == TODAY


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"decided_on-day": "", "decided_on-month": "", "decided_on-year": ""}, "decided_on", "Enter the day of the"),
        ({"decided_on-year": "2999"}, "decided_on", "That day has not come yet"),
        ({"decision_link": "http://example.gov.uk/42"}, "decision_link", "Enter a link that begins with https://"),
        ({"decision_link": "javascript:alert(1)"}, "decision_link", "Enter a link that begins with https://"),
        ({"decided_by": " "}, "decided_by", "Enter who decided"),
    ],
)
def test_the_form_says_at_the_field_what_is_wrong(castle: Town, wrong: dict, field: str, sentence: str) -> None:
    client = Client()
    client.force_login(castle.dan, BACKEND)
    said = {"title": "Market moves", "summary": "To Monday.", "body": "From March.", "wards": castle.ward.slug,
            "decided_by": "Cabinet", "decided_on-day": "12", "decided_on-month": "10", "decided_on-year": "2020",
            "decision_link": "democracy.example.gov.uk/42"}  # fmt: skip
    page = client.post(reverse("publishing:new_decision"), {**said, **wrong}).content.decode()
    at_field = re.findall(r'id="id_(\w+)-error" class="govuk-error-message">(.*?)</p>', page, re.DOTALL)
    assert [(name, sentence in words) for name, words in at_field] == [(field, True)]
    assert not Item.objects.exists()
    client.post(reverse("publishing:new_decision"), said)
    item = Item.objects.get()
    assert (item.kind, item.decided_by, item.decided_on) == (ItemKind.DECISION, "Cabinet", dt.date(2020, 10, 12))
    assert item.decision_link == "https://democracy.example.gov.uk/42"
    shown = client.get(reverse("publishing:edit", args=[item.pk])).content.decode()
    assert 'value="https://democracy.example.gov.uk/42"' in shown
    assert 'value="2020"' in shown
    preview = client.get(reverse("publishing:preview", args=[item.pk])).content.decode()
    assert "Decided by Cabinet on 12 October 2020" in preview


def test_residents_read_who_decided_and_find_it_in_lists_search_and_draft(castle: Town) -> None:
    item = told(castle)
    bare = told(castle, title="Radish market stays", body="Radishes.", decision_link="")
    settle(lambda: later(1))
    page = str(stored(f"/news/{item.slug}/", later(1)))
    before = page.split("All about zwiebel.")[0]
    assert "Decided by Cabinet on 12 October 2026" in before
    assert f'href="{LINK}">Read the decision</a>' in before
    assert "Read the decision" not in str(stored(f"/news/{bare.slug}/", later(1)))
    for place in ("/wards/boston-castle/news/", "/news/"):
        assert "Boston Castle. Decision explained" in str(stored(place, later(1)))
    assert item.title in str(stored("/wards/boston-castle/news.atom", later(1)))
    assert [hit.path for hit in search("zwiebel cabinet", later(1), families=["item"])] == [f"/news/{item.slug}/"]
    assert "Decided by Cabinet on 12 October 2026." in pages.share_texts(item, "https://x.example/")[1][1]
    bulletin = actions.write_bulletin(castle.ward, MONTH, by=castle.dan, at=later(2))
    assert {(part.kind, part.title) for part in queries.parts_of(bulletin)} == {
        ("news", item.title), ("news", bare.title),
    }  # fmt: skip


def test_in_a_hold_only_a_plain_record_of_a_decision_goes_on(castle: Town) -> None:
    proud, plain = told(castle), told(castle, title="Zwiebel plainly", factual=True)
    published.hold("election", refs={castle.ward.ref}, starts=later(10), ends=later(20), reason="Election",
                   by=castle.head, at=later(5))  # fmt: skip
    settle(lambda: later(15))
    assert "Zwiebel market" not in str(stored(f"/news/{proud.slug}/", later(15)))
    assert "Decided by Cabinet" in str(stored(f"/news/{plain.slug}/", later(15)))
    assert [hit.path for hit in search("zwiebel", later(15), families=["item"])] == [f"/news/{plain.slug}/"]
    refresh.sweep(later(21))
    settle(lambda: later(21))
    assert "Decided by Cabinet" in str(stored(f"/news/{proud.slug}/", later(21)))


def test_all_are_listed_by_the_day_of_the_decision_and_a_hold_leaves_out_what_is_not_plain(castle: Town) -> None:
    told(castle), told(castle, title="Zwiebel later", decided_on=DECIDED + DAY, decided_by="Council", factual=True)
    out(castle, title="No decision")
    lines = pages.decisions_page(later(6)).lines
    assert [(line.title, line.when) for line in lines] == [
        ("Zwiebel later", "Decided by Council on 13 October 2026"),
        ("Zwiebel market moves", "Decided by Cabinet on 12 October 2026"),
    ]
    published.hold("election", refs={castle.ward.ref}, starts=later(10), ends=later(20), reason="Election",
                   by=castle.head, at=later(5))  # fmt: skip
    settle(lambda: later(15))
    page = str(stored("/decisions/", later(15)))
    assert "Zwiebel later" in page
    assert "Zwiebel market" not in page
    assert "Some decisions are" in page


def test_a_wrong_day_is_corrected_in_the_open(castle: Town) -> None:
    item = told(castle)
    with pytest.raises(Refused, match="who decided"):
        actions.correct(item, words(castle), what="Nothing", by=castle.ashby, at=later(5))
    other = decision(castle, decided_on=DECIDED + DAY, decided_by="Council")
    actions.correct(item, other, what="Council decided, a day later", by=castle.ashby, at=later(5))
    found = queries.public_item(item.slug)
    assert found
    assert pages.item_page(found, later(6)).decided == "Decided by Council on 13 October 2026"
    before = Correction.objects.get()
    assert (before.decided_by, before.decided_on, before.decision_link) == ("Cabinet", DECIDED, LINK)
    at_desk = pages.item_desk(found, castle.roles(castle.dan), later(6))
    assert [one.happens for one in at_desk.corrections] == ["Decided by Cabinet on 12 October 2026"]
    client = Client()
    client.force_login(castle.ashby, BACKEND)
    answer = client.get(reverse("publishing:correct", args=[item.pk]))
    assert 'value="Council"' in answer.content.decode()


def test_it_is_printed_with_who_decided(castle: Town) -> None:
    found = queries.public_item(told(castle).slug)
    assert found
    page = pages.printed(found, later(1))
    assert page.decided == "Decided by Cabinet on 12 October 2026"
    assert f"The decision stands at {LINK}" in page.notes
    assert documents.press_pdf(page, TODAY).startswith(b"%PDF")
    sheet = pages.newsletter(castle.ward, {found.pk}, later(1))
    assert documents.newsletter_pdf(sheet, TODAY).startswith(b"%PDF")
