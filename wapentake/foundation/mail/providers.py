"""Who carries mail to many: one door for every provider. `WAPENTAKE_MAIL_PROVIDER` names the class that is used.

A provider takes one letter at a time and ends in one of five ways: it returns (the provider has taken the letter), or
it raises `Later` (not now: try this letter again), `Never` (this letter will not be taken, in the provider's words),
`Away` (the provider itself cannot be reached: no letter is to blame) or `Unanswered` (all of the letter was handed
over, and whether it was taken nobody said).
"""

from collections.abc import Callable
from dataclasses import dataclass
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


class Unanswered(Exception):
    """The whole letter was handed over, and no answer came: it may have been taken."""


class Provider(Protocol):
    """What carries letters."""

    def expect(self, letter: Letter) -> None:
        """Get ready for the letter that is likely to be next. Nothing leaves by it, and it raises nothing."""

    def send(self, letter: Letter, meanwhile: Callable[[], object] | None = None) -> None:
        """Hand a letter over; do something else once while its answer is awaited.

        Raises `Later`, `Never`, `Away` or `Unanswered`.
        """

    def has_taken(self, reference: str) -> bool | None:
        """Say whether a letter was taken already; None where the provider cannot tell."""

    def close(self) -> None:
        """Let go of the connection."""


def provider() -> Provider:
    """Return a new provider of the kind that is set."""
    made: Provider = import_string(settings.WAPENTAKE_MAIL_PROVIDER)()
    return made


class Log:
    """Nobody: what would be sent is dropped. For the demonstration, which has no mail server and writes to nobody."""

    def expect(self, letter: Letter) -> None:
        """Do nothing."""

    def send(self, letter: Letter, meanwhile: Callable[[], object] | None = None) -> None:
        """Drop a letter."""

    def has_taken(self, reference: str) -> bool | None:
        """Say that nobody knows."""
        return None

    def close(self) -> None:
        """Do nothing."""
