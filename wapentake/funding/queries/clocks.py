"""By when the next step of an application is due: the facts of its clock, for many applications at once."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import QuerySet

from wapentake.foundation.calendars import is_working_day, london_date, long_date, working_days_after
from wapentake.foundation.prepared import one_of, prepared
from wapentake.organisations.states import OrganisationKind, Sector

from ..models import Application, AwardFreeze, FreezeOverride, FundRule, Project, Turn
from ..states import ApplicationState
from ..states.freezes import FreezeState
from ..states.routing import Step
from .applications import OPEN, with_since
from .projects import complete_days, in_the_way
from .splitting import GONE

DAY = dt.timedelta(days=1)
# What an offer's days are counted from: see `offered_from`.
OFFER_FACTS = (
    "pk", "state", "fund", "project", "decided_on", "organisation__sector", "organisation__kind", "offer_answer",
)  # fmt: skip
STEP_RULE, OFFER_RULE = "answer_within", "offer_within"
CLOCK_FACTS = ("since", "submitted_at", "ward", *OFFER_FACTS)
# Working days for a step where no fund has a rule for it.
DAYS = 10


@dataclass(frozen=True)
class Still:
    """A time in which a clock stands still: from a day until the day before `goes_on`, where and why."""

    begins: dt.date
    goes_on: dt.date
    where: str = "every ward"
    why: str = ""
    freeze: int = 0

    def covers(self, day: dt.date) -> bool:
        """Whether a day is in it."""
        return self.begins <= day < self.goes_on


@dataclass(frozen=True)
class Clock:
    """By when a step is due. The days after `began` count; `due_on` is the day if it never stood still.

    `said` is the rule in words with its source, `brief` what it counts.
    """

    began: dt.date
    due_on: dt.date
    said: str = ""
    still: tuple[Still, ...] = ()
    brief: str = ""

    @property
    def by(self) -> dt.date:
        """The day by which it is due: working days on which the clock stood still are given back."""
        if not self._stood_still(self.began + DAY, self.due_on):
            return self.due_on
        day, count = self.began, 0
        while day < self.due_on:
            day += DAY
            count += is_working_day(day)
        day = self.began
        while count:
            day += DAY
            count -= is_working_day(day) and not self.still_on(day)
        return day

    def still_on(self, day: dt.date) -> Still | None:
        """What makes it stand still on a day, if anything does."""
        return next((one for one in self.still if one.covers(day)), None)

    def _stood_still(self, first: dt.date, last: dt.date) -> bool:
        return any(one.begins <= last and one.goes_on > first for one in self.still)


@dataclass(frozen=True)
class ClockRules:
    """The rules that clocks run by: the funds' days for a step, and the days for which an offer stands."""

    rows: tuple[FundRule, ...]
    default: int

    def days_for(self, fund: int, on: dt.date) -> tuple[int, str]:
        """Return within how many working days each step of a fund is taken, and the rule in words."""
        rule = self._one(STEP_RULE, fund, on)
        if rule is None:
            return self.default, f"Each step is taken within {self.default} working days."
        return int(rule.value["working_days"]), cited(rule)

    def offer_days(self, fund: int, on: dt.date) -> tuple[int, str] | None:
        """Return how many days an offer of a fund that is made on a day stands; nothing where it makes none."""
        rule = self._one(OFFER_RULE, fund, on)
        return (int(rule.value["days"]), cited(rule)) if rule else None

    def _one(self, key: str, fund: int, on: dt.date) -> FundRule | None:
        found = [row for row in self.rows if row.key == key and row.fund_id == fund and row.is_on(on)]
        return found[-1] if found else None


def cited(rule: FundRule) -> str:
    """Return a rule in words with its date and source."""
    return f"{rule.text.rstrip('.')}. Rule since {long_date(rule.from_date)}: {rule.source.rstrip('.')}."


