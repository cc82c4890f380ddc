"""Payment runs: a file for the finance system, made once, and what the bank did with each line. Integer pence."""

from django.db import models
from django.db.models import Q

from wapentake.people.models import User

from ..states.payments import LineState
from .applications import Application
from .instalments import Instalment
from .payees import PayeeDetails


class PaymentRun(models.Model):
    """What finance sends to be paid at once. `pence` and `count` are the file's control total and count."""

    key = models.CharField(max_length=200, unique=True, help_text="The same form makes one run.")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    count = models.PositiveIntegerField()
    pence = models.BigIntegerField()
    unmatched = models.JSONField(default=list, help_text="Lines of the bank's answer that are of no line sent here.")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Payment run {self.pk}"

    @property
    def ref(self) -> str:
        """How changes and audit name this run."""
        return f"payment-run:{self.pk}"


class PaymentLine(models.Model):
    """One award in a run, or one instalment of it, with the bank details that it is paid to."""

    run = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="lines")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="payment_lines")
    details = models.ForeignKey(PayeeDetails, on_delete=models.PROTECT, related_name="+")
    instalment = models.ForeignKey(
        Instalment, null=True, on_delete=models.PROTECT, related_name="+", help_text="Empty: the award has none."
    )
    pence = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=LineState.choices, default=LineState.SENT)
    said = models.TextField(blank=True, help_text="Why the bank rejected it.")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="payment_line_is_of_something"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(state=LineState.SENT), name="one_open_payment_of_an_award"
            ),
        ]

    @property
    def reference(self) -> str:
        """What the bank's answer names: this line alone, never an earlier one of the same award."""
        return f"{self.application.reference}/{self.pk}"
