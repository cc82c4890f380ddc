"""A published decision record that was corrected: the new record supersedes the one before, and both stay."""

from django.db import models
from django.db.models import Q

from wapentake.people.models import User

from .applications import Decision


class CorrectedRecord(models.Model):
    """A decision record in other words, with what was wrong and why. Append-only; the first record is the decision."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="corrected")
    number = models.PositiveSmallIntegerField(help_text="The decision itself is record 1.")
    reasons = models.TextField()
    alternatives = models.TextField()
    equality = models.TextField(blank=True)
    what = models.CharField(max_length=300, help_text="What was wrong.")
    why = models.CharField(max_length=300, help_text="Why it is corrected.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="one_record_per_number"),
            models.CheckConstraint(condition=Q(number__gte=2), name="the_decision_is_record_1"),
            models.CheckConstraint(condition=~Q(what="") & ~Q(why=""), name="a_correction_says_what_and_why"),
        ]
