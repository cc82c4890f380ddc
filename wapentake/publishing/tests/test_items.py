"""An item is drafted, read by a second person, out for its time, held before elections, and gone within seconds."""

import datetime as dt

import pytest
from django.test import Client

from wapentake.foundation import published
from wapentake.foundation.models import AuditRecord
from wapentake.foundation.verdicts import Refused
from wapentake.office.states import RoleKind
from wapentake.plans.tests.cast import NOW, TODAY, Town, later, role
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


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("Maureen Ashby opens the swings.", True), ("Ask Cllr Ashby.", True), ("COUNCILLOR M. ASHBY writes.", True),
        ("Cllrs Iqbal and Ashby write.", True), ("Councillors open the swings.", False),
        ("The park is in Ashby Road.", False), ("Maureen opens it.", False), ("Cllr Ashbyson writes.", False),
    ],
)  # fmt: skip
def test_what_names_a_member_is_no_mere_notice(castle: Town, said: str, named: bool) -> None:
    """Most members stand again, so before an election it waits; out of a hold it goes out as any other."""
    notice = words(castle, body=said, factual=True)
    verdict = rules.only_notice(notice, TODAY)
    assert bool(verdict) is not named
    if named:
        assert verdict.reason == (
            "It names Cllr Maureen Ashby, who may stand again, so it waits in the weeks before an election. "
            "Take the name out, or untick this."
        )
        with pytest.raises(Refused, match="may stand again"):
            actions.draft_item(notice, by=castle.dan, at=NOW)
    item = out(castle, body=said)
    changed = words(castle, title="Other words", body=said)
    actions.correct(item, changed, what="The title", by=castle.ashby, at=later(5))
    assert item.factual is False


def test_a_correction_does_not_bring_a_name_into_a_notice(castle: Town) -> None:
    item = out(castle, factual=True)
    with pytest.raises(Refused, match="may stand again"):
        actions.correct(item, words(castle, body="Ask Cllr Ashby."), what="Whom to ask", by=castle.ashby, at=later(5))


def test_the_form_says_so_where_it_was_ticked(castle: Town, client: Client) -> None:
    client.force_login(castle.dan)
    said = {"title": "Ask Cllr Ashby", "summary": "On Saturday.", "body": "At ten.", "wards": [castle.ward.slug]}
    answer = client.post("/desk/news/new/", said | {"factual": "on"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'href="#id_factual">It names Cllr Maureen Ashby, who may stand again' in page
    assert "At ten." in page, "nothing of what was typed is lost"
    assert client.post("/desk/news/new/", said).status_code == 302


def test_an_event_needs_its_time(castle: Town) -> None:
    begins = dt.datetime(2026, 12, 12, 10, tzinfo=dt.UTC)
    fair = out(castle, kind=ItemKind.EVENT, happens_at=begins, venue="Unity Centre")
    assert fair.happens_at == begins


def test_what_waits_for_its_day_is_read_by_nobody_outside_its_ward(castle: Town) -> None:
    item = out(castle)
    Item.objects.filter(pk=item.pk).update(out_from=later(10))
    ellie = role("Ellie Braithwell", RoleKind.PARTNER)
    for person, before in ((castle.dan, [item]), (castle.ashby, [item]), (castle.stranger, []), (ellie, [])):
        assert list(queries.items_visible_to(castle.roles(person), later(9))) == before
        assert list(queries.items_visible_to(castle.roles(person), later(10))) == [item]
