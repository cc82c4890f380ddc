"""Earlier lists of subscribers, brought in from a file; and figures of earlier years as they were published."""

from django.db import models
from django.db.models import Q

from wapentake.people.models import User

from ..states import FigureKind, ListState


class SubscriberList(models.Model):
    """A file of an earlier list: read, looked at, brought in whole or not at all. Twice changes nothing."""

    name = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=dict, help_text="What it is, to the heading.")
    lines = models.JSONField(default=list, help_text="Number and cells, until it is brought in or discarded.")
    counts = models.JSONField(default=dict, help_text="What became of its lines.")
    state = models.CharField(max_length=10, choices=ListState.choices, default=ListState.STAGED)
    read_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    applied_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-read_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["sha256"], condition=Q(state="applied"), name="one_applied_list_per_hash")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """How changes and audit name this file."""
        return f"subscriber-list:{self.pk}"


class PublishedFigure(models.Model):
    """A figure of the bulletin or the pages as somebody published it, or a target. It is never computed anew."""

    kind = models.CharField(max_length=13, choices=FigureKind.choices)
    on = models.DateField(help_text="The day of which it speaks; of a target, the day by which.")
    value = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "kind"]
        constraints = [models.UniqueConstraint(fields=["kind", "on"], name="one_published_figure_per_day")]
