"""What may become of a page of guidance."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class GuidanceState(TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


# A page that is published again has a new version; one that was withdrawn can come back by another.
GUIDANCE = Lifecycle(
    "guidance",
    {
        GuidanceState.DRAFT: {GuidanceState.PUBLISHED},
        GuidanceState.PUBLISHED: {GuidanceState.PUBLISHED, GuidanceState.WITHDRAWN},
        GuidanceState.WITHDRAWN: {GuidanceState.PUBLISHED},
    },
)
