"""Who gets the bulletin: only an address that said so itself, of what it wants, until it says no."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob

from wapentake.foundation import calendars
from wapentake.foundation.mail import Message
from wapentake.foundation.verdicts import Refused
from wapentake.people.actions import BACKEND
from wapentake.places.models import Ward
from wapentake.plans.tests.cast import NOW, TODAY, Town, later
from wapentake.publishing import actions, pages, queries, rules
from wapentake.publishing.forms.subscribing import BEGAN
from wapentake.publishing.models import Consent, Subscriber, Subscription
from wapentake.publishing.rules import Agreed, Wanted
from wapentake.publishing.states import SubscriberState

ANN = "ann@example.org"
DAY = dt.timedelta(days=1)
NO_MORE = Agreed()
OURS = ("publishing_", "audit_append", "procrastinate_")


def asked(castle: Town, email: str = ANN, at: dt.datetime = NOW, **more: object) -> Subscriber:
    actions.ask_to_subscribe(email, Wanted(**({"wards": (castle.ward,)} | more)), at=at)  # type: ignore[arg-type]
    return Subscriber.objects.get(email=email.strip().lower())


def reader(castle: Town, email: str = ANN, agreed: Agreed = NO_MORE, **more: object) -> Subscriber:
    found = asked(castle, email, **more)
    return actions.confirm(found, Wanted(**({"wards": (castle.ward,)} | more)), agreed, at=later(1))  # type: ignore[arg-type]


def waiting_mails() -> int:
    return ProcrastinateJob.objects.filter(task_name=actions.subscribers.CONFIRM).count()


def reads(found: Subscriber, wards: list[Ward], promotional: bool = False) -> bool:
    """Whether somebody gets a bulletin of these wards: the outbox asks the same of each reader before each mail."""
    return queries.readers_of(wards, promotional).filter(pk=found.pk).exists()


def test_an_address_reads_once_it_has_said_so(castle: Town) -> None:
    found = asked(castle, "  Ann@Example.ORG ")
    assert found.state == SubscriberState.PENDING
    assert not queries.readers_of([castle.ward]).exists()
    actions.confirm(found, Wanted((castle.ward, castle.elsewhere)), Agreed(promotions=True), at=later(1))
    assert list(queries.readers_of([castle.ward, castle.elsewhere])) == [found], "once, though of two wards"
    assert not queries.readers_of([]).exists(), "the whole area was not asked for"
    assert reads(found, [castle.elsewhere], promotional=True)
    with pytest.raises(Refused, match="nothing left to confirm"):
        actions.confirm(found, Wanted((castle.ward,)), Agreed(), at=later(2))
    actions.change_preferences(found, Wanted((castle.elsewhere,), everywhere=True), Agreed(opens=True), at=later(3))
    assert not reads(found, [castle.ward])
    assert reads(found, [])
    assert not reads(found, [castle.elsewhere], promotional=True)
    actions.leave(found, at=later(4))
    assert not reads(found, [castle.elsewhere])
    said = Consent.objects.filter(subscriber=found).values_list("to", "agreed", "how")
    assert list(said) == [
        ("bulletin", True, "link"), ("promotions", True, "link"), ("bulletin", True, "preferences"),
        ("opens", True, "preferences"), ("promotions", False, "preferences"),
        ("bulletin", False, "unsubscribed"), ("opens", False, "unsubscribed"),
    ]  # fmt: skip


def twenty_five_wards(castle: Town) -> list[Ward]:
    rows = [
        Ward(
            edition=castle.ward.edition,
            code=f"E05999{number}",
            name=f"Ward {number}",
            slug=f"ward-{number}",
            number=number,
        )
        for number in range(100, 123)
    ]
    return [castle.ward, castle.elsewhere, *Ward.objects.bulk_create(rows)]


def test_a_thousand_sign_ups_of_one_address_over_every_ward_send_one_mail(castle: Town) -> None:
    wards = twenty_five_wards(castle)
    for number in range(1000):
        asked(castle, at=NOW + dt.timedelta(seconds=number), wards=(wards[number % 25],))
    assert waiting_mails() == 1
    found = asked(castle, at=NOW + DAY)
    assert waiting_mails() == 2, "after a day one more"
    assert found.wish.wards.count() == 25


def test_nothing_but_the_link_tells_who_is_known(castle: Town) -> None:
    """New, known, left and suppressed: the same page and the same work; the worker alone looks."""
    for name in ("known", "left", "suppressed"):
        reader(castle, f"{name}@example.org")
    actions.leave(Subscriber.objects.get(email="left@example.org"), at=later(2))
    actions.suppress("suppressed@example.org", "Bounced", later(2))
    Subscriber.objects.update(mailed_at=None)
    answers, work = set(), set()
    for name in ("new", "known", "left", "suppressed"):
        sent = {"email": f"{name}@example.org", "wards": castle.ward.slug}
        with CaptureQueriesContext(connection) as asked_for:
            answer = Client().post("/subscribe/", sent, follow=True)
        answers.add((answer.status_code, answer.content))
        work.add(tuple(sql["sql"].split()[0] for sql in asked_for if any(one in sql["sql"] for one in OURS)))
    assert len(answers) == 1
    assert len(work) == 1
    for job in ProcrastinateJob.objects.filter(task_name=actions.subscribers.CONFIRM):
        actions.write_to_confirm(Subscriber.objects.get(pk=job.args["pk"]), at=later(3))
    to = {job.args["to"][0] for job in ProcrastinateJob.objects.filter(task_name__endswith="send_mail")}
    assert "suppressed@example.org" not in to
    assert {"new@example.org", "known@example.org", "left@example.org"} <= to
    assert not mail.outbox


def test_the_log_of_consents_stays_as_written(castle: Town) -> None:
    reader(castle)
    connection.check_constraints()
    for statement in ("UPDATE publishing_consent SET agreed = false", "DELETE FROM publishing_consent",
                      "TRUNCATE publishing_consent CASCADE"):  # fmt: skip
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Consent.objects.get().agreed


def test_a_link_is_good_for_its_owner_and_its_use_alone(castle: Town, client: Client) -> None:
    ann, ben = reader(castle), reader(castle, "ben@example.org")
    leaves, prefers = queries.unsubscribe_path(ann, 7), queries.preferences_path(ann)
    assert queries.unsubscribe_path(ann, 7) == leaves, "the same every time"
    token, other = leaves.split("/")[-2], prefers.split("/")[-2]
    forged = [token.replace(ann.secret, ben.secret), token[:-1] + ("A" if token[-1] != "A" else "B"), other,
              token.replace("-7.", "-8."), ben.secret, f"{ben.secret}-7.", "x"]  # fmt: skip
    for one in forged:
        assert client.post(f"/unsubscribe/{one}/", {"List-Unsubscribe": "One-Click"}).status_code == 404
    for one in (token, ben.secret, other.replace(ann.secret, ben.secret)):
        assert client.get(f"/subscribe/preferences/{one}/").status_code == 404
    assert queries.readers_of([castle.ward]).count() == 2


def test_a_postcode_is_kept_once_its_owner_says_so(castle: Town, client: Client) -> None:
    """Anybody can give a postcode with somebody's address: whoever reads the mail sees it, and keeps it or not."""
    found = asked(castle, postcode="S601AE")
    path = queries.confirm_path(found)
    page = client.get(path).content.decode()
    assert "Keep my postcode, S60 1AE" in page
    assert re.search(r'value="S60 1AE"[^>]* checked', page)
    client.post(path, {"wards": castle.ward.slug, "keep": "S60 1AE"})
    found.refresh_from_db()
    assert (found.state, found.postcode) == (SubscriberState.CONFIRMED, "S601AE")
    asked(castle, wards=(castle.elsewhere,), postcode="S652AA")
    assert client.post(path, {"wards": castle.elsewhere.slug, "keep": "S66 1AA"}).status_code == 200, "never asked"
    assert client.post(path, {"wards": castle.elsewhere.slug}).status_code == 302
    found.refresh_from_db()
    assert found.postcode == "S601AE", "a stranger's postcode is not taken"


