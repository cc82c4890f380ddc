"""Choices of the organisations room."""

from django.db.models import TextChoices


class OrganisationKind(TextChoices):
    GROUP = "group", "Community group"
    CHARITY = "charity", "Charity"
    PARTNER = "partner", "Partner"
    PARISH_COUNCIL = "parish_council", "Parish or town council"
    SERVICE = "service", "Council service"
    BUSINESS = "business", "Business"


class Sector(TextChoices):
    """The three sectors that the yearly report of devolved budgets divides awards by."""

    VOLUNTARY = "voluntary", "Voluntary and community"
    PUBLIC = "public", "Public"
    PRIVATE = "private", "Private"
