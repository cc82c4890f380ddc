"""Funds, the ledger and the one application path. Amounts are integer pence."""

import uuid

from django.db import models
from django.db.models import Q

from wapentake.foundation.dated import Dated, DatedManager, ends_after_it_begins
from wapentake.office.models import Councillor
from wapentake.organisations.models import Organisation
from wapentake.people.models import User
from wapentake.places.models import Ward
from wapentake.plans.models import Priority

from .states import (
    ApplicationState,
    Community,
    DecisionKind,
    FigureKind,
    FundKind,
    FundYearState,
    HolderKind,
    LegalBasis,
    MoveState,
    Stage,
    TransferKind,
)
from .states.fund_rules import CostType, Route


class Fund(models.Model):
    """A devolved fund: the Community Leadership Fund, Ward Capital, Ward Housing or the local levy."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=FundKind.choices)
    holder_kind = models.CharField(max_length=10, choices=HolderKind.choices)
    position = models.PositiveSmallIntegerField(default=0)
    prefix = models.CharField(max_length=6, unique=True, help_text="Of reference numbers: CLF-2026-0001.")
    takes_applications = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class FundRule(Dated):
    """One dated rule of a fund, shown to its users with its source."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="rules")
    key = models.SlugField(max_length=40)
    value = models.JSONField()
    text = models.CharField(max_length=300, help_text="The rule as its users read it.")
    source = models.CharField(max_length=200)

    objects = DatedManager()

    class Meta:
        constraints = [ends_after_it_begins("fund_rule_lasts")]


class FundYear(models.Model):
    """A fund's financial year. A closed one takes no entries: the database refuses them."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(help_text="The year that the financial year begins in.")
    state = models.CharField(max_length=6, choices=FundYearState.choices, default=FundYearState.OPEN)
    last_number = models.PositiveIntegerField(
        default=0, help_text="Of the latest application: references have no gaps."
    )
    frozen_at = models.DateTimeField(null=True, help_text="Since then nothing more is awarded; awards are paid.")
    frozen_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    frozen_because = models.CharField(max_length=200, blank=True)
    settled = models.BooleanField(
        default=False, help_text="Closing it carried over or lapsed what was left. Not so for years brought in."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "year"], name="one_row_per_fund_and_year"),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True) | ~Q(frozen_because=""), name="a_freeze_has_its_reason"
            ),
        ]


class WardFigure(models.Model):
    """What is known of a ward for a fund's year: its council homes, the levy received there, what is added."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="figures")
    year = models.PositiveSmallIntegerField(help_text="The year that the financial year begins in.")
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=FigureKind.choices)
    number = models.BigIntegerField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "year", "ward", "kind"], name="one_figure_per_ward_and_kind"),
            models.CheckConstraint(condition=Q(number__gte=0), name="figure_not_below_nought"),
        ]


class Account(models.Model):
    """Fund, financial year, holder and stage. The source account has no holder."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="accounts")
    year = models.PositiveSmallIntegerField(help_text="The year that the financial year begins in.")
    councillor = models.ForeignKey(Councillor, null=True, on_delete=models.PROTECT, related_name="+")
    ward = models.ForeignKey(Ward, null=True, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=9, choices=Stage.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fund", "year", "councillor", "ward", "stage"], name="one_account", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.SOURCE, ward__isnull=True, councillor__isnull=True)
                | (~Q(stage=Stage.SOURCE) & Q(ward__isnull=False)),
                name="account_has_its_holder",
            ),
        ]


class Balance(models.Model):
    """The guarded balance of an account: never below nought. A fund's source has none."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, primary_key=True, related_name="balance")
    pence = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pence__gte=0), name="balance_never_below_nought")]


class Transfer(models.Model):
    """Money moved between accounts: append-only, its legs sum to nought. A correction is a transfer that reverses."""

    key = models.CharField(max_length=200, unique=True, help_text="The same key never moves money twice.")
    body = models.BinaryField(help_text="The hash of what was asked under this key.")
    kind = models.CharField(max_length=20, choices=TransferKind.choices)
    on = models.DateField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    application = models.ForeignKey("Application", null=True, on_delete=models.PROTECT, related_name="transfers")
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")


class Entry(models.Model):
    """One leg of a transfer."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="entries")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="entries")
    pence = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(pence=0), name="entry_moves_something")]


class Application(models.Model):
    """A group asks a fund for money."""

    reference = models.CharField(max_length=20, unique=True)
    token = models.UUIDField(default=uuid.uuid4, unique=True, help_text="In the link by which the group follows it.")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="applications")
    year = models.PositiveSmallIntegerField()
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    councillor = models.ForeignKey(Councillor, null=True, on_delete=models.PROTECT, related_name="+")
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
    state = models.CharField(max_length=9, choices=ApplicationState.choices, default=ApplicationState.SUBMITTED)
    submitted_at = models.DateTimeField()
    decided_on = models.DateField(null=True)

    class Meta:
        ordering = ["-submitted_at"]
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="application_asks_for_something"),
        ]
        indexes = [models.Index(fields=["year", "ward"], name="applications_of_a_statement")]

    def __str__(self) -> str:
        return f"{self.reference}, {self.title}"

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
    payee_name = models.CharField(max_length=200, blank=True, help_text="Of an approval: to whom, as it was then.")
    payee_number = models.CharField(max_length=12, blank=True)
    key = models.CharField(max_length=200, unique=True, help_text="The same form never decides twice.")
    body = models.BinaryField(help_text="The hash of what was decided under this key.")
    transfer = models.OneToOneField(Transfer, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]


class Draft(models.Model):
    """An application that a group is still writing. Its token in the address is all that opens it."""

    token = models.UUIDField(default=uuid.uuid4, unique=True)
    answers = models.JSONField(default=dict, help_text="By the name of the question.")
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    application = models.OneToOneField(Application, null=True, on_delete=models.PROTECT, related_name="draft")


class Move(models.Model):
    """Money that one person proposes to move from a fund to another, and a second person confirms."""

    source = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="moves_out")
    target = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="moves_in")
    pence = models.BigIntegerField()
    reason = models.TextField()
    state = models.CharField(max_length=9, choices=MoveState.choices, default=MoveState.PROPOSED)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    transfer = models.OneToOneField(Transfer, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="move_is_of_something"),
            # Two people, held by the database too.
            models.CheckConstraint(
                condition=~Q(state=MoveState.CONFIRMED) | ~Q(settled_by=models.F("proposed_by")),
                name="move_needs_two_people",
            ),
        ]
