"""Readings as they were published, for which area and period, and as a file gives them before it is applied."""

from django.db import models

from ..states import Geography, Method
from .catalogue import Indicator
from .files import ReadingFile


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


class ReplacedReading(Figure):
    """A reading whose place another file took: it comes back if that file, the last of its source, is withdrawn."""

    by = models.ForeignKey(ReadingFile, on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["by"], name="replaced_by_file")]
