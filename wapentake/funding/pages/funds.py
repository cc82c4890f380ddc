"""The desk's pages on running the funds: all of them, one fund's year, the postings behind a figure, one posting."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse

from wapentake.design.pictures import Column, FundLine, Link, NavLink, Pages, Row, Table, Tag
from wapentake.design.words import brief_date, count_of
from wapentake.foundation.calendars import FinancialYear, clock_time, london_date, long_date
from wapentake.foundation.money import pounds, pounds_short
from wapentake.foundation.verdicts import Verdict
from wapentake.office.models import Councillor
from wapentake.office.queries import Roles
from wapentake.places.models import Ward

from .. import queries, rules
from ..models import Account, Entry, Fund, FundRule, Transfer
from ..queries import ALLOTTED, Holder, Pot
from ..states import FundYearState, HolderKind, MoveState, Stage
from .money import line_of

FIGURES = (ALLOTTED, "reserved", "committed", "paid", "returned", "left")
PER_PAGE = 50
# Whose act a posting was that no person ordered.
THE_PROGRAM = "The program"


@dataclass(frozen=True)
class FundsPage:
    """All funds in the year that runs."""

    year: FinancialYear
    lines: list[tuple[FundLine, str, str]]
    left: int
    allotted: int
    waiting: int
    may_set_up: Verdict


def funds_page(roles: Roles) -> FundsPage:
    """Return every fund with how it stands this year. Two queries, whatever the number."""
    year = FinancialYear.of(roles.on)
    pots = queries.totals(year)
    states = queries.states_in(year)
    lines = [
        (line_of(pot), reverse("funding:fund", args=[pot.fund.key]), _state_words(states.get(pot.fund.pk), year))
        for pot in pots
    ]
    return FundsPage(
        year=year,
        lines=lines,
        left=sum(pot.left for pot in pots),
        allotted=sum(pot.allotted for pot in pots),
        waiting=queries.moves_waiting().count(),
        may_set_up=rules.may_run_funds(roles),
    )


def _state_words(state: str | None, year: FinancialYear) -> str:
    if state is None:
        return f"Not open for {year.label} yet."
    return "" if state == FundYearState.OPEN else f"Closed for {year.label}."


@dataclass(frozen=True)
class Act:
    """Something that may be done with a fund's year: its words, where, and whether it is possible now."""

    text: str
    href: str
    may: Verdict
    id: str


@dataclass(frozen=True)
class FundPage:
    """One fund in one year: what stands in it, holder by holder, what may be done, and its rules with their sources."""

    fund: Fund
    year: FinancialYear
    over: str
    years: list[NavLink]
    state: str
    line: FundLine
    sums: list[tuple[str, str, bool]]
    holders: Table
    allotted: str
    first: Act | None
    acts: list[Act]
    rules: list[FundRule]


def fund_page(fund: Fund, year: FinancialYear, roles: Roles) -> FundPage:
    """Return a fund's page. Its queries do not grow with its holders."""
    holders = queries.holders_of(fund, year)
    opened = queries.years_of(fund)
    [pot] = queries.pots(year, funds=[fund])
    acts = _acts(fund, year, roles)
    first = next((act for act in acts if act.may), None)
    return FundPage(
        fund=fund,
        year=year,
        over=f"{fund.get_kind_display()}, held by {_held_by(fund)}",
        years=_years(fund, year, sorted(opened), FinancialYear.of(roles.on)),
        state=_state_words(opened[year.starts_in].state if year.starts_in in opened else None, year),
        line=line_of(pot),
        sums=_sums(pot),
        holders=_holders_table(fund, year, holders, pot),
        allotted=_allotted_words(fund, year),
        first=first,
        acts=[act for act in acts if act is not first],
        rules=queries.rules_on(fund, max(year.start, min(roles.on, year.end))),
    )


def _held_by(fund: Fund) -> str:
    return "each councillor" if fund.holder_kind == HolderKind.COUNCILLOR else "each ward"


def _years(fund: Fund, year: FinancialYear, opened: list[int], now: FinancialYear) -> list[NavLink]:
    shown = sorted({*opened, now.starts_in, now.starts_in + 1, year.starts_in}, reverse=True)
    return [
        NavLink(FinancialYear(each).label, year_href(fund, FinancialYear(each)), each == year.starts_in)
        for each in shown
    ]


def year_href(fund: Fund, year: FinancialYear) -> str:
    """Return the address of a fund's year."""
    return reverse("funding:fund_year", args=[fund.key, year.starts_in])


