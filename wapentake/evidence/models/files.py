"""Files of readings."""

from django.db import models
from django.db.models import Q

from wapentake.foundation.progress import Progress
from wapentake.people.models import User

from ..states import LoadState
from .catalogue import Source


class ReadingFile(models.Model):
    """A file of readings: read, looked at, applied. The same file twice changes nothing."""

    source = models.ForeignKey(
        Source, null=True, on_delete=models.PROTECT, related_name="files",
        help_text="Empty until it is said whose figures they are.",
    )  # fmt: skip
    layout = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=LoadState.choices, default=LoadState.STAGED)
    counts = models.JSONField(default=dict, help_text="Lines read, readings, elsewhere, without a place.")
    headings = models.JSONField(default=list, help_text="Of a file whose columns a person names.")
    sample = models.JSONField(default=list, help_text="The cells of its first line.")
    columns = models.JSONField(default=dict, help_text="What its columns hold, as far as it is said.")
    retrieved_on = models.DateField(help_text="When the council took it from its publisher.")
    read_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_because = models.CharField(max_length=200, blank=True)
    stopped = models.TextField(blank=True, help_text="Why it was not read or not applied the last time.")

    class Meta:
        ordering = ["-read_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["sha256"], condition=Q(state="applied"), name="one_applied_file_per_hash"),
            models.CheckConstraint(
                condition=Q(source__isnull=False) | Q(state__in=["kept", "discarded"]), name="whose_figures_is_known"
            ),
            models.UniqueConstraint(
                fields=["source"], condition=Q(state="applying"), name="one_file_of_a_source_is_applied_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """How changes and audit name this file."""
        return f"reading-file:{self.pk}"


class LoadProgress(Progress):
    """How much of a file is read or applied so far."""

    of = models.OneToOneField(ReadingFile, on_delete=models.CASCADE, primary_key=True, related_name="progress")


class LineFault(models.Model):
    """What is wrong with a line of a file that was refused, and what to do."""

    of = models.ForeignKey(ReadingFile, on_delete=models.CASCADE, related_name="faults")
    line = models.PositiveIntegerField(null=True)
    why = models.TextField()

    class Meta:
        ordering = ["line", "pk"]


class KeptFile(models.Model):
    """A file's bytes, from the day it is sent until it is read: whichever host reads it finds them."""

    of = models.OneToOneField(ReadingFile, on_delete=models.CASCADE, primary_key=True, related_name="kept")
    contents = models.BinaryField()


class LayoutMapping(models.Model):
    """What the columns of a layout hold, as somebody said it: remembered by its headings, for the next file."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    signature = models.CharField(max_length=64, help_text="The hash of the layout's headings.")
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    said_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-said_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "signature"], condition=Q(replaced_at__isnull=True), name="one_mapping_per_layout"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}: {', '.join(self.headings[:4])}"

    @property
    def ref(self) -> str:
        """How changes and audit name this mapping."""
        return f"reading-layout:{self.source_id}:{self.signature[:16]}"
