"""A bulletin has words of its own of the news that it tells of: once that is withdrawn, these are gone too."""

import dataclasses
import datetime as dt

import pytest
from django.conf import settings
from django.test import Client

from wapentake.foundation import published
from wapentake.foundation.published import refresh
from wapentake.foundation.published.testing import settle, stored
from wapentake.foundation.verdicts import Refused
from wapentake.office.states import RoleKind
from wapentake.plans.tests.cast import NOW, TODAY, Town, later, role
from wapentake.publishing import actions, documents, pages, queries
from wapentake.publishing.models import Bulletin
from wapentake.publishing.states import BulletinState, PartKind, PartWords

from .test_bulletins import MONTH, STORY, approved
from .test_items import out, words

ARCHIVE = "/wards/boston-castle/bulletins/2026-11/"


def mail_of(bulletin: Bulletin, at: dt.datetime = NOW) -> str:
    """The mail that a worker makes at a moment, in both its forms."""
    moulds = [
        documents.mould_of(bulletin, TODAY, at=at, promotional=said, opens=False, links={}) for said in (True, False)
    ]
    return "".join(mould.text + mould.html for mould in moulds)


def test_withdrawn_news_is_in_no_mail_and_not_in_the_archive(castle: Town) -> None:
    item = out(castle, title="Zwiebel fair")
    site = settings.WAPENTAKE_ADDRESS.rstrip("/")
    again = PartWords(PartKind.OTHER, "Zwiebel once more", "Words.", f"{site}/news/{item.slug}/#where")
    stays = PartWords(PartKind.OTHER, "Bulbs on Saturday", "Bring gloves.", "/news/")
    bulletin = actions.start_sending(approved(castle, again, stays), by=castle.dan, at=later(4))
    settle(lambda: later(5))
    assert mail_of(bulletin).count("Zwiebel once more") == 4
    assert "Zwiebel fair" in str(stored(ARCHIVE, later(5)))
    actions.withdraw(item, reason="A name was wrong.", by=castle.ashby, at=later(6))
    settle(lambda: later(7))
    assert "Zwiebel" not in mail_of(bulletin)
    assert "Bulbs on Saturday" in mail_of(bulletin)
    assert "Zwiebel" not in str(stored(ARCHIVE, later(7)))
    assert "Bulbs on Saturday" in str(stored(ARCHIVE, later(7)))
    desk = pages.bulletin_desk(bulletin, castle.roles(castle.dan), later(7))
    assert {part.title for part in desk.parts if part.pk in desk.gone} == {"Zwiebel fair", "Zwiebel once more"}


def test_what_was_taken_back_before_its_time_goes_to_nobody(castle: Town, client: Client) -> None:
    item = actions.draft_item(words(castle, title="Zwiebel to come"), by=castle.dan, at=NOW)
    actions.propose(item, by=castle.dan, at=NOW)
    actions.approve(item, by=castle.ashby, at=NOW, out_from=later(60))
    bulletin = approved(castle, PartWords(PartKind.OTHER, "Bulbs on Saturday", "Bring gloves."))
    assert "Zwiebel" in mail_of(bulletin)
    actions.take_back(item, by=castle.dan, at=later(5))
    assert "Zwiebel" not in mail_of(bulletin)
    client.force_login(castle.dan)
    page = client.get(f"/desk/bulletins/{bulletin.pk}/").content.decode()
    assert "This part is in no mail, and not in the archive." in page
    for query in ("", "?text=1"):
        assert "Zwiebel" not in client.get(f"/desk/bulletins/{bulletin.pk}/mail/{query}").content.decode()


def test_a_part_that_tells_of_no_news_asks_for_none(castle: Town, django_assert_num_queries: object) -> None:
    bulletin = approved(castle)
    parts = queries.parts_of(bulletin)
    with django_assert_num_queries(1):  # type: ignore[operator]  # whether a page that one leads to was withdrawn
        assert queries.taken_down(parts) == set()


