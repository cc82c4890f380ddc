"""Asks: a ward asks, a service's clock runs, it answers; who may, what is late, what is mailed, what all staff see."""

import csv
import datetime as dt
import uuid

import pytest
import time_machine
from django.core import mail as outbox
from django.test import Client

from tests.querycount import assert_same_queries
from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.office.states import RoleKind
from wapentake.organisations.models import Contact, Organisation
from wapentake.organisations.states import OrganisationKind, Sector
from wapentake.people.models import User

from .. import actions, notices, pages, queries
from ..models import AnswerTime, Ask, Commitment
from ..rules import AskWords
from ..states import AskState, MadeFrom
from .cast import NOW, TODAY, WORDS, Town, later, role

pytestmark = pytest.mark.django_db
DUE = dt.date(2026, 12, 8)  # ten working days after Tuesday 24 November


@pytest.fixture(autouse=True)
def today(settings):
    settings.WAPENTAKE_FRAME = {}
    with time_machine.travel(later(60), tick=False):
        yield


@pytest.fixture
def highways(db: None) -> Organisation:
    return Organisation.objects.create(
        kind=OrganisationKind.SERVICE, sector=Sector.PUBLIC, name="Highways", slug="highways"
    )


@pytest.fixture
def officer(highways: Organisation) -> User:
    return role("Olive Road", RoleKind.SERVICE_OFFICER, organisation=highways)


def asked(castle: Town, body: Organisation, **changes: object) -> Ask:
    words = AskWords(body, **{"text": "Paint the junction again"} | changes)  # type: ignore[arg-type]
    return actions.ask_for(castle.ward, words, key=uuid.uuid4(), by=castle.ashby, at=NOW)


