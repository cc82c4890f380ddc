"""What is posted about a ward, and what may become of it."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class ItemKind(TextChoices):
    NEWS = "news", "News"
    EVENT = "event", "Event"
    CASE_STUDY = "case_study", "Case study"
    DECISION = "decision", "Decision explained"


class ItemState(TextChoices):
    DRAFT = "draft", "Draft"
    PROPOSED = "proposed", "Waiting for approval"
    APPROVED = "approved", "Approved"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DISCARDED = "discarded", "Discarded"


# Approved is out from its day on: what has its day still to come can go back to draft.
ITEM = Lifecycle(
    "item",
    {
        ItemState.DRAFT: {ItemState.PROPOSED, ItemState.APPROVED, ItemState.DISCARDED},
        ItemState.PROPOSED: {ItemState.DRAFT, ItemState.APPROVED, ItemState.DISCARDED},
        ItemState.APPROVED: {ItemState.DRAFT, ItemState.WITHDRAWN},
        ItemState.WITHDRAWN: set(),
        ItemState.DISCARDED: set(),
    },
)


class Approval(TextChoices):
    """Whose yes an item needs beside its author's."""

    NOBODY = "nobody", "Nobody: whoever may draft posts it"
    ANOTHER = "another", "One other person: a member of the ward, or its co-ordinator"
    CO_ORDINATOR = "co_ordinator", "The ward’s co-ordinator"