def of_every_ward(castle: Town, *parts: PartWords) -> Bulletin:
    """A bulletin for every ward that was approved, told of these parts."""
    bulletin = actions.write_bulletin(None, MONTH, by=castle.head, at=NOW)
    for part in parts:
        actions.add_part(bulletin, part, by=castle.head, at=NOW)
    bulletin = actions.consult(bulletin, TODAY, by=castle.head, at=NOW)
    return actions.approve_bulletin(bulletin, by=role("Kath Second", RoleKind.HEAD_OF_NEIGHBOURHOODS), at=later(1500))


def test_in_one_wards_by_election_every_wards_bulletin_tells_of_the_others(castle: Town) -> None:
    """Parts of the held ward stay out while it is held, whoever wrote them; the rest goes out."""
    both = dataclasses.replace(words(castle, title="Zwiebel fair"), wards=(castle.ward, castle.elsewhere))
    item = actions.draft_item(both, by=castle.head, at=NOW)
    actions.propose(item, by=castle.head, at=NOW)
    actions.approve(item, by=castle.ashby, at=NOW)
    parts = (
        PartWords(PartKind.OTHER, "Zwiebel once more", "Words.", f"/news/{item.slug}/"),
        PartWords(PartKind.OTHER, "Zwiebel mended", "Words.", f"/wards/{castle.elsewhere.slug}/priorities/lights/#why"),
        PartWords(PartKind.OTHER, "Bulbs on Saturday", "Bring gloves.", f"/wards/{castle.ward.slug}/"),
    )
    bulletin = of_every_ward(castle, *parts)
    at = later(1501)
    assert mail_of(bulletin, at).count("Zwiebel mended") == 4
    published.hold("election", refs={castle.elsewhere.ref}, starts=at, ends=later(3000), reason="By-election",
                   by=castle.head, at=at)  # fmt: skip
    assert "Zwiebel" not in mail_of(bulletin, at)
    assert "Bulbs on Saturday" in mail_of(bulletin, at)
    desk = pages.bulletin_desk(bulletin, castle.roles(castle.head), at)
    assert {"Zwiebel once more", "Zwiebel mended"} <= {part.title for part in desk.parts if part.pk in desk.held}
    assert queries.hold_of(bulletin, at) is None
    actions.start_sending(bulletin, by=castle.head, at=at)
    settle(lambda: later(1502))
    kept = str(stored("/bulletins/2026-11/", later(1502)))
    assert "Bulbs on Saturday" in kept
    assert "Zwiebel" not in kept
    refresh.sweep(later(3001))
    settle(lambda: later(3001))
    assert "Zwiebel mended" in str(stored("/bulletins/2026-11/", later(3001)))


def test_what_leads_to_a_withdrawn_page_is_left_out(castle: Town) -> None:
    part = PartWords(PartKind.OTHER, "Zwiebel plans", "Words.", "/wards/boston-castle/priorities/")
    bulletin = actions.start_sending(approved(castle, part, STORY), by=castle.dan, at=later(4))
    settle(lambda: later(5))
    assert "Zwiebel" in str(stored(ARCHIVE, later(5)))
    published.withdraw("/wards/boston-castle/priorities/", by=castle.head, reason="A name.", at=later(6))
    settle(lambda: later(7))
    assert "Zwiebel" not in mail_of(bulletin, later(7))
    assert "Zwiebel" not in str(stored(ARCHIVE, later(7)))
    published.reinstate("/wards/boston-castle/priorities/", by=castle.head, reason="Right after all.", at=later(8))
    settle(lambda: later(9))
    assert "Zwiebel" in str(stored(ARCHIVE, later(9)))


def test_a_bulletin_with_nothing_left_is_not_sent(castle: Town) -> None:
    item = out(castle, title="Zwiebel fair")
    bulletin = approved(castle, PartWords(PartKind.OTHER, "Zwiebel", "Words.", f"/news/{item.slug}/"))
    for part in queries.parts_of(bulletin):
        if part.title != "Zwiebel":
            part.delete()
    actions.withdraw(item, reason="A name was wrong.", by=castle.ashby, at=later(3))
    with pytest.raises(Refused, match="Every part of it was withdrawn"):
        actions.start_sending(bulletin, by=castle.dan, at=later(4))
    Bulletin.objects.filter(pk=bulletin.pk).update(send_at=later(4))
    bulletin.refresh_from_db()
    assert actions.start_due(bulletin, at=later(5)).state == BulletinState.APPROVED
