"""Other people's funds: what they are for, and how a bid came out."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class OutsideTheme(TextChoices):
    """What an outside fund pays for, as a group would look for it."""

    COMMUNITY = "community", "Community life"
    YOUNG = "young", "Young people"
    HEALTH = "health", "Health and wellbeing"
    GREEN = "green", "Green spaces and climate"
    CULTURE = "culture", "Arts and heritage"
    SPORT = "sport", "Sport and play"
    BUILDINGS = "buildings", "Halls and buildings"
    HARDSHIP = "hardship", "Hardship and advice"


class BidResult(TextChoices):
    """Where a bid to an outside fund stands."""

    WAITING = "waiting", "Bid sent"
    WON = "won", "Bid won"
    LOST = "lost", "Bid lost"
    TAKEN_BACK = "taken_back", "Bid taken back"


BID = Lifecycle(
    "bid",
    {
        BidResult.WAITING: {BidResult.WON, BidResult.LOST, BidResult.TAKEN_BACK},
        BidResult.WON: set(),
        BidResult.LOST: set(),
        BidResult.TAKEN_BACK: set(),
    },
)
# So many days before a fund closes, whoever follows it is reminded: to plan a bid, and to send it.
REMIND_BEFORE = (28, 7)
SOON = max(REMIND_BEFORE)
# After so many days without a look, a fund's facts are marked as old.
CHECK_AGAIN = 180
EVERY_FUND = "other-funds:all"
