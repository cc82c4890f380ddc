"""Which audit digest seals the awards of a statement."""

from collections.abc import Sequence
from dataclasses import dataclass

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date, long_date

from ...queries.statement_sums import Part


@dataclass(frozen=True)
class Sealed:
    """What is said of the digest, and the digest itself in hexadecimal: empty as long as it is still to be made."""

    words: str
    digest: str = ""

    @property
    def refs(self) -> set[str]:
        """What news this waits for: a digest that is made later is shown once it is there."""
        return set() if self.digest or not self.words else {audit.DIGESTS}

    @property
    def text(self) -> str:
        """Both in one sentence, as print and files have it."""
        return f"{self.words} {self.digest}".strip()


def sealed_of(parts: Sequence[Part]) -> Sealed:
    """Return the first digest that was made after the last entry of these awards; nothing is said without awards.

    A digest is made each night over every chain of records. One that was printed in a statement cannot be taken back,
    and what it seals cannot be changed without its showing.
    """
    if not parts:
        return Sealed("")
    found = audit.digest_from(london_date(max(part.last for part in parts)))
    if found is None:
        return Sealed("The audit digest that seals these records is made after midnight, and then stands here.")
    return Sealed(f"Sealed by the audit digest of {long_date(found.day)}:", bytes(found.digest).hex())
