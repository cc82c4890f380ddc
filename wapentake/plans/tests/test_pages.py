"""The desk's pages of ward plans, over HTTP and without JavaScript."""

import html5lib
import pytest
import time_machine
from django.test import Client

from tests.querycount import assert_same_queries
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind, Sector
from wapentake.people.models import User

from ..actions import add_action, agree, note_progress, propose, revise, take_back
from ..models import Cycle, CycleLength, Priority
from ..rules import ActionWords, PriorityWords
from ..states import PriorityState
from .cast import NOW, WORDS, Town, later


@pytest.fixture(autouse=True)
def today(settings):
    settings.WAPENTAKE_FRAME = {}  # what the frame says comes from the rooms above
    with time_machine.travel(later(60), tick=False):
        yield


def desk(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(response) -> str:
    """Return a page's words; the page must be valid HTML."""
    assert response.status_code == 200, response.status_code
    body = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(body)
    return " ".join(" ".join(html5lib.parse(body, namespaceHTMLElements=False).find(".//main").itertext()).split())


def page_after(client: Client, path: str, data: dict | None = None) -> str:
    """Post a form and return the words of the page that it leads to."""
    return text_of(client.post(path, data or {}, follow=True))


def path(priority: Priority, act: str = "") -> str:
    return f"/desk/plan/priorities/{priority.pk}/{act + '/' if act else ''}"


ROWS = {
    "title": "Parks after four", "summary": "Light and company.", "why": "Asked for.", "rows": "2",
    "action-0-text": "Lighting survey", "action-0-due_on-day": "30", "action-0-due_on-month": "10",
    "action-0-due_on-year": "2027", "action-1-text": "",
}  # fmt: skip


def test_a_member_drafts_and_the_others_agree_and_it_is_published(castle: Town):
    client = desk(castle.ashby)
    assert "Nothing is being prepared" in text_of(client.get("/desk/plan/", follow=True))
    said = page_after(client, "/desk/plan/boston-castle/new/", ROWS)
    assert "Your draft is saved" in said
    assert "To come, due 30 October" in said
    priority = Priority.objects.get()
    asked = text_of(client.get(path(priority, "propose")))
    assert "Your own agreement is recorded with it." in asked
    said = page_after(client, path(priority, "propose"))
    assert "It waits for Cllr Grace Okafor and Cllr Tariq Iqbal." in said
    assert "It can be published when all of the ward’s councillors have agreed." not in said.split("What you can do")[0]
    for member in (castle.iqbal, castle.okafor):
        client = desk(member)
        assert "Agree: Parks after four" in text_of(client.get("/desk/plan/boston-castle/"))
        priority.refresh_from_db()
        question = client.get(path(priority, "agree")).content.decode()
        assert priority.proposed_at.isoformat() in question
        said = page_after(client, path(priority, "agree"), {"read_at": priority.proposed_at.isoformat()})
        assert "You have agreed." in said
    assert "All have agreed. Now Dan Cole can publish it." in said
    client = desk(castle.dan)
    assert "Publish: Parks after four" in text_of(client.get("/desk/plan/", follow=True))
    said = page_after(client, path(priority, "publish"))
    assert "It is published." in said
    assert "0 of 1 action done" in said


def test_a_row_more_without_a_script_keeps_what_was_typed(castle: Town):
    typed = ROWS | {"add": "1", "title": "", "action-1-text": "Half a thou", "action-1-due_on-day": "x"}
    body = text_of(response := desk(castle.dan).post("/desk/plan/boston-castle/new/", typed))
    html = response.content.decode()
    assert "Action 3" in body
    assert 'value="Half a thou"' in html
    assert 'value="x"' in html
    assert "There is a problem" not in body
    assert not Priority.objects.exists()


def test_errors_stand_at_their_fields_and_nothing_is_written(castle: Town):
    typed = ROWS | {
        "title": " ",
        "action-1-due_on-day": "31",
        "action-1-due_on-month": "2",
        "action-1-due_on-year": "2027",
    }
    response = desk(castle.dan).post("/desk/plan/boston-castle/new/", typed)
    said = text_of(response)
    assert "There is a problem" in said
    assert "Enter the priority in a few words" in said
    assert "February 2027 has 28 days" in said
    assert "<title>Error: " in response.content.decode()
    assert not Priority.objects.exists()
    forged = ROWS | {"action-0-owner": "999", "rows": "²"}
    assert "Choose one from the list, or leave it open" in text_of(
        desk(castle.dan).post("/desk/plan/boston-castle/new/", forged)
    )


def test_a_row_is_changed_removed_and_added(castle: Town):
    Organisation.objects.create(kind=OrganisationKind.SERVICE, sector=Sector.PUBLIC, name="Highways", slug="highways")
    draft = castle.draft(PriorityWords("Plan", "S", actions=(ActionWords("a"), ActionWords("b"))))
    a, b = draft.actions.all()
    client = desk(castle.sue)
    assert 'value="a"' in client.get(path(draft, "edit")).content.decode()
    owner = str(Organisation.objects.get().pk)
    typed = {
        "title": "Plan", "summary": "S", "rows": "3",
        "action-0-pk": a.pk, "action-0-text": "a", "action-0-remove": "on",
        "action-1-pk": b.pk, "action-1-text": "B", "action-1-owner": owner,
        "action-2-text": "c", "action-2-lead": str(castle.councillor(castle.ashby).pk),
    }  # fmt: skip
    said = page_after(client, path(draft, "edit"), typed)
    assert "The draft is saved." in said
    assert [(x.text, str(x.owner or x.lead)) for x in draft.actions.all()] == [
        ("B", "Highways"),
        ("c", "Cllr Maureen Ashby"),
    ]
    assert draft.actions.filter(pk=b.pk).exists()
    emptied = typed | {"action-1-text": "", "action-0-pk": ""}
    assert "Enter what will be done, or tick" in text_of(client.post(path(draft, "edit"), emptied))


def test_every_refused_button_says_why(castle: Town):
    said = text_of(desk(castle.ashby).get(path(castle.agreed())))
    assert "Only Boston Castle’s neighbourhood co-ordinator can publish its priorities." in said
    said = text_of(desk(castle.head).get(path(castle.proposed())))
    assert "Only Boston Castle’s councillors can agree to its priorities." in said
    assert "Only Boston Castle’s councillors, co-ordinator and support officer can draft" in said


def test_a_refused_act_leads_back_and_says_why(castle: Town):
    priority = castle.proposed()
    said = page_after(desk(castle.dan), path(priority, "publish"))
    assert "It can be published when all of the ward’s councillors have agreed." in said.split("Who has agreed")[0]
    priority.refresh_from_db()
    assert priority.state == PriorityState.PROPOSED
    said = page_after(desk(castle.dan), path(priority, "edit"), ROWS)
    assert "take it back to draft to change them" in said


def test_words_that_changed_since_they_were_read(castle: Town):
    priority = castle.proposed()
    read_at = priority.proposed_at.isoformat()
    take_back(priority, by=castle.dan, at=later(5))
    propose(priority, by=castle.dan, at=later(6))
    said = page_after(desk(castle.ashby), path(priority, "agree"), {"read_at": read_at})
    assert "The words have changed since you opened this page" in said
    assert not priority.agreements.exists()
    said = text_of(desk(castle.ashby).post(path(priority, "agree"), {"read_at": "yesterday"}))
    assert "Open the page again and read the words before you agree" in said


def test_a_reason_is_asked_for_before_withdrawing(castle: Town):
    priority = castle.published()
    client = desk(castle.dan)
    assert "Enter why it is withdrawn" in text_of(client.post(path(priority, "withdraw"), {"reason": ""}))
    assert "It is withdrawn." in page_after(client, path(priority, "withdraw"), {"reason": "Done by others."})


def test_progress_is_noted(castle: Town):
    priority = castle.published()
    action = priority.actions.get()
    client, page = desk(castle.ashby), f"/desk/plan/actions/{action.pk}/"
    assert "Enter what has come of it" in text_of(client.post(page, {"state": "to_come"}))
    assert "Two signs are ordered." in page_after(client, page, {"state": "to_come", "note": "Two signs are ordered."})
    done = {"state": "done", "done_on-day": "20", "done_on-month": "11", "done_on-year": "2026", "note": "They stand."}
    assert "Done 20 November" in page_after(client, page, done)
    assert "Two signs are ordered." in text_of(client.get(page))


def test_a_date_to_come_is_no_date_of_being_done(castle: Town):
    action = castle.published().actions.get()
    typed = {"state": "done", "done_on-day": "25", "done_on-month": "11", "done_on-year": "2026"}
    said = text_of(desk(castle.ashby).post(f"/desk/plan/actions/{action.pk}/", typed))
    assert "Enter the day on which it was done: today or earlier." in said
    action.refresh_from_db()
    assert action.state == "to_come"


def test_drafts_are_not_there_for_other_staff(castle: Town):
    draft, published = castle.draft(), castle.published()
    for person in (castle.finance, castle.stranger):
        client = desk(person)
        assert client.get(path(draft)).status_code == 404
        assert client.post(path(draft, "propose")).status_code == 404
        assert client.get(path(published)).status_code == 200
        assert client.get("/desk/plan/boston-castle/new/").status_code == 403
        said = text_of(client.get("/desk/plan/boston-castle/"))
        assert "Being prepared" not in said
        assert published.title in said
    draft.refresh_from_db()
    assert draft.state == PriorityState.DRAFT


def test_who_has_no_ward_chooses_one(castle: Town):
    castle.published()
    said = text_of(desk(castle.finance).get("/desk/plan/", follow=True))
    assert "Boston Castle 1 priority published" in said
    assert "Hoober Nothing published yet" in said


def test_versions_are_listed(castle: Town):
    old = castle.published()
    revise(old, by=castle.dan, at=later(4))
    assert "Version 1, from 24 November 2026" in text_of(desk(castle.finance).get(path(old)))
    said = text_of(desk(castle.dan).get(path(old)))
    assert "A new version is being prepared already." in said


def test_cycles(castle: Town):
    day = {"cycle-starts_on-day": "1", "cycle-starts_on-month": "7", "cycle-starts_on-year": "2028", "act": "open"}
    refused = desk(castle.finance).post("/desk/plan/cycles/", day)
    assert refused.status_code == 403
    assert "Only the Head of Neighbourhoods" in refused.content.decode()
    said = text_of(desk(castle.finance).get("/desk/plan/cycles/"))
    assert "Only the Head of Neighbourhoods" in said
    client = desk(castle.head)
    assert "Ward plans 2028 to 2030" in page_after(client, "/desk/plan/cycles/", day)
    assert "Another cycle covers some of that time" in page_after(client, "/desk/plan/cycles/", day)
    length = {
        "length-years": "3", "length-from_date-day": "1", "length-from_date-month": "1",
        "length-from_date-year": "2029", "length-source": "Cabinet, 1 December 2028", "act": "length",
    }  # fmt: skip
    assert "1 January 2029 3 years Cabinet, 1 December 2028" in page_after(client, "/desk/plan/cycles/", length)
    assert (Cycle.objects.count(), CycleLength.objects.count()) == (2, 3)


def fill(castle: Town, number: int) -> None:
    for i in range(number):
        priority = castle.published(PriorityWords(f"P{i}", "S", actions=(ActionWords("a"), ActionWords("b"))))
        note_progress(priority.actions.first(), "News", by=castle.dan, at=NOW)
        agree(castle.proposed(WORDS), by=castle.ashby, at=NOW)
        add_action(castle.draft(), ActionWords("more"), by=castle.dan, at=NOW)


@pytest.mark.parametrize("who", ["ashby", "dan", "finance"])
def test_a_plan_costs_the_same_queries_whatever_its_length(castle: Town, who: str):
    client = desk(getattr(castle, who))

    assert_same_queries(lambda: client.get("/desk/plan/boston-castle/"), lambda number: fill(castle, number))
