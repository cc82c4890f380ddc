"""Funds, their rules and their years. Amounts are integer pence."""

from django.db import models
from django.db.models import Q

from wapentake.foundation.dated import Dated, DatedManager, ends_after_it_begins
from wapentake.people.models import User
from wapentake.places.models import Ward

from ..states import FigureKind, FundKind, FundYearState, HolderKind


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
