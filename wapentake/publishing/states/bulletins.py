"""The e-bulletin: what it is made of, and what may become of it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class BulletinState(TextChoices):
    DRAFT = "draft", "Draft"
    CONSULTED = "consulted", "With the members"
    APPROVED = "approved", "Approved"
    SENDING = "sending", "Being sent"
    PAUSED = "paused", "Paused"
    SENT = "sent", "Sent"
    WITHDRAWN = "withdrawn", "Withdrawn"


BULLETIN = Lifecycle(
    "bulletin",
    {
        BulletinState.DRAFT: {BulletinState.CONSULTED, BulletinState.WITHDRAWN},
        BulletinState.CONSULTED: {BulletinState.DRAFT, BulletinState.APPROVED, BulletinState.WITHDRAWN},
        BulletinState.APPROVED: {BulletinState.DRAFT, BulletinState.SENDING, BulletinState.WITHDRAWN},
        BulletinState.SENDING: {BulletinState.PAUSED, BulletinState.SENT, BulletinState.WITHDRAWN},
        BulletinState.PAUSED: {BulletinState.SENDING, BulletinState.WITHDRAWN},
        BulletinState.SENT: {BulletinState.WITHDRAWN},
        BulletinState.WITHDRAWN: set(),
    },
)
CHANGES = frozenset({BulletinState.DRAFT, BulletinState.CONSULTED})


class PartKind(TextChoices):
    """What a part of a bulletin tells of. Its label stands over it."""

    PROGRESS = "progress", "What changed"
    NEWS = "news", "What is new"
    AWARD = "award", "Awarded"
    INPUT = "input", "Have your say"
    MONEY = "money", "Money"
    EVENT = "event", "Dates"
    OTHER = "other", "Also"


class Flag(TextChoices):
    """What makes a part direct marketing: it goes only to those who agreed to such parts."""

    NONE = "", "None of these"
    PAID = "paid", "Somebody paid for it"
    FUNDRAISING = "fundraising", "It asks for money"
    THIRD_PARTY = "third_party", "It promotes somebody else"


@dataclass(frozen=True)
class PartWords:
    """What a part says. `bar` are pence paid, committed, reserved and left; `on` is the day of a date."""

    kind: str
    title: str
    text: str
    link: str = ""
    link_words: str = ""
    flag: str = Flag.NONE
    on: dt.date | None = None
    bar: tuple[int, ...] = ()
