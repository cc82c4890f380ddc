"""A bulletin writes its first draft, its members say what they think, a second person approves it."""

import dataclasses
import datetime as dt

import pytest
from django.test import Client

from tests.querycount import assert_same_queries
from wapentake.foundation.mail import Mould, new_marks
from wapentake.foundation.models import AuditRecord
from wapentake.foundation.verdicts import Refused
from wapentake.office.states import RoleKind
from wapentake.places.queries import wards_on
from wapentake.plans.models import ProgressNote
from wapentake.plans.tests.cast import NOW, TODAY, Town, later, role
from wapentake.publishing import actions, documents, forms, pages, queries, rules
from wapentake.publishing.models import Bulletin
from wapentake.publishing.rules import ItemWords
from wapentake.publishing.states import BulletinState, Flag, ItemKind, PartKind, PartWords

MONTH = dt.date(2026, 11, 1)
STORY = PartWords(PartKind.OTHER, "Bulbs on Saturday", "Bring **gloves**.\n\n- spades\n- tea", "/news/", "More")


def draft(castle: Town, *stories: PartWords) -> Bulletin:
    """A bulletin by Dan, with these parts."""
    bulletin = actions.write_bulletin(castle.ward, MONTH, by=castle.dan, at=NOW)
    for story in stories:
        actions.add_part(bulletin, story, by=castle.dan, at=NOW)
    return bulletin


def approved(castle: Town, *stories: PartWords) -> Bulletin:
    """The same after its members and a second person have read it."""
    bulletin = actions.consult(draft(castle, *(stories or [STORY])), TODAY, by=castle.dan, at=NOW)
    for member in (castle.ashby, castle.iqbal, castle.okafor):
        actions.comment(bulletin, "", content=True, by=member, at=later(1))
    return actions.approve_bulletin(bulletin, by=castle.ashby, at=later(2))


def titles(bulletin: Bulletin) -> list[str]:
    return [part.title for part in queries.parts_of(bulletin)]


def test_the_first_draft_is_what_happened(castle: Town) -> None:
    priority = castle.published()
    action = priority.actions.get()
    ProgressNote.objects.create(action=action, on=TODAY, text="Both signs are up.", by=castle.dan, at=NOW)
    ProgressNote.objects.create(action=action, on=dt.date(2026, 10, 3), text="Ordered.", by=castle.dan, at=NOW)
    fair = dt.datetime(2026, 12, 12, 10, tzinfo=dt.UTC)
    words = ItemWords("New swings open", "Come on Saturday.", "At ten.", wards=(castle.ward,))
    event = ItemWords("Winter fair", "Stalls.", "Come.", ItemKind.EVENT, (castle.ward,), happens_at=fair, venue="Hall")
    far = ItemWords("Hoober’s own", "Elsewhere.", "There.", wards=(castle.elsewhere,))
    for each, by, second in ((words, castle.dan, castle.ashby), (event, castle.dan, castle.ashby)):
        item = actions.propose(actions.draft_item(each, by=by, at=NOW), by=by, at=NOW)
        actions.approve(item, by=second, at=NOW)
    item = actions.propose(actions.draft_item(far, by=castle.stranger, at=NOW), by=castle.stranger, at=NOW)
    actions.approve(item, by=castle.head, at=NOW)
    bulletin = draft(castle)
    parts = queries.parts_of(bulletin)
    assert [(part.kind, part.title, part.text) for part in parts] == [
        ("progress", "Slower, safer streets", "Both signs are up."),
        ("news", "New swings open", "Come on Saturday."),
        ("event", "Winter fair", "Saturday, 10am, Hall"),
    ]
    assert parts[2].on == dt.date(2026, 12, 12)
    with pytest.raises(Refused, match="already"):
        draft(castle)
    with pytest.raises(Refused, match="Only Boston Castle"):
        actions.write_bulletin(castle.ward, dt.date(2026, 12, 1), by=castle.stranger, at=NOW)


