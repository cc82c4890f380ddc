"""An award that is paid in parts: how much, when, and what the group shows first. Amounts are integer pence."""

from django.db import models
from django.db.models import Q

from wapentake.people.models import User

from ..states.instalments import InstalmentState, ShownFirst
from .applications import Application
from .ledger import Transfer


class Instalment(models.Model):
    """One part of an award. All of an award's add up to it; an award without any is paid at once."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="instalments")
    number = models.PositiveSmallIntegerField(help_text="They are paid in this order.")
    pence = models.BigIntegerField()
    due_on = models.DateField(help_text="The first day on which it is paid.")
    first = models.CharField(max_length=7, choices=ShownFirst.choices, default=ShownFirst.NOTHING)
    state = models.CharField(max_length=7, choices=InstalmentState.choices, default=InstalmentState.WAITING)
    transfer = models.OneToOneField(Transfer, null=True, on_delete=models.PROTECT, related_name="+")
    shown = models.TextField(blank=True, help_text="The note, or what the receipt is of.")
    shown_at = models.DateTimeField(null=True)
    shown_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", help_text="Empty: the group, by its link."
    )
    receipt_on = models.DateField(null=True, help_text="The date of the receipt.")
    receipt_pence = models.BigIntegerField(null=True)
    seen_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["application", "number"]
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="instalment_is_of_something"),
            models.UniqueConstraint(fields=["application", "number"], name="one_instalment_of_a_number"),
            models.CheckConstraint(
                condition=Q(state=InstalmentState.PAID, transfer__isnull=False)
                | (~Q(state=InstalmentState.PAID) & Q(transfer=None)),
                name="a_paid_instalment_has_its_transfer",
            ),
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by=None)
                | Q(seen_at__isnull=False, seen_by__isnull=False, shown_at__isnull=False),
                name="what_was_seen_was_shown",
            ),
        ]

    def __str__(self) -> str:
        return f"Instalment {self.number} of {self.application.reference}"
