"""An item is drafted, read by a second person, out for its time, held before elections, and gone within seconds."""

import datetime as dt

import pytest

from wapentake.foundation import published
from wapentake.foundation.models import AuditRecord
from wapentake.foundation.verdicts import Refused
from wapentake.plans.tests.cast import NOW, TODAY, Town, later
from wapentake.publishing import actions, queries, rules
from wapentake.publishing.models import Item, Photo
from wapentake.publishing.rules import ItemWords
from wapentake.publishing.states import Approval, ItemKind, ItemState, Sizes

SIZES = Sizes(b"\xff\xd8wide\xff\xd9", b"\xff\xd8small\xff\xd9", 1280, 853)


def words(castle: Town, **more: object) -> ItemWords:
    given = {"title": "New swings open", "summary": "Come on Saturday.", "body": "At **ten**.", "wards": (castle.ward,)}
    return ItemWords(**{**given, **more})


def out(castle: Town, at: dt.datetime = NOW, **more: object) -> Item:
    """An item that Dan drafted and Maureen let out."""
    item = actions.draft_item(words(castle, **more), by=castle.dan, at=at)
    actions.propose(item, by=castle.dan, at=at)
    return actions.approve(item, by=castle.ashby, at=at)


def test_a_second_person_lets_it_out(castle: Town) -> None:
    item = actions.draft_item(words(castle), by=castle.dan, at=NOW)
    with pytest.raises(Refused, match="does not wait"):
        actions.approve(item, by=castle.ashby, at=NOW)
    actions.propose(item, by=castle.dan, at=later(1))
    with pytest.raises(Refused, match="two people"):
        actions.approve(item, by=castle.dan, at=later(2))
    with pytest.raises(Refused, match="members or its co-ordinator"):
        actions.approve(item, by=castle.stranger, at=later(2))
    assert queries.waiting_for(castle.roles(castle.ashby)) == [item]
    assert not queries.waiting_for(castle.roles(castle.dan))
    assert not queries.waiting_for(castle.roles(castle.stranger))
    item = actions.approve(item, by=castle.ashby, at=later(3))
    assert queries.is_out(item, later(3))
    assert not queries.is_out(item, later(2))
    records = AuditRecord.objects.filter(stream=item.ref).order_by("pk").values_list("action", flat=True)
    assert list(records) == ["draft", "propose", "approve"]


def test_who_posts_for_what(castle: Town) -> None:
    for user in (castle.ashby, castle.dan, castle.sue, castle.head):
        assert rules.may_draft(castle.roles(user), (castle.ward,))
    assert not rules.may_draft(castle.roles(castle.finance), (castle.ward,))
    assert not rules.may_draft(castle.roles(castle.ashby), (castle.ward, castle.elsewhere))
    assert not rules.may_draft(castle.roles(castle.dan), ())
    assert rules.may_draft(castle.roles(castle.head), ())


@pytest.mark.parametrize(
    ("approval", "member", "co_ordinator", "alone"),
    [
        (Approval.ANOTHER, True, True, False),
        (Approval.CO_ORDINATOR, False, True, False),
        (Approval.NOBODY, True, True, True),
    ],
)
def test_whose_yes_it_needs_is_a_dated_rule(
    castle: Town, approval: Approval, member: bool, co_ordinator: bool, alone: bool
) -> None:
    actions.set_approval(approval, TODAY, source="Cabinet, 1 July 2026", by=castle.head, at=NOW)
    item = actions.draft_item(words(castle), by=castle.sue, at=NOW)
    if not alone:
        item = actions.propose(item, by=castle.sue, at=NOW)
    assert bool(rules.may_approve(castle.roles(castle.iqbal), item)) is member
    assert bool(rules.may_approve(castle.roles(castle.dan), item)) is co_ordinator
    assert bool(rules.may_approve(castle.roles(castle.sue), item)) is alone
    with pytest.raises(Refused, match="after the one"):
        actions.set_approval(approval, TODAY, source="Again", by=castle.head, at=NOW)
    with pytest.raises(Refused, match="Head of Neighbourhoods"):
        actions.set_approval(approval, TODAY, source="Mine", by=castle.ashby, at=NOW)


def test_it_is_sent_back_with_words_and_changed(castle: Town) -> None:
    item = actions.propose(actions.draft_item(words(castle), by=castle.dan, at=NOW), by=castle.dan, at=NOW)
    with pytest.raises(Refused, match="words stand"):
        actions.edit_item(item, words(castle, title="Other"), by=castle.dan, at=NOW)
    with pytest.raises(Refused, match="what should change"):
        actions.send_back(item, reason=" ", by=castle.ashby, at=NOW)
    item = actions.send_back(item, reason="Say when.", by=castle.ashby, at=NOW)
    assert (item.state, item.sent_back_because) == (ItemState.DRAFT, "Say when.")
    item = actions.edit_item(item, words(castle, title="New swings open on Saturday"), by=castle.dan, at=NOW)
    assert item.slug == "2026-11-new-swings-open"
    assert actions.draft_item(words(castle), by=castle.dan, at=NOW).slug == "2026-11-new-swings-open-2"


def test_lists_pages_and_feeds_show_it_for_its_time(castle: Town) -> None:
    item = actions.propose(actions.draft_item(words(castle), by=castle.dan, at=NOW), by=castle.dan, at=NOW)
    begins, ends = later(60), later(120)
    with pytest.raises(Refused, match="after it comes out"):
        actions.approve(item, by=castle.ashby, at=NOW, out_from=ends, out_until=begins)
    item = actions.approve(item, by=castle.ashby, at=NOW, out_from=begins, out_until=ends)
    assert not queries.out_at(later(59)).exists()
    assert list(queries.out_at(begins, castle.ward)) == [item]
    assert not queries.out_at(begins, castle.elsewhere).exists()
    assert not queries.out_at(ends).exists()
    assert queries.next_change(NOW) == begins
    assert queries.next_change(begins) == ends


def test_a_photo_without_words_is_refused(castle: Town) -> None:
    item = actions.draft_item(words(castle), by=castle.dan, at=NOW)
    with pytest.raises(Refused, match="what the photo shows"):
        actions.add_photo(item, SIZES, alt=" ", by=castle.dan, at=NOW)
    assert not Photo.objects.exists()


def test_in_a_hold_only_notices_go_out(castle: Town) -> None:
    proud = out(castle, title="Councillors open the swings")
    notice = out(castle, title="Bin days over Christmas", factual=True)
    far = out(castle, title="For everybody", wards=(castle.ward,))
    assert set(queries.held_items([proud, notice, far], later(5))) == set()
    published.hold(
        "election",
        refs={castle.ward.ref},
        starts=later(10),
        ends=later(20),
        reason="Election",
        by=castle.head,
        at=later(5),
    )
    assert set(queries.held_items([proud, notice, far], later(15))) == {proud.pk, far.pk}
    assert set(queries.held_items([proud, notice, far], later(21))) == set()


def test_an_event_needs_its_time(castle: Town) -> None:
    begins = dt.datetime(2026, 12, 12, 10, tzinfo=dt.UTC)
    fair = out(castle, kind=ItemKind.EVENT, happens_at=begins, venue="Unity Centre")
    assert fair.happens_at == begins
