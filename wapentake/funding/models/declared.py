"""An interest that somebody declared when they were to decide on an application."""

from django.db import models
from django.db.models import Q

from wapentake.office.models import Councillor
from wapentake.people.models import User

from .applications import Application


class DeclaredInterest(models.Model):
    """That somebody declared an interest in an application; it bars an officer from the case. Append-only.

    `register_by`: where the register of a councillor does not have it, the last day on which it is registered.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="declared")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    councillor = models.ForeignKey(Councillor, null=True, on_delete=models.PROTECT, related_name="+")
    nature = models.TextField(blank=True, help_text="In a few words, for the Monitoring Officer. Not published.")
    register_by = models.DateField(null=True)
    at = models.DateTimeField()
    on = models.DateField(help_text="The day of the declaration.")
    key = models.CharField(max_length=200, unique=True, help_text="The same form never declares twice.")
    body = models.BinaryField(help_text="The hash of what was said under this key.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "by"], condition=Q(councillor=None), name="an_officer_declares_once"
            )
        ]
