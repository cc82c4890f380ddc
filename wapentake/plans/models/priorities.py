"""A ward's priorities, the actions under them, who agreed, and what has come of them."""

from django.db import models
from django.db.models import Q

from wapentake.foundation.dated import Dated, DatedManager, ends_after_it_begins, never_overlaps
from wapentake.office.models import Councillor
from wapentake.organisations.models import Organisation
from wapentake.people.models import User
from wapentake.places.models import Ward

from ..states import ActionState, PriorityState
from .frameworks import Outcome


class CycleLength(Dated):
    """How many years a ward plan's cycle lasts: one until 2026, two since. Each council keeps its own history."""

    years = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("cycle_length_lasts"),
            never_overlaps("one_cycle_length_at_a_time"),
            models.CheckConstraint(condition=Q(years__range=(1, 5)), name="cycle_length_in_years"),
        ]


class Cycle(Dated):
    """The time that ward plans run for. Its length was the rule on the day on which it was opened."""

    name = models.CharField(max_length=60)

    objects = DatedManager()

    class Meta:
        ordering = ["from_date"]
        constraints = [ends_after_it_begins("cycle_lasts"), never_overlaps("one_cycle_at_a_time")]

    def __str__(self) -> str:
        return self.name


class Priority(models.Model):
    """What a ward's councillors have agreed to work on. A change after publication is a new version."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="priorities")
    number = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=80)
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="The priority of an earlier ward that this one goes on with, where boundaries changed.",
    )  # fmt: skip
    title = models.CharField(max_length=100)
    summary = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    overarching = models.BooleanField(default=False)
    outcomes = models.ManyToManyField(Outcome, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=PriorityState.choices, default=PriorityState.DRAFT)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    # Names the words that members were asked to agree to: whoever read earlier words is asked to read again.
    proposed_at = models.DateTimeField(null=True, blank=True)
    sent_back_because = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True, blank=True, help_text="When it was replaced or withdrawn.")

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
    community = models.CharField(max_length=100, blank=True, help_text="Who does it, where no organisation does.")
    blocked_by = models.CharField(max_length=300, blank=True, help_text="What it waits for, while it is blocked.")
    unblocks = models.CharField(max_length=200, blank=True, help_text="Who could clear the way.")
    version = models.PositiveIntegerField(default=1, help_text="Grows with each change, so that old files are known.")
    carries = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="carried_by",
        help_text="The action of the earlier version that this one goes on with.",
    )

    class Meta:
        ordering = ["priority", "position"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="blocked") & ~Q(blocked_by="") & ~Q(unblocks=""))
                | (~Q(state="blocked") & Q(blocked_by="", unblocks="")),
                name="blocked_says_by_what",
            )
        ]

    def __str__(self) -> str:
        return self.text


class ProgressNote(models.Model):
    """What has come of an action, in a sentence that residents read."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="notes")
    on = models.DateField()
    text = models.CharField(max_length=500)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-pk"]
