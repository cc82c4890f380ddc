"""Papers that a group gives with its application, and how the application came."""

from django.db import models
from django.db.models import Q

from wapentake.foundation.models import StoredFile
from wapentake.people.models import User

from ..states.papers import Paper, Received
from .applications import Application, Draft


class Attachment(models.Model):
    """A file that a group gave: with its draft until that is sent, then with its application. Never published."""

    draft = models.ForeignKey(Draft, null=True, on_delete=models.PROTECT, related_name="attachments")
    application = models.ForeignKey(Application, null=True, on_delete=models.PROTECT, related_name="attachments")
    kind = models.CharField(max_length=12, choices=Paper.choices)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(draft__isnull=True) ^ Q(application__isnull=True), name="attached_to_one_thing"
            )
        ]


class Entered(models.Model):
    """That an officer entered an application for a group: how it came, on what day, and that the group agreed."""

    draft = models.OneToOneField(Draft, on_delete=models.CASCADE, related_name="entered")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=9, choices=Received.choices)
    on = models.DateField(help_text="The day on which it came.")
    agreed = models.CharField(max_length=200, help_text="How the group agreed that it is entered for it.")


class Invitation(models.Model):
    """A link that begins an application with what is known already; it holds nothing personal."""

    code = models.CharField(max_length=8, unique=True)
    answers = models.JSONField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    until = models.DateField()


class NotSplit(models.Model):
    """Why several applications of one group are no splitting to stay under a limit, as whoever approves says."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="not_split")
    why = models.CharField(max_length=500)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
