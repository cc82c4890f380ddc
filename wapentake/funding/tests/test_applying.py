"""The public way to ask: no account, no cookie, no JavaScript; what is wrong is said at the field."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from wapentake.funding import actions, jobs, queries
from wapentake.funding.models import Application, Draft
from wapentake.funding.states import ApplicationState

from .world import AT, YEAR, World

pytestmark = pytest.mark.django_db

ANSWERS: dict[str, dict[str, object]] = {
    "eligible": {"admits": "none"},
    "ward": {"ward": "boston-castle"},
    "fund": {"fund": "clf"},
    "councillor": {"councillor": "maureen-ashby"},
    "group": {"group": "Clifton  community garden", "kind": "group", "charity_number": ""},
    "account": {
        "own_account": "yes", "signatory_one": "Pat Doyle", "signatory_two": "Sam Lee", "unrelated": "yes",
    },
    "trading": {"sells": "no"},
    "contact": {"contact_name": "Pat Doyle", "contact_email": "pat@example.org"},
    "project": {"title": "A tool store", "purpose": "Twelve more people can garden."},
    "people": {"who_benefits": "Neighbours.", "people": "40"},
    "communities": {"older": "12"},
    "consulted": {"who_was_asked": "The Wednesday group."},
    "priority": {"priority": "none"},
    "costs": {"what-0": "Tools", "kind-0": "revenue", "pence-0": "5000"},
    "amount": {"amount": "400"},
    "parts": {"none": "on"},
    "others": {"none": "on"},
    "files": {},
}  # fmt: skip


@pytest.fixture(autouse=True)
def november() -> None:
    with time_machine.travel(AT, tick=False):
        yield


def begin(client: Client, query: str = "") -> str:
    """Start an application and return the address of its draft."""
    answer = client.post(f"/apply/{query}")
    assert answer.status_code == 302
    return re.match(r"(/apply/[0-9a-f-]{36}/)", answer["Location"])[1]


def fill(client: Client, draft: str, **changes: dict[str, str]) -> None:
    for step, answers in {**ANSWERS, **changes}.items():
        answer = client.post(f"{draft}{step}/", answers)
        assert answer.status_code == 302, answer.content.decode()


def test_the_whole_way_without_a_cookie(world: World, client: Client, mailoutbox: list):
    page = client.get("/apply/?councillor=maureen-ashby")
    assert "You are asking Cllr Maureen Ashby." in page.content.decode()
    assert "devolved budgets guidance, page 2" in page.content.decode()
    draft = begin(client, "?councillor=maureen-ashby")
    # The link said where and whom: once it is known that they can apply, the task list is next.
    assert client.post(f"{draft}eligible/", ANSWERS["eligible"])["Location"] == draft
    assert "1 of 4 sections done." in client.get(draft).content.decode()
    went = [client.post(f"{draft}{step}/", ANSWERS[step])["Location"] for step in list(ANSWERS)[4:]]
    assert went[:4] == [f"{draft}account/", f"{draft}trading/", f"{draft}contact/", draft]
    assert went[-1] == draft
    assert "4 of 4 sections done." in client.get(draft).content.decode()
    check = client.get(f"{draft}check/").content.decode()
    for said in ("Boston Castle", "Cllr Maureen Ashby", "Clifton  community garden", "£400.00", "pat@example.org"):
        assert said in check
    sent = client.post(f"{draft}check/", follow=True).content.decode()
    assert "CLF-2026-0001" in sent
    application = Application.objects.get()
    assert application.organisation == world.group
    assert (application.pence, application.councillor, application.ward) == (40_000, world.ashby, world.ward)
    assert not client.cookies
    assert Draft.objects.get().answers == {}


def test_other_bodies_that_help_are_asked_for_and_read_by_who_decides(world: World, client: Client):
    draft, said = begin(client), "Dalton Parish Council and the Cranes Trust"
    fill(client, draft, project=ANSWERS["project"] | {"delivered_with": said})
    assert said in client.get(f"{draft}check/").content.decode()
    client.post(f"{draft}check/")
    assert Application.objects.get().particulars.delivered_with == said
    desk = Client()
    desk.force_login(world.ashby.user)
    shown = desk.get("/desk/money/CLF-2026-0001/").content.decode()
    assert "Other bodies that help to do it" in shown
    assert said in shown


def test_a_new_group_is_added_to_the_councils_organisations(world: World, client: Client):
    draft = begin(client)
    fill(client, draft, group={"group": "Wath Brass", "kind": "charity", "charity_number": "1123456"})
    client.post(f"{draft}check/")
    group = Application.objects.get().organisation
    assert (group.name, group.charity_number, list(group.wards.all())) == ("Wath Brass", "1123456", [world.ward])
    again = begin(client)
    fill(client, again, group={"group": "The Wath  Brass.", "kind": "charity", "charity_number": "1123456"})
    client.post(f"{again}check/")
    assert {row.organisation for row in Application.objects.all()} == {group}
    assert {row.typed_name for row in Application.objects.all()} == {"Wath Brass", "The Wath  Brass."}


def test_sent_twice_is_one_application(world: World, client: Client):
    draft = begin(client)
    fill(client, draft)
    locations = {client.post(f"{draft}check/")["Location"] for _ in range(3)}
    assert locations == {f"{draft}sent/"}
    assert Application.objects.count() == 1
    # What was sent cannot be changed by the old address.
    assert client.post(f"{draft}amount/", {"amount": "900"})["Location"] == f"{draft}sent/"
    assert Application.objects.get().pence == 40_000


@pytest.mark.parametrize(
    ("typed", "pence", "said"),
    [
        ("400", 40_000, ""),
        ("£1,584.00", 158_400, ""),
        ("1584", 158_400, ""),
        ("0.01", 1, ""),
        ("0", None, "Enter £0.01 or more"),
        ("-1", None, "Enter an amount of more than £0, without a minus sign"),
        ("−1", None, "without a minus sign"),
        ("0.005", None, "Enter the pence as two figures, like 400.50"),
        ("1e3", None, "Enter an amount in pounds, like 400 or 400.50"),
        ("NaN", None, "Enter an amount in pounds"),
        ("Infinity", None, "Enter an amount in pounds"),
        ("４００", None, "Enter the amount in ordinary digits"),
        ("٤٠٠", None, "Enter the amount in ordinary digits"),
        ("1,58", None, "Put a comma only before each three figures"),
        ("", None, "Enter the amount that you ask for"),
        ("999999999999999999999", None, "Enter an amount of less than £1,000,000,000"),
        ("1585", None, "Ask for £1,584 or less. That is all Cllr Maureen Ashby has left this year"),
    ],
)
def test_amounts_are_taken_or_refused_on_purpose(
    world: World, client: Client, typed: str, pence: int | None, said: str
):
    draft = begin(client, "?councillor=maureen-ashby")
    answer = client.post(f"{draft}amount/", {"amount": typed})
    if pence is None:
        page = answer.content.decode()
        assert answer.status_code == 200
        assert page.count(said) == 2, page  # in the summary and at the field
        assert "<title>Error: " in page
        assert 'href="#id_amount"' in page
        assert "amount" not in Draft.objects.get().answers
        return
    assert answer.status_code == 302
    fill(client, draft, amount={"amount": typed})
    client.post(f"{draft}check/")
    assert Application.objects.get().pence == pence


def test_more_than_is_left_can_be_asked_for_on_purpose(world: World, client: Client):
    world.supported(40_000)
    draft = begin(client, "?councillor=maureen-ashby")
    page = client.post(f"{draft}amount/", {"amount": "1200"}).content.decode()
    assert "Ask for £1,184 or less. That is all Cllr Maureen Ashby has left this year" in page
    assert "£400 is reserved, committed or paid for other groups." in page
    assert "Ask for it all the same" in page
    fill(client, draft, amount={"amount": "1200", "anyway": "on"})
    client.post(f"{draft}check/")
    assert Application.objects.get(reference="CLF-2026-0002").pence == 120_000
    assert queries.councillor_line(world.ashby, YEAR).left == 118_400


def test_who_changes_an_answer_comes_back_to_all_of_them(world: World, client: Client):
    draft = begin(client)
    for step, answers in ANSWERS.items():
        client.post(f"{draft}{step}/", answers)
    assert f'href="{draft}project/?then=check"' in client.get(f"{draft}check/").content.decode()
    assert f'href="{draft}check/"' in client.get(f"{draft}project/?then=check").content.decode()
    changed = client.post(f"{draft}project/?then=check", ANSWERS["project"] | {"title": "Other bulbs"})
    assert changed["Location"] == f"{draft}check/"
    asked_anew = client.post(f"{draft}eligible/?then=check", {"admits": "none"})
    assert asked_anew["Location"] == f"{draft}check/"
    assert client.post(f"{draft}group/", ANSWERS["group"])["Location"] != f"{draft}check/"


def test_a_row_more_leads_to_that_row(world: World, client: Client):
    """The browser goes where the button says, so the focus is there and not at the top of the page."""
    draft = begin(client)
    page = client.post(f"{draft}costs/", {"what-0": "Bulbs", "kind-0": "revenue", "pence-0": "5", "more": "1"})
    said = page.content.decode()
    assert 'formaction="#row-last"' in said
    assert f'<form method="post" action="{draft}costs/" novalidate>' in said, "or the next page opens at a row"
    assert re.search(r'id="row-2" tabindex="-1">\s*<legend[^>]*><span id="row-last" tabindex="-1">Cost 2', said)
    assert re.search(r'name="remove" value="2" formaction="#row-1"', said)


def test_an_incomplete_one_cannot_be_sent(world: World, client: Client):
    draft = begin(client)
    answer = client.post(f"{draft}check/").content.decode()
    assert "Something is missing, so it cannot be sent yet" in answer
    assert f'href="{draft}ward/"' in answer
    assert "Answer “The ward”" in answer
    assert "Cannot start yet" in answer
    page = client.post(f"{draft}group/", {"group": "", "kind": ""}).content.decode()
    assert "Enter the name of the group" in page
    assert Application.objects.count() == 0


def test_another_ward_asks_for_another_councillor(world: World, client: Client):
    draft = begin(client)
    fill(client, draft)
    row = Draft.objects.get()
    actions.save_answer(row, "ward", {"ward": "nowhere"}, at=AT)
    answer = client.post(f"{draft}check/").content.decode()
    assert "Answer “The ward”" in answer
    assert "Answer “Whom you ask”" in answer
    assert Application.objects.count() == 0


def test_following_and_withdrawing(world: World, client: Client):
    application = world.supported()
    path = f"/apply/follow/{application.token}/"
    page = client.get(path)
    assert "Cllr Maureen Ashby supports it." in page.content.decode()
    assert "pat@example.org" not in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert "Withdraw the application?" in client.post(path).content.decode()
    application.refresh_from_db()
    assert application.state == ApplicationState.SUPPORTED
    assert client.post(path, {"sure": "yes"})["Location"] == f"{path}?done=withdraw"
    assert "The application is withdrawn." in client.get(f"{path}?done=withdraw").content.decode()
    refused = client.post(path, {"sure": "yes", "act": "less"}).content.decode()
    assert "<title>Error: Application CLF-" in refused
    application.refresh_from_db()
    assert application.state == ApplicationState.WITHDRAWN
    assert client.get("/apply/follow/00000000-0000-4000-8000-000000000000/").status_code == 404


def test_nobody_applies_after_the_last_day_to_decide(world: World, client: Client):
    with time_machine.travel(dt.datetime(2027, 2, 1, 12, tzinfo=dt.UTC), tick=False):
        page = client.get("/apply/").content.decode()
        assert "The last day to decide in 2026/27 was 31 January 2027." in page
        assert "Start now" not in page
        assert client.post("/apply/").status_code == 200
    assert not Draft.objects.exists()


def test_old_drafts_are_forgotten_and_sent_ones_kept(world: World, client: Client):
    jobs.forget_drafts(timestamp=0)
    actions.start_draft({}, at=AT - dt.timedelta(days=32))
    kept = actions.start_draft({}, at=AT - dt.timedelta(days=30))
    draft = begin(client)
    fill(client, draft)
    client.post(f"{draft}check/")
    sent = Draft.objects.get(application__isnull=False)
    Draft.objects.filter(pk=sent.pk).update(saved_at=AT - dt.timedelta(days=400))
    jobs.forget_drafts(timestamp=0)
    assert set(Draft.objects.all()) == {kept, sent}


def test_mails_to_one_address_end(world: World, client: Client, settings):
    """Each application sends mails to an address that anybody can type: so many a day, and nothing is lost then."""
    settings.ACCOUNT_RATE_LIMITS = {"apply_start": "60/h/ip", "apply_send": "20/h/ip", "apply_mail": "2/d/key"}
    for allowed in (True, True, False):
        draft = begin(client)
        fill(client, draft)
        answer = client.post(f"{draft}check/", follow=True).content.decode()
        assert ("CLF-2026-000" in answer) is allowed
    assert "than we take in so short a time" in answer
    assert Application.objects.count() == 2
    assert Draft.objects.get(application=None).answers["contact"]["contact_email"] == "pat@example.org"


def test_so_many_drafts_begin_from_one_place(world: World, client: Client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"apply_start": "1/h/ip"}
    begin(client)
    answer = client.post("/apply/")
    assert answer.status_code == 429
    assert "That is too often" in answer.content.decode()
    assert Draft.objects.count() == 1


def test_an_answer_is_kept_without_what_nobody_reads(world: World, client: Client):
    draft = begin(client)
    client.post(f"{draft}group/", {"group": "Allotments" + " " * 50_000, "kind": "group"})
    assert Draft.objects.get().answers["group"]["group"] == "Allotments"


def test_a_large_body_is_refused_unread(world: World, client: Client):
    draft = begin(client)
    answer = client.post(f"{draft}group/", {"group": "x" * 100_000, "kind": "group"})
    assert answer.status_code == 413
    assert Draft.objects.get().answers == {}


PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n"


def test_a_paper_is_kept_whatever_else_is_wrong_and_read_at_the_desk_alone(
    world: World, client: Client, monkeypatch, tmp_path
):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    draft = begin(client)
    quote = SimpleUploadedFile("quote.pdf", PDF, "text/html")
    assert client.post(f"{draft}files/", {"paper": "quote", "file": quote})["Location"] == f"{draft}files/#given"
    page = client.post(f"{draft}files/", {"paper": "quote", "file": SimpleUploadedFile("a.svg", b"<svg/>")})
    assert "Choose a PDF, a picture" in page.content.decode()
    assert "quote.pdf" in page.content.decode()
    page = client.post(f"{draft}files/", {"paper": "quote", "add": "1"})
    assert "Choose the file to add" in page.content.decode()
    client.post(f"{draft}group/", {"group": ""})
    fill(client, draft)
    assert "Quote: quote.pdf" in client.get(f"{draft}check/").content.decode()
    client.post(f"{draft}check/")
    application = Application.objects.get()
    [paper] = application.attachments.all()
    path = f"/desk/money/{application.reference}/papers/{paper.file.public_id}/"
    assert client.get(path).status_code == 302
    officer = Client()
    officer.force_login(world.holroyd)
    assert "Quote: quote.pdf" in officer.get(f"/desk/money/{application.reference}/").content.decode()
    answer = officer.get(path)
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_fund_asks_for_papers_from_an_amount_on(world: World, client: Client):
    since = {"text": "Accounts from £300.", "source": "Cabinet, 4 March 2026", "from_date": AT.date()}
    actions.set_rule(world.clf, "papers", {"accounts": 30_000}, by=world.finch, at=AT, **since)
    draft = begin(client)
    for step, answers in list(ANSWERS.items())[:-1]:
        client.post(f"{draft}{step}/", answers)
    page = client.post(f"{draft}files/", {}).content.decode()
    assert "Add this paper: accounts. Rule since 24 November 2026: Cabinet, 4 March 2026" in page
    assert "Answer “Papers”" in client.post(f"{draft}check/").content.decode()
    client.post(f"{draft}amount/", {"amount": "299"})
    assert client.post(f"{draft}files/", {}).status_code == 302


def test_a_link_comes_back_by_mail_and_says_nothing_of_who_has_one(
    world: World, client: Client, mailoutbox: list, settings
):
    draft = begin(client)
    client.post(f"{draft}project/", ANSWERS["project"])
    page = client.post(f"{draft}later/", {"email": "Pat@example.org"}).content.decode()
    assert "We have sent the link" in page
    assert "kept until 24 December 2026" in page
    known = client.post("/apply/return/", {"email": "pat@example.org"}).content.decode()
    unknown = client.post("/apply/return/", {"email": "nobody@example.org"}).content.decode()
    assert known.replace("pat@", "") == unknown.replace("nobody@", "")
    jobs_made = ProcrastinateJob.objects.filter(task_name__endswith="send_mail").order_by("pk")
    texts = [job.args["text"] for job in jobs_made]
    assert len(texts) == 2
    assert all(draft in text and "24 December 2026" in text and "tool store" not in text for text in texts)
    assert "Pat@" not in "".join(texts)


def test_who_does_not_send_it_is_reminded_once(world: World):
    actions.start_draft({"contact": {"contact_email": "pat@example.org"}}, at=AT - dt.timedelta(days=26))
    actions.start_draft({"contact": {"contact_email": "no address"}}, at=AT - dt.timedelta(days=26))
    actions.start_draft({"contact": {"contact_email": "new@example.org"}}, at=AT - dt.timedelta(days=2))
    for _ in range(2):
        jobs.remind_of_drafts(timestamp=0)
    [job] = ProcrastinateJob.objects.filter(task_name__endswith="send_mail")
    assert job.args["to"] == ["pat@example.org"]
    assert "is deleted after 29 November 2026" in job.args["text"]


def test_lines_of_another_kind_than_the_fund_pays_for(world: World, client: Client):
    draft = begin(client, "?councillor=maureen-ashby")
    lines = {"what-0": "Tools", "kind-0": "revenue", "pence-0": "£100.00"}
    shed = {"what-1": "A shed", "kind-1": "capital", "pence-1": "900"}
    page = client.post(f"{draft}costs/", {**lines, "what-1": "A shed", "pence-1": "９００"}).content.decode()
    assert "Choose what kind of cost this is" in page
    assert "Enter the amount in ordinary digits" in page
    client.post(f"{draft}costs/", {**lines, **shed})
    page = client.post(f"{draft}amount/", {"amount": "400"}).content.decode()
    assert "Ask for £100 or less: this fund pays for running costs" in page
    assert "Who looks after it" in client.get(draft).content.decode()
    fill(client, draft, costs=lines | shed, amount={"amount": "100"}, asset={
        "owner": "The group", "insurer": "The group", "maintainer": "Volunteers",
    })  # fmt: skip
    client.post(f"{draft}check/")
    application = Application.objects.get()
    assert (application.costs, application.cost_pence, application.pence) == ("revenue", 100_000, 10_000)
    officer = Client()
    officer.force_login(world.holroyd)
    page = officer.get(f"/desk/money/{application.reference}/").content.decode()
    assert "£100 of £1,000 is asked for, 10% of the whole cost." in page
    assert "Things that last longer than a year" in page
    assert "Communities reached" in page
