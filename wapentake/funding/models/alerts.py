"""When councillors are told that money is left and its last day nears, and who was told when."""

from django.db import models
from django.db.models import Q

from wapentake.foundation.dated import Dated, DatedManager, ends_after_it_begins, never_overlaps
from wapentake.office.models import Councillor


class AlertRule(Dated):
    """From which day of a financial year alerts go out, once a month, and how long before the last day the last."""

    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    last_days = models.PositiveSmallIntegerField(help_text="The last alert goes out so many days before the last day.")
    source = models.CharField(max_length=300)

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("alert_rule_lasts"),
            never_overlaps("one_alert_rule_at_a_time"),
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12, day__gte=1, day__lte=28), name="alerts_begin_on_a_day"
            ),
        ]


class MoneyAlert(models.Model):
    """That a councillor was told in a period of a year how much is left. Never twice in one."""

    councillor = models.ForeignKey(Councillor, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(help_text="The year that the financial year begins in.")
    period = models.PositiveSmallIntegerField(help_text="The month since the first alerts, from 0 on; 99 is the last.")
    pence = models.BigIntegerField(help_text="What was left, the ward's money with it.")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["councillor", "year", "period"], name="one_alert_per_period"),
        ]
