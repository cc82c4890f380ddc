"""Strategies in versions, with their commitments and who signed them off; and who decides what."""

from django.db import models
from django.db.models import F, Q

from wapentake.foundation.dated import Dated, DatedManager, ends_after_it_begins
from wapentake.people.models import User
from wapentake.places.models import Ward

from ..states import LineKind, Tier, VersionState


class Strategy(models.Model):
    """A strategy of the council over all its versions."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """How changes and audit name this strategy."""
        return f"strategy:{self.pk}"


class StrategyVersion(models.Model):
    """A strategy as it was adopted on a day. A later version replaces it; it stays readable."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=300)
    body = models.TextField(max_length=30_000, help_text="Text with marks: ## for a heading, - for a list.")
    adopted_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The last day that it is meant for.")
    source = models.CharField(max_length=200, help_text="Where it was decided: the meeting and its minute.")
    state = models.CharField(max_length=10, choices=VersionState.choices, default=VersionState.DRAFT)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    published_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["strategy", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "number"], name="one_version_per_number"),
            models.UniqueConstraint(fields=["strategy"], condition=Q(state="published"), name="one_version_in_force"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("adopted_on")), name="a_strategy_lasts"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False), name="published_version_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"


class StrategyLine(models.Model):
    """One commitment of a version, under the aim that it serves; or one body that signed it off, and when."""

    version = models.ForeignKey(StrategyVersion, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=10, choices=LineKind.choices)
    number = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=120, blank=True)
    text = models.CharField(max_length=500)

    class Meta:
        ordering = ["version", "kind", "number"]
        constraints = [models.UniqueConstraint(fields=["version", "kind", "number"], name="one_line_per_number")]


class DecidingBody(Dated):
    """Who decides what, for a time: of the whole borough, or of the wards named. With its source and when checked."""

    tier = models.CharField(max_length=10, choices=Tier.choices)
    name = models.CharField(max_length=120)
    decides = models.CharField(max_length=400)
    link = models.URLField(blank=True)
    wards = models.ManyToManyField(Ward, related_name="+", blank=True)
    source = models.CharField(max_length=200)
    checked_on = models.DateField()

    objects = DatedManager()

    class Meta:
        ordering = ["name"]
        constraints = [ends_after_it_begins("deciding_body_lasts")]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """How changes and audit name this body."""
        return f"decides:{self.pk}"
