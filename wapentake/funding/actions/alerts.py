"""Councillors are told that money is left and its last day nears: once in a period, never twice."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.mail import send_after_commit
from wapentake.office.models import Councillor
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import notices, queries, rules
from ..models import AlertRule, MoneyAlert
from ..rules import Deadline


def alert_of_money_left(*, at: dt.datetime) -> int:
    """Write to every councillor to whom money is left and who was not told in this period; return to how many."""
    return sum(alert_councillor(one, at=at) for one in rules.deadlines(london_date(at)))


@transaction.atomic
def alert_councillor(deadline: Deadline, *, at: dt.datetime) -> bool:
    """Tell one councillor what is left and by when to decide; False where they were told in this period already."""
    on = london_date(at)
    councillor = Councillor.objects.select_for_update(of=("self",)).get(pk=deadline.councillor.pk)
    rule = queries.alert_rule(on)
    period = rules.period_of(rule, deadline.last_day, on) if rule else None
    if period is None or councillor.pk in queries.told_already(deadline.year, period):
        return False
    MoneyAlert.objects.create(
        councillor=councillor, year=deadline.year.starts_in, period=period, pence=deadline.left, at=at
    )
    facts = {"year": deadline.year.starts_in, "period": period, "pence": deadline.left}
    audit.record(councillor.ref, "told_of_money_left", by=None, at=at, facts=facts)
    if (message := notices.money_left(deadline)) is not None:
        send_after_commit(message)
    return True


@transaction.atomic
def set_alert_rule(
    month: int, day: int, last_days: int, source: str, from_date: dt.date, *, by: User, at: dt.datetime
) -> AlertRule:
    """Put another rule in force from a day on by which alerts go out."""
    list(AlertRule.objects.select_for_update().order_by("pk"))
    rules.may_set_alerts(roles_of(by, london_date(at)), from_date).demand()
    AlertRule.objects.on(from_date).update(to_date=from_date)
    rule = AlertRule.objects.create(
        month=month, day=day, last_days=last_days, source=source.strip(), from_date=from_date
    )
    facts = {"month": month, "day": day, "last_days": last_days, "from": from_date}
    audit.record("council:alert_rule", "set", by=by, at=at, facts=facts)
    return rule
