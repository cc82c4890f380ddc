"""A time before a poll in which nothing more is awarded, for a ward or for all. It says nothing about publicity."""

from django.db import models
from django.db.models import Q

from wapentake.foundation.dated import Dated, DatedManager, ends_after_it_begins, never_overlaps
from wapentake.office.models import Poll
from wapentake.people.models import User
from wapentake.places.models import Ward

from ..states.freezes import FreezeState
from .applications import Application


class FreezeRule(Dated):
    """From when to when a freeze is proposed for a poll that is held while this rule is in force."""

    working_days_before = models.PositiveSmallIntegerField(help_text="It begins so many working days before the poll.")
    days_after = models.PositiveSmallIntegerField(help_text="Awards go on so many days after the poll.")
    source = models.CharField(max_length=300)

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("freeze_rule_lasts"),
            never_overlaps("one_freeze_rule_at_a_time"),
            models.CheckConstraint(condition=Q(days_after__gte=1), name="the_day_of_the_poll_is_frozen"),
        ]


class AwardFreeze(Dated):
    """Nothing is supported or approved in a ward (empty: in any) from `from_date` until the day before `to_date`."""

    ward = models.ForeignKey(Ward, null=True, on_delete=models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=11, choices=FreezeState.choices, default=FreezeState.SET)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_because = models.CharField(max_length=200, blank=True)

    objects = DatedManager()

    class Meta:
        ordering = ["-from_date", "-pk"]
        constraints = [
            ends_after_it_begins("award_freeze_lasts"),
            models.CheckConstraint(condition=Q(to_date__isnull=False), name="award_freeze_ends"),
            models.CheckConstraint(condition=~Q(reason=""), name="award_freeze_has_its_reason"),
            models.CheckConstraint(
                condition=~Q(state=FreezeState.LIFTED) | Q(lifted_at__isnull=False) & ~Q(lifted_because=""),
                name="lifting_a_freeze_has_its_reason",
            ),
            models.UniqueConstraint(fields=["poll"], name="one_award_freeze_per_poll"),
        ]

    @property
    def ref(self) -> str:
        """How changes and audit name this freeze."""
        return f"award_freeze:{self.pk}"

    @property
    def where(self) -> str:
        """The ward's name, or every ward."""
        return self.ward.name if self.ward is not None else "every ward"


class FreezeOverride(models.Model):
    """That one application may be decided while a freeze is on: by whom, and why. Append-only."""

    freeze = models.ForeignKey(AwardFreeze, on_delete=models.PROTECT, related_name="overrides")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="freeze_overrides")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["freeze", "application"], name="one_override_of_a_freeze_and_award"),
            models.CheckConstraint(condition=~Q(reason=""), name="an_override_has_its_reason"),
        ]
