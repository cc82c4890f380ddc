"""A send reaches everybody once, stops for who leaves, for holds and pauses, and its report always adds up."""

import datetime as dt
import random
import time
from collections import Counter
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from uuid import uuid4

import pytest
import time_machine
from django.db import connection, transaction

from wapentake.foundation import calendars, published, switches
from wapentake.foundation.mail.providers import Away, Letter
from wapentake.foundation.mail.smtp import Smtp
from wapentake.foundation.models import AuditRecord
from wapentake.foundation.verdicts import Refused
from wapentake.office.states import RoleKind
from wapentake.plans.tests.cast import NOW, Town, later, role, town
from wapentake.publishing import actions, pages, queries
from wapentake.publishing.actions import outbox
from wapentake.publishing.jobs import look_for_bulletins
from wapentake.publishing.models import Bulletin, BulletinMail, Subscriber
from wapentake.publishing.states import BulletinState, Flag, MailState, PartKind, PartWords

from .outbox import Workers, lane, readers, send_all, twice
from .sink import Sink, again
from .test_bulletins import STORY, approved

pytestmark = pytest.mark.enable_socket
PAID = PartWords(PartKind.NEWS, "Buy a hat", "Half price.", "https://hats.example/", flag=Flag.PAID)


@pytest.fixture
def sink(settings) -> Sink:
    server = Sink()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.WAPENTAKE_MAIL_WAIT, settings.WAPENTAKE_BULLETIN_LEASE = 0.05, 1
    yield server
    server.stop()


def going(castle: Town, count: int) -> Bulletin:
    """A bulletin on its way to so many readers."""
    readers(castle.ward, count)
    return actions.start_sending(approved(castle, STORY, PAID), by=castle.dan, at=calendars.now())


def adds_up(bulletin: Bulletin) -> dict[str, int]:
    report = queries.report_of(bulletin)
    assert sum(report.by_state.values()) == report.intended == report.settled + report.open
    return report.by_state


def test_mails_are_claimed_in_the_order_of_their_index(castle: Town) -> None:
    """A million begin at one moment: to sort those for each batch would take longer than to send them."""
    bulletin = going(castle, 3)
    given = [bulletin.pk, calendars.now(), [], "", "", outbox.BATCH, uuid4(), calendars.now()]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {outbox.CLAIM}", given)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Scan using mails_to_claim" in plan
    assert "Sort" not in plan


def test_everybody_gets_one_mail_of_their_own(castle: Town, sink: Sink) -> None:
    sink.keep = True
    bulletin = going(castle, 30)
    assert adds_up(bulletin) == {"waiting": 30}
    send_all(bulletin)
    assert (len(sink.taken), len(set(sink.taken))) == (30, 30)
    assert adds_up(bulletin) == {"sent": 30}
    bulletin.refresh_from_db()
    assert bulletin.state == BulletinState.SENT
    said = {to: message_from_bytes(raw, policy=default) for to, raw in sink.raw.items()}
    for n in (0, 1, 5):
        mail, reader = said[f"reader{n}@example.org"], Subscriber.objects.get(email=f"reader{n}@example.org")
        html, text = (mail.get_body((kind,)).get_content() for kind in ("html", "plain"))
        own = queries.unsubscribe_path(reader, bulletin.pk)
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert own in mail["List-Unsubscribe"]
        assert own in html
        assert own in text
        assert queries.mail_named(mail["Message-ID"]).subscriber_id == reader.pk
        assert ("Buy a hat" in html, "Buy a hat" in text) == (n % 5 == 0, n % 5 == 0)
        assert ("<img" in html) is (n % 3 == 0)
    acts = AuditRecord.objects.filter(stream=bulletin.ref).order_by("-pk").values_list("action", flat=True)
    assert list(acts[:2]) == ["sent", "send"]


def test_who_leaves_meanwhile_is_not_written_to(castle: Town, sink: Sink) -> None:
    bulletin = going(castle, 6)
    actions.leave(Subscriber.objects.get(email="reader3@example.org"), at=calendars.now())
    actions.suppress("reader4@example.org", "It takes no mail.", calendars.now())
    send_all(bulletin)
    assert len(sink.taken) == 4
    assert adds_up(bulletin) == {"sent": 4, "left": 2}


