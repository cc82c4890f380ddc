"""Mail leaves after the commit, and headers hold one line."""

import smtplib
from types import SimpleNamespace

import pytest
from django.core import mail as outbox
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from wapentake.foundation import calendars, mail
from wapentake.foundation.jobs import SendingIsOff, UntilItIsGone, send_mail


@pytest.mark.parametrize("bad", ["a\r\nBcc: x@example.org", "a\nb", "a\x00b", "a\u2028b"])
@pytest.mark.parametrize("where", ["subject", "to", "header"])
def test_no_header_can_be_slipped_in(bad, where):
    with pytest.raises(ValueError, match="one line"):
        mail.Message(
            to=[bad if where == "to" else "jo@example.org"],
            subject=bad if where == "subject" else "Hello",
            text="Words",
            headers={"X-Ref": bad} if where == "header" else {},
        )


@pytest.mark.django_db
def test_queued_mail_is_sent_by_its_job():
    mail.send_after_commit(mail.Message(to=["jo@example.org"], subject="Your award", text="£400", html="<p>£400</p>"))
    assert outbox.outbox == []
    send_mail(to=["jo@example.org"], subject="Your award", text="£400", html="<p>£400</p>", headers={})
    [sent] = outbox.outbox
    assert (sent.subject, sent.body, sent.alternatives[0][0]) == ("Your award", "£400", "<p>£400</p>")


def test_mail_outside_a_transaction_is_refused(committed_db):
    with pytest.raises(transaction.TransactionManagementError):
        mail.send_after_commit(mail.Message(to=["jo@example.org"], subject="x", text="y"))


@pytest.mark.parametrize(
    ("trouble", "attempts", "seconds"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b": (550, b"No such person")}), 0, None),
        (smtplib.SMTPDataError(554, b"Not this"), 0, None),
        (smtplib.SMTPRecipientsRefused({"a@b": (550, b"No"), "c@d": (451, b"Wait")}), 0, 60),
        (smtplib.SMTPRecipientsRefused({"a@b": (451, b"Wait")}), 2, 240),
        (smtplib.SMTPAuthenticationError(535, b"Wrong password"), 9, 3_600),
        (smtplib.SMTPSenderRefused(550, b"Not you", "us@b"), 0, 60),
        (ConnectionRefusedError(), 50_000, 3_600),
        (SendingIsOff(), 50_000, 60),
    ],
)
def test_a_mail_is_tried_until_it_is_gone_or_refused_for_good(trouble, attempts: int, seconds: int | None):
    job = SimpleNamespace(id=1, attempts=attempts)
    decision = UntilItIsGone().get_retry_decision(exception=trouble, job=job)
    wait = decision and round((decision.retry_at - calendars.now()).total_seconds())
    assert wait == seconds


@pytest.mark.django_db
def test_what_was_given_up_is_not_kept_for_ever():
    with transaction.atomic():
        for name in ("gone", "waits", "late"):
            mail.send_after_commit(mail.Message(to=[f"{name}@example.org"], subject="x", text="y"))
    given_up = ProcrastinateJob.objects.filter(queue_name="mail").order_by("id")
    waits, keys = list(given_up)[1].pk, list(given_up.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id <> %s AND queue_name = 'mail'", [waits])
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'failed' WHERE id <> %s AND queue_name = 'mail'", [waits]
        )
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '5 weeks' WHERE job_id <> %s", [keys[2]])
    assert mail.forget_given_up(calendars.now() - 28 * calendars.DAY) == 1
    assert set(given_up.values_list("pk", flat=True)) == set(keys[1:])
