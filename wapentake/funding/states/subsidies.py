"""When a group is asked whether it sells goods or services, as the Subsidy Control Act 2022 makes councils ask."""

from django.db.models import TextChoices


class SellingAsked(TextChoices):
    """When at the latest a group is asked."""

    APPROVAL = "approval", "Before its award is approved"
    OFFER = "offer", "When it accepts the offer"
