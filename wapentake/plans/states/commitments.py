"""Where a commitment comes from, and what may become of it."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class SourceKind(TextChoices):
    SERVICE_PLAN = "service_plan", "Service plan"
    CABINET_REPORT = "cabinet_report", "Cabinet report"
    POLICY = "policy", "Policy or strategy"
    ALLOCATION = "allocation", "Allocation of money"
    PARTNER_PLAN = "partner_plan", "Partner’s plan"
    ASK = "ask", "Answer to what a ward asked"


class CommitmentState(TextChoices):
    DRAFT = "draft", "Being written"
    PUBLISHED = "published", "Made"
    CHANGED = "changed", "Changed since it was made"
    KEPT = "kept", "Kept"
    WITHDRAWN = "withdrawn", "Taken back"


COMMITMENT = Lifecycle(
    "commitment",
    {
        CommitmentState.DRAFT: {CommitmentState.PUBLISHED, CommitmentState.WITHDRAWN},
        CommitmentState.PUBLISHED: {CommitmentState.CHANGED, CommitmentState.KEPT, CommitmentState.WITHDRAWN},
        CommitmentState.CHANGED: {CommitmentState.CHANGED, CommitmentState.KEPT, CommitmentState.WITHDRAWN},
        CommitmentState.KEPT: {CommitmentState.PUBLISHED, CommitmentState.CHANGED},  # marked as kept by mistake
        CommitmentState.WITHDRAWN: set(),
    },
)
