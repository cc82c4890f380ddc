"""The one builder and sender of e-mails. Nothing leaves before its transaction has been committed."""

import datetime as dt
import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction

from ..verdicts import Refused
from .mould import Mould, new_marks, one_line

__all__ = [
    "Message",
    "Mould",
    "connection_is_atomic",
    "deliver",
    "forget",
    "forget_given_up",
    "is_refused",
    "mailbox_of",
    "new_marks",
    "send_after_commit",
    "withheld",
]

REFUSED = 500  # and above: a permanent negative answer, RFC 5321, 4.2.1

_withheld: ContextVar[bool] = ContextVar("withheld", default=False)


@dataclass(frozen=True)
class Message:
    """An e-mail to one or more people. `text` is always there; `html` may be added. Lines have no length limit."""

    to: Sequence[str]
    subject: str
    text: str
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for value in (self.subject, *self.to, *self.headers.values()):
            one_line(value)


def mailbox_of(email: str) -> str:
    """Return what names one person's mailbox, whatever stands behind a plus: name+1@ and Name+2@ are one's.

    For counting what strangers have us send to somebody; mails go to the address itself.
    """
    name, _, domain = email.strip().casefold().rpartition("@")
    return f"{name.partition('+')[0] or name}@{domain}"


def send_after_commit(message: Message) -> None:
    """Queue an e-mail in this transaction; a worker sends it after the commit, and tries until it is gone."""
    from ..jobs import send_mail  # the job calls back into this file

    if not connection_is_atomic():
        raise transaction.TransactionManagementError("Mail is queued in its action's transaction.")
    if _withheld.get():
        return
    send_mail.defer(
        to=list(message.to), subject=message.subject, text=message.text, html=message.html, headers=message.headers
    )


@contextmanager
def withheld() -> Iterator[None]:
    """Write to nobody about what is done in this block: for bringing in what happened long ago."""
    before = _withheld.set(True)
    try:
        yield
    finally:
        _withheld.reset(before)


def is_withheld() -> bool:
    """Say whether nobody is written to just now."""
    return _withheld.get()


def connection_is_atomic() -> bool:
    """Say whether the caller is inside a transaction."""
    return bool(transaction.get_connection().in_atomic_block)


def deliver(message: Message) -> None:
    """Send one e-mail now. Raises what the mail server raises."""
    mail = EmailMultiAlternatives(
        message.subject, message.text, settings.DEFAULT_FROM_EMAIL, list(message.to), headers=message.headers
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    mail.send()


def is_refused(exception: BaseException) -> bool:
    """Say whether a mail server refused an e-mail for good (5xx), so that it will not take it another time either.

    Of several people it is refused only if all of them are: the others would have had it.
    """
    if isinstance(exception, smtplib.SMTPRecipientsRefused):
        return all(code >= REFUSED for code, _ in exception.recipients.values())
    # A wrong password or sender is ours to mend, and then it leaves.
    ours = smtplib.SMTPAuthenticationError, smtplib.SMTPSenderRefused, smtplib.SMTPConnectError, smtplib.SMTPHeloError
    if isinstance(exception, ours) or not isinstance(exception, smtplib.SMTPResponseException):
        return False
    return bool(exception.smtp_code >= REFUSED)


def forget(key: int, *, by: Any, at: dt.datetime) -> None:
    """Delete an e-mail that waits, or could not be sent, as its reader asked. Raises `Refused` while it is being sent.

    Whoever asked for it records that: `by` and `at` are theirs.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [key])
        if not cursor.rowcount:
            raise Refused("It is being sent, or is no e-mail. It goes from here once it is done.")


def forget_given_up(before: dt.datetime) -> int:
    """Delete the e-mails that were given up before a moment: what is in them is kept no longer than it may help."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET_GIVEN_UP, [before])
        return cursor.rowcount


_FORGET_GIVEN_UP = """
DELETE FROM procrastinate_jobs AS job WHERE queue_name = 'mail' AND status = 'failed'
  AND NOT EXISTS (SELECT FROM procrastinate_events AS event WHERE event.job_id = job.id AND event.at >= %s)
"""
_FORGET = "DELETE FROM procrastinate_jobs WHERE id = %s AND queue_name = 'mail' AND status <> 'doing'"