def test_what_is_said_after_the_claim_counts_although_letters_are_poured_ahead(castle: Town, sink: Sink) -> None:
    sink.keep = True
    bulletin = going(castle, 4)
    way = lane(bulletin)
    send, said = way.provider.send, []

    def say_so(letter: Letter, meanwhile: Callable[[], object] | None = None) -> None:
        send(letter, meanwhile)
        if not said:
            said.extend(f"reader{n}@example.org" for n in range(4) if letter.to != f"reader{n}@example.org")
            quiet = next(email for email in said if email[6] in "03")
            moves, leaves = (email for email in said if email != quiet)
            Subscriber.objects.filter(email=quiet).update(opens_agreed=False)
            Subscriber.objects.filter(email=moves).update(email=f"new-{moves}")
            actions.leave(Subscriber.objects.get(email=leaves), at=calendars.now())
            said[:] = [quiet, moves, leaves]

    way.provider.send = say_so  # type: ignore[method-assign]
    actions.send_some(way, until=calendars.now() + calendars.DAY)
    way.provider.close()
    quiet, moves, leaves = said
    assert adds_up(bulletin) == {"sent": 3, "left": 1}
    assert {quiet, f"new-{moves}"} <= set(sink.raw)
    assert not {moves, leaves} & set(sink.raw)
    assert b"<img" not in sink.raw[quiet]


def test_refusals_for_now_come_again_and_refusals_for_good_stay(castle: Town, sink: Sink, settings) -> None:
    settings.WAPENTAKE_MAIL_TRIES = 3
    asked: dict[str, int] = {}

    def answer(to: str) -> str:
        asked[to] = asked.get(to, 0) + 1
        if to.startswith("reader1@"):
            return "550 No such person"
        if to.startswith("reader2@"):
            return "451 Come later"
        return "451 Not yet" if to.startswith("reader3@") and asked[to] == 1 else "250 Yes"

    sink.answer = answer
    bulletin = going(castle, 5)
    send_all(bulletin, within=20)
    assert adds_up(bulletin) == {"sent": 3, "failed": 2}
    assert (asked["reader1@example.org"], asked["reader2@example.org"], asked["reader3@example.org"]) == (1, 3, 2)
    assert dict(queries.failures_of(bulletin)) == {"550 No such person": 1, "451 Come later": 1}


@pytest.mark.parametrize("can_tell", [True, False])
def test_a_mail_that_is_not_answered_is_asked_after_or_tried_a_few_times(
    castle: Town, sink: Sink, settings, monkeypatch, can_tell: bool
) -> None:
    settings.WAPENTAKE_MAIL_TRIES = 3
    sink.silent = lambda to: to.startswith("reader1@")
    if can_tell:
        monkeypatch.setattr(Smtp, "has_taken", lambda _, reference: reference in sink.taken)
    monkeypatch.setattr(outbox, "AWAY", dt.timedelta(0))
    bulletin = going(castle, 5)
    send_all(bulletin, within=20)
    assert adds_up(bulletin) == ({"sent": 5} if can_tell else {"sent": 4, "failed": 1})
    # Never without end: others get one each, and this one no more than its tries.
    assert sorted(Counter(sink.taken).values()) == [1, 1, 1, 1, 1 if can_tell else 3]
    assert [words.partition(":")[0] for words, _ in queries.failures_of(bulletin)] == (
        [] if can_tell else ["No answer came, so it may have arrived"]
    )


def test_who_died_over_a_mail_is_asked_after_even_when_it_is_given_back(castle: Town, sink: Sink, monkeypatch) -> None:
    bulletin = going(castle, 2)
    gone = BulletinMail.objects.filter(bulletin=bulletin).order_by("pk")[1]
    BulletinMail.objects.filter(pk=gone.pk).update(state=MailState.TRYING, attempts=1)
    asked: list[str] = []
    monkeypatch.setattr(outbox, "AWAY", dt.timedelta(0))
    monkeypatch.setattr(Smtp, "has_taken", lambda _, reference: asked.append(reference) or True)
    way = lane(bulletin)
    monkeypatch.setattr(way.provider, "send", lambda *_: (_ for _ in ()).throw(Away("Gone")))
    actions.send_some(way, until=calendars.now() + calendars.DAY)
    found = {row.pk: (row.state, row.attempts) for row in BulletinMail.objects.filter(bulletin=bulletin)}
    assert found.pop(gone.pk) == (MailState.TRYING, 1)
    assert list(found.values()) == [(MailState.WAITING, 0)]
    send_all(bulletin, within=20)
    assert (len(asked), len(sink.taken), adds_up(bulletin)) == (1, 1, {"sent": 2})


