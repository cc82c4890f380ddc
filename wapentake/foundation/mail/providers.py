"""Who carries mail to many: one door for every provider. `WAPENTAKE_MAIL_PROVIDER` names the class that is used.

A provider takes one letter at a time and ends in one of four ways: it returns (the provider has taken the letter), or
it raises `Later` (not now: try this letter again), `Never` (this letter will not be taken, in the provider's words) or
`Away` (the provider itself cannot be reached: no letter is to blame).
"""

import contextlib
import re
import smtplib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

LONGEST = 300


@dataclass(frozen=True)
class Letter:
    """A mail to one person. `reference` is its Message-ID, which stays the same however often it is sent.

    `text` gives the plain words, for a provider that writes the message itself: the others never make them.
    """

    to: str
    reference: str
    subject: str
    raw: bytes
    text: Callable[[], str]
    unsubscribe: str = ""


class Later(Exception):
    """The letter was not taken now; it may be later."""


class Never(Exception):
    """The letter will not be taken."""


class Away(Exception):
    """The provider cannot be reached."""


class Provider(Protocol):
    """What carries letters."""

    def send(self, letter: Letter) -> None:
        """Hand a letter over. Raises `Later`, `Never` or `Away`."""

    def has_taken(self, reference: str) -> bool | None:
        """Say whether a letter was taken already; None where the provider cannot tell."""

    def close(self) -> None:
        """Let go of the connection."""


def provider() -> Provider:
    """Return a new provider of the kind that is set."""
    made: Provider = import_string(settings.WAPENTAKE_MAIL_PROVIDER)()
    return made


@dataclass
class Smtp:
    """A mail server: one connection, kept open, and opened anew once it is gone. It cannot say what it has taken."""

    connection: smtplib.SMTP | None = field(default=None, init=False)

    def send(self, letter: Letter) -> None:
        """Hand a letter over. Raises `Later`, `Never` or `Away`."""
        server = self.connection or self._open()
        try:
            server.sendmail(settings.WAPENTAKE_BOUNCES or _bare(settings.DEFAULT_FROM_EMAIL), [letter.to], letter.raw)
        except smtplib.SMTPRecipientsRefused as refused:
            code, words = refused.recipients[letter.to]
            raise _refusal(code, words) from None
        except (smtplib.SMTPServerDisconnected, OSError) as gone:
            self.close()
            if isinstance(gone, smtplib.SMTPResponseException):
                raise self._answered(gone) from None
            raise Away(str(gone)[:LONGEST]) from None

    def _answered(self, answer: smtplib.SMTPResponseException) -> Exception:
        """A server that says it closes (421) is away; any other answer is about the letter."""
        if answer.smtp_code == 421:
            return Away(_words(answer.smtp_code, answer.smtp_error))
        return _refusal(answer.smtp_code, answer.smtp_error)

    def has_taken(self, reference: str) -> bool | None:
        """Say that nobody knows."""
        return None

    def close(self) -> None:
        """Let go of the connection."""
        if self.connection is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self.connection.quit()
            self.connection = None

    def _open(self) -> smtplib.SMTP:
        kind = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
        try:
            self.connection = kind(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=settings.EMAIL_TIMEOUT)
            if settings.EMAIL_USE_TLS:
                self.connection.starttls()
            if settings.EMAIL_HOST_USER:
                self.connection.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        except (smtplib.SMTPException, OSError) as trouble:
            self.connection = None
            raise Away(str(trouble)[:LONGEST]) from None
        return self.connection


class Log:
    """Nobody: what would be sent is dropped. For the demonstration, which has no mail server and writes to nobody."""

    def send(self, letter: Letter) -> None:
        """Drop a letter."""

    def has_taken(self, reference: str) -> bool | None:
        """Say that nobody knows."""
        return None

    def close(self) -> None:
        """Do nothing."""


def _refusal(code: int, words: bytes | str) -> Exception:
    return (Later if 400 <= code < 500 else Never)(_words(code, words))


def _words(code: int, words: bytes | str) -> str:
    """Return an answer on one line, without the addresses that servers like to name."""
    text = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    return f"{code} {re.sub(r'[^ <>]+@[^ <>]+', '…', ' '.join(text.split()))}"[:LONGEST]


def _bare(address: str) -> str:
    """Return an address without the name before it."""
    return address.rpartition("<")[2].rstrip("> ")
