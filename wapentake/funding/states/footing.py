"""What an officer checks before an award is approved."""

from django.db.models import TextChoices


class CheckKind(TextChoices):
    """The officer's checks, each recorded with what was found at that moment."""

    ELIGIBLE = "eligible", "The group and the project may have this money"
    SUBSIDY = "subsidy", "Whether it may be a subsidy"
    CONFLICTS = "conflicts", "Interests of who said yes, and of the officer"
    BUDGET = "budget", "The money is there"
