"""What comes back is read, counted, and ends mail to who cannot or does not want to be written to."""

import json
from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from django.core.management import call_command
from django.test import Client

from wapentake.foundation import calendars
from wapentake.plans.tests.cast import Town
from wapentake.publishing import actions, queries, readers
from wapentake.publishing.models import Bounce, Bulletin, BulletinMail, Subscriber
from wapentake.publishing.states import BounceKind, SubscriberState

from .outbox import readers as make_readers
from .test_bulletins import approved

FULL, GONE = "smtp; 552 5.2.2 <reader0@example.org> mailbox full", "smtp; 550 5.1.1 <reader0@example.org> unknown"


@pytest.fixture
def sent(castle: Town) -> tuple[Bulletin, list[str]]:
    """A bulletin and the Message-IDs of its two mails."""
    make_readers(castle.ward, 2)
    bulletin = actions.start_sending(approved(castle), by=castle.dan, at=calendars.now())
    mails = BulletinMail.objects.order_by("subscriber__email")
    return bulletin, [queries.message_id(bulletin.pk, mail.subscriber_id, "example.gov.uk") for mail in mails]


def returned(reference: str, status: str, said: str, action: str = "failed", serial: int = 1) -> bytes:
    report = MIMEMultipart("report", report_type="delivery-status")
    report["Subject"], report["Message-ID"] = "Undelivered Mail", f"<bounce{serial}@mx.example>"
    report.attach(MIMEText("It did not arrive."))
    blocks = EmailMessage()
    whole, one = EmailMessage(), EmailMessage()
    whole["Reporting-MTA"] = "dns; mx.example"
    one["Final-Recipient"], one["Action"], one["Status"], one["Diagnostic-Code"] = (
        "rfc822; reader0@example.org", action, status, said,
    )  # fmt: skip
    blocks.set_type("message/delivery-status")
    blocks.set_payload([whole, one])
    report.attach(blocks)
    first = EmailMessage()
    first["Message-ID"] = reference
    report.attach(MIMEMessage(first))
    return report.as_bytes()


def complaint(reference: str) -> bytes:
    report = MIMEMultipart("report", report_type="feedback-report")
    report.attach(MIMEText("This is an abuse report."))
    feedback = EmailMessage()
    feedback.set_type("message/feedback-report")
    feedback.set_payload("Feedback-Type: abuse\r\nUser-Agent: Mail/1\r\nVersion: 1\r\n")
    report.attach(feedback)
    first = EmailMessage()
    first["Message-ID"] = reference
    report.attach(MIMEMessage(first))
    return report.as_bytes()


def take(raw: bytes) -> Bounce | None:
    found = readers.came_back(raw)
    return found and actions.take_bounce(found, queries.bounce_limits(), at=calendars.now())


def state(n: int) -> str:
    return Subscriber.objects.get(email=f"reader{n}@example.org").state


def test_a_refusal_for_good_ends_it_at_once(sent) -> None:
    raw = returned(sent[1][0], "5.1.1", GONE)
    bounce = take(raw)
    assert (bounce.kind, "@" in bounce.words, state(0), state(1)) == (
        BounceKind.HARD, False, SubscriberState.SUPPRESSED, SubscriberState.CONFIRMED,
    )  # fmt: skip
    assert take(raw) is None
    assert Bounce.objects.count() == 1


def test_soft_ones_end_it_once_they_are_too_many(sent, settings) -> None:
    settings.WAPENTAKE_SOFT_BOUNCES = 3
    for serial in range(3):
        assert state(0) == SubscriberState.CONFIRMED
        assert take(returned(sent[1][0], "5.2.2", FULL, serial=serial)).kind == BounceKind.SOFT
    assert state(0) == SubscriberState.SUPPRESSED
    assert "3 mails" in Subscriber.objects.get(email="reader0@example.org").suppressed_because


def test_a_complaint_ends_it_and_a_delay_or_a_forged_name_does_not(sent) -> None:
    reference = sent[1][0]
    forged = reference.replace(reference.split(".")[2][:16], "x" * 16)
    assert take(returned(reference, "4.4.1", "smtp; later", action="delayed")) is None
    assert take(returned(forged, "5.1.1", GONE)) is None
    assert readers.came_back(b"Subject: hello\r\n\r\nNo report at all " + b"x" * 1000) is None
    assert state(0) == SubscriberState.CONFIRMED
    assert take(complaint(reference)).kind == BounceKind.COMPLAINT
    assert state(0) == SubscriberState.SUPPRESSED


def test_a_mailbox_is_read_by_the_command(sent, tmp_path, capsys) -> None:
    box = tmp_path / "bounces"
    letters = [returned(sent[1][0], "5.1.1", GONE), complaint(sent[1][1])]
    box.write_bytes(b"".join(b"From mx Thu Jan  1 00:00:00 2026\n" + raw + b"\n\n" for raw in letters))
    call_command("read_bounces", str(box))
    call_command("read_bounces", str(box))
    said = capsys.readouterr().out
    assert "The address takes no mail: 1" in said
    assert "Reported as unwanted: 1" in said
    assert "none of ours: 2" in said
    assert Bounce.objects.count() == 2


def test_notify_calls_back_under_a_secret(sent, settings, client: Client) -> None:
    said = {"id": "1", "reference": sent[1][0], "status": "permanent-failure", "to": "reader0@example.org"}

    def call(secret: str, body: object = said) -> int:
        return client.post(
            "/b/called-back/", json.dumps(body), "application/json", headers={"Authorization": f"Bearer {secret}"}
        ).status_code

    assert call("") == 403
    settings.WAPENTAKE_CALLBACK_SECRET = "s3cret"
    assert (call("wrong"), call("s3cret", ["x"]), call("s3cret", {**said, "status": "delivered"})) == (403, 400, 204)
    assert state(0) == SubscriberState.CONFIRMED
    assert call("s3cret") == 204
    assert state(0) == SubscriberState.SUPPRESSED
