"""Looking over all records: each night, after `check-ledger`, or when one of those who oversee them asks for it."""

import datetime as dt

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import rules
from ..models import RecordsCheck
from ..rules.oversight import found_on

# The job that looks over all records: it loads, and calls `check_records`.
CHECK_RECORDS = "wapentake.funding.check_records"


@transaction.atomic
def check_records(*, by: User | None, at: dt.datetime) -> RecordsCheck:
    """Look over all records, and keep what was found with its time. Nothing else is changed."""
    if by is not None:
        rules.may_oversee(roles_of(by, london_date(at))).demand()
    found = found_on(london_date(at))
    told = [{"key": one.key, "title": one.title, "count": one.count} for one in found]
    check = RecordsCheck.objects.create(at=at, by=by, found=told)
    audit.record(check.ref, "checked", by=by, at=at, facts={one.key: one.count for one in found})
    return check


# house: nothing is changed yet: the check that it asks for is one record, with who asked.
def ask_for_check(*, by: User, at: dt.datetime) -> bool:
    """Ask for a look over all records, in the background. Says no where one waits already."""
    rules.may_oversee(roles_of(by, london_date(at))).demand()
    try:
        # Somebody waits for it.
        task = app.configure_task(CHECK_RECORDS, queue="default", priority=2, queueing_lock=CHECK_RECORDS)
        with transaction.atomic():
            task.defer(by=by.pk)
    except AlreadyEnqueued:
        return False
    return True
