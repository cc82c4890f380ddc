"""What becomes of money that comes back from an award."""

from dataclasses import dataclass

from django.db.models import TextChoices


class Returned(TextChoices):
    """What becomes of what comes back. It stays in its fund and with its holder, whichever it is."""

    LEFT = "left", "It is left to award again"
    LAPSES = "lapses", "It lapses at the end of the year"


@dataclass(frozen=True)
class ReturnedRule:
    what: Returned
