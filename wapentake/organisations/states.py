"""Choices of the organisations room."""

import re

from django.db.models import TextChoices

# Of the Charity Commission (six or seven digits, and a subsidiary's own number), of the Scottish regulator (SC0 and
# five digits), and of the Northern Irish one (1 and five digits, with or without NIC).
CHARITY_NUMBER = re.compile(r"\d{6,7}(-\d{1,3})?|SC0\d{5}|NIC1\d{5}", re.ASCII)
NO_CHARITY_NUMBER = "Enter a charity number, like 1234567, or SC012345 in Scotland"


# In place of the name of somebody who is paid as a person, wherever the public reads it.
ONE_PERSON = "One person"


class OrganisationKind(TextChoices):
    GROUP = "group", "Community group"
    CHARITY = "charity", "Charity"
    PARTNER = "partner", "Partner"
    PARISH_COUNCIL = "parish_council", "Parish or town council"
    SERVICE = "service", "Council service"
    BUSINESS = "business", "Business"
    PERSON = "person", "One person, who is never named in public"


class Sector(TextChoices):
    """The three sectors that the yearly report of devolved budgets divides awards by."""

    VOLUNTARY = "voluntary", "Voluntary and community"
    PUBLIC = "public", "Public"
    PRIVATE = "private", "Private"
