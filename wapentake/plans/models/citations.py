"""What a priority rests on: figures as they stood when they were cited, and findings."""

from django.db import models

from wapentake.evidence.models import Finding, Indicator
from wapentake.evidence.states import Method
from wapentake.people.models import User

from .priorities import Priority


class Citation(models.Model):
    """A reading of the ward as it stood when it was cited: a later one changes nothing here."""

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="citations")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    category = models.CharField(max_length=120, blank=True)
    area = models.CharField(max_length=9)
    method = models.CharField(max_length=16, choices=Method.choices)
    value = models.FloatField()
    error = models.FloatField(default=0)
    council_value = models.FloatField(null=True, help_text="The same of the whole council.")
    rank = models.PositiveIntegerField(null=True, help_text="Among the wards, 1 for the highest value.")
    of = models.PositiveIntegerField(null=True)
    says = models.CharField(max_length=300, blank=True, help_text="What the ward's members read from it.")
    cited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cited_at = models.DateTimeField()

    class Meta:
        ordering = ["priority", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["priority", "indicator", "period", "category"], name="one_citation_per_reading"
            )
        ]


class FindingCited(models.Model):
    """Something known of the ward that a priority rests on. A finding's words never change, so they are not copied."""

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="findings_cited")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="+")
    cited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cited_at = models.DateTimeField()

    class Meta:
        ordering = ["priority", "pk"]
        constraints = [models.UniqueConstraint(fields=["priority", "finding"], name="a_finding_is_cited_once")]
