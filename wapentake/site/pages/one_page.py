"""A ward on one page: its first figures, what they were when its plan began, and how its priorities stand."""

import datetime as dt
from dataclasses import dataclass, field

from wapentake.design.pictures import Cell, Column, Said, Table
from wapentake.design.pictures import Row as TableRow
from wapentake.evidence.rules import Headline, headlines_of
from wapentake.foundation.calendars import DAY, long_date, start_of_day
from wapentake.office.queries import NOTHING, LeftOut, members_of
from wapentake.office.states import HeldPart
from wapentake.places.models import Ward
from wapentake.plans.models import Priority
from wapentake.plans.queries import actions_by_priority, cycle_on, progress_in, published_priorities

NO_FIGURES = (
    "There are no figures of this ward yet. Officers of the neighbourhoods team load them at the desk, under Evidence."
)
NO_PRIORITIES = "The councillors have not published priorities for this ward yet."
WHAT_STOOD = (
    "What stood then is the newest figure of a period that was over by that day. A month beside another month may "
    "differ by the season alone."
)


@dataclass(frozen=True)
class OnePage:
    """All that a councillor takes into a room, on one side of a sheet."""

    ward: Ward
    lede: str
    began: str
    figures: Table | None
    no_figures: str
    note: str
    priorities: list[tuple[str, str]]
    no_priorities: str
    left_out: str
    sources: str
    shows: set[str] = field(default_factory=set)
    valid_until: dt.datetime | None = None


def one_page(ward: Ward, on: dt.date, held: LeftOut = NOTHING) -> OnePage:
    """Return a ward on one page, on a day. The queries do not grow with the number of wards."""
    priorities = published_priorities(ward, on)
    began = _began(priorities, on)
    found = headlines_of(ward, on, began)
    members = members_of(ward, on)
    return OnePage(
        ward=ward,
        lede=f"{_joined([str(one) for one in members])}."
        if members
        else "No councillor sits for this ward at present.",
        began=long_date(began) if began else "",
        figures=_table(found, began) if found else None,
        no_figures="" if found else NO_FIGURES,
        note=WHAT_STOOD if found and began else "",
        priorities=_priorities(priorities, on, held),
        no_priorities="" if priorities else NO_PRIORITIES,
        left_out=held.sentence if priorities and HeldPart.PROGRESS in held else "",
        sources="; ".join(sorted({one.source for one in found})),
        shows={
            ward.ref,
            "council:all",
            "evidence:all",
            *(one.ref for one in priorities),
            *(one.ref for one in members),
        },
        valid_until=start_of_day(on + DAY),
    )


def _began(priorities: list[Priority], on: dt.date) -> dt.date | None:
    """Return when the plan that stands began: the cycle of its newest priority, else the day's own cycle."""
    if priorities:
        return max(one.cycle.from_date for one in priorities)
    cycle = cycle_on(on)
    return cycle.from_date if cycle else None


def _table(found: list[Headline], began: dt.date | None) -> Table:
    columns = [
        Column("Figure"), Column("This ward", numeric=True), Column("All wards", numeric=True),
        Column("Where it stands"), *([Column("When the plan began"), Column("Since")] if began else []),
    ]  # fmt: skip
    rows = [TableRow(_cells(one, since=began is not None)) for one in found]
    return Table("The ward’s first figures", columns, rows, tight=True)


def _cells(one: Headline, *, since: bool) -> list[Cell]:
    could_be = f"Could be {one.could_be}" if one.could_be else ""
    cells: list[Cell] = [
        Said(one.name, f"{one.period}. {one.way}"), Said(one.value, could_be) if could_be else one.value, one.borough,
        one.standing,
    ]  # fmt: skip
    return [*cells, one.then, one.change] if since else cells


def _priorities(priorities: list[Priority], on: dt.date, held: LeftOut) -> list[tuple[str, str]]:
    actions = actions_by_priority(priorities)
    hidden = HeldPart.PROGRESS in held
    return [(one.title, "" if hidden else progress_in(actions[one.pk], on).words) for one in priorities]


def _joined(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
