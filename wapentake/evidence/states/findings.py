"""Choices of findings: who knows it, how sure that is, and where a finding stands."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class SaidBy(TextChoices):
    """What kind of body or person said it."""

    SERVICE = "service", "A service of the council"
    PARTNER = "partner", "A partner"
    RESIDENT = "resident", "Residents"
    COUNCILLOR = "councillor", "A councillor"
    OFFICER = "officer", "An officer"


class Confidence(TextChoices):
    """How sure a finding is. The scale is stated wherever it is shown."""

    FIRM = "firm", "Firm: counted, measured or seen by more than one"
    LIKELY = "likely", "Likely: seen by one who knows the place, not checked"
    HEARD = "heard", "Heard: said by some, and nobody has looked yet"


class FindingState(TextChoices):
    STANDS = "stands", "Stands"
    REPLACED = "replaced", "Replaced"
    WITHDRAWN = "withdrawn", "Withdrawn"


FINDING = Lifecycle(
    "finding",
    {
        FindingState.STANDS: {FindingState.REPLACED, FindingState.WITHDRAWN},
        FindingState.REPLACED: set(),
        FindingState.WITHDRAWN: set(),
    },
)
