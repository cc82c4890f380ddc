"""An award, or what is not yet paid of it, that the council cancels. Amounts are integer pence."""

from django.db import models
from django.db.models import F, Q

from wapentake.people.models import User

from ..states.cancellations import CancellationState
from .applications import Application
from .ledger import Transfer


class Cancellation(models.Model):
    """What is not paid of an award is there for others again; what was paid is not touched by it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="cancellations")
    pence = models.BigIntegerField(help_text="What was not paid yet.")
    reason = models.TextField(help_text="Published, and told to the group.")
    state = models.CharField(max_length=8, choices=CancellationState.choices, default=CancellationState.PROPOSED)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    needs_two = models.BooleanField(help_text="By the fund's rule for a second officer on that day.")
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    transfer = models.OneToOneField(Transfer, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="cancellation_is_of_something"),
            models.UniqueConstraint(
                fields=["application"],
                condition=~Q(state=CancellationState.DROPPED),
                name="one_cancellation_of_an_award",
            ),
            # Two people where the fund's rule asks for them, held by the database too.
            models.CheckConstraint(
                condition=~Q(state=CancellationState.DONE)
                | Q(transfer__isnull=False, settled_by__isnull=False)
                & (Q(needs_two=False) | ~Q(settled_by=F("proposed_by"))),
                name="a_cancellation_has_its_officers",
            ),
        ]

    def __str__(self) -> str:
        return f"Cancellation of {self.application.reference}"