def test_parts_are_moved_taken_out_and_put_back(castle: Town) -> None:
    bulletin = draft(castle, *(PartWords(PartKind.OTHER, name, "Words.") for name in "ABCD"))
    by_name = {part.title: part for part in queries.parts_of(bulletin)}
    actions.move_part(by_name["D"], 2, by=castle.dan, at=NOW)
    assert titles(bulletin) == ["A", "D", "B", "C"]
    actions.move_part(by_name["A"], 99, by=castle.dan, at=NOW)
    assert titles(bulletin) == ["D", "B", "C", "A"]
    actions.take_out_part(by_name["B"], by=castle.dan, at=NOW)
    with pytest.raises(Refused, match="taken out meanwhile"):
        actions.move_part(by_name["B"], 1, by=castle.dan, at=NOW)
    assert titles(bulletin) == ["D", "C", "A"]
    actions.put_back_part(by_name["B"], by=castle.dan, at=NOW)
    assert titles(bulletin) == ["D", "B", "C", "A"]
    changed = PartWords(PartKind.NEWS, "E", "Other words.", flag=Flag.PAID)
    assert actions.edit_part(by_name["C"], changed, by=castle.dan, at=NOW).flag == Flag.PAID
    for link in ("//evil.example", "javascript:alert(1)", "/\\evil", "https://a b"):
        with pytest.raises(Refused, match="begins with"):
            actions.add_part(bulletin, PartWords(PartKind.OTHER, "F", "Words.", link), by=castle.dan, at=NOW)


def test_its_members_are_heard_before_a_second_person_approves(castle: Town) -> None:
    bulletin = draft(castle)
    with pytest.raises(Refused, match="nothing in it"):
        actions.consult(bulletin, TODAY, by=castle.dan, at=NOW)
    actions.add_part(bulletin, STORY, by=castle.dan, at=NOW)
    with pytest.raises(Refused, match="once the members"):
        actions.approve_bulletin(bulletin, by=castle.ashby, at=NOW)
    bulletin = actions.consult(bulletin, TODAY, by=castle.dan, at=NOW)
    assert queries.drafts_waiting_for(castle.roles(castle.iqbal)) == [bulletin]
    assert not queries.drafts_waiting_for(castle.roles(castle.stranger))
    with pytest.raises(Refused, match="Only Boston Castle"):
        actions.comment(bulletin, "Mine too", by=castle.stranger, at=NOW)
    actions.comment(bulletin, "Say when.", by=castle.iqbal, at=later(1))
    assert not queries.drafts_waiting_for(castle.roles(castle.iqbal))
    assert "Cllr Grace Okafor can comment" in rules.may_approve_bulletin(castle.roles(castle.ashby), bulletin).reason
    actions.comment(bulletin, "", content=True, by=castle.okafor, at=later(2))
    with pytest.raises(Refused, match="two people"):
        actions.approve_bulletin(bulletin, by=castle.dan, at=later(3))
    bulletin = actions.approve_bulletin(bulletin, by=castle.ashby, at=later(3))
    with pytest.raises(Refused, match="Its words stand"):
        actions.add_part(bulletin, STORY, by=castle.dan, at=later(4))
    acts = AuditRecord.objects.filter(stream=bulletin.ref).order_by("pk").values_list("action", flat=True)
    assert list(acts) == ["draft", "add_part", "consult", "comment", "comment", "approve"]
    bulletin = actions.take_back_bulletin(bulletin, by=castle.dan, at=later(5))
    assert (bulletin.state, bulletin.approved_by, bulletin.comments.count()) == (BulletinState.DRAFT, None, 2)


