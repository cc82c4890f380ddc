"""Input asked for a ward's plan: who may ask, until when, each answer kept as it was given, and what was heard."""

import dataclasses
import datetime as dt
import re
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from wapentake.foundation.calendars import DAY, LONDON
from wapentake.foundation.models import AuditRecord
from wapentake.foundation.verdicts import Refused
from wapentake.office.models import RoleHeld
from wapentake.office.states import RoleKind
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind, Sector

from .. import rules
from ..actions import (
    answer_at_desk,
    change_answer,
    close_call,
    draft_call,
    edit_call,
    erase_answers,
    extend_call,
    give_answer,
    mark_answer,
    open_call,
    remind_of_input,
    withdraw_answer,
    withdraw_call,
)
from ..models import AnswerText, InputAnswer, InputCall
from ..queries import answers_to, marked
from ..rules import AnswerWords, CallWords
from ..states import AnswerChannel, CallState
from .cast import BEGAN, NOW, TODAY, Town, later, user
from .test_pages import desk, page_after, text_of

HOSTILE = "<script>alert(1)</script> =cmd|'/c calc'!A1"


@pytest.fixture(autouse=True)
def today(settings):
    settings.WAPENTAKE_FRAME = {}
    with time_machine.travel(later(60), tick=False):
        yield


@pytest.fixture
def parks(castle: Town) -> Organisation:
    service = Organisation.objects.create(
        name="Green Spaces", slug="green-spaces", kind=OrganisationKind.SERVICE, sector=Sector.PUBLIC
    )
    officer = user("Pat Green")
    RoleHeld.objects.create(user=officer, kind=RoleKind.SERVICE_OFFICER, organisation=service, from_date=BEGAN)
    return service


def words(**more) -> CallWords:
    said = {
        "title": "Parks and play", "why": "We choose priorities in the spring.", "use": "The members read each.",
        "questions": ("What should we do first?", "What works well?"), "opens_on": TODAY,
        "closes_on": dt.date(2026, 12, 15),
    }  # fmt: skip
    return CallWords(**(said | more))


def opened(castle: Town, **more) -> InputCall:
    return open_call(draft_call(castle.ward, words(**more), by=castle.dan, at=NOW), by=castle.dan, at=later(1))


def said(call: InputCall, text: str = "More benches", **more) -> AnswerWords:
    return AnswerWords(texts={call.questions.first().pk: text}, **more)


def typed(call: InputCall, text: str, **more) -> dict:
    first, second = call.questions.all()
    return {f"answer_{first.pk}": text, f"answer_{second.pk}": "", "key": str(uuid4())} | more


def test_a_resident_answers_and_the_co_ordinator_publishes_what_was_heard(castle: Town):
    priority = castle.published()
    client = desk(castle.dan)
    form = {
        "title": "Parks and play", "why": "We choose.", "use": "Read by all.", "question_1": "What first?",
        "question_2": "What works?", "residents": "yes", "opens_on-day": "24", "opens_on-month": "11",
        "opens_on-year": "2026", "closes_on-day": "15", "closes_on-month": "12", "closes_on-year": "2026",
    }  # fmt: skip
    assert "Nobody is asked yet" in page_after(client, "/desk/plan/boston-castle/ask/", form)
    call = InputCall.objects.get()
    assert Client().get("/wards/boston-castle/have-your-say/parks-and-play/").status_code == 404
    assert "Residents see it within seconds" in page_after(client, f"/desk/plan/input/{call.pk}/open/")
    public = text_of(Client().get("/wards/boston-castle/have-your-say/parks-and-play/"))
    assert "Open from 24 November 2026 to the end of 15 December 2026." in public
    where, visitor = "/wards/boston-castle/have-your-say/parks-and-play/answer/", Client()
    assert "Answer at least one question" in text_of(visitor.post(where, typed(call, " ")))
    sent = typed(call, HOSTILE, name="Nora Planted", email="nora@example.org", may_quote="no")
    checked = visitor.post(where, sent)
    assert HOSTILE in text_of(checked)
    assert "<script>alert" not in checked.content.decode()
    assert not InputAnswer.objects.exists()
    again = text_of(visitor.post(where, sent | {"change": "1"}))
    assert HOSTILE in again
    receipt = visitor.post(where, sent | {"send": "1"}, follow=True)
    assert f"HYS-{call.pk}-1" in text_of(receipt)
    text_of(visitor.post(where, sent | {"send": "1"}, follow=True))
    answer = InputAnswer.objects.get()
    assert HOSTILE in text_of(client.get(f"/desk/plan/input/answers/{answer.pk}/"))
    page_after(client, f"/desk/plan/input/answers/{answer.pk}/", {"priorities": [priority.pk]})
    lines = b"".join(client.get(f"/desk/plan/input/{call.pk}/answers.csv").streaming_content).decode()
    assert "Planted" not in lines
    assert "nora@" not in lines
    assert "Slower, safer streets" in lines
    with time_machine.travel(dt.datetime(2026, 12, 16, 0, 0, tzinfo=LONDON), tick=False):
        heard = {"heard": "Benches are missed.", "decided": "Four benches in spring."}
        page_after(desk(castle.dan), f"/desk/plan/input/{call.pk}/heard/", heard)
        page = Client().get("/wards/boston-castle/have-your-say/parks-and-play/")
        public = text_of(page)
        for expected in ("You said Benches are missed.", "Four benches in spring.", "Slower, safer streets 1 answer"):
            assert expected in public
        assert "alert(1)" not in page.content.decode()
        assert "no more answers are taken" in text_of(visitor.get(where))


