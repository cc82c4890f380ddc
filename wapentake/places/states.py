"""Choices of the places room."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


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
    # The package of postcodes lists old ones among the live and does not say which is which.
    LISTED = "listed", "Listed; whether it is live is not known"


class AnswerKind(TextChoices):
    """What the question of a postcode came to."""

    FOUND = "found", "In one of our wards"
    TERMINATED = "terminated", "No longer in use"
    OTHER_COUNCIL = "other_council", "In another council"
    NOT_ENGLISH = "not_english", "Not in England"
    UNKNOWN = "unknown", "Not known"
    MALFORMED = "malformed", "Not a postcode"


# A set of boundaries is loaded, put to use and replaced; a replaced one can be put to use again.
SET_LIFE = Lifecycle(
    "set of boundaries",
    {
        SetState.LOADED: {SetState.ACTIVE},
        SetState.ACTIVE: {SetState.RETIRED},
        SetState.RETIRED: {SetState.ACTIVE},
    },
)
