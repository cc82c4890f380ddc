"""What an award may be used for instead: asked for by the group, consented to in writing by those who decide."""

from django.db import models
from django.db.models import F, Q

from wapentake.people.models import User

from ..states.purposes import PurposeState
from ..states.routing import VoteChoice
from .applications import Application
from .corrections import CorrectedRecord


class PurposeChange(models.Model):
    """A new purpose for an award. The award's own record stays; consent is published as a record that supersedes it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="purpose_changes")
    purpose = models.CharField(max_length=240, help_text="Published once it is consented to.")
    why = models.CharField(max_length=240, help_text="Published once it is consented to.")
    name = models.CharField(max_length=150, help_text="Who asks for the group.")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", help_text="Empty: the group, by its link."
    )
    state = models.CharField(max_length=9, choices=PurposeState.choices, default=PurposeState.ASKED)
    put_to = models.ManyToManyField(User, related_name="+", help_text="Who is asked now, until they answer.")
    backed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    backed_at = models.DateTimeField(null=True)
    backed_why = models.TextField(blank=True, help_text="The reasons of whoever's yes decided it.")
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_why = models.TextField(blank=True, help_text="The reasons of whoever settled it.")
    record = models.OneToOneField(CorrectedRecord, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(state__in=(PurposeState.ASKED, PurposeState.BACKED)),
                name="one_open_change_of_purpose",
            ),
            # Two people, held by the database too.
            models.CheckConstraint(
                condition=~Q(state=PurposeState.CONSENTED)
                | Q(backed_by__isnull=False, record__isnull=False) & ~Q(settled_by=F("backed_by")),
                name="a_consent_takes_two_people",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Change of purpose of {self.application.reference}"


class PurposeAnswer(models.Model):
    """What one of those who decide on the fund says to another purpose, once and by name."""

    change = models.ForeignKey(PurposeChange, on_delete=models.PROTECT, related_name="answers")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=7, choices=VoteChoice.choices)
    reasons = models.TextField(blank=True, help_text="Empty where they stood aside.")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["change", "by"], name="one_answer_on_a_purpose"),
            models.CheckConstraint(
                condition=~Q(choice=VoteChoice.ASIDE) | Q(reasons=""), name="standing_aside_gives_no_reasons"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by} on {self.change}"