@pytest.mark.parametrize(
    ("moment", "taken"),
    [
        (dt.datetime(2026, 11, 23, 23, 59, 59, tzinfo=LONDON), False),
        (dt.datetime(2026, 11, 24, 0, 0, tzinfo=LONDON), True),
        (dt.datetime(2026, 12, 15, 23, 59, 59, 999999, tzinfo=LONDON), True),
        (dt.datetime(2026, 12, 16, 0, 0, tzinfo=LONDON), False),
    ],
)
def test_answers_are_taken_to_the_last_moment_of_the_closing_date(castle: Town, moment, taken):
    call = opened(castle)
    assert rules.takes_answers(call, moment).allowed == taken
    if taken:
        assert give_answer(call, said(call), uuid4(), at=moment).number == 1
    else:
        with pytest.raises(Refused):
            give_answer(call, said(call), uuid4(), at=moment)


@pytest.mark.parametrize(
    ("closes_on", "last_taken", "first_refused"),
    [  # 28 March 2027: clocks go forward; in summer the day of London ends at 23:00 UTC
        (dt.date(2027, 3, 27), "2027-03-27T23:59:59+00:00", "2027-03-28T00:00:00+00:00"),
        (dt.date(2027, 3, 28), "2027-03-28T22:59:59+00:00", "2027-03-28T23:00:00+00:00"),
        (dt.date(2027, 10, 31), "2027-10-31T23:59:59+00:00", "2027-11-01T00:00:00+00:00"),
    ],
)
def test_the_day_ends_in_london_when_the_clocks_change(castle: Town, closes_on, last_taken, first_refused):
    call = opened(castle, closes_on=closes_on)
    assert rules.takes_answers(call, dt.datetime.fromisoformat(last_taken))
    assert not rules.takes_answers(call, dt.datetime.fromisoformat(first_refused))


def test_an_answer_is_never_changed_and_a_later_one_keeps_the_earlier(castle: Town):
    call = opened(castle)
    first = give_answer(call, said(call, "Benches", email="a@example.org"), uuid4(), at=later(2))
    key = uuid4()
    second = change_answer(first, said(call, "Swings"), key, at=later(3))
    assert change_answer(first, said(call, "Swings"), key, at=later(4)) == second
    assert [one.pk for one in answers_to(call)] == [second.pk]
    assert list(AnswerText.objects.exclude(text="").values_list("text", flat=True).order_by("pk")) == [
        "Benches", "Swings",
    ]  # fmt: skip
    assert second.reference == first.reference
    # The key of another form makes nothing, and leads to nobody else's answer.
    other, elsewhere = uuid4(), opened(castle)
    theirs = give_answer(call, said(call, "Trees"), other, at=later(3))
    for act in (
        lambda: give_answer(elsewhere, said(elsewhere, "Bins"), other, at=later(4)),
        lambda: change_answer(second, said(call, "Bins"), other, at=later(4)),
    ):
        with pytest.raises(Refused, match="out of date"):
            act()
    withdraw_answer(theirs, at=later(4))
    withdraw_answer(second, at=later(5))
    assert not answers_to(call).exists()
    assert not AnswerText.objects.exclude(text="").exists()
    with pytest.raises(Refused, match="taken back"):
        change_answer(second, said(call), uuid4(), at=later(6))


