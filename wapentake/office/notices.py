"""Words of the mails about the council's own records."""

from collections.abc import Sequence

from django.conf import settings

from wapentake.design.words import count_of
from wapentake.foundation.calendars import long_date
from wapentake.foundation.mail import Message
from wapentake.foundation.models import AuditDigest
from wapentake.people.models import User


def digest_made(digest: AuditDigest, to: Sequence[User]) -> list[Message]:
    """Send a day's audit digest to those who look after the records: it then stands where nobody here can change it."""
    day, site = long_date(digest.day), str(settings.WAPENTAKE_ADDRESS).rstrip("/")
    text = (
        f"The audit digest of {day}:\n\n{bytes(digest.digest).hex()}\n\n"
        f"Records of {count_of(digest.heads, 'thing')} changed that day. The digest seals "
        "them and all before them.\n\n"
        "There is nothing to do today. Keep this e-mail: should anybody ever change or delete a record behind the "
        "council’s back, the digest on the open data page will not be this one.\n\n"
        f"{site}/open-data/\n\n"
        "To check every record: wapentake verify-audit\n"
    )
    return [Message(to=[user.email], subject=f"Audit digest of {day}", text=text) for user in to]
