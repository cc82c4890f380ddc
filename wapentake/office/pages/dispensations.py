"""The Monitoring Officer's dispensations: those that count, and those that are over."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table
from wapentake.foundation.calendars import london_date, long_date

from ..models import Dispensation
from ..queries import all_dispensations

COLUMNS = ("Councillor", "In what concerns", "What it lets them do", "From and until", "Granted by, and why")
NOT_SAID = "By whom it was granted is not recorded"


@dataclass(frozen=True)
class DispensationsPage:
    """`counting` can be withdrawn; `over` stay on record."""

    counting: Table
    over: Table


def dispensations_page(at: dt.datetime) -> DispensationsPage:
    """Return every dispensation, newest first."""
    on, found = london_date(at), all_dispensations()
    live = [row for row in found if row.withdrawn_at is None and (row.to_date is None or row.to_date > on)]
    none = "No dispensation counts now. Whoever has an interest takes no part, and the others decide without them."
    over = [_row(row) for row in found if row not in live]
    return DispensationsPage(
        counting=Table(
            "Dispensations that count",
            [*map(Column, COLUMNS), Column("What you can do")],
            [Row([*_row(row).cells, _withdraw(row)]) for row in live],
            empty=none,
        ),
        over=Table("Over or withdrawn", [*map(Column, COLUMNS)], over, empty="None is over yet."),
    )


def _row(row: Dispensation) -> Row:
    until = f", until {long_date(row.to_date)}" if row.to_date else ""
    gone = ""
    if row.withdrawn_at is not None:
        gone = f" Withdrawn on {long_date(london_date(row.withdrawn_at))}: {row.withdrawn_because}"
    return Row(
        [
            str(row.councillor),
            row.organisation.name,
            row.get_lifts_display(),
            f"From {long_date(row.from_date)}{until}.{gone}",
            f"{row.reference}. {row.get_granted_by_display() or NOT_SAID}. {row.get_ground_display()}: {row.reason}",
        ]
    )


def _withdraw(row: Dispensation) -> Link:
    return Link("Withdraw", reverse("office:withdraw_dispensation", args=[row.pk]), note=row.reference)