def desk(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(response) -> str:
    return response.content.decode()


def test_the_clock_is_the_services_own_else_the_usual_one_in_working_days(castle: Town, highways: Organisation):
    assert asked(castle, highways).due_on == DUE
    with pytest.raises(Refused, match="Only the Head of Neighbourhoods"):
        actions.set_answer_time(highways, 15, 3, TODAY, source="Protocol", by=castle.dan, at=NOW)
    actions.set_answer_time(highways, 25, 3, TODAY, source="Protocol, section 3", by=castle.head, at=NOW)
    later_ask = asked(castle, highways)
    assert later_ask.due_on == dt.date(2026, 12, 31)  # 25 and 28 December are bank holidays
    assert later_ask.rule == "25 working days. Protocol, section 3"
    assert Ask.objects.order_by("pk")[0].due_on == DUE
    with pytest.raises(Refused, match="A time that begins on that day or later is set already"):
        actions.set_answer_time(highways, 15, 3, TODAY, source="Protocol", by=castle.head, at=NOW)
    AnswerTime.objects.all().delete()
    with pytest.raises(Refused, match="No rule says by when services answer"):
        asked(castle, highways)


def test_who_asks_for_a_ward_and_from_what(castle: Town, highways: Organisation):
    priority = castle.published()
    action = priority.actions.get()
    assert asked(castle, highways).made_from == MadeFrom.REQUEST
    assert asked(castle, highways, priority=priority).made_from == MadeFrom.PRIORITY
    one = asked(castle, highways, action=action)
    assert (one.made_from, one.priority) == (MadeFrom.ACTION, priority)
    for stranger in (castle.stranger, castle.finance, castle.head):
        with pytest.raises(Refused, match="Only Boston Castle’s councillors, co-ordinator and support officer"):
            actions.ask_for(castle.ward, AskWords(highways, "x"), key=uuid.uuid4(), by=stranger, at=NOW)
    words = AskWords(highways, "x", priority=priority)
    with pytest.raises(Refused, match="one of Hoober’s own priorities"):
        actions.ask_for(castle.elsewhere, words, key=uuid.uuid4(), by=castle.stranger, at=NOW)
    same = uuid.uuid4()
    first, second = (
        actions.ask_for(castle.ward, AskWords(highways, "x"), key=same, by=castle.sue, at=NOW) for _ in range(2)
    )
    assert first == second


def test_an_accepted_ask_is_a_commitment_that_serves_what_it_came_from(
    castle: Town, highways: Organisation, officer: User
):
    priority = castle.published()
    one = asked(castle, highways, priority=priority)
    with pytest.raises(Refused, match="today or later"):
        actions.accept_ask(one, "Paint it", TODAY - dt.timedelta(days=1), by=officer, at=later(5))
    one = actions.accept_ask(one, "Paint it twice", dt.date(2027, 3, 1), by=officer, at=later(5))
    promise = Commitment.objects.get()
    assert one.commitment == promise
    assert (promise.state, promise.text, promise.due_on) == ("published", "Paint it twice", dt.date(2027, 3, 1))
    assert list(promise.priorities.all()) == [priority]
    assert list(promise.wards.all()) == [castle.ward]
    assert [record.action for record in audit.history(one.ref)] == ["asked", "accepted"]
    for again in (
        lambda: actions.accept_ask(one, "Paint it", dt.date(2027, 3, 1), by=officer, at=later(6)),
        lambda: actions.decline_ask(one, "No", by=officer, at=later(6)),
        lambda: actions.call_off_ask(one, "No", by=castle.dan, at=later(6)),
    ):
        with pytest.raises(Refused, match="It is answered: accepted"):
            again()


def test_only_the_service_answers_with_reasons_or_a_later_day(castle: Town, highways: Organisation, officer: User):
    one = asked(castle, highways)
    for stranger in (castle.ashby, castle.dan, castle.finance):
        with pytest.raises(Refused, match="Only Highways’s own officers can answer"):
            actions.decline_ask(one, "No", by=stranger, at=later(5))
    with pytest.raises(Refused, match="the ward reads the reasons"):
        actions.decline_ask(one, "  ", by=officer, at=later(5))
    with pytest.raises(Refused, match="Enter a day after 8 December 2026"):
        actions.ask_for_time(one, DUE, "Ill", by=officer, at=later(5))
    one = actions.ask_for_time(one, dt.date(2027, 1, 15), "A survey is needed.", by=officer, at=later(5))
    assert (one.state, one.first_due_on, one.due_on) == (AskState.MORE_TIME, DUE, dt.date(2027, 1, 15))
    one = actions.decline_ask(one, "Counts are too low.", by=castle.head, at=later(6))
    assert (one.state, one.answer) == (AskState.DECLINED, "Counts are too low.")


def test_a_late_ask_is_flagged_and_waits_on_the_officers_list(castle: Town, highways: Organisation, officer: User):
    one = asked(castle, highways)
    on_time, late = castle.roles(officer, DUE), castle.roles(officer, DUE + dt.timedelta(days=1))
    assert pages.ask_page(one, on_time).tag.text == "Asked"
    assert pages.ask_page(one, late).tag.text == "Late"
    assert queries.asks_waiting_for(late) == [one]
    assert not queries.asks_waiting_for(castle.roles(castle.finance))
    assert list(queries.asks().filter(queries.late_asks(late.on))) == [one]
    assert not queries.asks().filter(queries.late_asks(on_time.on)).exists()


def test_whom_a_service_is_reached_at_and_what_it_is_told(castle: Town, highways: Organisation):
    assert queries.addresses_of(highways, TODAY) == []
    highways.public_email = "roads@example.org"
    assert queries.addresses_of(highways, TODAY) == ["roads@example.org"]
    role("Olive Road", RoleKind.SERVICE_OFFICER, organisation=highways)
    assert queries.addresses_of(highways, TODAY) == ["olive.road@example.org"]
    Contact.objects.create(organisation=highways, name="Desk", email="desk@example.org")
    assert queries.addresses_of(highways, TODAY) == ["desk@example.org"]
    message = notices.ward_asked(asked(castle, highways, why="Two near misses."), ["desk@example.org"])
    assert message.subject == "Boston Castle asks Highways: answer by 8 December 2026"
    assert "Two near misses." in message.text
    assert "10 working days" in message.text
    assert "/desk/asks/" in message.text


def test_a_service_is_reminded_once_for_each_day(castle: Town, highways: Organisation, officer: User):
    one = asked(castle, highways)

    def remind(day: dt.date) -> int:
        return actions.remind_of_asks(at=dt.datetime.combine(day, dt.time(7, 35), NOW.tzinfo))

    assert [remind(dt.date(2026, 12, day)) for day in (2, 3, 4, 8, 9)] == [0, 1, 0, 0, 0]
    actions.ask_for_time(one, dt.date(2027, 1, 15), "Survey.", by=officer, at=later(5))
    assert [remind(dt.date(2027, 1, day)) for day in (11, 12, 13)] == [0, 1, 0]
    assert outbox.outbox == []  # they are queued, and sent by a worker after the commit


def test_the_protocol_is_agreed_by_name_version_by_version(castle: Town, highways: Organisation, officer: User):
    with pytest.raises(Refused, match="Only the Head of Neighbourhoods"):
        actions.write_protocol("We answer.", TODAY, source="Cabinet", by=officer, at=NOW)
    first = actions.write_protocol("We answer.", TODAY, source="Cabinet", by=castle.head, at=NOW)
    actions.agree_to_protocol(first, highways, "Olive Road", TODAY, by=officer, at=NOW)
    with pytest.raises(Refused, match="Highways has agreed to this version"):
        actions.agree_to_protocol(first, highways, "Olive Road", TODAY, by=officer, at=NOW)
    with pytest.raises(Refused, match="Only Highways’s own officers and the Head"):
        actions.agree_to_protocol(first, highways, "Dan Cole", TODAY, by=castle.dan, at=NOW)
    second = actions.write_protocol("In ten days.", dt.date(2027, 1, 1), source="Cabinet", by=castle.head, at=NOW)
    assert [queries.protocol_on(day) for day in (TODAY, dt.date(2027, 1, 1))] == [first, second]
    assert not queries.agreements_to(second)
    said = text_of(desk(castle.ashby).get("/desk/protocol/"))
    assert "We answer." in said
    assert "Olive Road" in said
    assert "In ten days." not in said


def test_an_officer_reads_what_wards_ask_and_answers_at_the_desk(castle: Town, highways: Organisation, officer: User):
    priority = castle.published(WORDS)
    member = desk(castle.ashby)
    form = member.get(f"/desk/asks/new/?priority={priority.pk}")
    assert "From the priority “Slower, safer streets”" in text_of(form)
    typed = {"key": str(uuid.uuid4()), "organisation": highways.pk, "text": "Paint the junction", "why": "Two misses."}
    said = text_of(member.post(f"/desk/asks/new/?priority={priority.pk}", typed, follow=True))
    assert "Highways is asked. Its answer is due on 8 December 2026." in said
    one, client = Ask.objects.get(), desk(officer)
    page = text_of(client.get("/desk/services/highways/"))
    assert "1 ask of 1 ward: 1 waiting, 0 of them late, 0 accepted, 0 declined with reasons." in page
    assert "Slower, safer streets" in page
    empty = text_of(client.post(f"/desk/asks/{one.pk}/decline/", {"reason": ""}))
    assert "Enter the reasons: an ask is never declined without" in empty
    promise = {"promise": "Paint it", "due_on-day": "1", "due_on-month": "3", "due_on-year": "2027"}
    said = text_of(client.post(f"/desk/asks/{one.pk}/accept/", promise, follow=True))
    assert "It is accepted, and is a commitment now." in said
    assert desk(castle.ashby).get(f"/desk/asks/{one.pk}/accept/").status_code == 403
    rows = b"".join(client.get("/desk/services/highways/list.csv").streaming_content).decode().splitlines()
    assert [row[2:4] for row in csv.reader(rows[1:])] == [["Ask", "Paint the junction"], ["Priority", priority.title]]
    listed = text_of(desk(castle.finance).get("/desk/asks/?state=accepted&service=highways"))
    assert "Paint the junction" in listed
    file = b"".join(desk(castle.finance).get("/desk/asks/list.csv").streaming_content).decode()
    assert "Boston Castle,E05012996,Highways,Paint the junction,Two misses." in file


def test_the_pages_cost_the_same_however_many_asks(castle: Town, highways: Organisation, officer: User):
    client, priority = desk(officer), castle.published()

    def add(count: int) -> None:
        for _ in range(count):
            asked(castle, highways, priority=priority)
            accepted = asked(castle, highways, priority=priority)
            actions.accept_ask(accepted, "Paint it", dt.date(2027, 3, 1), by=officer, at=later(5))

    for where in ("/desk/asks/", "/desk/services/", "/desk/services/highways/", "/desk/protocol/"):
        assert_same_queries(lambda where=where: client.get(where), add)
