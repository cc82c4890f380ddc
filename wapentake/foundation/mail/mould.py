"""A message that is made once and poured for each of many people: only what differs between them is made anew.

What differs stands in the text as marks, which nobody can type since they are made up anew each time. The body is
written as quoted-printable with the marks cut out; a value goes between two soft line breaks, which readers drop.
"""

import binascii
import html as html_lib
import re
import secrets
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP

from django.conf import settings
from django.core.mail.message import sanitize_address

SOFT = b"=\r\n"
_NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
# An address that stands in a header as it is; any other is read and written anew.
_PLAIN = re.compile("[A-Za-z0-9_+.-]+@[A-Za-z0-9.-]+")


def one_line(value: str) -> str:
    """Return a header's value. Raises ValueError where it is more than a line, or holds control characters."""
    if _NOT_IN_A_LINE.search(value):
        raise ValueError("A subject, an address or a header is one line without control characters.")
    return value


def new_marks(*names: str) -> dict[str, str]:
    """Return a mark for each name, to be written into a text where the value goes."""
    return {name: f"mark{secrets.token_hex(12)}" for name in names}


class Mould:
    """A mail to many: `pour` gives the bytes for one of them."""

    def __init__(
        self, subject: str, text: str, html: str, marks: Mapping[str, str], headers: Mapping[str, str] | None = None
    ) -> None:
        self.subject, self.text, self.html, self.marks = subject, text, html, dict(marks)
        boundary = f"=_{secrets.token_hex(12)}"
        head = EmailMessage(policy=SMTP)
        head["Subject"] = one_line(subject)
        head["From"] = one_line(settings.DEFAULT_FROM_EMAIL)
        for name, value in (headers or {}).items():
            head[name] = one_line(value)
        fixed = head.as_bytes().removesuffix(b"\r\n")
        self._begin = fixed + (
            f'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="{boundary}"\r\n'
        ).encode("ascii")
        self._text = self._cut(_part_head(boundary, "plain"), text)
        self._html = self._cut(_part_head(boundary, "html"), html)
        self._end = f"\r\n--{boundary}--\r\n".encode("ascii")

    def pour(self, to: str, headers: Mapping[str, str], values: Mapping[str, str]) -> bytes:
        """Return the whole message to one person, with headers of their own and what stands for each mark."""
        lines = [f"To: {to if _PLAIN.fullmatch(to) else sanitize_address(one_line(to), 'utf-8')}"]
        lines += [f"{name}: {one_line(value)}" for name, value in headers.items()]
        own = "\r\n".join(lines).encode("ascii") + b"\r\n\r\n"
        return b"".join([
            self._begin, own, *self._filled(self._text, values, plain=True), b"\r\n",
            *self._filled(self._html, values, plain=False), self._end,
        ])  # fmt: skip

    def said(self, values: Mapping[str, str]) -> str:
        """Return the plain text to one person, for a provider that writes the message itself."""
        text = self.text
        for name, mark in self.marks.items():
            text = text.replace(mark, values.get(name, ""))
        return text

    def _cut(self, head: bytes, body: str) -> list[bytes | str]:
        """Return a part in pieces: bytes as they are, and names of what goes between them."""
        found: list[bytes | str] = [head]
        rest = body.replace("\r\n", "\n")
        while rest:
            places = {at: name for name, mark in self.marks.items() if (at := rest.find(mark)) >= 0}
            if not places:
                found.append(_quoted(rest))
                break
            at = min(places)
            found += [_quoted(rest[:at]) + SOFT, places[at]]
            rest = rest[at + len(self.marks[places[at]]) :]
        return found

    @staticmethod
    def _filled(pieces: Sequence[bytes | str], values: Mapping[str, str], *, plain: bool) -> list[bytes]:
        made = {name: _value(value, plain=plain) for name, value in values.items()}
        return [piece if isinstance(piece, bytes) else made.get(piece, SOFT) for piece in pieces]


def _value(text: str, *, plain: bool) -> bytes:
    return _quoted(text if plain else html_lib.escape(text)) + SOFT


def _quoted(text: str) -> bytes:
    """Return quoted-printable lines; one more letter keeps room for the soft break after the last."""
    return binascii.b2a_qp(f"{text}~".encode(), istext=True).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")[:-1]


def _part_head(boundary: str, kind: str) -> bytes:
    return (
        f'--{boundary}\r\nContent-Type: text/{kind}; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    ).encode("ascii")