def test_who_may_do_what_with_a_call(castle: Town):
    draft = draft_call(castle.ward, words(), by=castle.ashby, at=NOW)
    closed = dt.datetime(2026, 12, 16, 9, tzinfo=LONDON)
    table = {
        "edit": lambda roles: rules.may_edit_call(roles, draft),
        "open": lambda roles: rules.may_open_call(roles, draft, NOW),
    }
    allowed = {name: {who for who in ("ashby", "dan", "sue", "stranger", "head", "finance")
                      if may(castle.roles(getattr(castle, who)))} for name, may in table.items()}  # fmt: skip
    assert allowed == {"edit": {"ashby", "dan", "sue"}, "open": {"ashby", "dan", "sue"}}
    call = open_call(draft, by=castle.sue, at=NOW)
    table = {
        "edit": lambda roles: rules.may_edit_call(roles, call),
        "extend": lambda roles: rules.may_extend_call(roles, call, NOW),
        "close": lambda roles: rules.may_close_call(roles, call, NOW),
        "withdraw": lambda roles: rules.may_withdraw_call(roles, call),
        "read": lambda roles: rules.may_read_answers(roles, call),
        "mark": lambda roles: rules.may_mark_answers(roles, call),
        "withhold": lambda roles: rules.may_withhold_answer(roles, call),
        "enter": lambda roles: rules.may_answer_for(roles, call, None, NOW),
        "heard early": lambda roles: rules.may_publish_heard(roles, call, NOW),
        "heard": lambda roles: rules.may_publish_heard(roles, call, closed),
    }
    allowed = {name: {who for who in ("ashby", "dan", "sue", "stranger", "head", "finance")
                      if may(castle.roles(getattr(castle, who)))} for name, may in table.items()}  # fmt: skip
    assert allowed == {
        "edit": set(), "extend": {"ashby", "dan", "sue"}, "close": {"dan"}, "withdraw": {"dan"},
        "read": {"ashby", "dan", "sue", "head"}, "mark": {"ashby", "dan", "sue"}, "withhold": {"dan", "sue"},
        "enter": {"dan", "sue"}, "heard early": set(), "heard": {"dan"},
    }  # fmt: skip


def test_a_call_stays_open_for_longer_or_closes_early_with_its_reason(castle: Town):
    call = opened(castle)
    with pytest.raises(Refused, match="later day"):
        extend_call(call, call.closes_on, why="Few came.", by=castle.ashby, at=later(2))
    with pytest.raises(Refused, match="Say why"):
        extend_call(call, dt.date(2026, 12, 20), why=" ", by=castle.ashby, at=later(2))
    call = extend_call(call, dt.date(2026, 12, 20), why="Few came.", by=castle.ashby, at=later(2))
    assert rules.takes_answers(call, dt.datetime(2026, 12, 20, 23, tzinfo=LONDON))
    with pytest.raises(Refused, match="Only its closing date"):
        edit_call(call, words(), by=castle.dan, at=later(3))
    call = close_call(call, why="The site was sold.", by=castle.dan, at=later(4))
    with pytest.raises(Refused, match="closed on 24 November 2026"):
        give_answer(call, said(call), uuid4(), at=later(5))
    public = text_of(Client().get("/wards/boston-castle/have-your-say/parks-and-play/"))
    assert "The site was sold." in public
    assert "From 15 December 2026 to 20 December 2026 Few came." in public
    assert withdraw_call(call, why="Moved.", by=castle.dan, at=later(6)).state == CallState.WITHDRAWN


