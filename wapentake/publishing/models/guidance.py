"""Guidance: what the council tells residents, groups and members about how things are done, version by version."""

from django.db import models
from django.db.models import F, Q

from wapentake.people.models import User

from ..states import GuidanceState


class Guidance(models.Model):
    """A page of guidance as its writers have it; what residents read is its newest version."""

    slug = models.SlugField(max_length=110, unique=True)
    title = models.CharField(max_length=100)
    summary = models.CharField(max_length=200)
    body = models.TextField(max_length=20_000)
    owner = models.CharField(max_length=120, help_text="Who answers for it.")
    position = models.PositiveSmallIntegerField(help_text="Where it stands in the list.")
    review_on = models.DateField(help_text="The day by which somebody looks at it again.")
    state = models.CharField(max_length=10, choices=GuidanceState.choices, default=GuidanceState.DRAFT)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """How changes and audit name this page."""
        return f"guidance:{self.pk}"


class GuidanceVersion(models.Model):
    """The words of a page of guidance as they were published on a day. Append-only."""

    guidance = models.ForeignKey(Guidance, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=100)
    summary = models.CharField(max_length=200)
    body = models.TextField(max_length=20_000)
    owner = models.CharField(max_length=120)
    review_on = models.DateField()
    what = models.CharField(max_length=200, blank=True, help_text="What is new in it.")
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True, help_text="When the next one came, or it was withdrawn.")

    class Meta:
        ordering = ["guidance", "number"]
        constraints = [
            models.UniqueConstraint(fields=["guidance", "number"], name="one_guidance_version_per_number"),
            models.UniqueConstraint(
                fields=["guidance"], condition=Q(closed_at__isnull=True), name="one_guidance_version_in_force"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("published_at")), name="guidance_version_lasts"
            ),
        ]
