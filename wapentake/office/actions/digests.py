"""The audit's daily digest goes to those who look after the records, out of the reach of whoever could change them."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.mail import send_after_commit

from .. import notices, queries

SINCE = dt.timedelta(days=7)  # after a long outage the digests of the last days are sent, not those of a year


# house: what is sent is the audit itself.
@transaction.atomic
def send_digest(day: dt.date, *, at: dt.datetime) -> int:
    """Send the digest of a day to the Monitoring Officer, the section 151 officer and auditors; return to how many."""
    found = audit.digest_of(day)
    if found is None or london_date(at) - day > SINCE:
        return 0
    messages = notices.digest_made(found, queries.keepers_of_records(london_date(at)))
    for message in messages:
        send_after_commit(message)
    return len(messages)
