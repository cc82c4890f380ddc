"""The ledger: accounts, guarded balances, transfers and their legs, moves between funds. Amounts are integer pence."""

from django.db import models
from django.db.models import Q

from wapentake.office.models import Councillor
from wapentake.people.models import User
from wapentake.places.models import Cluster, Ward

from ..states import MoveState, Stage, TransferKind
from .funds import Fund


class Account(models.Model):
    """Fund, financial year, holder and stage. The source account has no holder.

    Any other is held by a ward, with or without one of its councillors, or else by a cluster of wards, never by both.
    """

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="accounts")
    year = models.PositiveSmallIntegerField(help_text="The year that the financial year begins in.")
    councillor = models.ForeignKey(Councillor, null=True, on_delete=models.PROTECT, related_name="+")
    ward = models.ForeignKey(Ward, null=True, on_delete=models.PROTECT, related_name="+")
    cluster = models.ForeignKey(Cluster, null=True, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=9, choices=Stage.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fund", "year", "councillor", "ward", "cluster", "stage"],
                name="one_account_of_a_holder",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.SOURCE, ward__isnull=True, councillor__isnull=True, cluster__isnull=True)
                | (~Q(stage=Stage.SOURCE) & Q(ward__isnull=False, cluster__isnull=True))
                | (~Q(stage=Stage.SOURCE) & Q(ward__isnull=True, councillor__isnull=True, cluster__isnull=False)),
                name="account_is_a_ward_or_cluster",
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
