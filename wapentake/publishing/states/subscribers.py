"""How somebody stands to the e-bulletin, and how it came to be so."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class SubscriberState(TextChoices):
    PENDING = "pending", "Has not confirmed"
    CONFIRMED = "confirmed", "Gets the bulletin"
    LEFT = "left", "Has left"
    SUPPRESSED = "suppressed", "Is not written to"


# Who left may come back, by the link of a new mail; who is not written to comes back only where the desk lifts it.
SUBSCRIBER = Lifecycle(
    "subscriber",
    {
        SubscriberState.PENDING: {SubscriberState.CONFIRMED, SubscriberState.SUPPRESSED},
        SubscriberState.CONFIRMED: {SubscriberState.LEFT, SubscriberState.SUPPRESSED},
        SubscriberState.LEFT: {SubscriberState.CONFIRMED, SubscriberState.SUPPRESSED},
        SubscriberState.SUPPRESSED: {SubscriberState.LEFT},
    },
)


class JoinedBy(TextChoices):
    """Where a subscription came from."""

    SITE = "site", "This site"
    PAPER = "paper", "A paper form"
    IMPORT = "import", "An earlier list"
    DESK = "desk", "The desk"


class ConsentTo(TextChoices):
    """What somebody agreed to, or no longer agrees to."""

    BULLETIN = "bulletin", "The bulletin"
    PROMOTIONS = "promotions", "Paid, fundraising and other people’s items"
    OPENS = "opens", "Counting that it was opened"


class ConsentBy(TextChoices):
    """How it was said."""

    LINK = "link", "The link of an e-mail that was sent to the address"
    PREFERENCES = "preferences", "The page of preferences"
    ONE_CLICK = "one_click", "The unsubscribe button of a mail program"
    UNSUBSCRIBED = "unsubscribed", "The unsubscribe page"
    PAPER = "paper", "A paper form"
    IMPORT = "import", "An earlier list, with its evidence"
    DESK = "desk", "The desk, as the person asked"
    BOUNCE = "bounce", "The address takes no mail"
    COMPLAINT = "complaint", "A complaint about a mail"
    RESTORE = "restore", "Said again after a restore"
