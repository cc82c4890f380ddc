"""Who publishes figures, and what is measured."""

from django.db import models
from django.db.models import Q

from ..states import Better, Spread, Topic, Unit


class Source(models.Model):
    """Somebody who publishes figures, and on which terms."""

    key = models.SlugField(unique=True)
    publisher = models.CharField(max_length=120)
    title = models.CharField(max_length=160)
    link = models.URLField(blank=True)
    licence = models.CharField(max_length=100)
    licence_link = models.URLField(blank=True)
    attribution = models.CharField(max_length=300, blank=True, help_text="The words that the licence asks for.")

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Indicator(models.Model):
    """What is measured, in which unit, and how it lies over an area."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="indicators")
    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    unit = models.CharField(max_length=10, choices=Unit.choices)
    spread = models.CharField(max_length=10, choices=Spread.choices)
    topic = models.CharField(max_length=12, choices=Topic.choices)
    better = models.CharField(max_length=8, choices=Better.choices, default=Better.NEITHER)
    decimals = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True, help_text="What a reader must know to read it rightly.")
    headline = models.BooleanField(default=False, help_text="Stands on the page that a councillor takes into a room.")
    # A derived indicator divides one fitted figure by another. An empty category is the sum of all.
    over = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    over_category = models.CharField(max_length=120, blank=True)
    under = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    under_category = models.CharField(max_length=120, blank=True)
    times = models.PositiveIntegerField(default=1, help_text="100 for per cent, 1,000 for a rate per thousand.")

    class Meta:
        ordering = ["topic", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(over__isnull=True, under__isnull=True) | Q(over__isnull=False, under__isnull=False),
                name="derived_of_two",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """How changes and audit name this indicator."""
        return f"indicator:{self.key}"
