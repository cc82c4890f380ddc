"""What each member said on an application, by name, and whom it is put to."""

from django.db import models
from django.db.models import Q

from wapentake.office.models import Councillor, Dispensation
from wapentake.people.models import User

from ..states.routing import Step, VoteChoice
from .applications import Application


class Vote(models.Model):
    """A member's vote on an application, by name. Append-only: the newest of a member is the one that counts."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="votes")
    councillor = models.ForeignKey(Councillor, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=7, choices=VoteChoice.choices)
    reasons = models.TextField(blank=True)
    dispensation = models.ForeignKey(
        Dispensation, null=True, on_delete=models.PROTECT, related_name="+", help_text="Under which a member voted."
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="The member.")
    at = models.DateTimeField()
    on = models.DateField(help_text="The day of the vote.")
    key = models.CharField(max_length=200, unique=True, help_text="The same form never votes twice.")
    body = models.BinaryField(help_text="The hash of what was said under this key.")

    class Meta:
        ordering = ["pk"]


class Turn(models.Model):
    """That an application is with somebody to decide: since when, by when and why. Ended when it goes on."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="turns")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=14, choices=Step.choices)
    why = models.TextField()
    since = models.DateTimeField()
    due_on = models.DateField()
    reminded_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "user"], condition=Q(ended_at__isnull=True), name="one_open_turn_per_person"
            ),
        ]
