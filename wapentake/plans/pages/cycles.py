"""The cycles of ward plans."""

from dataclasses import dataclass

from wapentake.design.pictures import Column, Row, Table
from wapentake.design.words import count_of
from wapentake.foundation.calendars import long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import queries, rules
from ..models import Cycle, CycleLength, InputRule, PlanRule


@dataclass(frozen=True)
class CyclesPage:
    """The cycles so far, how long they last, and whether this person may change that."""

    cycles: Table
    lengths: Table
    held: Table
    may_hold: Verdict
    answers: Table
    may_keep_answers: Verdict
    verdict: Verdict


def cycles_page(roles: Roles) -> CyclesPage:
    """Gather the cycles and their lengths, newest first."""
    cycles, lengths = list(queries.cycles()), list(queries.cycle_lengths())
    return CyclesPage(
        _cycles_table(cycles), _lengths_table(lengths), _rules_table(queries.plan_rules()),
        rules.may_keep_plan_rule(roles), _answers_table(queries.input_rules()), rules.may_keep_input_rule(roles),
        rules.may_keep_cycles(roles),
    )  # fmt: skip


def _cycles_table(cycles: list[Cycle]) -> Table:
    rows = [
        Row([one.name, long_date(one.from_date), long_date(one.to_date) if one.to_date else "Open"]) for one in cycles
    ]
    columns = [Column("Cycle"), Column("From"), Column("Until")]
    return Table("Cycles of ward plans", columns, rows, empty="No cycle has been opened yet.")


def _lengths_table(lengths: list[CycleLength]) -> Table:
    rows = [
        Row([long_date(one.from_date), f"{one.years} {'year' if one.years == 1 else 'years'}", one.source])
        for one in lengths
    ]
    columns = [Column("Cycles that begin on or after"), Column("Last"), Column("Decided")]
    return Table("How long a cycle lasts", columns, rows, empty="No length has been set yet.")


def _rules_table(held: list[PlanRule]) -> Table:
    rows = [
        Row([
            long_date(one.from_date), f"{one.fewest} to {one.most}", str(one.most_overarching),
            f"{one.quiet_days} days", f"{one.evidence_months} months", one.source,
        ])
        for one in held
    ]  # fmt: skip
    columns = [
        Column("From"), Column("Priorities"), Column("Overarching, at most"), Column("Marked without news after"),
        Column("Cited figures are old after"), Column("Decided", sentences=True),
    ]  # fmt: skip
    return Table("What a ward plan holds", columns, rows, empty="No rule has been set yet.")


def _answers_table(held: list[InputRule]) -> Table:
    rows = [
        Row([
            long_date(one.from_date), f"{count_of(one.months_kept, 'month')} after the cycle",
            f"{count_of(one.days_before, 'day')} before the closing date", str(one.smallest), one.source,
        ])
        for one in held
    ]  # fmt: skip
    columns = [
        Column("From"), Column("Answers are erased"), Column("Those asked are reminded"),
        Column("Smallest count shown", numeric=True), Column("Decided", sentences=True),
    ]  # fmt: skip
    return Table("How long answers are kept", columns, rows, empty="No rule has been set yet.")
