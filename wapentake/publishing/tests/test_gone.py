"""Whatever shows an item shows it for its time alone: withdrawn, or held before an election, it is nowhere."""

import dataclasses
import datetime as dt

import pytest
from django.test import Client

from wapentake.foundation import published
from wapentake.foundation.published import refresh
from wapentake.foundation.published.search import addresses, search
from wapentake.foundation.published.testing import settle, stored, stored_bytes
from wapentake.foundation.verdicts import Refused
from wapentake.office.models import SevenRole
from wapentake.office.states import RoleKind
from wapentake.plans.tests.cast import NOW, Town, later, role
from wapentake.publishing import actions, pages, queries
from wapentake.publishing.models import Item, Photo
from wapentake.publishing.rules import ItemWords
from wapentake.publishing.states import ItemKind

from .test_bulletins import approved
from .test_items import SIZES, words

LISTS = ("/news/", "/news.atom", "/wards/boston-castle/news/", "/wards/boston-castle/news.atom")
EVENTS = ("/events/", "/events.ics", "/wards/boston-castle/events/", "/wards/boston-castle/events.ics")
HAPPENS = dt.datetime(2026, 12, 12, 10, tzinfo=dt.UTC)


def fair(castle: Town) -> ItemWords:
    event = words(castle, title="Zwiebel fair", kind=ItemKind.EVENT, happens_at=HAPPENS, venue="Unity Centre")
    return dataclasses.replace(event, body="All about zwiebel.")


def let_out(castle: Town, said: ItemWords, out_from: dt.datetime | None = None) -> Item:
    """An item with a photo that Dan drafted and Maureen let out, now or from a moment on."""
    item = actions.draft_item(said, by=castle.dan, at=NOW)
    actions.add_photo(item, SIZES, alt="A string of zwiebel", by=castle.dan, at=NOW)
    actions.propose(item, by=castle.dan, at=NOW)
    return actions.approve(item, by=castle.ashby, at=NOW, out_from=out_from)


def shown_in(item: Item, at: dt.datetime) -> set[str]:
    """Return every address at which an item, its words, its photo or its event is to be had at a moment."""
    own = [f"/news/{item.slug}/", f"/news/{item.slug}/event.ics"]
    places = [*own, *LISTS, *EVENTS, "/good-practice/", "/wards/boston-castle/"]
    found = {place for place in places if item.title in (stored(place, at) or "")}
    found |= {place for size in ("wide", "small") if stored_bytes(place := f"/news/{item.slug}/{size}.jpg", at)}
    if any(hit.path == own[0] for hit in search("zwiebel", at, families=["item"])):
        found.add("search")
    return found | {path for path in addresses(at) if path in own}


def everywhere(item: Item) -> set[str]:
    own = {f"/news/{item.slug}/{part}" for part in ("", "wide.jpg", "small.jpg")}
    more = {f"/news/{item.slug}/event.ics", *EVENTS} if item.kind == ItemKind.EVENT else {"/good-practice/"}
    return own | more | {*LISTS, "/wards/boston-castle/", "search"}


def test_withdrawn_it_is_gone_from_every_place(castle: Town) -> None:
    catalyst = SevenRole.objects.get(key="catalyst")
    study = words(castle, title="Zwiebel grown", kind=ItemKind.CASE_STUDY, role=catalyst)
    items = [let_out(castle, fair(castle)), let_out(castle, study)]
    settle(lambda: later(1))
    assert [shown_in(item, later(1)) for item in items] == [everywhere(item) for item in items]
    assert "zwiebel" not in (stored("/wards/hoober/news/", later(1)) or "").lower()
    for item in items:
        actions.withdraw(item, reason="A name was wrong.", shown="It is off.", by=castle.ashby, at=later(5))
    settle(lambda: later(5))
    assert [shown_in(item, later(5)) for item in items] == [set(), set()]
    assert Photo.objects.count() == 2
    said = Client().get(f"/news/{items[0].slug}/")
    assert said.status_code == 410
    page = said.content.decode()
    assert "This was withdrawn" in page
    assert "It is off." in page
    assert "A name was wrong" not in page
    assert Client().get(f"/news/{items[0].slug}/wide.jpg").status_code == 404


