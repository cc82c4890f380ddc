"""A ward's priorities, the actions under them, who agreed, and what has come of them."""

from django.db import models
from django.db.models import Q

from wapentake.foundation.dated import Dated, ends_after_it_begins, never_overlaps
from wapentake.office.models import Councillor
from wapentake.organisations.models import Organisation
from wapentake.people.models import User
from wapentake.places.models import Ward

from .states import ActionState, PriorityState


class Cycle(Dated):
    """A ward plan's cycle: two years since 2026, a year before."""

    name = models.CharField(max_length=60)

    class Meta:
        constraints = [ends_after_it_begins("cycle_lasts"), never_overlaps("one_cycle_at_a_time")]


class Priority(models.Model):
    """What a ward's councillors have agreed to work on. A change after publication is a new version."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="priorities")
    number = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=80)
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    title = models.CharField(max_length=100)
    summary = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    overarching = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=PriorityState.choices, default=PriorityState.DRAFT)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["ward", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "slug"], condition=Q(state="published"), name="one_published_priority_per_slug"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """How changes and audit name this priority."""
        return f"priority:{self.pk}"


class Agreement(models.Model):
    """A member of the ward agreed to a priority, by name."""

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="agreements")
    councillor = models.ForeignKey(Councillor, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["priority", "councillor"], name="one_agreement_per_member")]


class Action(models.Model):
    """What somebody will do for a priority, by when."""

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="actions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    owner = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(Councillor, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=ActionState.choices, default=ActionState.TO_COME)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["priority", "position"]


class ProgressNote(models.Model):
    """What has come of an action, in a sentence that residents read."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="notes")
    on = models.DateField()
    text = models.CharField(max_length=500)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-pk"]