def test_mail_and_text_say_the_same_and_hostile_words_stay_words(castle: Town) -> None:
    nasty = PartWords(PartKind.OTHER, "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "/news/")
    paid = PartWords(PartKind.NEWS, "Buy a hat", "Half price.", "https://hats.example/", flag=Flag.PAID)
    money = PartWords(PartKind.MONEY, "£90 left", "Ask.", "/apply/", "How to apply", bar=(1000, 0, 0, 9000))
    bulletin = draft(castle, STORY, nasty, paid, money)
    page = pages.bulletin_shown(
        bulletin, pages.parts_for(bulletin, promotional=False, at=NOW), TODAY, "https://site.example"
    )
    to = documents.To("https://site.example/u", "https://site.example/p", "https://site.example/w")
    html, text = documents.mail_html(page, pages.mail_look(), to), documents.mail_text(page, to)
    assert "<script>" not in html
    assert "<img" not in html
    assert "Buy a hat" not in html + text
    assert 'href="https://site.example/news/"' in html
    assert 'width="10%"' in html
    assert "From Grace Okafor, Maureen Ashby and Tariq Iqbal, your councillors." in html
    for words in ("Bulbs on Saturday", "- spades", "How to apply: https://site.example/apply/", to.unsubscribe):
        assert words in text
    assert text.index("Bulbs") < text.index("£90 left")


def test_a_mould_pours_what_the_builder_would(castle: Town) -> None:
    marks = new_marks("unsubscribe")
    link = "https://site.example/unsubscribe/a=b&c"
    body = f"Grüße, {'long ' * 60}\n.dot\n{marks['unsubscribe']}\nend "
    mould = Mould("Grüße", body, f"<p>{body}</p>", marks)
    from email import message_from_bytes
    from email.policy import default

    raw = mould.pour("jo@example.org", {"Message-ID": "<a@b>"}, {"unsubscribe": link})
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    said = message_from_bytes(raw, policy=default)
    assert (said["Subject"], said["To"], said["Message-ID"]) == ("Grüße", "jo@example.org", "<a@b>")
    plain = said.get_body(("plain",)).get_content()
    assert plain.replace("\r\n", "\n").rstrip("\n") == body.replace(marks["unsubscribe"], link)
    assert link.replace("&", "&amp;") in said.get_body(("html",)).get_content()
    with pytest.raises(ValueError, match="one line"):
        mould.pour("jo@example.org\r\nBcc: x@example.org", {}, {})


def test_the_list_of_bulletins_costs_the_same(castle: Town) -> None:
    months = iter(dt.date(2026, month, 1) for month in range(1, 12))

    def write(count: int) -> None:
        for _ in range(count):
            actions.write_bulletin(castle.ward, next(months), by=castle.dan, at=NOW)

    roles = castle.roles(castle.dan)
    assert_same_queries(lambda: pages.bulletins_desk(roles, later(1), asked_for([])), write)


def test_what_members_said_is_for_their_ward_alone(castle: Town, client: Client) -> None:
    """A bulletin that was sent is seen at every desk; what was said of its draft is not, nor another's draft."""
    clear = dataclasses.replace(STORY, link_words="Read the news")
    bulletin = actions.consult(draft(castle, clear), TODAY, by=castle.dan, at=NOW)
    actions.comment(bulletin, "Zwiebel of Mrs Smith", by=castle.ashby, at=later(1))
    partner = role("Polly Partner", RoleKind.PARTNER)
    whole = Bulletin.objects.create(month=MONTH, subject="All", drafted_by=castle.head, drafted_at=NOW)
    for one in (bulletin, whole):
        client.force_login(partner)
        assert client.get(f"/desk/bulletins/{one.pk}/").status_code == 404
    client.force_login(castle.stranger)
    assert client.get(f"/desk/bulletins/{bulletin.pk}/").status_code == 404
    assert client.get(f"/desk/bulletins/{whole.pk}/").status_code == 200
    sent = {"state": BulletinState.SENT, "approved_by": castle.ashby, "sending_at": NOW, "sent_at": NOW}
    Bulletin.objects.filter(pk=bulletin.pk).update(**sent)
    for user, reads in ((partner, False), (castle.stranger, False), (castle.finance, False), (castle.iqbal, True),
                        (castle.sue, True), (castle.head, True)):  # fmt: skip
        client.force_login(user)
        page = client.get(f"/desk/bulletins/{bulletin.pk}/").content.decode()
        assert "Bulbs on Saturday" in page
        assert ("Zwiebel" in page) is reads, user.name


def asked_for(months: list[dt.date], **said: str) -> forms.BulletinsFilterForm:
    return forms.BulletinsFilterForm(said, wards=wards_on(TODAY), months=months)


def test_the_list_is_narrowed_by_ward_state_and_month(castle: Town) -> None:
    roles = castle.roles(castle.head)
    one, months = draft(castle, STORY), [MONTH, dt.date(2026, 10, 1)]
    actions.consult(one, TODAY, by=castle.dan, at=NOW)
    earlier = actions.write_bulletin(castle.ward, months[1], by=castle.dan, at=NOW)
    other = actions.write_bulletin(castle.elsewhere, MONTH, by=castle.head, at=NOW)
    every = actions.write_bulletin(None, MONTH, by=castle.head, at=NOW)
    assert queries.months_written(queries.bulletins_visible_to(roles)) == months

    def found(**said: str) -> list[str]:
        table = pages.bulletins_desk(roles, later(1), asked_for(months, **said)).table
        return [row.cells[0].href for row in table.rows]  # type: ignore[union-attr]

    def at_desk(*rows: Bulletin) -> list[str]:
        return [f"/desk/bulletins/{row.pk}/" for row in rows]

    slug = castle.ward.slug
    assert found(ward=slug) == at_desk(one, earlier)
    assert found(ward=slug, state="consulted") == found(ward=slug, month="2026-11") == at_desk(one)
    assert found(ward=castle.elsewhere.slug) == at_desk(other)
    assert found(ward="all") == at_desk(every)
    assert len(found(ward="nowhere", month="2026-13")) == 4, "what nobody can choose narrows nothing"
    page = pages.bulletins_desk(roles, later(1), asked_for(months, ward=slug, state="sent"))
    assert page.table.empty == "No bulletin is like that."
    assert page.chips == [(castle.ward.name, "?state=sent"), ("Sent", f"?ward={slug}")]
