"""The Community Infrastructure Levy by development: sites, neighbourhood plans, receipts. Amounts are integer pence."""

from django.db import models
from django.db.models import Q

from wapentake.foundation.dated import Dated, DatedManager, ends_after_it_begins
from wapentake.people.models import User
from wapentake.places.models import Parish, Ward

from ..states.levy import Placed, PlanKind, ReceiptKind
from .ledger import Transfer


class NeighbourhoodPlan(Dated):
    """A neighbourhood plan or order, from the day on which it was made."""

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=5, choices=PlanKind.choices, default=PlanKind.PLAN)
    source = models.CharField(max_length=200)

    objects = DatedManager()

    class Meta:
        ordering = ["name"]
        constraints = [ends_after_it_begins("neighbourhood_plan_lasts")]

    def __str__(self) -> str:
        return self.name


class AreaDwellings(models.Model):
    """How many dwellings a parish, or the part of a ward outside parishes, has in a financial year."""

    year = models.PositiveSmallIntegerField(help_text="The year that the financial year begins in.")
    parish = models.ForeignKey(Parish, null=True, on_delete=models.PROTECT, related_name="+")
    ward = models.ForeignKey(Ward, null=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "parish", "ward"], name="one_count_of_dwellings", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(parish__isnull=True, ward__isnull=False) | Q(parish__isnull=False, ward__isnull=True),
                name="dwellings_of_one_area",
            ),
        ]


class Development(models.Model):
    """A development that pays the levy, by its planning reference, with the answers to where its site lies.

    Whether the site is in a parish is asked of the site itself: a ward may have both kinds of ground.
    """

    reference = models.CharField(max_length=20, unique=True)
    site = models.CharField(max_length=200)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    dwellings = models.PositiveIntegerField(default=0)
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    ward_placed = models.CharField(max_length=5, choices=Placed.choices)
    ward_reason = models.CharField(max_length=200, blank=True)
    parish = models.ForeignKey(Parish, null=True, on_delete=models.PROTECT, related_name="+")
    parish_placed = models.CharField(max_length=5, choices=Placed.choices)
    plan = models.ForeignKey(NeighbourhoodPlan, null=True, on_delete=models.PROTECT, related_name="developments")
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["reference"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_why="") | Q(withdrawn_on__isnull=False) & ~Q(withdrawn_why=""),
                name="withdrawn_with_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__isnull=False, latitude__isnull=False),
                name="a_point_has_two_numbers",
            ),
            models.CheckConstraint(
                condition=~Q(ward_placed=Placed.POINT) | Q(longitude__isnull=False), name="placed_by_its_point"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}, {self.site}"

    @property
    def ref(self) -> str:
        """How changes and audit name this development."""
        return f"development:{self.reference}"


class LevyReceipt(models.Model):
    """One payment of a development's levy, what came off it, and the local share. Append-only.

    Ward, parish and plan are those of the day on which it was received. `transfer` is the posting by which the share
    of a site outside parishes came into its ward's pot; a share that no posting names yet waits for the fund's year.
    """

    development = models.ForeignKey(Development, on_delete=models.PROTECT, related_name="receipts")
    kind = models.CharField(max_length=10, choices=ReceiptKind.choices, default=ReceiptKind.RECEIVED)
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")
    on = models.DateField(help_text="The day on which it was received or went back.")
    year = models.PositiveSmallIntegerField(help_text="The year that the financial year of that day begins in.")
    pence = models.BigIntegerField()
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    parish = models.ForeignKey(Parish, null=True, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(NeighbourhoodPlan, null=True, on_delete=models.PROTECT, related_name="+")
    percent = models.PositiveSmallIntegerField()
    administration = models.PositiveSmallIntegerField(help_text="Per cent that the council keeps for running the levy.")
    cap = models.BigIntegerField(null=True, help_text="The most for the area in the year; empty with a plan.")
    share = models.BigIntegerField()
    reason = models.CharField(max_length=300, blank=True)
    transfer = models.ForeignKey(Transfer, null=True, on_delete=models.PROTECT, related_name="levy")
    key = models.CharField(max_length=200, unique=True, help_text="The same form never enters it twice.")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ReceiptKind.RECEIVED, corrects__isnull=True, pence__gt=0, share__gte=0)
                | (~Q(kind=ReceiptKind.RECEIVED) & Q(corrects__isnull=False, pence__lt=0, share__lte=0)),
                name="what_goes_back_names_its_receipt",
            ),
            models.CheckConstraint(
                condition=Q(share__gte=0, share__lte=models.F("pence")) | Q(share__lte=0, share__gte=models.F("pence")),
                name="share_within_the_receipt",
            ),
            models.CheckConstraint(
                condition=Q(parish__isnull=True) | Q(transfer__isnull=True), name="parish_money_in_no_pot"
            ),
        ]
        indexes = [models.Index(fields=["year", "ward"], name="levy_of_a_statement")]

    @property
    def strategic(self) -> int:
        """What is left for the borough's infrastructure, in pence."""
        return self.pence - self.share - self.kept

    @property
    def kept(self) -> int:
        """What the council keeps for running the levy, in pence, rounded towards nought."""
        whole = abs(self.pence) * self.administration // 100
        return whole if self.pence > 0 else -whole
