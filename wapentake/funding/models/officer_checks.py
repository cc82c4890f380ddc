"""What a fund's officers check before an approval, and each check that an officer ticked on an application."""

from django.db import models
from django.db.models import F, Q

from wapentake.foundation.dated import Dated, DatedManager, ends_after_it_begins
from wapentake.people.models import User

from .applications import Application, Decision
from .funds import Fund


class FundCheck(Dated):
    """One check of a fund. Its words never change: another row follows it on the day from which others count."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="checks")
    key = models.SlugField(max_length=40)
    words = models.CharField(max_length=200, help_text="What is checked, as officers read it.")
    source = models.CharField(max_length=200)
    may_not_apply = models.BooleanField(
        default=False, help_text="An officer may say, with a reason, that it does not apply."
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects = DatedManager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            ends_after_it_begins("fund_check_lasts"),
            models.UniqueConstraint(fields=["fund", "key", "from_date"], name="one_check_from_a_day"),
        ]

    def __str__(self) -> str:
        return self.words


class OfficerCheck(models.Model):
    """That an officer ticked a check, with what was found then. Kept with the approval, which makes it final."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="checks")
    check_of = models.ForeignKey(FundCheck, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="checks")
    applies = models.BooleanField(default=True)
    found = models.TextField(blank=True, help_text="What the program found at that moment.")
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["check_of__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "check_of"], condition=Q(undone_at=None), name="each_check_once"
            ),
            models.CheckConstraint(condition=Q(applies=True) | ~Q(note=""), name="what_does_not_apply_says_why"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__gte=F("at"), undone_by__isnull=False, decision=None),
                name="only_undecided_checks_are_undone",
            ),
        ]
