"""Funds that others give, and the bids made to them. Amounts are integer pence."""

from django.db import models
from django.db.models import F, Q

from wapentake.organisations.models import Organisation
from wapentake.people.models import User
from wapentake.places.models import Ward

from ..states.outside import BidResult, OutsideTheme


class OutsideFund(models.Model):
    """A fund that somebody other than the council gives, as it was when it was last looked at."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    giver = models.CharField(max_length=120, help_text="Who gives it.")
    purpose = models.CharField(max_length=500, help_text="What it pays for, and for whom.")
    theme = models.CharField(max_length=9, choices=OutsideTheme.choices)
    wards = models.ManyToManyField(Ward, related_name="+", help_text="Where it pays; empty is everywhere here.")
    least_pence = models.BigIntegerField(null=True)
    most_pence = models.BigIntegerField(null=True)
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True, help_text="The last day for bids; empty where there is none.")
    link = models.URLField()
    checked_on = models.DateField(help_text="When somebody last looked whether this is still so.")
    ended_on = models.DateField(null=True, help_text="Taken off the list on this day, whatever its dates.")
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    invented = models.BooleanField(default=False, help_text="Of the demonstration: there is no such fund.")

    class Meta:
        ordering = [F("closes_on").asc(nulls_last=True), "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(least_pence__isnull=True)
                | Q(most_pence__isnull=True)
                | Q(most_pence__gte=F("least_pence")),
                name="outside_fund_amounts_in_order",
            ),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True) | Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="outside_fund_opens_before_it_closes",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """How changes and audit name this fund."""
        return f"other-fund:{self.pk}"


class OutsideBid(models.Model):
    """A bid that a group, or with no organisation the council itself, made to an outside fund."""

    fund = models.ForeignKey(OutsideFund, on_delete=models.PROTECT, related_name="bids")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    ward = models.ForeignKey(Ward, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    asked_pence = models.BigIntegerField()
    sent_on = models.DateField()
    result = models.CharField(max_length=10, choices=BidResult.choices, default=BidResult.WAITING)
    won_pence = models.BigIntegerField(default=0)
    settled_on = models.DateField(null=True)

    class Meta:
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(asked_pence__gt=0), name="bid_asks_for_something"),
            models.CheckConstraint(
                condition=Q(result=BidResult.WON, won_pence__gt=0) | ~Q(result=BidResult.WON) & Q(won_pence=0),
                name="only_a_won_bid_has_won",
            ),
        ]

    @property
    def bidder(self) -> str:
        """Who bid, as everybody on the desk may read it."""
        return self.organisation.public_name if self.organisation else "The council"


class OutsideFollow(models.Model):
    """Somebody wants to be reminded before a fund closes."""

    fund = models.ForeignKey(OutsideFund, on_delete=models.CASCADE, related_name="followers")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reminded_for = models.DateField(null=True, help_text="The closing date that was last told.")
    reminded_days = models.PositiveSmallIntegerField(null=True, help_text="How many days before it.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fund", "user"], name="followed_once")]
