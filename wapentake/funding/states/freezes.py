"""Where an award freeze stands."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class FreezeState(TextChoices):
    """Whether an award freeze counts. One that was set counts from its first day to the day before its last."""

    SET = "set", "Award freeze set"
    LIFTED = "lifted", "Award freeze lifted"
    TURNED_DOWN = "turned_down", "No award freeze for this poll"


AWARD_FREEZE = Lifecycle(
    "award freeze",
    {
        FreezeState.SET: {FreezeState.LIFTED},
        FreezeState.LIFTED: set(),
        FreezeState.TURNED_DOWN: set(),
    },
)
