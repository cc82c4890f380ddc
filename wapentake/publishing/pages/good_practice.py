"""Good practice: the case studies that are out, by theme and by role of the councillor."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from wapentake.office.models import SevenRole
from wapentake.plans.models import Priority
from wapentake.plans.queries import outcomes_named
from wapentake.plans.states import FrameworkKind

from ..models import Item
from ..queries import case_studies_out, held_items, next_change, refs_of_items
from .public import NewsLine, line_of, soonest

SHOWN = 200
WITHOUT = "Without a theme"


@dataclass(frozen=True)
class Shelf:
    """Case studies under one heading."""

    key: str
    title: str
    note: str
    lines: list[NewsLine]


@dataclass(frozen=True)
class GoodPractice:
    """The guide: every case study that is out, twice where it has a theme and a role."""

    themes: list[Shelf]
    roles: list[Shelf]
    count: int
    left_out: str
    refs: set[str]
    valid_until: dt.datetime | None


def good_practice(at: dt.datetime) -> GoodPractice:
    """Return the guide at a moment, without what a publicity hold leaves out."""
    rows = list(case_studies_out(at)[:SHOWN])
    held = held_items(rows, at)
    shown = [item for item in rows if item.pk not in held]
    priorities = {item.pk: one for item in shown if (one := _priority_of(item)) is not None}
    return GoodPractice(
        themes=_by_theme(shown, priorities),
        roles=_by_role(shown),
        count=len(shown),
        left_out=next((one.sentence for one in held.values()), ""),
        refs={"news:all", *refs_of_items(rows), *(one.ref for one in priorities.values())},
        valid_until=soonest(at, next_change(at)),
    )


def _priority_of(item: Item) -> Priority | None:
    """Return the priority that a case study belongs to: its own, its action's, or its award's."""
    if item.priority is not None:
        return item.priority
    if item.action is not None:
        return item.action.priority
    return item.award.priority if item.award is not None else None


def _by_theme(shown: list[Item], priorities: dict[int, Priority]) -> list[Shelf]:
    named = outcomes_named(priorities.values())
    found: dict[str, list[NewsLine]] = defaultdict(list)
    for item in shown:
        every = named[priorities[item.pk].pk] if item.pk in priorities else []
        themes = [one for one in every if one.framework.kind == FrameworkKind.THEMES] or every
        for name in {one.name for one in themes} or {WITHOUT}:
            found[name].append(line_of(item))
    order = sorted(found, key=lambda name: (name == WITHOUT, name))
    return [Shelf(f"theme-{place}", name, "", found[name]) for place, name in enumerate(order, 1)]


def _by_role(shown: list[Item]) -> list[Shelf]:
    found: dict[int, list[NewsLine]] = defaultdict(list)
    for item in shown:
        if item.role_id is not None:
            found[item.role_id].append(line_of(item))
    return [Shelf(f"role-{one.key}", one.name, one.meaning, found[one.pk]) for one in SevenRole.objects.all()]
