"""What a group is told: by e-mail after the commit, or by a letter that waits to be posted."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.mail import Message, send_after_commit
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import rules
from ..models import Letter
from ..notices import ByPost


def tell(*messages: Message | None, at: dt.datetime) -> None:
    """Send each message in this transaction; one to somebody without an address becomes a letter to print."""
    for message in messages:
        if isinstance(message, ByPost):
            Letter.objects.create(
                application=message.application, subject=message.subject, text=message.text, written_at=at
            )
        elif message is not None:
            send_after_commit(message)


@transaction.atomic
def post_letter(letter: Letter, *, posted_on: dt.date, by: User, at: dt.datetime) -> Letter:
    """Put down on which day a letter was posted. Raises `Refused` where it went already, or the day cannot be."""
    letter = Letter.objects.select_for_update(of=("self",)).select_related("application__ward").get(pk=letter.pk)
    rules.may_post_letter(roles_of(by, london_date(at)), letter).demand()
    rules.posted_when(letter, posted_on, london_date(at)).demand()
    letter.posted_on, letter.posted_by = posted_on, by
    letter.save(update_fields=["posted_on", "posted_by"])
    facts = {"letter": letter.pk, "posted": posted_on.isoformat()}
    audit.record(letter.application.ref, "letter posted", by=by, at=at, facts=facts)
    touch([letter.application.ref])
    return letter
