"""An award that was looked at again, and how it came out."""

from django.db import models

from wapentake.office.models import Interest
from wapentake.people.models import User

from ..states.reviews import ReviewOutcome
from .applications import Application


class ReviewClosed(models.Model):
    """How the Monitoring Officer closed what one version of an entry raised; a later version raises it again."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="reviews_closed")
    interest = models.ForeignKey(Interest, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=9, choices=ReviewOutcome.choices)
    reasons = models.TextField()
    published = models.BooleanField(help_text="The outcome and its reasons stand on the award's public page.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "interest"], name="one_outcome_per_review"),
            models.CheckConstraint(condition=~models.Q(reasons=""), name="an_outcome_has_its_reasons"),
        ]
