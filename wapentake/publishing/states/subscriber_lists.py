"""How far a file of an earlier list is, what becomes of its lines, and what a column may hold."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class ListState(TextChoices):
    STAGED = "staged", "Kept, not brought in"
    APPLIED = "applied", "Brought in"
    DISCARDED = "discarded", "Discarded"


SUBSCRIBER_LIST = Lifecycle(
    "list",
    {
        ListState.STAGED: {ListState.APPLIED, ListState.DISCARDED},
        ListState.APPLIED: set(),
        ListState.DISCARDED: set(),
    },
)


class ListColumn(TextChoices):
    """What a column of a list may hold."""

    EMAIL = "email", "E-mail address"
    WARDS = "wards", "Wards"
    EVIDENCE = "evidence", "Consent evidence"
    AGREED_ON = "agreed_on", "Agreed on"
    POSTCODE = "postcode", "Postcode"


# Headings as lists have them, in small letters. Every line has all of the needed.
KNOWN_COLUMNS: dict[str, tuple[str, ...]] = {
    ListColumn.EMAIL: ("e-mail", "email", "e-mail address", "email address", "address", "subscriber"),
    ListColumn.WARDS: ("wards", "ward", "topics", "topic", "subscriptions", "lists", "list"),
    ListColumn.EVIDENCE: ("consent evidence", "consent", "evidence", "source", "origin", "how",
                          "how they agreed", "how agreed", "subscribed through"),
    ListColumn.AGREED_ON: ("agreed on", "consent date", "date", "date of consent", "subscribed on", "subscribed",
                           "created", "created at"),
    ListColumn.POSTCODE: ("postcode", "post code"),
}  # fmt: skip
NEEDED_COLUMNS = (ListColumn.EMAIL, ListColumn.WARDS, ListColumn.EVIDENCE, ListColumn.AGREED_ON)


class LineOutcome(TextChoices):
    NEW = "new", "New"
    ADDS = "adds", "Known here, gets more"
    SAME = "same", "Already here"
    STAYS_OUT = "stays_out", "Has left, or is not written to"
    REFUSED = "refused", "Refused"


class FigureKind(TextChoices):
    """What was published of the bulletin and the pages."""

    SUBSCRIPTIONS = "subscriptions", "Subscriptions"
    ENGAGEMENT = "engagement", "Engagement rate"
    VIEWS = "views", "Unique page views"
    TARGET = "target", "Target for subscriptions"
