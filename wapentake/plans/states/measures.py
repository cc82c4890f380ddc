"""Choices of a priority's measures."""

from django.db.models import TextChoices


class Wanted(TextChoices):
    """Which way a measure should go."""

    LOWER = "lower", "Lower is better"
    HIGHER = "higher", "Higher is better"


class Sureness(TextChoices):
    """How sure a reading is that somebody entered by hand."""

    COUNTED = "counted", "Counted or measured in full"
    RANGE = "range", "It lies within a range"
    ESTIMATE = "estimate", "An estimate; how far out it may be is not known"