def test_a_service_answers_at_the_desk_and_its_later_answer_replaces_the_first(
    castle: Town, parks, django_capture_on_commit_callbacks
):
    call = opened(castle, residents=False, bodies=(parks,))
    pat = parks and desk(RoleHeld.objects.get(organisation=parks).user)
    assert Client().get("/wards/boston-castle/have-your-say/parks-and-play/answer/").status_code == 200
    form = typed(call, "We need a tap.") | {"body": str(parks.pk)}
    assert "It is kept as" in page_after(pat, f"/desk/plan/input/{call.pk}/answer/", form)
    page_after(pat, f"/desk/plan/input/{call.pk}/answer/", form | {"key": str(uuid4())})
    first, second = InputAnswer.objects.order_by("version")
    assert (first.latest, second.latest, second.number) == (False, True, first.number)
    assert second.channel == AnswerChannel.DESK
    with pytest.raises(Refused, match="asked of services"):
        give_answer(call, said(call), uuid4(), at=later(3))
    other = Organisation.objects.create(
        name="Highways", slug="highways", kind=OrganisationKind.SERVICE, sector=Sector.PUBLIC
    )
    with pytest.raises(Refused, match="not asked by name"):
        answer_at_desk(call, said(call), uuid4(), body=other, by=castle.dan, at=later(3))


@pytest.mark.parametrize(
    ("kind", "role"),
    [(OrganisationKind.PARTNER, RoleKind.PARTNER), (OrganisationKind.PARISH_COUNCIL, RoleKind.PARISH_CLERK)],
)
def test_partners_and_clerks_answer_for_themselves_and_see_nothing_else(castle: Town, parks, kind, role):
    body = Organisation.objects.create(name="Police", slug="police", kind=kind, sector=Sector.PUBLIC)
    speaker = user("Edith Green")
    held = RoleHeld.objects.create(user=speaker, kind=role, organisation=body, from_date=BEGAN)
    call = opened(castle, bodies=(parks, body))
    give_answer(call, said(call, "Private to the ward"), uuid4(), at=later(2))
    assert f"Answer Boston Castle for Police: {call.title}" in text_of(desk(speaker).get("/desk/"))
    form = typed(call, "We patrol at dusk.") | {"body": str(body.pk)}
    assert "It is kept as" in page_after(desk(speaker), f"/desk/plan/input/{call.pk}/answer/", form)
    page = text_of(desk(speaker).get(f"/desk/plan/input/{call.pk}/"))
    assert ("We patrol at dusk." in page, "Private to the ward" in page) == (True, False)
    assert f"Answer Boston Castle for Police: {call.title}" not in text_of(desk(speaker).get("/desk/"))
    with pytest.raises(Refused, match="Only those who speak for"):
        answer_at_desk(call, said(call), uuid4(), body=parks, by=speaker, at=later(3))
    RoleHeld.objects.filter(pk=held.pk).update(to_date=TODAY)
    with pytest.raises(Refused, match="Only those who speak for"):
        answer_at_desk(call, said(call), uuid4(), body=body, by=speaker, at=later(60 * 24 * 2))


def test_those_who_have_not_answered_are_reminded_once(castle: Town, parks):
    opened(castle, bodies=(parks,))
    early, due = dt.datetime(2026, 12, 7, 8, tzinfo=LONDON), dt.datetime(2026, 12, 8, 8, tzinfo=LONDON)
    assert [remind_of_input(at=at) for at in (early, due, due)] == [0, 1, 0]


def test_a_paper_answer_is_entered_for_somebody_and_marked_so(castle: Town):
    call = opened(castle)
    came = {f"received_on-{part}": str(getattr(TODAY, part)) for part in ("day", "month", "year")}
    form = typed(call, "A tap", channel="paper", name="Olive", **came)
    assert "It is kept as" in page_after(desk(castle.sue), f"/desk/plan/input/{call.pk}/enter/", form)
    answer = InputAnswer.objects.get()
    shown = text_of(desk(castle.ashby).get(f"/desk/plan/input/answers/{answer.pk}/"))
    assert "On paper" in shown
    assert "Entered by Sue Marsh" in shown
    assert "On paper, on 24 November 2026" in shown
    assert desk(castle.stranger).get(f"/desk/plan/input/answers/{answer.pk}/").status_code == 404


