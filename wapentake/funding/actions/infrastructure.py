"""The yearly infrastructure funding statement is reminded of, and published."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import FinancialYear, london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.mail import send_after_commit
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import notices, rules
from ..models import InfrastructureStatement
from ..queries.infrastructure import receipts_in, wards_levy

BOROUGH = "council:all"


@transaction.atomic
def publish_statement(year: FinancialYear, *, by: User, at: dt.datetime, shown: str = "") -> InfrastructureStatement:
    """Publish a year's statement: from now on its page says so, with that day's figures. Once is enough.

    `shown` is what was unspent on the page that a person confirmed; raises `Refused` if it is another sum by now.
    """
    row = _locked_statement(year)
    if row.published_on is not None and row.by_id == by.pk:
        return row
    rules.may_publish_statement(roles_of(by, london_date(at)), year, row).demand()
    row.received = sum(one.pence for one in receipts_in(year))
    row.unspent = sum(one.unspent for one in wards_levy(year))
    if shown and shown != str(row.unspent):
        raise Refused("The figures have changed since you looked. Nothing was published: look at them again.")
    row.published_on, row.by, row.at = london_date(at), by, at
    row.save()
    facts = {"year": year.starts_in, "received": row.received, "unspent": row.unspent}
    audit.record(row.ref, "infrastructure funding statement published", by=by, at=at, facts=facts)
    touch({row.ref, BOROUGH})
    return row


def remind_of_statements(*, at: dt.datetime) -> int:
    """Remind the planning and finance officers of each statement that is due soon or late; return of how many."""
    open_now = rules.statements_open(london_date(at))
    return sum(remind_of_statement(due.year, at=at) for due in open_now)


@transaction.atomic
def remind_of_statement(year: FinancialYear, *, at: dt.datetime) -> bool:
    """Remind of one year's statement, unless this reminder has gone out; several that were missed are sent as one."""
    row, due, on = _locked_statement(year), rules.statement_due(year), london_date(at)
    if due is None or row.published_on is not None or row.reminders >= (count := rules.statement_reminders(due, on)):
        return False
    row.reminders = count
    row.save(update_fields=["reminders"])
    audit.record(row.ref, "infrastructure funding statement reminded", by=None, at=at, facts={"reminder": count})
    for message in notices.statement_reminders(year, due.due_on, on):
        send_after_commit(message)
    return True


def _locked_statement(year: FinancialYear) -> InfrastructureStatement:
    InfrastructureStatement.objects.get_or_create(year=year.starts_in)
    return InfrastructureStatement.objects.select_for_update().get(year=year.starts_in)
