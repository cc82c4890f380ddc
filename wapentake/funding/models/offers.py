"""The answer to the offer of an award, with the terms that were on offer. Amounts are integer pence."""

from django.db import models
from django.db.models import Q

from wapentake.people.models import User

from ..states.offers import OfferAnswered
from .applications import Application


class OfferAnswer(models.Model):
    """What a group said to the offer of an award, or that it said nothing in time.

    The offer itself is the approval with the fund's rules of that day; what was on offer is kept here with the answer.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="offer_answer")
    answer = models.CharField(max_length=8, choices=OfferAnswered.choices)
    at = models.DateTimeField()
    until = models.DateField(help_text="The last day on which the offer stood.")
    terms = models.JSONField(default=list, help_text="The conditions in the words in which they were on offer.")
    name = models.CharField(max_length=150, blank=True, help_text="Who answered for the group.")
    position = models.CharField(max_length=100, blank=True, help_text="What they are in the group.")
    reason = models.TextField(blank=True, help_text="Why the group does not take it.")
    sells = models.BooleanField(null=True, help_text="Whether the group sells goods or services; empty if not asked.")
    other_pence = models.BigIntegerField(
        null=True, help_text="Other Minimal Financial Assistance of this and the two financial years before."
    )
    other_from = models.CharField(max_length=300, blank=True, help_text="Who gave it.")
    entered_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", help_text="Empty: the group, by its link."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(other_pence=None) | Q(other_pence__gte=0), name="other_help_is_a_sum"),
            models.CheckConstraint(
                condition=~Q(answer=OfferAnswered.ACCEPTED) | ~Q(name=""), name="an_acceptance_has_a_name"
            ),
            models.CheckConstraint(
                condition=~Q(sells=True) | Q(other_pence__isnull=False), name="who_sells_declares_subsidies"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_answer_display()}: {self.application.reference}"
