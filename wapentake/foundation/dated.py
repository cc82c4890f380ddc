"""Rows that are true from one date to another.

`from_date` is the first day on which the row is true; `to_date` is the first day on which it no longer is (empty: still
true). So the row that follows another begins on the very date on which the other ends.
"""

import datetime as dt
from typing import Any, Generic, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

Row = TypeVar("Row", bound=models.Model)


class DatedQuerySet(models.QuerySet[Row], Generic[Row]):
    """Dated rows, asked for by day."""

    def on(self, day: dt.date) -> "DatedQuerySet[Row]":
        """Return the rows that are true on a day."""
        return self.filter(Q(to_date__isnull=True) | Q(to_date__gt=day), from_date__lte=day)


class DatedManager(models.Manager[Row], Generic[Row]):
    """The manager of every dated model: `objects = DatedManager()`. Written out, so that its answers have types."""

    def get_queryset(self) -> DatedQuerySet[Row]:
        return DatedQuerySet(self.model, using=self._db)

    def on(self, day: dt.date) -> DatedQuerySet[Row]:
        """Return the rows that are true on a day."""
        return self.get_queryset().on(day)

    def filter(self, *args: Any, **kwargs: Any) -> DatedQuerySet[Row]:
        """Return the rows that fit, still askable by day."""
        return self.get_queryset().filter(*args, **kwargs)


class Dated(models.Model):
    """A row that is true from `from_date` until the day before `to_date`."""

    from_date = models.DateField("from")
    to_date = models.DateField("to", null=True, blank=True, help_text="The first day on which it is no longer so.")

    class Meta:
        abstract = True

    def is_on(self, day: dt.date) -> bool:
        """Say whether this row is true on a day."""
        return self.from_date <= day and (self.to_date is None or day < self.to_date)


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    """Return the constraint that a dated row lasts at least a day."""
    return models.CheckConstraint(condition=Q(to_date__isnull=True) | Q(to_date__gt=F("from_date")), name=name)


def never_overlaps(name: str, *per: str, condition: Q | None = None) -> ExclusionConstraint:
    """Return the constraint that no two rows with the same `per` fields (whole numbers) are true on one day.

    Needs no extension: a number is compared as the range that holds only it.
    """
    expressions: list[Any] = [
        (Func(F(field), F(field), Value("[]"), function="int8range"), RangeOperators.OVERLAPS) for field in per
    ]
    dates = Func(F("from_date"), F("to_date"), Value("[)"), function="daterange")
    return ExclusionConstraint(
        name=name, expressions=[*expressions, (dates, RangeOperators.OVERLAPS)], condition=condition
    )
