"""Addresses that were changed. Kept for ever, so that a link in a letter of ten years ago still leads somewhere."""

from django.db import models
from django.db.models import F, Q

from wapentake.people.models import User

WITHIN = r"^/([^/\\?#\s][^\\?#\s]*)?$"


class MovedAddress(models.Model):
    """Where an address of the public site leads now. It never leads to another that has moved, nor to another host."""

    old = models.CharField(max_length=300, unique=True)
    new = models.CharField(max_length=300)
    because = models.CharField(max_length=200)
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["old"]
        constraints = [
            models.CheckConstraint(condition=~Q(old=F("new")), name="an_address_moves_elsewhere"),
            models.CheckConstraint(condition=Q(old__regex=WITHIN, new__regex=WITHIN), name="addresses_stay_within"),
        ]

    def __str__(self) -> str:
        return f"{self.old} to {self.new}"

    @property
    def ref(self) -> str:
        """How changes and audit name this address."""
        return f"moved:{self.pk}"
