"""Files of readings."""

from django.db import models
from django.db.models import Q

from wapentake.people.models import User

from ..states import LoadState
from .catalogue import Source


class ReadingFile(models.Model):
    """A file of readings: read, looked at, applied. The same file twice changes nothing."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="files")
    layout = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=LoadState.choices, default=LoadState.STAGED)
    counts = models.JSONField(default=dict, help_text="Lines read, readings, elsewhere, without a place.")
    retrieved_on = models.DateField(help_text="When the council took it from its publisher.")
    read_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-read_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["sha256"], condition=Q(state="applied"), name="one_applied_file_per_hash")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """How changes and audit name this file."""
        return f"reading-file:{self.pk}"
