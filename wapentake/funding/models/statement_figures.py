"""Figures of an infrastructure funding statement that finance enters, each with its source. Pence."""

from django.db import models
from django.db.models import Q

from wapentake.foundation.money import pounds
from wapentake.people.models import User
from wapentake.places.models import Parish

from ..states.infrastructure import COUNTED, Figure


class StatementFigure(models.Model):
    """One figure of a year as it was entered. Never changed: a later one replaces it, and both stay."""

    year = models.PositiveSmallIntegerField(help_text="The year that the financial year begins in.")
    figure = models.CharField(max_length=14, choices=Figure.choices)
    item = models.CharField(max_length=150, blank=True, help_text="The item of infrastructure, or who was paid.")
    parish = models.ForeignKey(Parish, null=True, on_delete=models.PROTECT, related_name="+")
    pence = models.BigIntegerField()
    number = models.PositiveIntegerField(null=True, help_text="How many, of what is no money: homes, school places.")
    source = models.CharField(max_length=200, help_text="Where the figure comes from.")
    on = models.DateField(help_text="The day on which it stood there.")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(
        null=True, help_text="When another was entered in its place, or it was taken out."
    )

    class Meta:
        ordering = ["year", "figure", "item", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(pence__gte=0), name="statement_figure_not_below_nought"),
            models.CheckConstraint(
                condition=Q(number=None) | Q(pence=0, figure__in=sorted(COUNTED)),
                name="statement_figure_money_or_number",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="statement_figure_has_its_source"),
            models.UniqueConstraint(
                fields=["year", "figure", "item", "parish"], condition=Q(replaced_at=None), nulls_distinct=False,
                name="one_statement_figure_stands",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        about = self.item or (str(self.parish) if self.parish else "")
        return f"{self.get_figure_display()}: {about}" if about else str(self.get_figure_display())

    @property
    def amount(self) -> str:
        """The figure in words: an amount, or how many; nothing for what is only named."""
        if self.number is not None:
            return f"{self.number:,}"
        return "" if self.figure == Figure.LISTED else pounds(self.pence)
