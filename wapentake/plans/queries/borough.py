"""Which wards name what: the borough's view of the ward plans."""

import datetime as dt
from collections import defaultdict

from django.db.models import QuerySet

from wapentake.foundation.calendars import DAY
from wapentake.places.queries import wards_on

from ..models import Cycle, Framework, Outcome, Priority
from .frameworks import all_frameworks
from .priorities import published

Naming = dict[int, dict[int, list[Priority]]]  # by the outcome's key, then the ward's


def standing(on: dt.date, cycle: Cycle | None = None) -> QuerySet[Priority]:
    """Return the priorities that stood published on a day, or on a cycle's last day if that has passed."""
    if cycle is None:
        return published(on).filter(ward__in=[ward.pk for ward in wards_on(on)])
    last = min(on, cycle.to_date - DAY) if cycle.to_date else on
    return published(last).filter(cycle=cycle)


def naming(priorities: QuerySet[Priority], frameworks: list[Framework]) -> Naming:
    """Return by which wards, and which of their priorities, each outcome is named. Two queries.

    A part counts for its whole as well, and a theme for the aim that it serves.
    """
    above = _above([outcome for framework in frameworks for outcome in framework.outcomes.all()])
    rows = {one.pk: one for one in priorities.order_by("ward__number", "number", "pk")}
    named = Priority.outcomes.through.objects.filter(priority__in=list(rows)).values_list("priority", "outcome")
    counted: dict[int, set[int]] = defaultdict(set)
    for priority, outcome in named:
        for key in above.get(outcome, ()):
            counted[key].add(priority)
    found: Naming = {}
    for outcome, keys in counted.items():
        by_ward: dict[int, list[Priority]] = {}
        for key, row in rows.items():
            if key in keys:
                by_ward.setdefault(row.ward_id, []).append(row)
        found[outcome] = by_ward
    return found


def _above(outcomes: list[Outcome]) -> dict[int, set[int]]:
    """Return for each outcome itself and all that it counts for as well."""
    direct = {one.pk: {key for key in (one.part_of_id, one.serves_id) if key} for one in outcomes}
    found: dict[int, set[int]] = {}
    for key in direct:
        seen, waiting = {key}, [key]
        while waiting:
            for more in direct.get(waiting.pop(), set()) - seen:
                seen.add(more)
                waiting.append(more)
        found[key] = seen
    return found


def frameworks_named(on: dt.date, cycle: Cycle | None = None) -> list[Framework]:
    """Return the lists that could be named on a day, or at any time of a cycle."""
    first, last = (on, on) if cycle is None else (cycle.from_date, min(on, (cycle.to_date or on + DAY) - DAY))
    return [
        one for one in all_frameworks() if one.from_date <= last and (one.to_date is None or one.to_date > first)
    ]  # fmt: skip