def test_small_numbers_are_not_shown():
    counts = [("Carers", 0), ("Deaf people", 1), ("Roma", 4), ("Young people", 5)]
    assert rules.counts_shown(counts, 5) == [
        ("Deaf people", "fewer than 5"), ("Roma", "fewer than 5"), ("Young people", "5"),
    ]  # fmt: skip


def test_people_are_erased_a_year_after_the_cycle_and_what_was_heard_stays(castle: Town):
    call = opened(castle)
    give_answer(call, said(call, "Zyzzogeton", name="Zyzzogeton", email="zyzzogeton@example.org"), uuid4(), at=later(2))
    ends = castle.cycle.to_date
    before = dt.datetime.combine(ends.replace(year=ends.year + 1) - dt.timedelta(days=1), dt.time(9), LONDON)
    assert erase_answers(at=before) == 0
    assert erase_answers(at=before + dt.timedelta(days=1)) == 1
    assert erase_answers(at=before + dt.timedelta(days=1)) == 0
    kept = [*InputAnswer.objects.values(), *AnswerText.objects.values(), *AuditRecord.objects.values()]
    assert not re.search("zyzzogeton", str(kept), re.IGNORECASE)
    assert InputCall.objects.get().title == "Parks and play"


def test_a_machine_that_fills_in_what_nobody_sees_is_not_heard(castle: Town):
    call = opened(castle)
    sent = typed(call, "Buy", send="1", website="https://example.org")
    answer = Client().post("/wards/boston-castle/have-your-say/parks-and-play/answer/", sent)
    assert (answer.status_code, InputAnswer.objects.count()) == (429, 0)


def test_receipts_to_one_mailbox_end_and_no_answer_is_lost(castle: Town, settings):
    """Anybody can type somebody's address, from anywhere: so many receipts a day, and the page is the receipt then."""
    settings.ACCOUNT_RATE_LIMITS = {"input_send": "90/h/ip", "input_mail": "2/d/key"}
    call = opened(castle)
    for number in range(4):
        sent = typed(call, "Benches", send="1", email=f"Jo+{number}@example.org", key=str(uuid4()))
        where = "/wards/boston-castle/have-your-say/parks-and-play/answer/"
        page = Client(REMOTE_ADDR=f"10.0.0.{number}").post(where, sent, follow=True)
        assert f"HYS-{call.pk}-{number + 1}" in text_of(page)
    assert ProcrastinateJob.objects.filter(task_name__endswith="send_mail").count() == 2


def test_marks_are_of_the_ward_s_own_priorities(castle: Town):
    priority = castle.published()
    call = opened(castle)
    answer = give_answer(call, said(call), UUID(int=1), at=later(9))
    mark_answer(answer, [priority], by=castle.ashby, at=later(10))
    assert marked([call]) == {priority.slug: 1}
    withdraw_answer(answer, at=later(11))
    assert marked([call]) == {}


def test_what_came_in_time_is_entered_also_after_the_closing_date(castle: Town):
    """A paper answer that lies in the letter box on the last day counts (Gunning: what is said in time is heard)."""
    call = opened(castle)
    after = dt.datetime.combine(call.closes_on + DAY, dt.time(9), LONDON)

    def enter(came: dt.date | None, at: dt.datetime = after):
        words = dataclasses.replace(said(call, "A tap"), channel="paper", received_on=came)
        return answer_at_desk(call, words, uuid4(), body=None, by=castle.sue, at=at)

    assert rules.may_enter_answers(castle.roles(castle.sue), call, after)
    assert not rules.may_enter_answers(castle.roles(castle.ashby), call, after)
    assert enter(call.closes_on).received_on == call.closes_on
    for came in (call.closes_on + DAY, call.opens_on - DAY):
        with pytest.raises(Refused, match="what came on another day than until then is not counted"):
            enter(came)
    with pytest.raises(Refused, match="That day is to come"):
        enter(TODAY + 9 * DAY, later(3))
    call.state = CallState.HEARD
    assert not rules.may_enter_answers(castle.roles(castle.sue), call, after, call.closes_on)
