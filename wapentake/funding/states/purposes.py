"""Where a change of an award's purpose stands: the group asks, a member and then an officer consent."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class PurposeState(TextChoices):
    ASKED = "asked", "Asked for: the councillor answers"
    BACKED = "backed", "The councillor agrees: an officer confirms"
    CONSENTED = "consented", "Consented to"
    REFUSED = "refused", "Not consented to"


PURPOSE = Lifecycle(
    "change of purpose",
    {
        PurposeState.ASKED: {PurposeState.BACKED, PurposeState.REFUSED},
        PurposeState.BACKED: {PurposeState.CONSENTED, PurposeState.REFUSED},
        PurposeState.CONSENTED: set(),
        PurposeState.REFUSED: set(),
    },
)
