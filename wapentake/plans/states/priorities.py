"""Choices and lifecycles of the plans room."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class PriorityState(TextChoices):
    DRAFT = "draft", "Draft"
    PROPOSED = "proposed", "With the ward's members"
    AGREED = "agreed", "Agreed"
    PUBLISHED = "published", "Published"
    SUPERSEDED = "superseded", "Replaced"
    WITHDRAWN = "withdrawn", "Withdrawn"


PRIORITY = Lifecycle(
    "priority",
    {
        PriorityState.DRAFT: {PriorityState.PROPOSED, PriorityState.WITHDRAWN},
        PriorityState.PROPOSED: {PriorityState.DRAFT, PriorityState.AGREED, PriorityState.WITHDRAWN},
        PriorityState.AGREED: {
            PriorityState.DRAFT,
            PriorityState.PROPOSED,  # a member takes back an agreement given by mistake
            PriorityState.PUBLISHED,
            PriorityState.WITHDRAWN,
        },
        PriorityState.PUBLISHED: {PriorityState.SUPERSEDED, PriorityState.WITHDRAWN},
        PriorityState.SUPERSEDED: set(),
        PriorityState.WITHDRAWN: set(),
    },
)
