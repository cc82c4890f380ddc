"""What a service or a partner has said that it will do, from which document, by when, and what came of it."""

from django.db import models

from wapentake.organisations.models import Organisation
from wapentake.people.models import User
from wapentake.places.models import NamedPlace, Ward

from ..states import CommitmentState, SourceKind
from .frameworks import Outcome
from .priorities import Priority


class Commitment(models.Model):
    """What a service or a partner says it will do, for which priorities, wards and places, by when.

    One that names no ward, place or priority is for every ward. What it said before a change is kept.
    """

    key = models.UUIDField(unique=True, help_text="Of the form that made it: sent twice, it is made once.")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    due_on = models.DateField()
    source_kind = models.CharField(max_length=14, choices=SourceKind.choices)
    source_title = models.CharField(max_length=200)
    source_link = models.URLField(max_length=500, blank=True)
    source_on = models.DateField()
    priorities = models.ManyToManyField(Priority, related_name="+")
    themes = models.ManyToManyField(Outcome, related_name="+")
    wards = models.ManyToManyField(Ward, related_name="+")
    places = models.ManyToManyField(NamedPlace, related_name="+")
    state = models.CharField(max_length=9, choices=CommitmentState.choices, default=CommitmentState.DRAFT)
    because = models.CharField(max_length=300, blank=True, help_text="Why it was changed or taken back, the last time.")
    written_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True, help_text="When it was kept or taken back.")

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def ref(self) -> str:
        """How changes and audit name this commitment."""
        return f"commitment:{self.pk}"


class EarlierWords(models.Model):
    """What a commitment said before it was changed, and why it was."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="earlier")
    text = models.CharField(max_length=300)
    due_on = models.DateField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
