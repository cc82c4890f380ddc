"""Files by which progress is told of many actions at once."""

from django.db import models
from django.db.models import Q

from wapentake.people.models import User

from ..states import ProgressFileState


class ProgressFile(models.Model):
    """A file in the shape of the export: read, looked at, applied whole or not at all. Twice changes nothing."""

    name = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=ProgressFileState.choices, default=ProgressFileState.STAGED)
    lines = models.JSONField(default=list, help_text="Each line's number and cells, until it is applied or discarded.")
    told = models.JSONField(default=list, help_text="What was applied, line by line.")
    read_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    applied_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-read_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"], condition=Q(state="applied"), name="one_applied_progress_file_per_hash"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """How changes and audit name this file."""
        return f"progress-file:{self.pk}"
