"""The monitoring form of an award that was paid. Amounts are integer pence."""

from django.db import models
from django.db.models import Q

from wapentake.people.models import User

from ..states.monitoring import MonitoringState
from .applications import Application


class Monitoring(models.Model):
    """What a group is asked to say of what its award did, and by when (Rotherham guidance, page 6)."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="monitoring")
    asked_on = models.DateField()
    due_on = models.DateField(help_text="The last day on which it is in time.")
    state = models.CharField(max_length=10, choices=MonitoringState.choices, default=MonitoringState.DUE)
    done = models.TextField(blank=True, help_text="What the money did, in the group's words.")
    people = models.PositiveIntegerField(null=True, help_text="How many people it helped.")
    spent_pence = models.BigIntegerField(null=True)
    received_at = models.DateTimeField(null=True)
    said = models.TextField(blank=True, help_text="Why it was sent back to the group, or the money asked for back.")
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0, help_text="How many reminders have been sent.")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(spent_pence__isnull=True) | Q(spent_pence__gte=0), name="spent_is_not_below_nought"
            ),
            models.CheckConstraint(
                condition=Q(state__in=(MonitoringState.DUE, MonitoringState.ASKED_BACK)) | Q(received_at__isnull=False),
                name="a_form_that_is_back_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"Monitoring form of {self.application.reference}"
