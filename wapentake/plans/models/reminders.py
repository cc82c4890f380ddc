"""When the owners of actions are reminded, and who was."""

from django.db import models
from django.db.models import Q

from wapentake.foundation.dated import Dated, DatedManager, ends_after_it_begins, never_overlaps
from wapentake.people.models import User


class ReminderRule(Dated):
    """How many days before its date an action's owner is reminded. Each council keeps its own history."""

    days = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("reminder_rule_lasts"),
            never_overlaps("one_reminder_rule_at_a_time"),
            models.CheckConstraint(condition=Q(days__range=(1, 90)), name="reminded_some_days_before"),
        ]


class Reminder(models.Model):
    """That somebody was written to in a week about actions that are late or soon due. Never twice in one."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    week = models.DateField(help_text="The Monday that the week begins with.")
    late = models.PositiveSmallIntegerField()
    soon = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "week"], name="one_reminder_a_week")]
