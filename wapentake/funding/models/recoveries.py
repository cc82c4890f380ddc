"""Money that was paid and is asked back: what came, what was written off. Amounts are integer pence."""

from django.db import models
from django.db.models import F, Q

from wapentake.people.models import User

from ..states.recoveries import RecoveryReason, RecoveryState, WriteOffState
from .applications import Application
from .ledger import Transfer


class Recovery(models.Model):
    """A sum of an award that the council asks back: it is settled once what came and what was written off add up.

    One for want of a monitoring form is settled, too, by a form that is accepted before anything came.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="recoveries")
    pence = models.BigIntegerField()
    why = models.CharField(max_length=8, choices=RecoveryReason.choices)
    said = models.TextField(help_text="What the group is told of the reason.")
    how = models.CharField(max_length=300, help_text="How the group pays it back.")
    due_on = models.DateField()
    state = models.CharField(max_length=6, choices=RecoveryState.choices, default=RecoveryState.OPEN)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    reminders = models.PositiveSmallIntegerField(default=0, help_text="How many reminders have been sent.")
    key = models.CharField(max_length=200, unique=True, help_text="The same form asks once.")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(pence__gt=0), name="recovery_is_of_something")]

    def __str__(self) -> str:
        return f"Recovery {self.pk} of {self.application.reference}"


class RecoveryReceipt(models.Model):
    """Money that came back for a recovery, with the transfer that records it."""

    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, related_name="receipts")
    pence = models.BigIntegerField()
    transfer = models.OneToOneField(Transfer, on_delete=models.PROTECT, related_name="recovered")

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(pence__gt=0), name="recovery_receipt_is_of_something")]


class WriteOff(models.Model):
    """What of a recovery is given up: one person proposes it, another agrees."""

    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, related_name="write_offs")
    pence = models.BigIntegerField()
    reason = models.TextField()
    state = models.CharField(max_length=8, choices=WriteOffState.choices, default=WriteOffState.PROPOSED)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="write_off_is_of_something"),
            models.UniqueConstraint(
                fields=["recovery"], condition=Q(state=WriteOffState.PROPOSED), name="one_open_write_off"
            ),
            # Two people, held by the database too.
            models.CheckConstraint(
                condition=~Q(state=WriteOffState.AGREED)
                | Q(settled_by__isnull=False) & ~Q(settled_by=F("proposed_by")),
                name="a_write_off_takes_two_people",
            ),
        ]
