"""What comes back of a mail."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import TextChoices


class BounceKind(TextChoices):
    HARD = "hard", "The address takes no mail"
    SOFT = "soft", "Not delivered this time"
    COMPLAINT = "complaint", "Reported as unwanted"


@dataclass(frozen=True)
class CameBack:
    """One thing that came back: of which mail (its Message-ID), what, in whose words, and what it is known by."""

    reference: str
    kind: str
    words: str
    known_by: str


@dataclass(frozen=True)
class Limits:
    """How many soft bounces within how long end it."""

    times: int
    within: dt.timedelta
