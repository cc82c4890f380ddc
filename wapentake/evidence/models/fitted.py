"""How readings came to the wards."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from wapentake.places.models import Edition

from ..states import Geography, Method
from .catalogue import Indicator


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
        indexes = [models.Index(fields=["edition", "ward_code"], name="shares_by_ward")]


class WardReading(models.Model):
    """A reading as it came to a ward: its method, its error, its rank among the wards.

    An empty ward code is what could not be placed; the council's code is the whole borough.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    category = models.CharField(max_length=120, blank=True)
    area = models.CharField(max_length=9, blank=True)
    geography = models.CharField(
        max_length=8, choices=Geography.choices, blank=True, help_text="What the figure was published for."
    )
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
