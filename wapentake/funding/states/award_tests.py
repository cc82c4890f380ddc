"""What an award from ring-fenced money must pass, and what a group is asked so that it can be seen."""

from django.db.models import TextChoices


class AwardTest(TextChoices):
    """What an award from ring-fenced money must pass."""

    PRIORITY = "priority", "It fits a ward priority"
    DEMANDS = "demands", "It meets demands that development puts on the area"
    TENANTS = "tenants", "It directly benefits council tenants"
    SIGN_OFF = "sign_off", "A housing officer signs it off"


class GroupQuestion(TextChoices):
    """What a group that asks for ring-fenced money is asked besides what every group is."""

    PRIORITY = "priority", "Which ward priority it serves"
    DEMANDS = "demands", "How it meets demands that development puts on the area"
    TENANTS = "tenants", "How council tenants benefit, and how many of them"
