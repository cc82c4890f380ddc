"""How to complain about a decision: to the council first, and then to the Ombudsman."""

from dataclasses import dataclass

from django.conf import settings

OMBUDSMAN = "Local Government and Social Care Ombudsman"


@dataclass(frozen=True)
class Complaint:
    """Where to complain: `council` is an address of a page, or of a mailbox, as `council_words` shows it."""

    council: str
    council_words: str
    ombudsman: str

    @property
    def words(self) -> str:
        """The same in sentences, for mails and letters."""
        return (
            f"If you think that we handled it wrongly, complain to the council: {self.council_words}. If you are not "
            f"content with the answer, you can ask the {OMBUDSMAN}: {self.ombudsman}"
        )


def how_to_complain() -> Complaint:
    """Return where to complain, by the council's settings."""
    page, mailbox = settings.WAPENTAKE_COMPLAINTS, settings.WAPENTAKE_CONTACT_EMAIL
    return Complaint(page or f"mailto:{mailbox}", page or mailbox, settings.WAPENTAKE_OMBUDSMAN)
