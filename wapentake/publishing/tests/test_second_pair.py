"""Two people have read every word that goes out: whose words stand last approves nothing, nor does who read others."""

import dataclasses
import re

import pytest
from django.test import Client

from wapentake.foundation.verdicts import Refused
from wapentake.plans.tests.cast import NOW, TODAY, Town, later
from wapentake.publishing import actions, queries
from wapentake.publishing.models import Bulletin
from wapentake.publishing.states import PartKind, PartWords, Sizes

from .test_bulletins import STORY, draft
from .test_items import words

PHOTO = Sizes(b"\xff\xd8other\xff\xd9", b"\xff\xd8less\xff\xd9", 1280, 853)
CLEAR = dataclasses.replace(STORY, link_words="Read the news")
FIELD = r'name="read"[^>]*value="([^"]+)"'
MINE = PartWords(PartKind.OTHER, "Of my own", "Nobody else has read this.")


def consulted(castle: Town) -> Bulletin:
    """A bulletin with which every member was content."""
    bulletin = actions.consult(draft(castle, CLEAR), TODAY, by=castle.dan, at=NOW)
    for member in (castle.ashby, castle.iqbal, castle.okafor):
        actions.comment(bulletin, "", content=True, by=member, at=later(1))
    return bulletin


def test_who_changed_a_draft_last_does_not_let_it_out(castle: Town) -> None:
    item = actions.draft_item(words(castle), by=castle.dan, at=NOW)
    actions.edit_item(item, words(castle, title="Wholly Maureen’s"), by=castle.ashby, at=later(1))
    item = actions.propose(item, by=castle.ashby, at=later(2))
    with pytest.raises(Refused, match="You changed it last"):
        actions.approve(item, by=castle.ashby, at=later(3))
    with pytest.raises(Refused, match="You drafted it"):
        actions.approve(item, by=castle.dan, at=later(3))
    assert [queries.waiting_for(castle.roles(one)) for one in (castle.ashby, castle.dan)] == [[], []]
    assert queries.waiting_for(castle.roles(castle.iqbal)) == [item]
    actions.take_back(item, by=castle.dan, at=later(4))
    actions.edit_item(item, words(castle, title="Dan’s again"), by=castle.dan, at=later(5))
    actions.propose(item, by=castle.dan, at=later(6))
    assert actions.approve(item, by=castle.ashby, at=later(7)).approved_by == castle.ashby


def test_a_photo_and_its_words_count_as_words(castle: Town) -> None:
    item = actions.draft_item(words(castle), by=castle.dan, at=NOW)
    actions.add_photo(item, PHOTO, alt="A street", by=castle.ashby, at=later(1))
    item = actions.propose(item, by=castle.dan, at=later(2))
    with pytest.raises(Refused, match="You changed it last"):
        actions.approve(item, by=castle.ashby, at=later(3))
    actions.take_back(item, by=castle.dan, at=later(4))
    actions.set_alt(item, "Something else", by=castle.iqbal, at=later(5))
    item = actions.propose(item, by=castle.dan, at=later(6))
    with pytest.raises(Refused, match="You changed it last"):
        actions.approve(item, by=castle.iqbal, at=later(7))


@pytest.mark.parametrize("act", ["heading", "add", "edit", "move", "take out", "put back"])
def test_who_changed_a_bulletin_last_does_not_approve_it(castle: Town, act: str) -> None:
    bulletin, by, at = consulted(castle), castle.ashby, later(2)
    [part] = queries.parts_of(bulletin)
    if act == "put back":
        actions.take_out_part(part, by=castle.dan, at=at)
    {
        "heading": lambda: actions.change_heading(bulletin, "Mine", "Vote.", by=by, at=at),
        "add": lambda: actions.add_part(bulletin, MINE, by=by, at=at),
        "edit": lambda: actions.edit_part(part, MINE, by=by, at=at),
        "move": lambda: actions.move_part(part, 1, by=by, at=at),
        "take out": lambda: actions.take_out_part(part, by=by, at=at),
        "put back": lambda: actions.put_back_part(part, by=by, at=at),
    }[act]()
    with pytest.raises(Refused, match="You changed it last"):
        actions.approve_bulletin(bulletin, by=castle.ashby, at=later(3))
    assert actions.approve_bulletin(bulletin, by=castle.iqbal, at=later(3)).approved_by == castle.iqbal


def test_news_that_was_changed_after_it_was_read_is_not_let_out(castle: Town, client: Client) -> None:
    """Maureen reads it; before she presses the button it is taken back, changed and proposed anew."""
    item = actions.draft_item(words(castle), by=castle.dan, at=NOW)
    item = actions.propose(item, by=castle.dan, at=later(1))
    client.force_login(castle.ashby)
    pages = [client.get(f"/desk/news/{item.pk}/{page}").content.decode() for page in ("", "preview/")]
    read = {found for page in pages for found in re.findall(r'name="read" value="([^"]+)"', page)}
    assert read == {queries.proposal_of(item)}
    actions.take_back(item, by=castle.dan, at=later(2))
    actions.edit_item(item, words(castle, title="Other words"), by=castle.dan, at=later(3))
    actions.propose(item, by=castle.dan, at=later(4))
    form = client.get(f"/desk/news/{item.pk}/approve/", {"read": read.pop()}).content.decode()
    [kept] = re.findall(FIELD, form)
    answer = client.post(f"/desk/news/{item.pk}/approve/", {"when": "now", "read": kept})
    assert "The words have changed since you read them" in answer.content.decode()
    item.refresh_from_db()
    assert item.approved_by is None
    form = client.get(f"/desk/news/{item.pk}/approve/").content.decode()
    [now] = re.findall(FIELD, form)
    assert client.post(f"/desk/news/{item.pk}/approve/", {"when": "now", "read": now}).status_code == 302


def test_a_bulletin_that_was_changed_after_it_was_read_is_not_approved(castle: Town, client: Client) -> None:
    bulletin = consulted(castle)
    client.force_login(castle.ashby)
    page = client.get(f"/desk/bulletins/{bulletin.pk}/").content.decode()
    [read] = re.findall(r'name="read" value="([^"]+)"', page)
    actions.add_part(bulletin, MINE, by=castle.dan, at=later(2))
    where = f"/desk/bulletins/{bulletin.pk}/approve/"
    assert f'value="{read}"' in client.get(where, {"read": read}).content.decode()
    answer = client.post(where, {"when": "hand", "read": read})
    assert "The words have changed since you read them" in answer.content.decode()
    bulletin.refresh_from_db()
    assert bulletin.approved_by is None
    read = queries.print_of_bulletin(bulletin)
    assert client.post(where, {"when": "hand", "read": read}).status_code == 302
