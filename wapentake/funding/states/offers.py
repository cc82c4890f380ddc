"""How a group answers the offer of an award."""

from django.db.models import TextChoices


class OfferAnswered(TextChoices):
    ACCEPTED = "accepted", "Offer accepted"
    DECLINED = "declined", "Offer declined"
    LAPSED = "lapsed", "Offer lapsed"
