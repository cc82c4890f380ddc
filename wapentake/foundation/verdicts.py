"""A verdict says whether a person may do something now, and if not, why not.

The same verdict is read by the action (refuses), the page (greys the button and says why) and the test.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


class Refused(PermissionDenied):
    """An act was refused. Its text is the reason, a sentence that may be shown to the person who tried."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """Allowed or not, with the reason as a sentence. The reason of a yes may be empty."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    @classmethod
    def yes(cls, reason: str = "") -> "Verdict":
        """Return a verdict that allows."""
        return cls(True, reason)

    @classmethod
    def no(cls, reason: str) -> "Verdict":
        """Return a verdict that refuses. The reason must be a sentence: it is shown under the greyed button."""
        if not reason.endswith((".", "?", "!")):
            raise ValueError(f"A reason is a sentence, with a full stop: {reason!r}")
        return cls(False, reason)

    def demand(self) -> None:
        """Raise `Refused` with the reason unless this verdict allows."""
        if not self.allowed:
            raise Refused(self.reason)


def first_refusal(*verdicts: Verdict) -> Verdict:
    """Return the first verdict that refuses, or a yes."""
    return next((verdict for verdict in verdicts if not verdict), Verdict.yes())
