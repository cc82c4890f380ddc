"""That a year's infrastructure funding statement was published, with its main figures of that day. Pence."""

from django.db import models
from django.db.models import Q

from wapentake.people.models import User


class InfrastructureStatement(models.Model):
    """A year's infrastructure funding statement: how often it was reminded of, and when it was published."""

    year = models.PositiveSmallIntegerField(unique=True, help_text="The year that the financial year begins in.")
    reminders = models.PositiveSmallIntegerField(default=0)
    published_on = models.DateField(null=True)
    received = models.BigIntegerField(null=True, help_text="As it was published.")
    unspent = models.BigIntegerField(null=True, help_text="As it was published.")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_on=None, received=None, unspent=None, by=None, at=None)
                | Q(published_on__isnull=False, received__isnull=False, unspent__isnull=False, at__isnull=False),
                name="published_with_its_figures",
            )
        ]

    @property
    def ref(self) -> str:
        """How changes and audit name this statement."""
        return f"infrastructure:{self.year}"
