"""The desk's pages on running the funds: all of them, one fund's year, the postings behind a figure, one posting."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, FundLine, Link, NavLink, Row, Table
from wapentake.design.words import count_of
from wapentake.foundation.calendars import FinancialYear, london_date, long_date
from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.places.models import Ward

from .. import queries, rules
from ..models import Fund, FundRule, FundYear
from ..queries import Holder, Pot
from ..rules.allotments import wards_with_figures
from ..states import FigureKind, FundKind, FundYearState, HolderKind
from .money import line_of
from .postings import FIGURES, LATER, postings_href, who, year_href
from .years import figures_table

HELD_BY = {
    HolderKind.COUNCILLOR: "each councillor",
    HolderKind.WARD: "each ward",
    HolderKind.CLUSTER: "each cluster of wards",
}
FIGURES_LINKS = {
    FigureKind.HOMES: "Give each ward’s council homes",
    FigureKind.LEVY: "Give the levy received in each ward",
    FigureKind.ADDED: "Give what is added for single wards",
}


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
    links: list[tuple[str, str]]
    figures: Table | None
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
        state=_state_of(opened.get(year.starts_in), year),
        line=line_of(pot),
        sums=_sums(pot),
        holders=_holders_table(fund, year, holders, pot),
        allotted=_allotted_words(fund, year),
        first=first,
        acts=[act for act in acts if act is not first],
        links=_links(fund, year) if rules.may_run_funds(roles) else [],
        figures=figures_table(fund, year, _wards(fund, year, roles)),
        rules=queries.rules_on(fund, max(year.start, min(roles.on, year.end))),
    )


def _state_of(row: FundYear | None, year: FinancialYear) -> str:
    if row is not None and row.frozen_at is not None and row.state == FundYearState.OPEN:
        since = long_date(london_date(row.frozen_at))
        return f"Frozen since {since}: {row.frozen_because.rstrip('.')}. What was awarded is paid."
    return _state_words(row.state if row else None, year)


def _wards(fund: Fund, year: FinancialYear, roles: Roles) -> list[Ward]:
    if fund.holder_kind == HolderKind.COUNCILLOR:
        return []
    return wards_with_figures(fund, rules.day_of_rules(year, roles.on))


def _links(fund: Fund, year: FinancialYear) -> list[tuple[str, str]]:
    """Return the pages that belong to a fund's year: what if, its rules and, where wards hold it, their figures."""
    found = [
        ("What if: try other amounts", reverse("funding:what_if", args=[fund.key, year.starts_in])),
        ("Rules, with their sources", reverse("funding:fund_rules", args=[fund.key])),
        ("What officers check", reverse("funding:fund_checks", args=[fund.key])),
    ]
    if fund.kind == FundKind.LEVY:
        found.append(("Developments behind each pot", reverse("funding:levy")))
    if fund.holder_kind != HolderKind.COUNCILLOR:
        rule = queries.rule_on(fund, "amount", year.start)
        parts = set(rule.value) if rule else set()
        wanted = {FigureKind.HOMES: "per_home" in parts, FigureKind.LEVY: "levy_share" in parts, FigureKind.ADDED: True}
        for kind in (kind for kind, is_wanted in wanted.items() if is_wanted):
            href = reverse("funding:figures", args=[fund.key, year.starts_in, kind])
            found.append((FIGURES_LINKS[kind], href))
    return found


def _held_by(fund: Fund) -> str:
    return HELD_BY[HolderKind(fund.holder_kind)]


def _years(fund: Fund, year: FinancialYear, opened: list[int], now: FinancialYear) -> list[NavLink]:
    shown = sorted({*opened, now.starts_in, now.starts_in + 1, year.starts_in}, reverse=True)
    return [
        NavLink(FinancialYear(each).label, year_href(fund, FinancialYear(each)), each == year.starts_in)
        for each in shown
    ]


