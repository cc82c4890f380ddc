"""Choices of the places room."""

from django.db.models import TextChoices


class Cover(TextChoices):
    """How much of a ward lies in parishes."""

    YES = "yes", "Parished"
    PART = "part", "Part parished"
    NO = "no", "Not parished"


class ParishKind(TextChoices):
    TOWN = "town", "Town council"
    PARISH = "parish", "Parish council"
    COMMUNITY = "community", "Community council"
    MEETING = "meeting", "Parish meeting"


class NamedPlaceKind(TextChoices):
    TOWN_CENTRE = "town_centre", "Town centre"
    VILLAGE = "village", "Village or neighbourhood"
    SERVICE_AREA = "service_area", "Area of a service"
    POLICE_AREA = "police_area", "Police area"


class AreaKind(TextChoices):
    """What a set of boundaries draws."""

    WARD = "ward", "Wards"
    PARISH = "parish", "Parishes"
    LSOA = "lsoa", "Lower super output areas"
    OTHER = "other", "Other areas"


class SetState(TextChoices):
    LOADED = "loaded", "Loaded, not in use"
    ACTIVE = "active", "In use"
    RETIRED = "retired", "Replaced"


class PostcodeState(TextChoices):
    LIVE = "live", "Live"
    TERMINATED = "terminated", "No longer in use"