def test_a_pause_stops_the_next_mail_and_a_withdrawal_all(castle: Town, sink: Sink) -> None:
    bulletin = going(castle, 8)
    actions.pause_sending(bulletin, reason="A wrong date.", by=castle.dan, at=calendars.now())
    send_all(bulletin, within=2)
    assert not sink.taken
    with pytest.raises(Refused, match="Only Boston Castle"):
        actions.go_on_sending(bulletin, by=castle.stranger, at=calendars.now())
    actions.go_on_sending(bulletin, by=castle.dan, at=calendars.now())
    actions.withdraw_bulletin(bulletin, reason="Wrong after all.", by=castle.dan, at=calendars.now())
    send_all(bulletin, within=2)
    assert adds_up(bulletin) == {"stopped": 8}


def test_nothing_leaves_in_a_hold_and_the_monitoring_officer_may_let_it(castle: Town, sink: Sink) -> None:
    readers(castle.ward, 4)
    bulletin = approved(castle)
    Bulletin.objects.filter(pk=bulletin.pk).update(send_at=later(60))
    published.hold(
        "election", refs={castle.ward.ref}, starts=later(30), ends=later(900), reason="Election", by=castle.head,
        at=later(5),
    )  # fmt: skip
    with time_machine.travel(later(61), tick=True):
        look_for_bulletins(0)
        bulletin.refresh_from_db()
        send_all(bulletin, within=2)
        bulletin.refresh_from_db()
        assert (bulletin.state, bulletin.held, sink.taken) == (BulletinState.PAUSED, True, [])
        assert adds_up(bulletin) == {"held": 4}
    with pytest.raises(Refused, match="Publicity is held"):
        actions.go_on_sending(bulletin, by=castle.dan, at=later(62))
    with pytest.raises(Refused, match="Only the Monitoring Officer"):
        actions.send_despite_hold(bulletin, reason="Flood warning", by=castle.head, at=later(62))
    officer = role("Mo Officer", RoleKind.MONITORING_OFFICER)
    with time_machine.travel(later(62), tick=True):
        actions.send_despite_hold(bulletin, reason="Flood warning", by=officer, at=later(62))
        send_all(bulletin)
    assert adds_up(bulletin) == {"sent": 4}


def test_after_a_restore_nothing_leaves_until_an_administrator_says_so(castle: Town, sink: Sink) -> None:
    bulletin = going(castle, 3)
    switches.turn(switches.SENDING, on=False, reason="Restored.", by=None, at=NOW)
    send_all(bulletin, within=1)
    assert not sink.taken
    assert "since a restore" in queries.why_nothing_leaves(bulletin, calendars.now())
    admin = role("Ada Admin", RoleKind.ADMINISTRATOR)
    with pytest.raises(Refused, match="administrator"):
        actions.resume_all_sending(reason="Looked.", by=castle.head, at=NOW)
    assert "Boston Castle, November 2026: 3 mails still to go." in pages.resume_words()
    actions.resume_all_sending(reason="Looked at the report.", by=admin, at=NOW)
    send_all(bulletin)
    assert adds_up(bulletin) == {"sent": 3}
    assert "nobody gets one twice" in pages.resume_words()


def test_a_slow_domain_gets_what_its_pace_allows(castle: Town, sink: Sink, settings) -> None:
    settings.WAPENTAKE_MAIL_PER_MINUTE = {"slow.example": 60}
    readers(castle.ward, 5, "slow.example")
    bulletin = going(castle, 10)
    send_all(bulletin, within=1.5)
    fast = BulletinMail.objects.filter(bulletin=bulletin, domain="example.org", state=MailState.SENT).count()
    slow = BulletinMail.objects.filter(bulletin=bulletin, domain="slow.example", state=MailState.SENT).count()
    assert fast == 10
    assert 1 <= slow <= 3


