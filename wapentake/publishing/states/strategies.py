"""Where a version of a strategy stands, and who decides what at which tier."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class VersionState(TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "In force"
    SUPERSEDED = "superseded", "Replaced by a later version"
    DISCARDED = "discarded", "Discarded"


# What was published stays readable for ever.
STRATEGY = Lifecycle(
    "version of a strategy",
    {
        VersionState.DRAFT: {VersionState.PUBLISHED, VersionState.DISCARDED},
        VersionState.PUBLISHED: {VersionState.SUPERSEDED},
        VersionState.SUPERSEDED: set(),
        VersionState.DISCARDED: set(),
    },
)


class LineKind(TextChoices):
    """What a line of a strategy is."""

    COMMITMENT = "commitment", "Commitment"
    SIGN_OFF = "sign_off", "Sign-off"


class Tier(TextChoices):
    """Who decides, from the nearest to the furthest."""

    PARISH = "parish", "Parish and town councils"
    COUNCIL = "council", "The council"
    COMBINED = "combined", "The combined authority"
    POLICE = "police", "The police"
    NHS = "nhs", "The NHS"
    NATION = "nation", "The government and its agencies"
