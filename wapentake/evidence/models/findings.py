"""Findings: what services, partners, residents and councillors know, beside the figures."""

from django.db import models
from django.db.models import F, Q

from wapentake.people.models import User
from wapentake.places.models import Ward

from ..states import Topic
from ..states.findings import Confidence, FindingState, SaidBy


class Finding(models.Model):
    """What somebody knows of wards: said by whom, how sure, and until when it holds without another look.

    Its words never change: who knows better replaces it, and what cites it still reads what was cited.
    """

    text = models.CharField(max_length=500)
    topic = models.CharField(max_length=12, choices=Topic.choices)
    said_by = models.CharField(max_length=10, choices=SaidBy.choices)
    source = models.CharField(max_length=200, help_text="A service, a meeting or a walk: never a resident’s name.")
    confidence = models.CharField(max_length=6, choices=Confidence.choices)
    wards = models.ManyToManyField(Ward, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    known_on = models.DateField(help_text="The day on which it was so.")
    look_again_on = models.DateField(help_text="From this day on it is marked as old.")
    public = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=FindingState.choices, default=FindingState.STANDS)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    withdrawn_because = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True, help_text="When it was replaced or withdrawn.")

    class Meta:
        ordering = ["-known_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(look_again_on__gt=F("known_on")), name="a_finding_holds_for_a_while"),
            models.CheckConstraint(
                condition=Q(state="stands", closed_at__isnull=True) | (~Q(state="stands") & Q(closed_at__isnull=False)),
                name="a_finding_that_stands_is_open",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def ref(self) -> str:
        """How changes and audit name this finding."""
        return f"finding:{self.pk}"