def _acts(fund: Fund, year: FinancialYear, roles: Roles) -> list[Act]:
    """Return what may be done with a fund's year, in the order in which a year goes."""
    named = [
        (f"Open {year.label}", "open_year", rules.may_open_year(roles, fund, year)),
        ("Allot the year’s money", "allot", _may_allot_all(fund, year, roles)),
        ("Give money to one holder", "top_up", rules.may_allot(roles, fund, year)),
        ("Propose a move to another pot", "propose_move", rules.may_allot(roles, fund, year)),
    ]
    return [
        Act(text, reverse(f"funding:{name}", args=[fund.key, year.starts_in]), may, f"why-not-{name}")
        for text, name, may in named
    ]


def _may_allot_all(fund: Fund, year: FinancialYear, roles: Roles) -> Verdict:
    done = queries.allotment_of(fund, year)
    if done is not None:
        return Verdict.no(f"It was allotted on {long_date(done.on)}. Give what is missing to one holder at a time.")
    return rules.may_allot(roles, fund, year)


def _allotted_words(fund: Fund, year: FinancialYear) -> str:
    done = queries.allotment_of(fund, year)
    return f"The year’s money was allotted on {long_date(done.on)} by {_who(done)}." if done else ""


def _who(transfer: Transfer) -> str:
    return transfer.by.name if transfer.by else THE_PROGRAM


def _sums(pot: Pot) -> list[tuple[str, str, bool]]:
    said = [("Allotted", pounds(pot.allotted), False)]
    said += [
        (name.capitalize(), f"− {pounds(getattr(pot, name))}", False)
        for name in ("reserved", "committed", "paid", "returned")
    ]
    return [*said, ("Left", pounds(pot.left), True)]


def _holders_table(fund: Fund, year: FinancialYear, holders: list[Holder], pot: Pot) -> Table:
    columns = [Column("Holder"), *(Column(name.capitalize(), numeric=True) for name in FIGURES)]
    rows = [Row([_named(one), *(_figure(fund, year, name, one.pot, one) for name in FIGURES)]) for one in holders]
    total = Row(["All holders", *(_figure(fund, year, name, pot) for name in FIGURES)]) if rows else None
    empty = "Nobody holds money of this fund in this year yet."
    return Table(f"{fund}, {year.label}, holder by holder", columns, rows, total=total, empty=empty)


def _named(one: Holder) -> str:
    return f"{one.councillor}, {one.ward}" if one.councillor else one.ward.name


def _figure(fund: Fund, year: FinancialYear, name: str, pot: Pot, holder: Holder | None = None) -> Link | str:
    """Return a figure as the way to its postings; a nought has none to show."""
    pence = getattr(pot, name)
    return Link(pounds(pence), postings_href(fund, year, name, holder)) if pence else pounds(pence)


def postings_href(fund: Fund, year: FinancialYear, figure: str, holder: Holder | None = None) -> str:
    """Return the address of the postings behind a figure."""
    asked = {"figure": figure}
    if holder is not None:
        asked["ward"] = holder.ward.code
        if holder.councillor is not None:
            asked["councillor"] = holder.councillor.slug
    return f"{reverse('funding:postings', args=[fund.key, year.starts_in])}?{urlencode(asked)}"


# --- The postings behind a figure -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class PostingsPage:
    """Every posting behind one figure, newest first; they add up to it."""

    title: str
    fund: Fund
    year: FinancialYear
    words: str
    table: Table
    pages: Pages


def postings_page(
    fund: Fund,
    year: FinancialYear,
    asked: dict[str, str],
    ward: Ward | None = None,
    councillor: Councillor | None = None,
) -> PostingsPage:
    """Return the postings behind a figure: `figure`, `page`. A figure that does not exist means all of them."""
    figure = asked.get("figure", "") if asked.get("figure") in FIGURES else ""
    entries = queries.postings(fund, year, figure, ward=ward, councillor=councillor)
    whose = f"{councillor}, {ward}" if councillor else str(ward) if ward else "all holders"
    page = Paginator(entries, PER_PAGE).get_page(asked.get("page"))
    kept = {name: value for name, value in asked.items() if name != "page"}
    total = queries.sum_of(entries)
    return PostingsPage(
        title=f"{figure.capitalize() or 'All postings'}: {whose}",
        fund=fund,
        year=year,
        words=f"{count_of(page.paginator.count, 'posting')}, {pounds(total)} in all.",
        table=_postings_table(list(page.object_list), total if page.paginator.num_pages == 1 else None),
        pages=Pages.of(page.number, page.paginator.num_pages, f"?{urlencode({**kept, 'page': '{}'}, safe='{}')}"),
    )


