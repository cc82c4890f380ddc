"""By which rule councillors are told of money that is left, and who was told."""

import datetime as dt

from django.db.models import QuerySet

from wapentake.foundation.calendars import FinancialYear

from ..models import AlertRule, MoneyAlert


def alert_rule(on: dt.date) -> AlertRule | None:
    """Return the rule of a day by which alerts go out; nothing where the council sends none."""
    return AlertRule.objects.on(on).first()


def alerts_sent(year: FinancialYear) -> QuerySet[MoneyAlert]:
    """Return who was told in a year, the latest first."""
    return MoneyAlert.objects.filter(year=year.starts_in).select_related("councillor")


def told_already(year: FinancialYear, period: int) -> set[int]:
    """Return the keys of the councillors who were told in a period of a year."""
    return set(MoneyAlert.objects.filter(year=year.starts_in, period=period).values_list("councillor", flat=True))
