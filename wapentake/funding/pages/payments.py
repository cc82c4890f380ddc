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

from .. import queries, rules
from ..models import Application, PaymentLine, PaymentRun
from ..queries.instalments import to_pay
from ..states.payments import LineState

PER_PAGE = 25
TAGS = {LineState.SENT: "open", LineState.PAID: "done", LineState.REJECTED: "late"}


@dataclass(frozen=True)
class RunsPage:
    """Every run, and what the next could hold; `held` are awards that cannot go into it, with the reasons."""

    lede: str
    ready: list[Application]
    held: list[tuple[str, str]]
    table: Table
    pages: Pages


def runs_page(roles: Roles, number: str, at: dt.datetime) -> RunsPage:
    """Return what a finance officer can send to be paid, and every run before."""
    verdicts = [(row, rules.may_be_sent(roles, row, at)) for row in queries.awards_with_checked_details()]
    ready = [row for row, verdict in verdicts if verdict]
    page = Paginator(queries.payment_runs(roles), PER_PAGE).get_page(number)
    columns = [Column("Run"), Column("Awards", numeric=True), Column("Total", numeric=True), Column("How it stands")]
    total = sum(to_pay(row) for row in ready)
    words = f"{count_of(len(ready), 'award')} can be paid now, {pounds(total)} in all."
    return RunsPage(
        lede=words if ready else "No award can be paid by a run now.",
        ready=ready,
        held=[(f"{row.organisation}, {row.reference}", verdict.reason) for row, verdict in verdicts if not verdict],
        table=Table("Payment runs", columns, [_run_row(run) for run in page.object_list], empty="There is no run yet."),
        pages=Pages.of(page.number, page.paginator.num_pages, "?page={}"),
    )


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
