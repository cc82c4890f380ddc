"""Reports that come back: delivery status (RFC 3464), complaints (RFC 5965), and what GOV.UK Notify calls back."""

import contextlib
import hashlib
import mailbox
import re
from collections.abc import Iterator, Mapping
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

from wapentake.foundation.files import BadFile

from ..states import BounceKind, CameBack

OURS = re.compile(r"<b\d+\.\d+\.[\w-]{16}@[\w.:-]+>")
ADDRESS = re.compile(r"[^ <>;:]+@[^ <>;]+")
# A full mailbox, or one that is over its quota, may be emptied: RFC 3463, X.2.2.
FULL = re.compile(r"^[45]\.2\.2$")
LONGEST, LARGEST = 300, 2_000_000
# A technical failure is Notify's own: the mail did not arrive, and the address is not to blame.
CALLED = {
    "permanent-failure": BounceKind.HARD, "temporary-failure": BounceKind.SOFT, "technical-failure": BounceKind.SOFT,
}  # fmt: skip


def read_bounces(path: Path) -> Iterator[CameBack]:
    """Yield what came back in a mailbox file, a Maildir folder, or a file that holds one mail. Raises BadFile."""
    if not path.exists():
        raise BadFile(path.name, "", "There is no such file.")
    for raw in _letters(path):
        found = came_back(raw)
        if found is not None:
            yield found


def _letters(path: Path) -> Iterator[bytes]:
    if path.is_dir():
        box: mailbox.Mailbox[Any] = mailbox.Maildir(path, create=False)
    elif path.read_bytes()[:5] == b"From ":
        box = mailbox.mbox(path, create=False)
    else:
        yield path.read_bytes()
        return
    with contextlib.closing(box):
        for key in box.iterkeys():
            yield box.get_bytes(key)


def came_back(raw: bytes) -> CameBack | None:
    """Return what a mail reports about one of ours; None for any other mail, and for a mere delay."""
    message = message_from_bytes(raw[:LARGEST])
    reference = _reference(message, raw)
    if reference is None:
        return None
    known_by = hashlib.sha256(raw).hexdigest()
    for part in message.walk():
        if part.get_content_type() == "message/feedback-report":
            return CameBack(reference, BounceKind.COMPLAINT, "Reported as unwanted", known_by)
        if part.get_content_type() == "message/delivery-status":
            return _delivery(part, reference, known_by)
    return None


def _delivery(part: Message, reference: str, known_by: str) -> CameBack | None:
    """Return what a delivery status says: of the recipients' blocks the first that failed."""
    for block in part.get_payload() if part.is_multipart() else []:
        if not isinstance(block, Message) or str(block.get("Action", "")).strip().lower() != "failed":
            continue
        status = str(block.get("Status", "")).split(" ")[0].strip()
        said = " ".join(str(block.get("Diagnostic-Code", status)).split())
        hard = status.startswith("5") and not FULL.match(status)
        words = ADDRESS.sub("…", f"{status} {said.partition(';')[2].strip() or said}")[:LONGEST]
        return CameBack(reference, BounceKind.HARD if hard else BounceKind.SOFT, words, known_by)
    return None


def _reference(message: Message, raw: bytes) -> str | None:
    """Return the Message-ID of the mail that it is about: in what is sent back of it, or anywhere in the report."""
    for part in message.walk():
        if part is not message and (found := OURS.search(str(part.get("Message-ID", "")))):
            return found[0]
    found = OURS.search(raw[:LARGEST].decode("utf-8", errors="replace"))
    return found[0] if found else None


def called_back(said: Mapping[str, Any]) -> CameBack | None:
    """Return what GOV.UK Notify calls back about a mail; None for good news, and for what is none of ours."""
    kind, reference = CALLED.get(str(said.get("status", ""))), str(said.get("reference", ""))
    if kind is None or not OURS.fullmatch(reference):
        return None
    known_by = hashlib.sha256(f"{said.get('id', '')}:{said.get('status', '')}".encode()).hexdigest()
    return CameBack(reference, kind, str(said["status"]).replace("-", " ").capitalize(), known_by)
