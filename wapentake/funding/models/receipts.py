"""Receipts that a group names on its monitoring form. Amounts are integer pence."""

from django.db import models
from django.db.models import Q

from .monitoring import Monitoring


class Receipt(models.Model):
    """One thing that a group paid for with an award."""

    monitoring = models.ForeignKey(Monitoring, on_delete=models.PROTECT, related_name="receipts")
    on = models.DateField()
    what = models.CharField(max_length=120)
    pence = models.BigIntegerField()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(pence__gt=0), name="receipt_is_of_something")]
