"""Where a change of an award's purpose stands: the group asks, its deciders and then an officer consent."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class PurposeState(TextChoices):
    ASKED = "asked", "Asked for: councillors answer"
    BACKED = "backed", "Councillors agree: an officer confirms"
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
