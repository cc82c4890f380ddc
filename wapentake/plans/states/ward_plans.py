"""How a ward's plan stands, and what a member said to it."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class PlanState(TextChoices):
    DRAFT = "draft", "Draft"
    PROPOSED = "proposed", "With the ward's members"
    AGREED = "agreed", "Agreed"
    PUBLISHED = "published", "Published"
    SUPERSEDED = "superseded", "Replaced"
    WITHDRAWN = "withdrawn", "Withdrawn"


class PlanWordKind(TextChoices):
    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Refused"


WARD_PLAN = Lifecycle(
    "ward plan",
    {
        PlanState.DRAFT: {PlanState.PROPOSED, PlanState.WITHDRAWN},
        PlanState.PROPOSED: {PlanState.DRAFT, PlanState.AGREED},
        PlanState.AGREED: {PlanState.DRAFT, PlanState.PUBLISHED},
        PlanState.PUBLISHED: {PlanState.SUPERSEDED},
        PlanState.SUPERSEDED: set(),
        PlanState.WITHDRAWN: set(),
    },
)