def test_one_click_leaves_and_a_scanner_does_not(castle: Town) -> None:
    found = reader(castle)
    path = queries.unsubscribe_path(found, 7)
    strict = Client(enforce_csrf_checks=True)
    for _ in range(3):
        assert b"Stop all bulletins" in strict.get(path).content
    assert reads(found, [castle.ward])
    answer = strict.post(path, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.content) == (200, b"You are unsubscribed.")
    assert not reads(found, [castle.ward])
    assert b"You have left" in strict.get(path).content
    assert not Subscription.objects.filter(until=None).exists()


def test_a_scanner_confirms_nothing_and_machines_get_nowhere(castle: Town, client: Client, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"subscribe": "3/h/ip"}
    shown = client.get("/subscribe/?ward=boston-castle").content.decode()
    began = re.search(r'name="began"[^>]*value="([^"]+)"', shown)
    assert began
    sent = {"email": ANN, "wards": castle.ward.slug, "began": began[1]}
    assert b"faster than a person types" in client.post("/subscribe/", sent).content
    slow = sent | {"began": BEGAN.sign((calendars.now() - dt.timedelta(seconds=9)).isoformat())}
    assert client.post("/subscribe/", slow | {"website": "x"}).status_code == 302
    assert not Subscriber.objects.exists(), "what fills in the hidden field gets the same answer, and nothing is done"
    assert client.post("/subscribe/", slow).status_code == 302
    found = Subscriber.objects.get()
    link = queries.confirm_path(found)
    for _ in range(3):
        assert b"Yes, send me the bulletin" in client.get(link).content
    assert not queries.readers_of([castle.ward]).exists(), "a link that is opened confirms nothing"
    answer = client.post(link, {"wards": castle.ward.slug})
    assert answer.url == f"{queries.preferences_path(found)}?done=confirmed"
    assert queries.readers_of([castle.ward]).get().opens_agreed is False
    assert b"You get the e-bulletin." in client.get(answer.url).content, "also where no place has a name of its own"
    assert client.post("/subscribe/", slow).status_code == 302
    assert client.post("/subscribe/", slow).status_code == 429, "so many from one place in an hour"


