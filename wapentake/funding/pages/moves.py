"""Moves of money between pots: all of them, and one with its ends."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse

from wapentake.design.pictures import Column, Link, Pages, Row, Table, Tag
from wapentake.foundation.calendars import FinancialYear, london_date, long_date
from wapentake.foundation.money import pounds, pounds_short
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import queries, rules
from ..models import Account
from ..states import MoveState
from .postings import PER_PAGE, holder_name


@dataclass(frozen=True)
class MovesPage:
    table: Table
    pages: Pages
    waiting: int


def moves_page(number: str) -> MovesPage:
    """Return every move, newest first."""
    found: QuerySet[Any] = queries.moves()
    page = Paginator(found, PER_PAGE).get_page(number)
    columns = [Column("Move"), Column("From"), Column("To"), Column("Amount", numeric=True), Column("How it stands")]
    rows = [
        Row(
            [
                Link(f"Move {move.pk}", reverse("funding:move", args=[move.pk]), f"Proposed by {move.proposed_by}"),
                _pot(move.source),
                _pot(move.target),
                pounds(move.pence),
                Tag(move.get_state_display(), "open" if move.state == MoveState.PROPOSED else "done"),
            ]
        )
        for move in page.object_list
    ]
    table = Table("Moves between pots, newest first", columns, rows, empty="No money has been moved between pots.")
    pages = Pages.of(page.number, page.paginator.num_pages, "?page={}")
    return MovesPage(table, pages, queries.moves_waiting().count())


def _pot(account: Account) -> str:
    return f"{account.fund}: {holder_name(account)}"


@dataclass(frozen=True)
class MovePage:
    """One move: its ends now and after, why, and who may settle it."""

    move: Any
    title: str
    facts: list[tuple[str, str]]
    legs: Table
    may_confirm: Verdict
    may_refuse: Verdict
    refuse_text: str
    is_open: bool
    transfer_href: str


def move_page(move: Any, roles: Roles) -> MovePage:
    own = move.proposed_by_id == roles.user.pk
    year = FinancialYear(move.source.year)
    facts = [
        ("Proposed", f"{long_date(london_date(move.proposed_at))} by {move.proposed_by}"),
        ("Why", move.reason),
        ("Year", year.label),
    ]
    if move.settled_by is not None:
        facts.append((move.get_state_display(), f"{long_date(london_date(move.settled_at))} by {move.settled_by}"))
    return MovePage(
        move=move,
        title=f"Move {pounds_short(move.pence)}",
        facts=facts,
        legs=_ends_table(move),
        may_confirm=rules.may_settle_move(roles, move, MoveState.CONFIRMED),
        may_refuse=rules.may_settle_move(roles, move, MoveState.REFUSED),
        refuse_text="Take it back" if own else "Refuse it",
        is_open=move.state == MoveState.PROPOSED,
        transfer_href=reverse("funding:transfer", args=[move.transfer_id]) if move.transfer_id else "",
    )


def _ends_table(move: Any) -> Table:
    """Return the two pots: what is left there now and would be after, while the move waits."""
    ends = ((move.source, -move.pence), (move.target, move.pence))
    if move.state != MoveState.PROPOSED:
        columns = [Column("Pot"), Column("This move", numeric=True)]
        return Table("The two pots", columns, [Row([_pot(end), pounds(by)]) for end, by in ends])
    columns = [Column("Pot"), *(Column(name, numeric=True) for name in ("Left now", "This move", "Left after"))]
    rows = [Row([_pot(end), pounds(end.balance.pence), pounds(by), pounds(end.balance.pence + by)]) for end, by in ends]
    return Table("The two pots", columns, rows)
