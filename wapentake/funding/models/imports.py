"""Awards and developments brought in from a file: the file's lines as they are kept, and how its columns are read."""

from django.db import models
from django.db.models import Q

from wapentake.foundation.progress import Progress
from wapentake.people.models import User
from wapentake.places.models import Ward

from ..states.imports import LAYOUTS, ImportOf, ImportState, Layout, Outcome
from .applications import Application
from .funds import Fund
from .levy import LevyReceipt


class ColumnMapping(models.Model):
    """How the columns and values of one layout of files are read, remembered by its headings."""

    name = models.CharField(max_length=100, unique=True)
    fingerprint = models.CharField(max_length=64, unique=True, help_text="The hash of the layout's headings.")
    columns = models.JSONField(default=dict, help_text="What it is, to the heading.")
    values = models.JSONField(default=dict, help_text="What it is, to what its values mean.")
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AwardImport(models.Model):
    """One file of past awards or developments: kept, looked through, brought in whole, and perhaps undone whole."""

    of = models.CharField(max_length=12, choices=ImportOf.choices, default=ImportOf.AWARDS)
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    headings = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    counts = models.JSONField(default=dict, help_text="Of each outcome; what is missing; sums by year and ward.")
    lines_read = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=7, choices=ImportState.choices, default=ImportState.STAGED)
    staged_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    staged_at = models.DateTimeField()
    applied_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True)
    stopped = models.TextField(blank=True, help_text="Why bringing it in was stopped the last time.")
    undone_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def layout(self) -> Layout:
        """What its columns may hold."""
        return LAYOUTS[ImportOf(self.of)]

    @property
    def ref(self) -> str:
        """How changes and audit name this import."""
        return f"import:{self.pk}"


class ImportProgress(Progress):
    """How many lines are written so far: told beside the one transaction that writes them."""

    of = models.OneToOneField(AwardImport, on_delete=models.CASCADE, primary_key=True, related_name="progress")


class ImportLine(models.Model):
    """One line of a file, as it stands there, and what becomes of it."""

    of = models.ForeignKey(AwardImport, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(help_text="Of the line in the file.")
    cells = models.JSONField(default=list)
    outcome = models.CharField(max_length=7, choices=Outcome.choices, blank=True)
    problems = models.JSONField(default=list, help_text="Column, value and what to do, of each fault.")
    key = models.CharField(max_length=80, blank=True, help_text="By its identifier, or by its contents.")
    contents = models.CharField(max_length=64, blank=True, help_text="The hash of what it says.")
    fund = models.ForeignKey(Fund, null=True, on_delete=models.PROTECT, related_name="+")
    ward = models.ForeignKey(Ward, null=True, on_delete=models.PROTECT, related_name="+")
    awarded_on = models.DateField(null=True)
    pence = models.BigIntegerField(null=True)
    application = models.OneToOneField(Application, null=True, on_delete=models.PROTECT, related_name="+")
    receipt = models.OneToOneField(LevyReceipt, null=True, on_delete=models.PROTECT, related_name="+")
    live = models.BooleanField(default=False, help_text="It is brought in, and not undone.")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="one_row_per_line_of_a_file"),
            models.UniqueConstraint(fields=["key"], condition=Q(live=True), name="brought_in_once"),
            models.CheckConstraint(
                condition=Q(live=False) | Q(application__isnull=False) | Q(receipt__isnull=False),
                name="live_is_brought_in",
            ),
        ]
        indexes = [models.Index(fields=["of", "outcome", "number"], name="lines_by_outcome")]
