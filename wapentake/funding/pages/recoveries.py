"""Money that is asked back: the list, one recovery, and what the group sees of it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse

from wapentake.design.pictures import Column, Link, NavLink, Pages, Row, Table, Tag
from wapentake.design.words import brief_date, count_of
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from ..models import Application, Recovery, WriteOff
from ..queries.fund_rules import said_of
from ..queries.recoveries import Recoveries, open_write_off, recoveries_of, recoveries_visible_to
from ..rules import recoveries as recovering
from ..states.recoveries import RecoveryState, WriteOffState

PER_PAGE = 50
RECOVERY_LISTS = {"late": "Late", "open": "To come", "closed": "Settled", "all": "All"}


@dataclass(frozen=True)
class RecoveriesPage:
    lede: str
    lists: list[NavLink]
    table: Table
    pages: Pages


def recoveries_page(roles: Roles, asked: str, number: str, on: dt.date) -> RecoveriesPage:
    """Return one saved list of what is asked back, due first before others."""
    chosen = asked if asked in RECOVERY_LISTS else "open"
    every = recoveries_visible_to(roles)
    counts = {name: _recoveries_in(every, name, on).count() for name in RECOVERY_LISTS}
    page = Paginator(_recoveries_in(every, chosen, on).order_by("due_on", "pk"), PER_PAGE).get_page(number)
    columns = [
        Column("Award"), Column("Asked back", numeric=True), Column("To come", numeric=True), Column("Due"),
        Column("How it stands"),
    ]  # fmt: skip
    title = f"Money asked back: {RECOVERY_LISTS[chosen].lower()}"
    return RecoveriesPage(
        lede=f"{count_of(counts['late'], 'sum')} late, {counts['open']} to come.",
        lists=[
            NavLink(words, f"{reverse('funding:recoveries')}?list={name}", name == chosen, counts[name])
            for name, words in RECOVERY_LISTS.items()
        ],
        table=Table(
            title, columns, [_recovery_row(row, on) for row in page.object_list], empty="There is none in this list."
        ),
        pages=Pages.of(page.number, page.paginator.num_pages, f"?list={chosen}&page={{}}"),
    )


def _recoveries_in(every: Recoveries, name: str, on: dt.date) -> Recoveries:
    if name == "late":
        return every.filter(state=RecoveryState.OPEN, due_on__lt=on)
    return every if name == "all" else every.filter(state=name)


def _recovery_row(row: Any, on: dt.date) -> Row:
    award = row.application
    late = row.state == RecoveryState.OPEN and row.due_on < on
    return Row(
        [
            recovery_link(row),
            pounds(row.pence),
            pounds(row.to_come),
            brief_date(row.due_on),
            Tag("Late", "late", award.ward.name) if late else Tag(row.get_state_display(), "open", award.ward.name),
        ]
    )


def recovery_link(row: Recovery) -> Link:
    """Return the link to what is asked back."""
    award = row.application
    href = reverse("funding:recovery", args=[row.pk])
    return Link(f"{award.organisation}: {award.title}", href, award.reference)


@dataclass(frozen=True)
class RecoveryPage:
    """One recovery, for one reader: what came, what is to come, what may be done."""

    title: str
    lede: str
    reference: str
    facts: list[tuple[str, str]]
    came: Table
    open: bool
    may_take_in: Verdict
    may_write_off: Verdict
    proposed: str
    may_settle: Verdict
    may_agree: Verdict


def recovery_page(row: Any, roles: Roles, on: dt.date) -> RecoveryPage:
    """Return the desk's page of one recovery that was asked for with its sums."""
    award, proposed = row.application, open_write_off(row)
    late = row.state == RecoveryState.OPEN and row.due_on < on
    return RecoveryPage(
        title=f"{award.organisation}: money asked back",
        lede=f"{pounds(row.pence)} of {award.title}. {_settled(row)}"
        + (f" {recovering.due_words(row.due_on, on)}" if late else ""),
        reference=award.reference,
        facts=[
            ("Asked on", f"{long_date(london_date(row.opened_at))} by {row.opened_by.name}"),
            ("Why", f"{row.get_why_display()}. {row.said}"),
            ("How it is paid", row.how), ("Due", long_date(row.due_on)),
            ("What becomes of it", said_of(award.fund, "returned", on) or "It lapses when the year is closed."),
            ("Reminders sent", str(row.reminders)),
        ],
        came=_came(row),
        open=row.state == RecoveryState.OPEN,
        may_take_in=recovering.may_take_in(roles, row),
        may_write_off=recovering.may_write_off(roles, row),
        proposed=f"{proposed.proposed_by.name} proposes to write {pounds(proposed.pence)} off: {proposed.reason}"
        if proposed
        else "",
        may_settle=recovering.may_settle_write_off(roles, proposed, agree=False),
        may_agree=recovering.may_settle_write_off(roles, proposed, agree=True),
    )  # fmt: skip


def _settled(row: Any) -> str:
    return recovering.settled_words(row.pence, row.came, row.given_up, row.to_come)


def _came(row: Recovery) -> Table:
    columns = [Column("What"), Column("Amount", numeric=True), Column("On"), Column("By")]
    rows = [
        Row(["Came back", pounds(one.pence), long_date(one.transfer.on), str(one.transfer.by or "")])
        for one in row.receipts.filter(transfer__reversed_by=None).select_related("transfer__by")
    ]
    rows += [
        Row([
            one.get_state_display(), pounds(one.pence),
            long_date(london_date(one.settled_at or one.proposed_at)), _given_up_by(one),
        ])
        for one in row.write_offs.select_related("proposed_by", "settled_by").order_by("pk")
    ]  # fmt: skip
    return Table("What came, and what was given up", columns, rows, empty="Nothing has come yet.")


def _given_up_by(one: WriteOff) -> str:
    """Return both people: who proposed it, and who agreed to it or dropped it."""
    proposed, settled = f"Proposed by {one.proposed_by.name}", one.settled_by
    if settled is None:
        return proposed
    return f"{proposed}, {'agreed' if one.state == WriteOffState.AGREED else 'dropped'} by {settled.name}"


def asked_back_words(application: Application) -> list[tuple[str, str]]:
    """Return what the council asks back, for the group: title, and how it stands and how it is paid."""
    return [
        (
            "We ask for money back" if row.state == RecoveryState.OPEN else "What we asked back is settled",
            f"{pounds(row.pence)}. {_settled(row)}"
            + (f" Please pay by {long_date(row.due_on)}. {row.how}" if row.state == RecoveryState.OPEN else ""),
        )
        for row in recoveries_of(application)
    ]
