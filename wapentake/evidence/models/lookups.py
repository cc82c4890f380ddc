"""Which area became which, and which ward holds most of an area, as a publisher's lookup says."""

from django.db import models

from ..states import LookupKind


class AreaLookup(models.Model):
    """One line of a lookup: this area became that one, or lies for the most part in that ward."""

    kind = models.CharField(max_length=13, choices=LookupKind.choices)
    code = models.CharField(max_length=9)
    into = models.CharField(max_length=9)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "code", "into"], name="one_line_per_pair_of_areas")]
        indexes = [models.Index(fields=["kind", "into"], name="lookups_by_target")]
