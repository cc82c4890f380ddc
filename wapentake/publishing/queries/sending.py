"""How a send stands, whether anything may leave now, and what a mail of it needs."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.core.signing import BadSignature
from django.db.models import Count, QuerySet
from django.urls import reverse

from wapentake.foundation import published, switches
from wapentake.foundation.mail.signing import KeyedSigner
from wapentake.foundation.models import Hold
from wapentake.office.queries import until_words

from ..models import Bulletin, BulletinLink, BulletinMail, BulletinPart
from ..states import OPEN, BulletinState, MailState
from .bulletins import parts_of
from .telling import held_parts, taken_down

EVERYWHERE = "council:all"
_MAIL = KeyedSigner(salt="publishing.mail", sep=".")
_MESSAGE = KeyedSigner(salt="publishing.message", sep=".")


@dataclass(frozen=True)
class Report:
    """Every mail that was intended, by where it stands: they add up to `intended`."""

    intended: int
    by_state: dict[str, int]

    def of(self, *states: str) -> int:
        """Return how many mails are in any of these states."""
        return sum(self.by_state.get(state, 0) for state in states)

    @property
    def open(self) -> int:
        return self.of(*OPEN)

    @property
    def settled(self) -> int:
        return self.intended - self.open


def report_of(bulletin: Bulletin) -> Report:
    """Return how a send stands. One query."""
    rows = BulletinMail.objects.filter(bulletin=bulletin).values_list("state").annotate(count=Count("pk")).order_by()
    by_state = dict(rows)
    return Report(sum(by_state.values()), by_state)


def hold_of(bulletin: Bulletin, at: dt.datetime) -> Hold | None:
    """Return the publicity hold that keeps a bulletin in; None where the Monitoring Officer let it out all the same."""
    if bulletin.despite_hold_by_id is not None:
        return None
    return published.held({EVERYWHERE, *(ward.ref for ward in bulletin.wards)}, at)


def held_back(bulletin: Bulletin, parts: Collection[BulletinPart], at: dt.datetime) -> set[int]:
    """Return the keys of the parts that a hold keeps out of a bulletin which may itself go out.

    One for every ward tells of a ward in its by-election, or one ward's of its neighbour's. Where the whole is held
    nothing leaves, and where the Monitoring Officer let the whole out nothing is kept back.
    """
    if bulletin.despite_hold_by_id is not None or hold_of(bulletin, at) is not None:
        return set()
    return held_parts(parts, at)


def nothing_to_send(bulletin: Bulletin, at: dt.datetime) -> bool:
    """Say whether every part of a bulletin was withdrawn since, or is held."""
    parts = parts_of(bulletin)
    return {part.pk for part in parts} <= taken_down(parts) | held_back(bulletin, parts, at)


def why_nothing_leaves(bulletin: Bulletin, at: dt.datetime) -> str:
    """Say why nothing of a bulletin may leave at a moment, or nothing where it may."""
    if not switches.is_on(switches.SENDING):
        return "Sending is off for the whole installation since a restore."
    hold = hold_of(bulletin, at)
    return f"Publicity is held {until_words(hold)}." if hold else ""


def going_out() -> QuerySet[Bulletin]:
    """Return the bulletins that are being sent, the oldest first."""
    return Bulletin.objects.filter(state=BulletinState.SENDING).select_related("ward").order_by("sending_at", "pk")


def still_to_go() -> list[tuple[Bulletin, int]]:
    """Return the bulletins that are under way with how many of their mails are still to go. Two queries."""
    rows = BulletinMail.objects.filter(state__in=OPEN).values_list("bulletin").annotate(count=Count("pk")).order_by()
    counts = dict(rows)
    found = Bulletin.objects.filter(pk__in=counts).select_related("ward").order_by("sending_at", "pk")
    return [(one, counts[one.pk]) for one in found]


def due_to_go(at: dt.datetime) -> QuerySet[Bulletin]:
    """Return the approved bulletins whose moment has come."""
    return Bulletin.objects.filter(state=BulletinState.APPROVED, send_at__lte=at).order_by("send_at", "pk")


def is_settled(bulletin: Bulletin) -> bool:
    """Say whether every mail of a bulletin has come to its end."""
    return not BulletinMail.objects.filter(bulletin=bulletin, state__in=OPEN).exists()


def failures_of(bulletin: Bulletin, most: int = 50) -> list[tuple[str, int]]:
    """Return what providers said of the mails that failed, the most frequent first, without an address."""
    rows = BulletinMail.objects.filter(bulletin=bulletin, state=MailState.FAILED).values_list("words")
    return list(rows.annotate(count=Count("pk")).order_by("-count", "words")[:most])


def links_of(bulletin: Bulletin) -> dict[str, str]:
    """Return the addresses that count clicks, by what they lead to."""
    rows = BulletinLink.objects.filter(bulletin=bulletin).values_list("target", "number")
    return {target: reverse("publishing:click", args=[bulletin.pk, number]) for target, number in rows}


def message_id(bulletin: int, subscriber: int, domain: str) -> str:
    """Return the Message-ID of one reader's mail: the same however often it is sent, and not to be guessed."""
    signed = _MESSAGE.sign(f"b{bulletin}.{subscriber}")[: len(f"b{bulletin}.{subscriber}") + 17]
    return f"<{signed}@{domain}>"


def mail_named(reference: str) -> BulletinMail | None:
    """Return the mail that a Message-ID names; None where it is none of ours."""
    local, _, domain = reference.strip().strip("<>").partition("@")
    parts = local.split(".")
    if len(parts) != 3 or parts[0][:1] != "b" or not (parts[0][1:] + parts[1]).isdecimal():
        return None
    bulletin, subscriber = int(parts[0][1:]), int(parts[1])
    if message_id(bulletin, subscriber, domain) != f"<{local}@{domain}>":
        return None
    return BulletinMail.objects.filter(bulletin=bulletin, subscriber=subscriber).first()


def mail_token(mail: int) -> str:
    """Return what the links of one mail carry where its reader agreed to be counted."""
    return _MAIL.sign(str(mail))


def mail_of_token(token: str) -> int | None:
    """Return the mail that such a link names; None where it is forged."""
    try:
        return int(_MAIL.unsign(token))
    except (BadSignature, ValueError):
        return None
