"""A bundle of records that is taken away, for an auditor: each one is noted with its print."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import rules


# house: taking a bundle shows on no page.
@transaction.atomic
def note_bundle(stream: str, *, sha256: str, contacts: bool, by: User, at: dt.datetime) -> None:
    """Note who took which bundle, by its print, and whether the groups' contacts were in it."""
    rules.may_take_bundle(roles_of(by, london_date(at))).demand()
    audit.record(stream, "bundle_taken", by=by, at=at, facts={"sha256": sha256, "contacts": contacts})
