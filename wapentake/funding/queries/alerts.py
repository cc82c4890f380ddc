"""By which rule councillors are told of money that is left, and who was told."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.prepared import prepared

from ..models import AlertRule, MoneyAlert


def alert_rule(on: dt.date) -> AlertRule | None:
    """Return the rule of a day by which alerts go out; nothing where the council sends none."""
    return _alert_rules.first(on=on)


@prepared
def _alert_rules(on: Any) -> QuerySet[AlertRule]:
    return AlertRule.objects.on(on).order_by("pk")[:1]


def alerts_sent(year: FinancialYear) -> QuerySet[MoneyAlert]:
    """Return who was told in a year, the latest first."""
    return MoneyAlert.objects.filter(year=year.starts_in).select_related("councillor")


def told_already(year: FinancialYear, period: int) -> set[int]:
    """Return the keys of the councillors who were told in a period of a year."""
    return set(MoneyAlert.objects.filter(year=year.starts_in, period=period).values_list("councillor", flat=True))