def test_what_was_scheduled_before_a_hold_does_not_leave_in_it(castle: Town) -> None:
    """Scheduled first, then the hold is set, then its time comes: nothing leaves until the hold is over."""
    item = let_out(castle, fair(castle), out_from=later(30))
    notice = let_out(castle, dataclasses.replace(fair(castle), title="Zwiebel notice", factual=True), later(30))
    published.hold(
        "election", refs={castle.ward.ref}, starts=later(20), ends=later(60), reason="By-election", by=castle.head,
        at=later(10),
    )  # fmt: skip
    settle(lambda: later(40))
    assert shown_in(item, later(40)) == set()
    assert shown_in(notice, later(40)) == everywhere(notice)
    assert "left out until" in str(stored("/wards/boston-castle/events/", later(40)))
    refresh.sweep(later(61))  # as every minute: what has ended is made anew
    settle(lambda: later(61))
    assert shown_in(item, later(61)) == everywhere(item)


def test_the_monitoring_officer_lets_one_thing_go_on_until_the_hold_is_over(castle: Town) -> None:
    item = let_out(castle, fair(castle))
    officer = role("Anita", RoleKind.MONITORING_OFFICER)
    with pytest.raises(Refused, match="No hold leaves it out"):
        actions.let_go_on(item, reason="A fact.", by=officer, at=later(1))
    for starts, ends in ((20, 60), (80, 90)):
        published.hold("election", refs={castle.ward.ref}, starts=later(starts), ends=later(ends), reason="By-election",
                       by=castle.head, at=later(10))  # fmt: skip
    with pytest.raises(Refused, match="Only the Monitoring Officer"):
        actions.let_go_on(item, reason="A fact.", by=castle.dan, at=later(30))
    with pytest.raises(Refused, match="Say why"):
        actions.let_go_on(item, reason=" ", by=officer, at=later(30))
    at_desk = pages.news_desk(castle.roles(castle.dan), later(30)).held
    assert [(title, "Left out until" in why) for title, _, why in at_desk] == [("Zwiebel fair", True)]
    item = actions.let_go_on(item, reason="It names nobody.", by=officer, at=later(30))
    assert pages.news_desk(castle.roles(castle.dan), later(31)).held == []
    assert [bool(queries.held_items([item], later(minutes))) for minutes in (25, 31, 59, 85)] == [
        True, False, False, True,
    ]  # fmt: skip
    assert "Anita let it go on" in pages.item_desk(item, castle.roles(castle.dan), later(31)).held


def test_a_hold_of_a_page_alone_holds_what_stands_there(castle: Town) -> None:
    """The Monitoring Officer names an address: what is posted there is held everywhere, and so is a bulletin's."""
    item = let_out(castle, fair(castle))
    other = let_out(castle, dataclasses.replace(fair(castle), title="Radish fair"))
    bulletin = approved(castle)
    actions.start_sending(bulletin, by=castle.dan, at=later(1))
    archive = "/wards/boston-castle/bulletins/2026-11/"
    paths = (f"/news/{item.slug}/", archive)
    for path in paths:
        published.hold("other", refs={published.page_ref(path)}, starts=later(20), ends=later(60), reason="A complaint",
                       by=castle.head, at=later(10))  # fmt: skip
    settle(lambda: later(11))
    assert shown_in(item, later(11)) == everywhere(item)
    assert "Zwiebel" in str(stored(archive, later(11)))
    settle(lambda: later(21))
    assert shown_in(item, later(21)) == set()
    assert "Radish fair" in str(stored("/wards/boston-castle/", later(21)))
    assert shown_in(other, later(21)) >= set(LISTS)
    assert "Left out until" in str(stored(archive, later(21))) or "left out until" in str(stored(archive, later(21)))
    assert "Zwiebel" not in str(stored(archive, later(21)))


def test_news_of_two_wards_is_held_on_the_page_of_either(castle: Town) -> None:
    """A by-election in Hoober: Boston Castle's page does not tell what is about both."""
    both = dataclasses.replace(fair(castle), wards=(castle.ward, castle.elsewhere))
    item = actions.draft_item(both, by=castle.head, at=NOW)
    actions.propose(item, by=castle.head, at=NOW)
    actions.approve(item, by=castle.ashby, at=NOW)
    settle(lambda: later(1))
    assert "Zwiebel" in str(stored("/wards/boston-castle/", later(1)))
    published.hold("election", refs={castle.elsewhere.ref}, starts=later(20), ends=later(60), reason="By-election",
                   by=castle.head, at=later(10))  # fmt: skip
    settle(lambda: later(11))
    for at in (later(11), later(21)):
        settle(lambda at=at: at)  # type: ignore[misc]
        for place in ("/wards/boston-castle/", "/wards/boston-castle/news/"):
            assert ("Zwiebel" in str(stored(place, at))) is (at == later(11)), (place, at)
