"""What priorities may name, what they name, and which wards name it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Prefetch

from ..models import Framework, Outcome, Priority


def frameworks_on(day: dt.date) -> list[Framework]:
    """Return the lists that may be named on a day, each with its outcomes in their order. Two queries."""
    rows = Outcome.objects.select_related("part_of").order_by("position", "pk")
    return list(Framework.objects.on(day).prefetch_related(Prefetch("outcomes", rows)))


def all_frameworks() -> list[Framework]:
    """Return every list there is or was, those in use first, each with its outcomes in their order. Two queries."""
    rows = Outcome.objects.select_related("part_of", "serves").order_by("position", "pk")
    found = Framework.objects.prefetch_related(Prefetch("outcomes", rows))
    return sorted(found, key=lambda one: one.to_date is not None)


def outcomes_named(priorities: Iterable[Priority]) -> dict[int, list[Outcome]]:
    """Return what each priority names, list by list, by the priority's key. One query."""
    found: dict[int, list[Outcome]] = {priority.pk: [] for priority in priorities}
    named = Priority.outcomes.through.objects.filter(priority__in=list(found))
    for row in named.select_related("outcome__framework").order_by(
        "outcome__framework__position", "outcome__framework", "outcome__position", "outcome"
    ):
        found[row.priority_id].append(row.outcome)
    return found


def by_framework(outcomes: Sequence[Outcome]) -> list[tuple[Framework, list[Outcome]]]:
    """Return outcomes under the list that each stands on."""
    found: dict[Framework, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        found[outcome.framework].append(outcome)
    return list(found.items())


def names_of(outcomes: Sequence[Outcome]) -> list[tuple[str, str]]:
    """Return what is named in words: (list, "one; another"), list by list."""
    return [(str(framework), "; ".join(map(str, named))) for framework, named in by_framework(outcomes)]
