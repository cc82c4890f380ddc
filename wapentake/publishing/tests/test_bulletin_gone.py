"""A bulletin has words of its own of the news that it tells of: once that is withdrawn, these are gone too."""

from django.conf import settings
from django.test import Client

from wapentake.foundation.published.testing import settle, stored
from wapentake.plans.tests.cast import NOW, TODAY, Town, later
from wapentake.publishing import actions, documents, pages, queries
from wapentake.publishing.models import Bulletin
from wapentake.publishing.states import PartKind, PartWords

from .test_bulletins import approved
from .test_items import out, words

ARCHIVE = "/wards/boston-castle/bulletins/2026-11/"


def mail_of(bulletin: Bulletin) -> str:
    """The mail that a worker makes now, in both its forms."""
    moulds = [documents.mould_of(bulletin, TODAY, promotional=said, opens=False, links={}) for said in (True, False)]
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


def test_a_part_that_tells_of_no_news_asks_nothing(castle: Town, django_assert_num_queries: object) -> None:
    bulletin = approved(castle)
    parts = queries.parts_of(bulletin)
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert queries.taken_down(parts) == set()