def _postings_table(entries: list[Entry], total: int | None) -> Table:
    columns = [Column("Posting"), Column("What"), Column("Holder"), Column("By"), Column("Amount", numeric=True)]
    rows = [Row([_number(one.transfer), _what(one), _holder(one.account), _who(one.transfer), pounds(one.pence)])
            for one in entries]  # fmt: skip
    sum_row = Row(["In all", "", "", "", pounds(total)]) if total is not None and rows else None
    return Table("Postings, newest first", columns, rows, total=sum_row, empty="There is no posting behind this.")


def _number(transfer: Transfer) -> Link:
    return Link(f"Number {transfer.pk}", reverse("funding:transfer", args=[transfer.pk]), brief_date(transfer.on))


def _what(entry: Entry) -> str:
    kind, application = entry.transfer.get_kind_display(), entry.transfer.application
    return f"{kind}: {application.organisation}, {application.reference}" if application else kind


def _holder(account: Account) -> str:
    if account.councillor is not None:
        return f"{account.councillor}, {account.ward}"
    return str(account.ward or "The fund itself")


# --- One posting ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TransferPage:
    """One posting with its legs, what it corrects or was corrected by, and whether it may be corrected."""

    transfer: Transfer
    title: str
    facts: list[tuple[str, str]]
    links: list[tuple[str, str]]
    legs: Table
    may_reverse: Verdict


def transfer_page(transfer: Transfer, roles: Roles) -> TransferPage:
    legs = queries.legs_of(transfer)
    return TransferPage(
        transfer=transfer,
        title=f"Posting {transfer.pk}: {transfer.get_kind_display().lower()}",
        facts=_facts(transfer, queries.reason_of(transfer, legs)),
        links=_links(transfer, legs, roles),
        legs=_legs_table(legs),
        may_reverse=rules.may_reverse(roles, transfer),
    )


def _facts(transfer: Transfer, reason: str) -> list[tuple[str, str]]:
    facts = [
        ("Date", long_date(transfer.on)),
        ("Written", f"{long_date(london_date(transfer.at))} at {clock_time(transfer.at)}"),
        ("By", _who(transfer)),
    ]
    if reason:
        facts.append(("Why", reason))
    return facts


def _links(transfer: Transfer, legs: list[Entry], roles: Roles) -> list[tuple[str, str]]:
    found = []
    application = transfer.application
    if application and queries.applications_visible_to(roles).filter(pk=application.pk).exists():
        href = reverse("funding:application", args=[application.reference])
        found.append((f"The application: {application.reference}", href))
    if transfer.reverses is not None:
        href = reverse("funding:transfer", args=[transfer.reverses_id])
        found.append((f"It corrects posting {transfer.reverses_id}", href))
    corrected: Any = getattr(transfer, "reversed_by", None)
    if corrected is not None:
        href = reverse("funding:transfer", args=[corrected.pk])
        found.append((f"It was corrected by posting {corrected.pk}", href))
    for account in {leg.account.fund_id: leg.account for leg in legs}.values():
        year = FinancialYear(account.year)
        found.append((f"{account.fund}, {year.label}", year_href(account.fund, year)))
    return found


def _legs_table(legs: Sequence[Entry]) -> Table:
    columns = [Column("Pot"), Column("Fund and year"), Column("Stage"), Column("Amount", numeric=True)]
    rows = [
        Row(
            [
                _holder(leg.account),
                f"{leg.account.fund}, {FinancialYear(leg.account.year).label}",
                Stage(leg.account.stage).label,
                pounds(leg.pence),
            ]
        )
        for leg in legs
    ]
    return Table("Its legs, which add up to nought", columns, rows, hidden_caption=False)


# --- Allotting ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AllotPage:
    """What every holder is due, and the sum, before anybody confirms it."""

    fund: Fund
    year: FinancialYear
    may: Verdict
    rule: FundRule | None
    table: Table
    words: str
    shown: str
    total: int


def allot_page(fund: Fund, year: FinancialYear, roles: Roles) -> AllotPage:
    due = rules.allotments_due(fund, year, roles.on)
    total = sum(one.pence for one in due)
    columns = [Column("Holder"), Column("Ward"), Column("Due", numeric=True)]
    rows = [Row([str(one.councillor or one.ward), one.ward.name, pounds(one.pence)]) for one in due]
    return AllotPage(
        fund=fund,
        year=year,
        may=_may_allot_all(fund, year, roles),
        rule=queries.rule_on(fund, "amount", max(year.start, min(roles.on, year.end))),
        table=Table(f"{fund}, {year.label}: who is due what", columns, rows, total=Row(["In all", "", pounds(total)])),
        words=f"{count_of(len(due), 'holder')} {'is' if len(due) == 1 else 'are'} due {pounds(total)} in all.",
        shown=rules.print_of(due),
        total=total,
    )


# --- Moves ----------------------------------------------------------------------------------------------------------


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
    return f"{account.fund}: {_holder(account)}"


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