def clock_rules(on: dt.date) -> ClockRules:
    """Return the rules that clocks run by on a day."""
    rows = tuple(_clock_rules())
    days = (int(row.value["working_days"]) for row in rows if row.key == STEP_RULE and row.is_on(on))
    return ClockRules(rows, next(days, DAYS))


@prepared
def _clock_rules() -> QuerySet[FundRule]:
    return FundRule.objects.filter(key__in=(STEP_RULE, OFFER_RULE)).order_by("fund__position", "from_date", "pk")


@dataclass(frozen=True)
class Freezes:
    """Every award freeze that counts or counted, by the ward's key; those of all wards under nothing.

    `overridden`: the day on which a freeze was overridden for an application, by both keys.
    """

    by_ward: dict[int | None, list[Still]] = field(default_factory=dict)
    overridden: dict[tuple[int, int], dt.date] = field(default_factory=dict)

    def over(self, ward: int, application: int) -> tuple[Still, ...]:
        """Return when the clock of an application stands still in its ward: no more once it was overridden for it."""
        found = [*self.by_ward.get(None, ()), *self.by_ward.get(ward, ())]
        ends = [min(one.goes_on, self.overridden.get((one.freeze, application), one.goes_on)) for one in found]
        return tuple(replace(one, goes_on=end) for one, end in zip(found, ends, strict=True) if end > one.begins)


def freezes() -> Freezes:
    """Return every award freeze that counts or counted; one that was lifted counts until the day it was."""
    found: dict[int | None, list[Still]] = {}
    for row in _freezes():
        ends = row.to_date or row.from_date
        if row.lifted_at is not None:
            ends = min(ends, london_date(row.lifted_at))
        found.setdefault(row.ward_id, []).append(Still(row.from_date, ends, row.where, row.reason, row.pk))
    rows = _overrides() if found else ()
    return Freezes(found, {(freeze, application): london_date(at) for freeze, application, at in rows})


@prepared
def _freezes() -> QuerySet[AwardFreeze]:
    return AwardFreeze.objects.exclude(state=FreezeState.TURNED_DOWN).select_related("ward")


@prepared
def _overrides() -> QuerySet[FreezeOverride, tuple[int, int, dt.datetime]]:
    return FreezeOverride.objects.values_list("freeze", "application", "at")


def members_clock(application: Application, days: int) -> Clock:
    """Return the clock of the members' votes on one application."""
    began = london_date(application.submitted_at)
    return Clock(began, working_days_after(began, days), still=freezes().over(application.ward_id, application.pk))


def clocks_of(rows: QuerySet[Application], on: dt.date) -> dict[int, Clock]:
    """Return the clocks of open applications by their keys, in as many queries for many as for one."""
    return _clocks_by(offered_from(with_since(rows).order_by().values(*CLOCK_FACTS)), on)


def clocks_of_rows(rows: Sequence[Any], on: dt.date) -> dict[int, Clock]:
    """Return the clocks of applications that were read `with_since`, as `clocks_of`; it asks anew for awards only."""
    awards = [row.pk for row in rows if row.state == ApplicationState.APPROVED]
    again = with_since(Application.objects.filter(pk__in=awards)).order_by().values(*CLOCK_FACTS) if awards else ()
    return _clocks_by([*offered_from(again), *(_facts(row) for row in rows if row.pk not in awards)], on)


def _facts(row: Any) -> dict[str, Any]:
    """What a clock is counted from, of an application that is no award and so has no offer."""
    return {
        "pk": row.pk, "state": row.state, "fund": row.fund_id, "ward": row.ward_id, "project": row.project_id,
        "decided_on": row.decided_on, "since": row.since, "submitted_at": row.submitted_at,
    }  # fmt: skip


def _clocks_by(facts: list[dict[str, Any]], on: dt.date) -> dict[int, Clock]:
    if not facts:
        return {}
    turns = {turn.application_id: turn for turn in open_turns_of(row["pk"] for row in facts)}
    rules, frozen = clock_rules(on), freezes()
    found = {row["pk"]: _clock(row, turns.get(row["pk"]), rules, frozen, on) for row in facts}
    return {**found, **_held_clocks(facts, found, on)}


