"""What a group asks for, and what was decided on it. Amounts are integer pence."""

import uuid

from django.db import models
from django.db.models import Q

from wapentake.office.models import Councillor, Dispensation
from wapentake.organisations.models import Organisation
from wapentake.people.models import User
from wapentake.places.models import Cluster, Ward
from wapentake.plans.models import Priority

from ..states import ApplicationState, Community, DecisionKind, LegalBasis
from ..states.fund_rules import CostType, Route
from .funds import Fund
from .ledger import Transfer
from .projects import Project


class Application(models.Model):
    """A group asks a fund for money."""

    reference = models.CharField(max_length=20, unique=True)
    token = models.UUIDField(default=uuid.uuid4, unique=True, help_text="In the link by which the group follows it.")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="applications")
    year = models.PositiveSmallIntegerField()
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+", help_text="Where the project is.")
    councillor = models.ForeignKey(Councillor, null=True, on_delete=models.PROTECT, related_name="+")
    cluster = models.ForeignKey(
        Cluster, null=True, on_delete=models.PROTECT, related_name="+", help_text="Whose pot it asks, if a cluster’s."
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    priority = models.ForeignKey(Priority, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    serves = models.CharField(
        max_length=120, blank=True, help_text="The ward priority in the words that it had when this was asked for."
    )
    title = models.CharField(max_length=100)
    purpose = models.TextField()
    who_benefits = models.TextField(blank=True)
    who_was_asked = models.TextField(blank=True)
    pence = models.BigIntegerField()
    cost_pence = models.BigIntegerField(null=True, help_text="What the whole project costs, where a rule asks for it.")
    costs = models.CharField(max_length=8, blank=True, choices=CostType.choices)
    route = models.CharField(max_length=13, blank=True, choices=Route.choices)
    admits = models.JSONField(default=list, help_text="What the group says of it that a rule may exclude.")
    contact_name = models.CharField(max_length=150)
    contact_email = models.EmailField()
    typed_name = models.CharField(max_length=200, blank=True, help_text="The group's name as it typed it itself.")
    typed_number = models.CharField(max_length=12, blank=True, help_text="Its charity number as it typed it.")
    group_confirmed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    group_confirmed_at = models.DateTimeField(null=True, help_text="When an officer confirmed which body it is.")
    project = models.ForeignKey(
        Project, null=True, on_delete=models.PROTECT, related_name="parts", help_text="Of which this is one part."
    )
    state = models.CharField(max_length=9, choices=ApplicationState.choices, default=ApplicationState.SUBMITTED)
    submitted_at = models.DateTimeField()
    decided_on = models.DateField(null=True)

    class Meta:
        ordering = ["-submitted_at"]
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="application_asks_for_something"),
            models.CheckConstraint(
                condition=Q(councillor__isnull=True) | Q(cluster__isnull=True), name="application_asks_one_holder"
            ),
            models.UniqueConstraint(
                fields=["project", "fund", "ward", "councillor", "cluster"],
                condition=Q(project__isnull=False),
                nulls_distinct=False,
                name="no_holder_is_asked_twice",
            ),
        ]
        indexes = [models.Index(fields=["year", "ward"], name="applications_of_a_statement")]

    def __str__(self) -> str:
        return f"{self.reference}, {self.title}"

    @property
    def deciders(self) -> str:
        """Who decides first, in words: its councillor, the ward's members, or those of all wards of its cluster."""
        members = f"the members of the wards of {self.cluster}" if self.cluster else "the ward’s members"
        return str(self.councillor or members)

    @property
    def ref(self) -> str:
        """How changes and audit name this application."""
        return f"award:{self.reference}"


class Reached(models.Model):
    """How many people of a community of identity an award is for. Published only in sums that name nobody."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="reached")
    community = models.CharField(max_length=8, choices=Community.choices)
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "community"], name="one_row_per_award_and_community"),
            models.CheckConstraint(condition=Q(people__gt=0), name="reached_somebody"),
        ]


class Decision(models.Model):
    """What was decided on an application, by whom, on what footing and why. Append-only."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=7, choices=DecisionKind.choices)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()
    basis = models.CharField(max_length=7, choices=LegalBasis.choices)
    reasons = models.TextField()
    alternatives = models.TextField(blank=True)
    equality = models.TextField(blank=True, help_text="How the decision was thought through for different people.")
    interest = models.BooleanField(null=True, help_text="An own interest, as declared; empty where nobody was asked.")
    dispensation = models.ForeignKey(
        Dispensation, null=True, on_delete=models.PROTECT, related_name="+", help_text="Under which a member decided."
    )
    payee_name = models.CharField(max_length=200, blank=True, help_text="Of an approval: to whom, as it was then.")
    payee_number = models.CharField(max_length=12, blank=True)
    key = models.CharField(max_length=200, unique=True, help_text="The same form never decides twice.")
    body = models.BinaryField(help_text="The hash of what was decided under this key.")
    transfer = models.OneToOneField(Transfer, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(kind=DecisionKind.APPROVE), name="an_application_is_approved_once"
            ),
        ]


class Draft(models.Model):
    """An application that a group is still writing. Its token in the address is all that opens it."""

    token = models.UUIDField(default=uuid.uuid4, unique=True)
    answers = models.JSONField(default=dict, help_text="By the name of the question.")
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    email = models.EmailField(blank=True, help_text="Where a link to return was sent.")
    reminded_at = models.DateTimeField(null=True, help_text="When it was said that the draft will be forgotten.")
    application = models.OneToOneField(Application, null=True, on_delete=models.PROTECT, related_name="draft")
