"""Kinds of lookup."""

from django.db.models import TextChoices


class LookupKind(TextChoices):
    """What a lookup leads from and to."""

    AREAS = "lsoa11-lsoa21", "Small areas of 2011 to those of 2021"
    WARDS = "lsoa21-ward", "Small areas of 2021 to the ward that holds most of each"
