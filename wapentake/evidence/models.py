"""Readings and where they come from: what was published, for which area and period, and how it came to the wards."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from wapentake.people.models import User
from wapentake.places.models import Edition

from .states import Better, Geography, LoadState, Method, Spread, Topic, Unit


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


class Figure(models.Model):
    """What a line of a file says: indicator, area, period, category, value. Points have a place as well."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(ReadingFile, on_delete=models.CASCADE, related_name="+")
    geography = models.CharField(max_length=8, choices=Geography.choices)
    area = models.CharField(max_length=9, blank=True, help_text="GSS code; empty where the publisher gives no place.")
    period = models.CharField(max_length=10, help_text="A month as 2025-04, a year as 2021.")
    category = models.CharField(max_length=120, blank=True)
    value = models.FloatField()
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    # What was fitted to wards elsewhere, our own export among it, says how and how surely.
    method = models.CharField(max_length=16, choices=Method.choices, blank=True)
    error = models.FloatField(default=0)
    # The sums of the areas wholly inside a ward and of all that touch it, where a file tells them.
    inside = models.FloatField(null=True)
    touching = models.FloatField(null=True)

    class Meta:
        abstract = True


class StagedReading(Figure):
    """A line of a file that is not applied yet."""

    line = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["file", "line"], name="staged_by_file")]


class Reading(Figure):
    """A published figure, as published. Points at one place in one period are one row with their number."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period", "category", "geography", "area", "longitude", "latitude"],
                name="one_reading_per_area_and_period",
                nulls_distinct=False,
            )
        ]


class AreaShare(models.Model):
    """What part of an area lies in a ward, by one method: the parts of an area within the borough sum to at most 1."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    geography = models.CharField(max_length=8, choices=Geography.choices)
    area = models.CharField(max_length=9)
    ward_code = models.CharField(max_length=9)
    method = models.CharField(max_length=16, choices=Method.choices)
    share = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "geography", "area", "ward_code", "method"], name="one_share_per_area_and_ward"
            ),
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=1.000001), name="share_is_a_part"),
        ]


class WardReading(models.Model):
    """A reading as it came to a ward: its method, its error, its rank among the wards.

    An empty ward code is what could not be placed; the council's code is the whole borough.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    category = models.CharField(max_length=120, blank=True)
    area = models.CharField(max_length=9, blank=True)
    method = models.CharField(max_length=16, choices=Method.choices)
    value = models.FloatField()
    error = models.FloatField(
        default=0, help_text="Half the width between what lies wholly inside and all that touches."
    )
    rank = models.PositiveIntegerField(null=True, help_text="Among the wards, 1 for the highest value.")
    rank_low = models.PositiveIntegerField(null=True, help_text="Among the wards, 1 for the lowest value.")
    of = models.PositiveIntegerField(null=True, help_text="How many wards were ranked.")
    # On the council's row: the wards' values in order, or as many of them, evenly chosen, as a picture can show.
    spread = ArrayField(models.FloatField(), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "edition", "period", "category", "area"], name="one_fitted_reading"
            )
        ]
        indexes = [models.Index(fields=["edition", "area", "indicator", "period"], name="fitted_by_area")]


class Fitting(models.Model):
    """By what the readings of an edition's wards were last fitted: when any of it changes, they are fitted anew."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="+")
    rests_on = models.CharField(max_length=64)
    fitted_at = models.DateTimeField()