def killed(
    castle: Town, sink: Sink, settings, *, count: int, kills: int, seed: int = 1, pause: float = 0, first: int = 0
) -> tuple[int, int, int]:
    """Send while workers are killed and the mail server is restarted; return missing, twice, and how many died.

    `first` is how many mails go before each kill, at least: a slow machine may not have begun.
    """
    dice = random.Random(seed)
    sink.answer = lambda to: time.sleep(pause) or dice.choice(["250 Yes"] * 30 + ["451 Later"])
    bulletin = going(castle, count)
    workers, died = Workers(bulletin, 2), 0
    for _ in range(kills):
        seen, end = len(sink.taken), time.monotonic() + 10
        time.sleep(dice.uniform(0.05, 0.35) if count < 1_000 else dice.uniform(0.1, 1.2))
        while len(sink.taken) < seen + first and time.monotonic() < end:
            time.sleep(0.01)
        died += workers.kill_one(dice)
    workers.wait()
    send_all(bulletin)
    intended = {queries.message_id(bulletin.pk, pk, documents_domain()) for pk in _readers(bulletin)}
    report = adds_up(bulletin)
    assert report.get("sent", 0) == len(set(sink.taken))
    return len(intended - set(sink.taken)), twice(sink), died


def documents_domain() -> str:
    from wapentake.publishing.documents import mail_domain

    return mail_domain()


def _readers(bulletin: Bulletin) -> list[int]:
    return list(BulletinMail.objects.filter(bulletin=bulletin).values_list("subscriber", flat=True))


def test_killed_workers_lose_nobody_and_send_one_mail_too_many_at_most(committed_db, sink: Sink, settings) -> None:
    missing, too_many, died = killed(town(), sink, settings, count=300, kills=5)
    assert (missing, died >= 3) == (0, True)
    assert too_many <= died


def test_without_the_mark_before_each_mail_the_same_test_fails(committed_db, sink: Sink, settings, monkeypatch) -> None:
    """The negative control: a mark at the end of each batch only, as a first attempt would have it."""
    gone: list[int] = []
    real = outbox._try

    def in_batches(lane: outbox.Lane, claimed: outbox.Claimed) -> tuple[int, outbox.Reader | None]:
        gone.append(lane.gone)
        lane.gone = 0
        return real(lane, claimed)

    def mark(lane: outbox.Lane) -> None:
        for mail in [*gone, lane.gone]:
            outbox._ask(outbox.SENT, [lane.clock(), mail, lane.me])
        gone.clear()
        lane.gone = 0

    monkeypatch.setattr(outbox, "_try", in_batches)
    monkeypatch.setattr(outbox, "_mark_gone", mark)
    monkeypatch.setattr(outbox, "BATCH", 100)
    settings.WAPENTAKE_BULLETIN_LEASE = 6  # a whole batch within one, so that only the kills tell
    missing, too_many, died = killed(town(), sink, settings, count=150, kills=2, seed=3, pause=0.01, first=15)
    assert missing == 0
    assert too_many > died


@pytest.mark.nightly
@pytest.mark.timeout(1_800)
def test_forty_kills_and_restarts_of_the_mail_server_in_ten_thousand(committed_db, sink: Sink, settings) -> None:
    castle, dice = town(), random.Random(7)
    sink.answer = lambda to: dice.choice(["250 Yes"] * 60 + ["451 Later", "421 Closing"])
    for_good = {f"reader{n}@example.org" for n in range(0, 10_000, 500)}
    plain = sink.answer
    sink.answer = lambda to: "550 No such person" if to in for_good else plain(to)
    settings.WAPENTAKE_MAIL_TRIES = 50
    bulletin = going(castle, 10_000)
    workers, died, servers = Workers(bulletin, 2), 0, [sink]
    for number in range(40):
        time.sleep(dice.uniform(0.05, 0.6))
        died += workers.kill_one(dice)
        if number % 8 == 7:
            old = servers[-1]
            old.stop()
            servers.append(again(old))
    workers.wait()
    send_all(bulletin, within=600)
    taken = [name for server in servers for name in server.taken]
    report = adds_up(bulletin)
    for server in servers[1:]:
        server.stop()
    assert report == {"sent": 10_000 - len(for_good), "failed": len(for_good)}
    assert len(set(taken)) == report["sent"]
    assert died >= 20
    assert len(taken) - len(set(taken)) <= died
