"""Which papers a group gives, and how an application reached the council."""

from django.db.models import TextChoices


class Paper(TextChoices):
    ACCOUNTS = "accounts", "Accounts"
    QUOTE = "quote", "Quote"
    SAFEGUARDING = "safeguarding", "Safeguarding policy"
    INSURANCE = "insurance", "Proof of insurance"
    OTHER = "other", "Something else"


class Received(TextChoices):
    PAPER = "paper", "On paper"
    TELEPHONE = "telephone", "By telephone"
    IN_PERSON = "in_person", "In person"
