"""How an award that was looked at again came out."""

from django.db.models import TextChoices


class ReviewOutcome(TextChoices):
    STANDS = "stands", "The decision stands"
    PUT_RIGHT = "put_right", "It has been put right"
    REFERRED = "referred", "Referred to the Standards Committee"
