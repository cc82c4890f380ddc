"""Choices of the Community Infrastructure Levy: what a line of it is, and how its site was placed."""

from django.db.models import TextChoices


class ReceiptKind(TextChoices):
    """What a line of a development's levy is. Refunds and corrections name the receipt that they belong to."""

    RECEIVED = "received", "Received"
    REFUND = "refund", "Refunded to the developer"
    CORRECTION = "correction", "Taken out: it was entered wrongly"


class Placed(TextChoices):
    """How it was found which ward or parish a site lies in."""

    POINT = "point", "By its point on the map"
    HAND = "hand", "By an officer"


class PlanKind(TextChoices):
    """What raises the local share to 25% (regulation 59A(3) and (4))."""

    PLAN = "plan", "Neighbourhood plan"
    ORDER = "order", "Neighbourhood development order"