def offered_from(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what was asked for with OFFER_FACTS, `decided_on` the day from which on the award may be offered.

    That is its approval's, and a project's part is offered once its project is complete: no day before that. It asks
    nothing where no approved award is a part.
    """
    found = list(rows)
    asked = {row["project"] for row in found if _is_awarded_part(row)}
    complete = complete_days(Project.objects.filter(pk__in=asked)) if asked else {}
    return [_offered(row, complete[row["project"]]) if _is_awarded_part(row) else row for row in found]


def _is_awarded_part(row: dict[str, Any]) -> bool:
    return row["project"] is not None and row["state"] == ApplicationState.APPROVED


def _offered(row: dict[str, Any], complete: dt.date | None) -> dict[str, Any]:
    return {**row, "decided_on": max(row["decided_on"], complete) if complete and row["decided_on"] else None}


def _held_clocks(facts: Sequence[dict[str, Any]], found: dict[int, Clock], on: dt.date) -> dict[int, Clock]:
    """Return the clocks of approved parts that wait for others: each is due when the last of those is."""
    held = {row["pk"]: row["project"] for row in facts if _is_awarded_part(row)}
    waits = [part for part in in_the_way(set(held.values())) if part.state not in GONE] if held else []
    if not waits:
        return {}
    clocks = clocks_of(Application.objects.filter(pk__in=[part.pk for part in waits]), on)
    last: dict[int, Clock] = {}
    for part in waits:
        assert part.project_id is not None
        other = last.get(part.project_id)
        last[part.project_id] = max(filter(None, (other, clocks[part.pk])), key=lambda clock: clock.by)
    return {
        key: Clock(found[key].began, last[project].by, last[project].said, brief="the last part that it waits for")
        for key, project in held.items()
        if project in last
    }


def open_turns_of(applications: Iterable[int]) -> list[Turn]:
    """Return whom open applications, by their keys, are put to, the first asked first."""
    return _open_turns(applications=list(applications))


@prepared
def _open_turns(applications: Any) -> QuerySet[Turn]:
    put = Turn.objects.filter(one_of("application", applications), ended_at=None)
    return put.select_related("user").order_by("pk")


def _clock(row: dict[str, Any], turn: Turn | None, rules: ClockRules, frozen: Freezes, on: dt.date) -> Clock:
    days, said = rules.days_for(row["fund"], on)
    still = frozen.over(row["ward"], row["pk"]) if row["state"] in OPEN else ()
    if turn is not None and row["state"] == ApplicationState.SUBMITTED:
        began = row["submitted_at"] if turn.step == Step.MEMBERS else turn.since
        return Clock(london_date(began), turn.due_on, said, still, _within(days))
    if (stands := offer_stands_for(row, rules)) is not None:
        until = row["decided_on"] + dt.timedelta(days=stands[0])
        return Clock(row["decided_on"], until, stands[1], brief="the offer stands")
    began = london_date(row["since"])
    if _is_awarded_part(row) and row["decided_on"]:
        began = max(began, row["decided_on"])
    return Clock(began, working_days_after(began, days), said, still, _within(days))


def _within(days: int) -> str:
    return f"{days} working day{'' if days == 1 else 's'}"


def offer_stands_for(row: dict[str, Any], rules: ClockRules) -> tuple[int, str] | None:
    """Return the days and the rule of an offer that the group has not answered; nothing where there is none."""
    if row["state"] != ApplicationState.APPROVED or row["offer_answer"] is not None or row["decided_on"] is None:
        return None
    group = row["organisation__sector"] == Sector.VOLUNTARY
    if not group and row["organisation__kind"] != OrganisationKind.PARISH_COUNCIL:
        return None
    return rules.offer_days(row["fund"], row["decided_on"])


def soonest(clocks: dict[int, Clock], keys: Iterable[int]) -> list[int]:
    """Return applications by when they are due, soonest first."""
    return sorted(keys, key=lambda key: (clocks[key].by, key))
