"""Mail leaves after the commit, and headers hold one line."""

import pytest
from django.core import mail as outbox
from django.db import transaction

from wapentake.foundation import mail
from wapentake.foundation.jobs import send_mail


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
