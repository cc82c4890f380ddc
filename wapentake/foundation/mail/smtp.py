"""A mail server as the provider: over one connection, with commands in a row where it takes them so (RFC 2920).

In a row, a mail costs two waits in place of four: MAIL, RCPT and DATA go together and so do their three answers. MAIL
and RCPT may go even before it is certain that the letter is to leave (`expect`): no mail leaves by them. DATA goes by
`send` only. Whatever mix of answers comes, the next letter finds the server where a letter begins, or a new connection.
"""

import contextlib
import re
import smtplib
import socket
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings

from .mould import one_line
from .providers import LONGEST, Away, Later, Letter, Never, Unanswered

PLAIN = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_{|}~.-]+@[A-Za-z0-9.-]+")
FIRST_DOT = re.compile(rb"(?m)^\.")  # it is doubled, since a dot alone on its line ends a letter
GO_ON, CLOSES = 354, 421

Answer = tuple[int, bytes]


@dataclass
class Smtp:
    """One connection, kept open, and opened anew once it is gone. It cannot say what it has taken."""

    connection: smtplib.SMTP | None = field(default=None, init=False)
    in_a_row: bool = field(default=False, init=False)
    expected: str = field(default="", init=False)  # whom MAIL and RCPT have named, their answers not yet read

    def expect(self, letter: Letter) -> None:
        """Name the person of the letter that is likely to be next, without waiting for an answer."""
        if self.connection is None or not self.in_a_row or self.expected or not PLAIN.fullmatch(letter.to):
            return
        try:
            self._write(_begin(letter.to))
        except (smtplib.SMTPServerDisconnected, OSError):
            self._drop()
        else:
            self.expected = letter.to

    def send(self, letter: Letter, meanwhile: Callable[[], object] | None = None) -> None:
        """Hand a letter over. Raises `Later`, `Never`, `Away` or `Unanswered`."""
        server = self.connection or self._open()
        try:
            if self.in_a_row and PLAIN.fullmatch(letter.to):
                self._hand_over(letter, meanwhile)
            else:
                self._forget()
                self._one_by_one(server, letter)
        except OSError as gone:  # smtplib's own are OSErrors too
            self._drop()
            raise Away(str(gone)[:LONGEST]) from None

    def has_taken(self, reference: str) -> bool | None:
        """Say that nobody knows."""
        return None

    def close(self) -> None:
        """Let go of the connection."""
        if self.connection is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self.connection.quit()
        self._drop()

    def _hand_over(self, letter: Letter, meanwhile: Callable[[], object] | None) -> None:
        if self.expected != letter.to:
            self._forget()
            self._write(_begin(letter.to))
        self.expected = ""
        self._write(b"DATA\r\n")
        mail, rcpt, data = self._answer(), self._answer(), self._answer()
        refused = next((each for each in (mail, rcpt) if each[0] // 100 != 2), None)
        if refused is None and data[0] == GO_ON:
            self._write(_ended(letter.raw))
            if meanwhile is not None:
                meanwhile()
            refused = self._last_answer(self._answer)
            if refused[0] // 100 == 2:
                return
        elif data[0] == GO_ON:
            self._end_empty(mail, rcpt)
        self._begin_anew()
        raise _refusal(*(refused or data))

    def _one_by_one(self, server: smtplib.SMTP, letter: Letter) -> None:
        """Say one command after the other, as smtplib writes them: where no row is taken, or for an odd address."""
        for say, whom in ((server.mail, _sender()), (server.rcpt, one_line(letter.to))):
            self._agreed(say(whom))
        try:
            answer = self._last_answer(lambda: server.data(letter.raw))
        except smtplib.SMTPDataError as refused:  # nothing of the letter was said
            answer = refused.smtp_code, _bytes(refused.smtp_error)
        self._agreed(answer)

    def _agreed(self, answer: Answer) -> None:
        """Raise what an answer means where it is no yes; the next letter begins anew."""
        code, words = self._not_closing(answer)
        if code // 100 != 2:
            self._begin_anew()
            raise _refusal(code, words)

    def _last_answer(self, answer: Callable[[], Answer]) -> Answer:
        """Return the answer to a whole letter. Where none comes, nobody knows whether the letter was taken."""
        try:
            return answer()
        except smtplib.SMTPDataError:
            raise
        except OSError as gone:
            self._drop()
            raise Unanswered(f"No answer came, so it may have arrived: {gone}"[:LONGEST]) from None

    def _end_empty(self, mail: Answer, rcpt: Answer) -> None:
        """The server took DATA although it refused the person: nothing is said, as RFC 2920 has it.

        One that refused the sender and yet has somebody to write to would hand the empty letter over: it is left.
        """
        if rcpt[0] // 100 == 2:
            self._drop()
        else:
            self._write(b".\r\n")
            self._answer()

    def _forget(self) -> None:
        """Undo what `expect` said."""
        if self.expected:
            self.expected = ""
            self._write(b"RSET\r\n")
            for _ in range(3):
                self._answer()

    def _begin_anew(self) -> None:
        if self.connection is not None:
            self._write(b"RSET\r\n")
            self._answer()

    def _write(self, words: bytes) -> None:
        if self.connection is None:
            raise smtplib.SMTPServerDisconnected("The connection is closed.")
        self.connection.send(words)

    def _answer(self) -> Answer:
        """Read one answer. A server that closes has answered nothing about the letter."""
        if self.connection is None:
            raise smtplib.SMTPServerDisconnected("The connection is closed.")
        return self._not_closing(self.connection.getreply())

    def _not_closing(self, answer: Answer) -> Answer:
        """Return an answer that is about the letter. One that says it closes (421) means that the server is away."""
        code, words = answer
        if code == CLOSES:
            self._drop()
            raise Away(_words(code, words))
        return answer

    def _drop(self) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection, self.expected, self.in_a_row = None, "", False

    def _open(self) -> smtplib.SMTP:
        kind = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
        try:
            server = kind(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=settings.EMAIL_TIMEOUT)
            if settings.EMAIL_USE_TLS:
                server.starttls()
            if settings.EMAIL_HOST_USER:
                server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
            server.ehlo_or_helo_if_needed()
            # Else DATA would wait in this machine for the server to have noticed MAIL and RCPT: 40 ms for each mail.
            if server.sock is not None:
                server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        except (smtplib.SMTPException, OSError) as trouble:
            raise Away(str(trouble)[:LONGEST]) from None
        self.connection, self.expected, self.in_a_row = server, "", server.has_extn("pipelining")
        return server


def _begin(to: str) -> bytes:
    return f"MAIL FROM:<{_sender()}>\r\nRCPT TO:<{to}>\r\n".encode("ascii")


def _sender() -> str:
    return str(settings.WAPENTAKE_BOUNCES or _bare(settings.DEFAULT_FROM_EMAIL))


def _ended(raw: bytes) -> bytes:
    """Return a letter as DATA carries it. Its lines end in CR LF already."""
    if b"\n." in raw or raw[:1] == b".":
        raw = FIRST_DOT.sub(b"..", raw)
    return raw + (b".\r\n" if raw.endswith(b"\r\n") else b"\r\n.\r\n")


def _bytes(words: bytes | str) -> bytes:
    return words if isinstance(words, bytes) else words.encode()


def _refusal(code: int, words: bytes | str) -> Exception:
    return (Later if 400 <= code < 500 else Never)(_words(code, words))


def _words(code: int, words: bytes | str) -> str:
    """Return an answer on one line, without the addresses that servers like to name."""
    text = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    return f"{code} {re.sub(r'[^ <>]+@[^ <>]+', '…', ' '.join(text.split()))}"[:LONGEST]


def _bare(address: str) -> str:
    """Return an address without the name before it."""
    return address.rpartition("<")[2].rstrip("> ")