@pytest.mark.parametrize(
    "typed", ["ann@example.org\nBcc: all@example.org", "a\r\n@example.org", "a\x00@example.org", "a\u2028@example.org",
              "\u202ea@example.org", "ann", "@", "a" * 250 + "@example.org", "ann@example.org, ben@example.org"],
)  # fmt: skip
def test_what_could_break_a_header_is_no_address(castle: Town, client: Client, typed: str) -> None:
    with pytest.raises(Refused, match="correct format"):
        asked(castle, typed)
    client.post("/subscribe/", {"email": typed, "wards": castle.ward.slug})
    assert not Subscriber.objects.exists()


@settings(max_examples=60, deadline=None, database=None)
@given(st.from_regex(r"[^@]{0,12}@[^@]{0,12}", fullmatch=True) | st.emails())
def test_what_passes_for_an_address_is_one_recipient_of_one_mail(typed: str) -> None:
    address = queries.normalised(typed)
    if address is not None:
        assert queries.normalised(address) == address
        message = EmailMessage(
            "s", "b", "from@example.org", [Message(to=[address], subject="s", text="b").to[0]]
        ).message()
        assert len(message.get_all("To")) == 1
        assert not {"Bcc", "Cc"} & set(message.keys())


def test_the_rule_of_subscriptions_is_changed_from_a_date(castle: Town) -> None:
    figures = {"hours_between": 48, "days_to_confirm": 3, "seconds_at_least": 0, "months_kept": 6}
    first, day = queries.subscription_rule_on(TODAY), TODAY + DAY
    with pytest.raises(Refused, match="Head of Neighbourhoods"):
        actions.set_subscription_rule(day, source="Mine", by=castle.dan, at=NOW, **figures)
    rule = actions.set_subscription_rule(day, source="Retention schedule", by=castle.head, at=NOW, **figures)
    assert queries.subscription_rule_on(TODAY) == first
    assert queries.subscription_rule_on(day) == rule
    assert queries.subscription_rules() == [rule, first]
    for other in (TODAY - DAY, TODAY, day):
        with pytest.raises(Refused, match="today or a later day"):
            actions.set_subscription_rule(other, source="Again", by=castle.head, at=NOW, **figures)
    table = pages.subscriptions_page(castle.roles(castle.head), NOW).rules
    assert [row.cells[0] for row in table.rows] == ["25 November 2026", "1 May 2017 (holds today)"]
    found = asked(castle)
    assert rules.may_confirm(found, NOW, rule, NOW + 2 * DAY)
    assert "3 days" in rules.may_confirm(found, NOW, rule, NOW + 4 * DAY).reason


def test_the_rule_is_shown_and_changed_at_the_desk(castle: Town) -> None:
    client, where, day = Client(), "/desk/subscriptions/rule/", calendars.today() + DAY
    client.force_login(castle.dan, BACKEND)
    assert client.get(where).status_code == 403
    client.force_login(castle.head, BACKEND)
    assert 'value="24"' in client.get(where).content.decode(), "it begins with what holds today"
    said = {
        "hours_between": 12, "days_to_confirm": 61, "seconds_at_least": 2, "months_kept": 12, "source": "Cabinet",
        "from_date-day": day.day, "from_date-month": day.month, "from_date-year": day.year,
    }  # fmt: skip
    assert "There is a problem" in client.post(where, said).content.decode(), "sixty days at most"
    answer = client.post(where, said | {"days_to_confirm": 60}, follow=True)
    assert "The rule is kept" in answer.content.decode()
    assert "12 hours" in answer.content.decode()
    assert queries.subscription_rule_on(day).days_to_confirm == 60
