"""By what a ward will know whether a priority comes about: measures, their readings and their targets."""

from django.db import models
from django.db.models import F, Q

from wapentake.evidence.models import Indicator
from wapentake.people.models import User

from ..states import Sureness, Wanted
from .priorities import Priority


class Measure(models.Model):
    """A figure by which a priority is measured. It belongs to every version of the priority from its own on.

    Its readings come from an indicator of the ward, or are entered by hand.
    """

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="measures")
    name = models.CharField(max_length=120)
    unit = models.CharField(max_length=60, blank=True, help_text="What follows the number: % of drivers, people hurt.")
    wanted = models.CharField(max_length=6, choices=Wanted.choices)
    decimals = models.PositiveSmallIntegerField(default=0)
    indicator = models.ForeignKey(Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    every_months = models.PositiveSmallIntegerField(help_text="After how many months a new reading is due.")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["priority", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(every_months__range=(1, 60)), name="measure_is_read_every_months"),
            models.CheckConstraint(condition=Q(decimals__lte=2), name="measure_has_few_decimals"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_because="")
                | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="measure_ends_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MeasureReading(models.Model):
    """What a measure came to on a day, and how sure that is. The first, its baseline, is what it is held against.

    A reading that was wrong is struck out with the reason, and kept.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="readings")
    baseline = models.BooleanField(default=False)
    on = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=2)
    sure = models.CharField(max_length=8, choices=Sureness.choices)
    low = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    high = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    source = models.CharField(max_length=200)
    note = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure"], condition=Q(baseline=True, struck_at__isnull=True), name="one_baseline_per_measure"
            ),
            models.UniqueConstraint(
                fields=["measure", "on"], condition=Q(struck_at__isnull=True), name="one_reading_per_day"
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="reading_is_not_below_nought"),
            models.CheckConstraint(
                condition=Q(sure="range", low__gte=0, low__lte=F("value"), high__gte=F("value"))
                | (~Q(sure="range") & Q(low__isnull=True, high__isnull=True)),
                name="reading_lies_in_its_range",
            ),
        ]


class MeasureTarget(models.Model):
    """What a measure is meant to come to, and by when. A new target says why; the earlier ones are kept."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="targets")
    value = models.DecimalField(max_digits=14, decimal_places=2)
    by_date = models.DateField()
    because = models.CharField(max_length=300, blank=True)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-set_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(value__gte=0), name="target_is_not_below_nought")]