def _acts(fund: Fund, year: FinancialYear, roles: Roles) -> list[Act]:
    """Return what may be done with a fund's year, in the order in which a year goes."""
    if not queries.is_open(fund, year.starts_in):
        named = [(f"Open {year.label}", "open_year", rules.may_open_year(roles, fund, year))]
        return [_act(fund, year, *one) for one in named]
    named = [
        ("Allot the year’s money", "allot", _may_allot_all(fund, year, roles)),
        ("Give money to one holder", "top_up", rules.may_allot(roles, fund, year)),
        ("Propose a move to another pot", "propose_move", rules.may_allot(roles, fund, year)),
    ]
    if roles.on > year.end:
        # Nothing else happens in a year that is over.
        return [_act(fund, year, f"Close {year.label}", "close_year", rules.may_run_funds(roles))]
    frozen = rules.may_unfreeze(roles, fund, year)
    named.append(
        ("Let awards go on", "unfreeze", frozen)
        if frozen
        else ("Freeze this fund", "freeze", rules.may_freeze(roles, fund, year))
    )
    return [_act(fund, year, *one) for one in named]


def _act(fund: Fund, year: FinancialYear, text: str, name: str, may: Verdict) -> Act:
    return Act(text, reverse(f"funding:{name}", args=[fund.key, year.starts_in]), may, f"why-not-{name}")


def _may_allot_all(fund: Fund, year: FinancialYear, roles: Roles) -> Verdict:
    done = queries.allotment_of(fund, year)
    if done is not None:
        return Verdict.no(f"It was allotted on {long_date(done.on)}. Give what is missing to one holder at a time.")
    return rules.may_allot(roles, fund, year)


def _allotted_words(fund: Fund, year: FinancialYear) -> str:
    done = queries.allotment_of(fund, year)
    return f"The year’s money was allotted on {long_date(done.on)} by {who(done)}." if done else ""


def _sums(pot: Pot) -> list[tuple[str, str, bool]]:
    """Return how what is left comes about. What came back late was never allotted, so it is not part of the sum."""
    taken = {name: name.capitalize() for name in FIGURES[1:-1]} | {name: LATER[name] for name in ("carried", "lapsed")}
    said = [("Allotted", pounds(pot.allotted), False)]
    for name, label in taken.items():
        if name in FIGURES or getattr(pot, name):
            said.append((label, f"− {pounds(getattr(pot, name))}", False))
    return [*said, ("Left", pounds(pot.left), True)]


def _holders_table(fund: Fund, year: FinancialYear, holders: list[Holder], pot: Pot) -> Table:
    own = fund.holder_kind == HolderKind.COUNCILLOR
    figures = {name: name.capitalize() for name in FIGURES}
    figures |= {name: label for name, label in LATER.items() if getattr(pot, name)}
    columns = [Column("Holder"), *([Column("Ward", hide_small=True)] if own else [])]
    columns += [Column(label, numeric=True) for label in figures.values()]
    rows = [
        Row(
            [
                str(one),
                *([one.place.name] if own else []),
                *(_figure(fund, year, name, one.pot, one) for name in figures),
            ]
        )
        for one in holders
    ]
    total = ["All holders", *([""] if own else []), *_figures_of(fund, year, figures, pot)]
    empty = "Nobody holds money of this fund in this year yet."
    caption = f"{fund}, {year.label}, holder by holder"
    return Table(caption, columns, rows, total=Row(total) if rows else None, empty=empty)


def _figures_of(
    fund: Fund, year: FinancialYear, names: Iterable[str], pot: Pot, holder: Holder | None = None
) -> list[Link | str]:
    return [_figure(fund, year, name, pot, holder) for name in names]


def _figure(fund: Fund, year: FinancialYear, name: str, pot: Pot, holder: Holder | None = None) -> Link | str:
    """Return a figure as the way to its postings; a nought has none to show."""
    pence = getattr(pot, name)
    return Link(pounds(pence), postings_href(fund, year, name, holder)) if pence else pounds(pence)


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
    rows = [Row([one.named, one.place.name, pounds(one.pence)]) for one in due]
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
