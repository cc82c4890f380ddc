"""The next version of a dated rule: it holds from a day on, and the one before it ends on that day."""

import datetime as dt
from typing import Any, TypeVar

from django.db import models

from wapentake.foundation.dated import DatedManager, DatedQuerySet
from wapentake.foundation.verdicts import Refused

Row = TypeVar("Row", bound=models.Model)


def follow(
    rows: DatedManager[Row] | DatedQuerySet[Row], from_date: dt.date, *, what: str = "rule", **values: Any
) -> Row:  # fmt: skip
    """Make the next of some dated rows. Part of an action, in its lock. Raises `Refused` where a later one is set."""
    if rows.filter(from_date__gte=from_date).exists():
        raise Refused(f"A {what} that begins on that day or later is set already: choose a later day.")
    rows.on(from_date).update(to_date=from_date)
    return rows.create(from_date=from_date, **values)
