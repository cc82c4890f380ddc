"""A ward's plan of a cycle: its priorities as they stood, who was asked, whom it serves, and what members said."""

from django.db import models
from django.db.models import Q

from wapentake.foundation.dated import Dated, DatedManager, ends_after_it_begins, never_overlaps
from wapentake.office.models import Councillor
from wapentake.people.models import User
from wapentake.places.models import Parish, Ward

from ..states import PlanState, PlanWordKind
from .priorities import Cycle, Priority

OPEN_STATES = (PlanState.DRAFT, PlanState.PROPOSED, PlanState.AGREED)


class PlanRule(Dated):
    """What a ward plan holds, and when it is stale. Each council keeps its own history."""

    fewest = models.PositiveSmallIntegerField(help_text="Priorities that a plan has at least.")
    most = models.PositiveSmallIntegerField(help_text="Priorities that a plan has at most.")
    most_overarching = models.PositiveSmallIntegerField(default=1)
    quiet_days = models.PositiveSmallIntegerField(help_text="Without news for longer, a priority is marked as quiet.")
    evidence_months = models.PositiveSmallIntegerField(
        default=24, help_text="A figure whose period ended longer ago is marked as old where it is cited."
    )
    source = models.CharField(max_length=200)

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("plan_rule_lasts"),
            never_overlaps("one_plan_rule_at_a_time"),
            models.CheckConstraint(condition=Q(fewest__gte=1, most__gte=models.F("fewest")), name="plan_rule_is_sound"),
        ]


class WardPlan(models.Model):
    """A version of a ward's plan. From the proposal on its words stand; a change is a new version."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField()
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    equality = models.TextField(blank=True, help_text="What the plan means for people with protected characteristics.")
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    # Names the words that members were asked to agree to.
    proposed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, help_text="When it was replaced or withdrawn.")

    class Meta:
        ordering = ["ward", "-cycle__from_date", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["ward", "cycle", "version"], name="one_plan_per_version"),
            models.UniqueConstraint(fields=["ward"], condition=Q(state__in=OPEN_STATES), name="one_open_plan_per_ward"),
            models.UniqueConstraint(
                fields=["ward"], condition=Q(state="published"), name="one_plan_published_per_ward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ward}’s plan, version {self.version}"

    @property
    def ref(self) -> str:
        """How changes and audit name this plan."""
        return f"ward-plan:{self.pk}"


class PlanLine(models.Model):
    """A priority of a plan, in the version that the members agreed to."""

    plan = models.ForeignKey(WardPlan, on_delete=models.PROTECT, related_name="lines")
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "priority"], name="one_line_per_priority")]


class Engagement(models.Model):
    """Who was asked for a plan, how and when, and what they said."""

    plan = models.ForeignKey(WardPlan, on_delete=models.PROTECT, related_name="engagements")
    who = models.CharField(max_length=200)
    how = models.CharField(max_length=200)
    on = models.DateField()
    said = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["plan", "on", "pk"]


class ParishPriority(models.Model):
    """What a parish of the ward works on, beside the ward's own priorities."""

    plan = models.ForeignKey(WardPlan, on_delete=models.PROTECT, related_name="parish_priorities")
    parish = models.ForeignKey(Parish, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)

    class Meta:
        ordering = ["plan", "parish__name"]
        constraints = [models.UniqueConstraint(fields=["plan", "parish"], name="one_text_per_parish")]


class PlanWord(models.Model):
    """What a member of the ward said to a plan, by name: agreed, or refused with a reason."""

    plan = models.ForeignKey(WardPlan, on_delete=models.PROTECT, related_name="words")
    asked_at = models.DateTimeField(help_text="When the words that it answers were put to the members.")
    councillor = models.ForeignKey(Councillor, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=7, choices=PlanWordKind.choices)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["plan", "at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "asked_at", "councillor"], name="one_word_per_member_and_asking"),
            models.CheckConstraint(condition=Q(kind="agreed") | ~Q(reason=""), name="refusal_says_why"),
        ]
