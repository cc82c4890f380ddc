"""Who has no e-mail address is told by letter what others read by e-mail."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from tests.querycount import assert_same_queries
from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries
from wapentake.funding.documents import letter_pdf
from wapentake.funding.models import Application, Letter, Particulars
from wapentake.funding.pages import letter_page
from wapentake.office.queries import roles_of
from wapentake.office.states import RoleKind

from .test_applying import fill
from .world import AT, World, at, officer

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 24)


@pytest.fixture
def award(world: World) -> Application:
    return world.submitted(40_000, contact_email="")


@pytest.fixture
def letter(award: Application) -> Letter:
    return award.letters.get()


def desk(world: World) -> Client:
    client = Client()
    client.force_login(world.holroyd)
    return client


def test_every_act_that_tells_the_group_leaves_a_letter(world: World, award: Application):
    world.support(award)
    world.approve(award)
    world.pay(award)
    assert [letter.subject.split(award.reference)[1] for letter in award.letters.all()] == [
        "", ": you have been awarded the money", " has been paid",
    ]  # fmt: skip
    assert not any(str(award.token) in letter.text for letter in award.letters.all())
    assert f"by telephone or on paper, with the reference {award.reference}" in award.letters.last().text
    assert {letter.written_at for letter in award.letters.all()} == {AT}


def test_whoever_has_an_address_gets_no_letter(world: World):
    world.submitted(40_000)
    assert not Letter.objects.exists()


def test_a_refused_act_leaves_no_letter(world: World, award: Application):
    with pytest.raises(Refused):
        world.approve(award)
    assert award.letters.count() == 1


def test_it_is_put_down_as_posted_once_and_on_a_day_that_can_be(world: World, letter: Letter):
    def post(day: dt.date, who: str = "holroyd") -> None:
        actions.post_letter(letter, posted_on=day, by=getattr(world, who), at=at("2026-11-26 10:00"))

    with pytest.raises(Refused, match="was written on 24 November 2026"):
        post(TODAY - dt.timedelta(days=1))
    with pytest.raises(Refused, match="once it was"):
        post(dt.date(2026, 11, 27))
    post(dt.date(2026, 11, 25))
    letter.refresh_from_db()
    assert (letter.posted_on, letter.posted_by) == (dt.date(2026, 11, 25), world.holroyd)
    assert audit.history(letter.application.ref)[-1].facts == f'{{"letter":{letter.pk},"posted":"2026-11-25"}}'
    with pytest.raises(Refused, match="It was posted on 25 November 2026"):
        post(dt.date(2026, 11, 26))


def test_a_councillor_reads_it_and_posts_nothing(world: World, letter: Letter):
    with pytest.raises(Refused, match="co-ordinator or a finance officer"):
        actions.post_letter(letter, posted_on=TODAY, by=world.ashby.user, at=AT)


def test_the_co_ordinator_prints_it_and_says_when_it_went(world: World, letter: Letter):
    Particulars.objects.update_or_create(
        application=letter.application, defaults={"postal_address": "2 Doncaster Gate\nRotherham\nS65 1DJ"}
    )
    client = desk(world)
    with time_machine.travel(AT, tick=False):
        page = client.get("/desk/letters/").content.decode()
        assert "1 letter to print and post." in page
        assert queries.letters_waiting_for(roles_of(world.holroyd, TODAY)).count() == 1
        assert not queries.letters_waiting_for(roles_of(world.ashby.user, TODAY))
        page = client.get(f"/desk/letters/{letter.pk}/").content.decode()
        assert "2 Doncaster Gate<br>Rotherham<br>S65 1DJ" in page
        assert "no postal address" not in page
        said = {"posted_on-day": "24", "posted_on-month": "11", "posted_on-year": "2026"}
        assert client.post(f"/desk/letters/{letter.pk}/posted/", said).url == "/desk/letters/"
        page = client.get("/desk/letters/").content.decode()
        assert "It is put down as posted." in page
        assert "No letter waits to be posted." in page
    assert not queries.letters_waiting_for(roles_of(world.holroyd, TODAY))


def test_the_print_is_one_tagged_page_with_the_words_of_the_message(world: World, letter: Letter, tmp_path):
    with time_machine.travel(AT, tick=False):
        answer = desk(world).get(f"/desk/letters/{letter.pk}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    found = answer.content
    assert found.startswith(b"%PDF-1.7")
    assert b"/MarkInfo" in found
    (tmp_path / "letter.pdf").write_bytes(found)
    assert found.count(b"/Type /Page\n") + found.count(b"/Type/Page\n") <= 1


def test_names_are_erased_from_letters_too(world: World, letter: Letter):
    award = letter.application
    actions.decline(award, reasons="Another fund fits.", interest=False, by=world.ashby.user, at=AT, key=world.key())
    name = award.contact_name
    assert any(name in one.text for one in award.letters.all())
    actions.erase_application(award, by=officer("Ada Lowe", RoleKind.ADMINISTRATOR), at=AT)
    assert not any(name in one.text for one in award.letters.all())


def test_an_officer_who_enters_it_is_asked_for_one_address_or_the_other(world: World, client: Client):
    with time_machine.travel(AT, tick=False):
        said = {"how": "paper", "on-day": "20", "on-month": "11", "on-year": "2026", "agreed": "The secretary signed."}
        draft = desk(world).post("/desk/apply/enter/", said)["Location"].removesuffix("eligible/")
        page = client.post(f"{draft}contact/", {"contact_name": "Pat Doyle"}).content.decode()
        assert "Enter an e-mail address, or the postal address that letters go to" in page
        sent = {"contact_name": "Pat Doyle", "contact_email": "", "postal_address": "2 Doncaster Gate"}
        fill(client, draft, contact=sent)
        client.post(f"{draft}check/")
    assert Particulars.objects.get().postal_address == "2 Doncaster Gate"
    assert "Dear Pat Doyle," in Letter.objects.get().text


def test_a_list_of_many_asks_no_more_questions(world: World):
    client = desk(world)
    with time_machine.travel(AT, tick=False):
        assert_same_queries(
            lambda: client.get("/desk/letters/"),
            lambda many: [world.submitted(1_000, contact_email="") for _ in range(many)],
        )


def test_a_letter_says_whom_to_answer_since_it_has_no_link(world: World, award: Application):
    world.support(award)
    world.approve(award)
    found = award.letters.last()
    page = letter_page(found, roles_of(world.holroyd, AT.date()))
    who = "ask Dan Holroyd, the neighbourhood co-ordinator, or write to "
    assert page.paragraphs[-1].startswith(f"To answer, or if anything is unclear, {who}")
    assert f"with the reference {award.reference}." in found.text
    assert "/apply/" not in " ".join(page.paragraphs)
    assert b"/StructTreeRoot" in letter_pdf(page)
