"""A measure on the desk."""

from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table, Tag
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import queries, rules
from ..models import Measure, MeasureReading, Priority
from ..rules import MeasureShown
from .words import day_of, href_of


@dataclass(frozen=True)
class MeasuresPart:
    """What a priority is measured by, on its page of the desk, and whether this person may add to it."""

    table: Table
    may_add: Verdict
    add_href: str
    follow_href: str


def measures_part(priority: Priority, roles: Roles) -> MeasuresPart:
    """Gather the measures of a priority."""
    rows = []
    for one in queries.measures_of(priority, roles.on):
        shown = rules.measure_shown(one, roles.on)
        what = Link(shown.name, measure_href(one.measure), shown.target)
        standing = Tag("No new reading", "late", note=shown.stale) if shown.stale else shown.moved
        rows.append(Row([what, f"{shown.latest}{f', {shown.when}' if shown.when else ''}", standing]))
    columns = [Column("Measure"), Column("Newest reading"), Column("How it stands", sentences=True)]
    empty = "Nothing is measured yet. A priority with a figure, a target and a day can be held to it."
    return MeasuresPart(
        Table("How we will know", columns, rows, empty=empty),
        rules.may_keep_measures(roles, priority),
        reverse("plans:add_measure", args=[priority.pk]),
        reverse("plans:follow_figure", args=[priority.pk]),
    )


def measure_href(measure: Measure) -> str:
    """Return the address of a measure on the desk."""
    return reverse("plans:measure", args=[measure.pk])


@dataclass(frozen=True)
class MeasurePage:
    """One measure: its readings, those struck out, and what this person can do."""

    measure: Measure
    shown: MeasureShown
    facts: list[tuple[str, str]]
    readings: Table
    struck: Table
    acts: list[tuple[str, str, Verdict, str]]
    back: tuple[str, str]


def measure_page(measure: Measure, roles: Roles) -> MeasurePage:
    """Gather a measure's page."""
    one = queries.measured(measure, roles.on)
    may_read = rules.may_enter_reading(roles, measure)
    may_change = rules.may_change_measure(roles, measure)
    acts = [
        ("Enter a reading", reverse("plans:enter_reading", args=[measure.pk]), may_read, "read"),
        ("Change the target", reverse("plans:set_target", args=[measure.pk]), may_change, "target"),
        ("End this measure", reverse("plans:end_measure", args=[measure.pk]), may_change, "end"),
    ]
    return MeasurePage(
        measure=measure,
        shown=rules.measure_shown(one, roles.on),
        facts=_facts(measure),
        readings=_by_hand(one.by_hand, measure, may_strike=bool(may_read)),
        struck=_struck(measure),
        acts=acts if not measure.indicator_id else acts[1:],
        back=(measure.priority.title, href_of(measure.priority)),
    )


def _facts(measure: Measure) -> list[tuple[str, str]]:
    months = f"{measure.every_months} month{'' if measure.every_months == 1 else 's'}"
    facts = [("Which way is good", str(measure.get_wanted_display())), ("A new reading is due after", months)]
    facts.append(("Readings come from", str(measure.indicator) if measure.indicator else "People who enter them"))
    if measure.ended_at:
        facts.append(("Ended", f"{day_of(measure.ended_at)}: {measure.ended_because}"))
    return facts


def _by_hand(rows: list[MeasureReading], measure: Measure, *, may_strike: bool) -> Table:
    """Return the readings entered by hand, each with the way to strike it out."""
    found = []
    for row in reversed(rows):
        said = rules.with_unit(measure, float(row.value))
        strike = Link("Strike out", reverse("plans:strike_reading", args=[row.pk]), f"The reading of {row.on:%d %m %Y}")
        found.append(Row([day_of(row.at), said, row.source, strike if may_strike else ""]))
    columns = [Column("Entered on"), Column("Reading"), Column("Source", sentences=True), Column("If it was wrong")]
    return Table("Readings entered by hand", columns, found)


def _struck(measure: Measure) -> Table:
    rows = [
        Row([rules.with_unit(measure, float(row.value)), day_of(row.struck_at), row.struck_because])
        for row in queries.struck_readings(measure)
    ]
    columns = [Column("Reading"), Column("Struck out on"), Column("Why", sentences=True)]
    return Table("Readings that were struck out", columns, rows)
