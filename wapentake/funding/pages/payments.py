"""Payment runs: what can be paid now, what was sent, and what the bank did."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse

from wapentake.design.pictures import Column, Link, Pages, Row, Table, Tag
from wapentake.design.words import count_of
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.money import pounds
from wapentake.office.queries import Roles

from .. import queries
from ..models import Application, PaymentLine, PaymentRun
from ..queries.paying import paying_of
from ..rules.paying import Hold
from ..rules.payments import held_by
from ..states.payments import LineState

PER_PAGE = 25
TAGS = {LineState.SENT: "open", LineState.PAID: "done", LineState.REJECTED: "late"}


@dataclass(frozen=True)
class HeldAwards:
    """Awards that cannot go into a run for one cause: what to do, and the reason under each unless all share it."""

    title: str
    todo: str
    reason: str
    awards: list[tuple[Link, str]]


@dataclass(frozen=True)
class RunsPage:
    """Every run, and what the next could hold: awards with what is paid of each, and what holds the others back."""

    lede: str
    ready: list[tuple[Application, int]]
    held: list[HeldAwards]
    table: Table
    pages: Pages


def runs_page(roles: Roles, number: str, at: dt.datetime) -> RunsPage:
    """Return what a finance officer can send to be paid, and every run before."""
    found = paying_of(queries.awards_with_checked_details())
    held = [(one.application, held_by(roles, one, at)) for one in found.values()]
    ready = [(row, found[row.pk].pence) for row, hold in held if hold is None]
    page = Paginator(queries.payment_runs(roles), PER_PAGE).get_page(number)
    columns = [Column("Run"), Column("Awards", numeric=True), Column("Total", numeric=True), Column("How it stands")]
    total = sum(pence for _, pence in ready)
    words = f"{count_of(len(ready), 'award')} can be paid now, {pounds(total)} in all."
    return RunsPage(
        lede=words if ready else "No award can be paid by a run now.",
        ready=ready,
        held=_grouped([(row, hold) for row, hold in held if hold is not None]),
        table=Table("Payment runs", columns, [_run_row(run) for run in page.object_list], empty="There is no run yet."),
        pages=Pages.of(page.number, page.paginator.num_pages, "?page={}"),
    )


def _grouped(held: list[tuple[Application, tuple[Hold, str]]]) -> list[HeldAwards]:
    """Return what is held, by its cause, the cause of most awards first."""
    causes: dict[Hold, list[tuple[Application, str]]] = {}
    for row, (hold, reason) in held:
        causes.setdefault(hold, []).append((row, reason))
    return [_cause(hold, causes[hold]) for hold in sorted(causes, key=lambda hold: -len(causes[hold]))]


def _cause(hold: Hold, rows: list[tuple[Application, str]]) -> HeldAwards:
    reasons = {reason for _, reason in rows}
    shared = reasons.pop() if len(reasons) == 1 else ""
    awards = [
        (
            Link(f"{row.organisation}: {row.title}", reverse("funding:application", args=[row.reference])),
            row.reference if shared else f"{row.reference}. {reason}",
        )
        for row, reason in rows
    ]
    return HeldAwards(f"{hold.title}: {count_of(len(rows), 'award')}", hold.todo, shared, awards)


def _run_row(run: Any) -> Row:
    waiting: int = run.waiting  # what `payment_runs` counts
    made = f"{long_date(london_date(run.made_at))}, {run.made_by.name}"
    stands = Tag(f"{count_of(waiting, 'line')} to settle", "open") if waiting else Tag("Settled", "done")
    return Row(
        [Link(str(run), reverse("funding:payment_run", args=[run.pk]), made), str(run.count), pounds(run.pence), stands]
    )


@dataclass(frozen=True)
class RunPage:
    """One run: its controls, its lines, what waits for the bank."""

    title: str
    lede: str
    controls: list[tuple[str, str]]
    table: Table
    waiting: list[PaymentLine]
    unmatched: list[str]


def run_page(run: PaymentRun) -> RunPage:
    """Return one run with the state of each line. Bank details stay masked."""
    lines = list(queries.lines_of_run(run))
    waiting = [line for line in lines if line.state == LineState.SENT]
    sums = {state: sum(line.pence for line in lines if line.state == state) for state in LineState}
    columns = [Column("Award"), Column("Account"), Column("Amount", numeric=True), Column("How it stands")]
    lede = (
        f"{count_of(len(waiting), 'line')} of {run.count} wait for the bank." if waiting else "Every line is settled."
    )
    return RunPage(
        title=str(run),
        lede=f"Made on {long_date(london_date(run.made_at))} by {run.made_by.name}. {lede}",
        controls=[
            ("Control count", str(run.count)),
            ("Control total", pounds(run.pence)),
            ("Paid", pounds(sums[LineState.PAID])),
            ("Rejected", pounds(sums[LineState.REJECTED])),
            ("Waiting", pounds(sums[LineState.SENT])),
        ],
        table=Table("Lines of the run", columns, [_line_row(line) for line in lines]),
        waiting=waiting,
        unmatched=list(run.unmatched),
    )


def _named(line: PaymentLine) -> str:
    part = line.instalment
    return f"{line.application.reference}, instalment {part.number}" if part else line.application.reference


def _line_row(line: PaymentLine) -> Row:
    award = line.application
    href = reverse("funding:application", args=[award.reference])
    state = LineState(line.state)
    return Row(
        [
            Link(f"{award.organisation}: {award.title}", href, _named(line)),
            line.details.masked,
            pounds(line.pence),
            Tag(state.label, TAGS[state], line.said),
        ]
    )
