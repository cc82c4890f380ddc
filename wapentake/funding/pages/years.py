"""The desk's pages on a fund's year and rules: closing it, what if, its rules with their history, its figures."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from wapentake.design.pictures import Column, Row, Table
from wapentake.design.words import count_of
from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import queries, rules
from ..forms.rules import WRITABLE
from ..models import Application, Fund, FundRule
from ..states import ApplicationState, FigureKind
from ..states.fund_rules import KINDS, Amount, read_rule


@dataclass(frozen=True)
class ClosePage:
    """What becomes of what every holder has left, before anybody confirms it."""

    fund: Fund
    year: FinancialYear
    may: Verdict
    words: str
    election: str
    rules: list[FundRule]
    table: Table
    shown: str
    unsettled: list[tuple[str, str]]
    more: int


# So many awards that keep a year from closing are named on the page.
NAMED = 20


def close_page(fund: Fund, year: FinancialYear, roles: Roles) -> ClosePage:
    """Return what closing would do today."""
    lines = rules.carry_lines(fund, year, roles.on)
    carried, lapsed = sum(one.carried for one in lines), sum(one.lapsed for one in lines)
    following = FinancialYear(year.starts_in + 1)
    columns = [Column("Holder"), *(Column(name, numeric=True) for name in ("Left", "Goes on", "Lapses"))]
    columns += [Column("To, or why not")]
    rows = [Row([one.holder.in_full, pounds(one.left), pounds(one.carried), pounds(one.lapsed), _whither(one)])
            for one in lines]  # fmt: skip
    total = Row(["In all", pounds(carried + lapsed), pounds(carried), pounds(lapsed), ""]) if rows else None
    unsettled = _unsettled(fund, year)
    return ClosePage(
        fund=fund,
        year=year,
        may=rules.may_close_year(roles, fund, year),
        words=f"{pounds(carried)} goes on to {following.label}, and {pounds(lapsed)} lapses.",
        election=_election(following),
        rules=[rule for rule in queries.rules_on(fund, year.end) if rule.key in ("carry_over", "returned", "leaver")],
        table=Table(f"{fund}, {year.label}: what becomes of what is left", columns, rows, total=total,
                    empty="Nobody has anything left."),
        shown=rules.print_of_lines(lines),
        unsettled=unsettled[:NAMED],
        more=max(0, len(unsettled) - NAMED),
    )  # fmt: skip


def _whither(line: rules.CarryLine) -> str:
    if line.to is None or line.why:
        return line.why
    return "The same holder" if line.to.holder_key == line.holder.holder_key else line.to.named


def _election(year: FinancialYear) -> str:
    poll = rules.election_in(year)
    if poll is None:
        return f"No election of the whole council is recorded in {year.label}."
    return f"An election of the whole council is recorded for {long_date(poll.on)}."


def _unsettled(fund: Fund, year: FinancialYear) -> list[tuple[str, str]]:
    waiting = Application.objects.filter(
        fund=fund, year=year.starts_in, state__in=(ApplicationState.SUPPORTED, ApplicationState.APPROVED)
    )
    return [
        (
            f"{row.reference}, {row.organisation}: {pounds(row.pence)}, {row.get_state_display().lower()}",
            reverse("funding:application", args=[row.reference]),
        )
        for row in waiting.select_related("organisation").order_by("reference")
    ]


# --- What if --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WhatIfPage:
    """What other amounts would give, beside what the rules give now. Nothing is written."""

    fund: Fund
    year: FinancialYear
    words: str
    table: Table
    rule_href: str


def what_if_page(fund: Fund, year: FinancialYear, roles: Roles, value: dict[str, int] | None) -> WhatIfPage:
    """Return what an amount would give each holder of a year; without one, only what the rules give."""
    by_rule = rules.allotments_due(fund, year, roles.on)
    amount = read_rule("amount", value) if value else None
    assert amount is None or isinstance(amount, Amount)
    tried = rules.allotments_due(fund, year, roles.on, amount=amount) if amount else by_rule
    now = {one.holder_key: one.pence for one in by_rule}
    then = {one.holder_key: one.pence for one in tried}
    columns = [Column("Holder"), *(Column(name, numeric=True) for name in ("By the rules", "What if", "Difference"))]
    rows = []
    for one in rules.holders_on(fund, rules.day_of_rules(year, roles.on)):
        before, after = now.get(one.holder_key, 0), then.get(one.holder_key, 0)
        rows.append(Row([one.in_full, pounds(before), pounds(after), pounds(after - before)]))
    before, after = sum(now.values()), sum(then.values())
    total = Row(["In all", pounds(before), pounds(after), pounds(after - before)]) if rows else None
    return WhatIfPage(
        fund=fund,
        year=year,
        words=f"{count_of(len(tried), 'holder')} would get {pounds(after)} in all, {_more(after - before)}.",
        table=Table(f"{fund}, {year.label}: what if", columns, rows, total=total, empty="There is no holder yet."),
        rule_href=reverse("funding:set_rule", args=[fund.key, "amount"]),
    )


def _more(pence: int) -> str:
    if not pence:
        return "the same as by the rules that stand"
    return f"{pounds(abs(pence))} {'more' if pence > 0 else 'less'} than by the rules that stand"


# --- Rules ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RulesPage:
    """Every rule of a fund: what stands, what came before and what is to come, each with its source."""

    fund: Fund
    kinds: list[tuple[str, list[tuple[str, str]], list[tuple[FundRule, str]]]]
    missing: list[tuple[str, str]]


def rules_page(fund: Fund, roles: Roles) -> RulesPage:
    found: dict[str, list[tuple[FundRule, str]]] = {}
    for rule in queries.rules_of(fund):
        found.setdefault(rule.key, []).append((rule, _when(rule, roles)))
    named = {key: kind.label for key, kind in KINDS.items()}
    kinds = [
        (label, _rule_links(fund, key, found[key][0][0], roles), found[key])
        for key, label in named.items()
        if key in found
    ]
    return RulesPage(fund, kinds, [(named[key], _rule_href(fund, key)) for key in WRITABLE if key not in found])


def _rule_links(fund: Fund, key: str, newest: FundRule, roles: Roles) -> list[tuple[str, str]]:
    """Return what may be done with a kind of rule: change it from a day on and, while one stands, end it."""
    if key not in WRITABLE:
        return []
    links = [("Change it from a day on", _rule_href(fund, key))]
    if newest.to_date is None:
        links.append(("End it", reverse("funding:end_rule", args=[fund.key, key])))
    return links


def _rule_href(fund: Fund, key: str) -> str:
    return reverse("funding:set_rule", args=[fund.key, key])


def _when(rule: FundRule, roles: Roles) -> str:
    since = long_date(rule.from_date)
    if rule.from_date > roles.on:
        return f"From {since}"
    if rule.to_date is None:
        return f"Since {since}"
    return f"From {since} until {long_date(rule.to_date)}" + (", in force now" if rule.is_on(roles.on) else "")


FIGURE_TITLES = {FigureKind.HOMES: "Council homes", FigureKind.LEVY: "Levy received", FigureKind.ADDED: "Added"}


# --- Figures --------------------------------------------------------------------------------------------------------


def figure_lines(fund: Fund, year: FinancialYear, kind: FigureKind, wards: list[Any]) -> str:
    """Return a year's figures as lines to be changed, with a line for every ward."""
    known = queries.figures_of(fund, year)
    numbers = ((ward, known.get((ward.pk, kind), 0)) for ward in wards)
    if kind == FigureKind.HOMES:
        return "\n".join(f"{ward.name}: {number}" for ward, number in numbers)
    return "\n".join(f"{ward.name}: {pounds(number).removeprefix('£')}" for ward, number in numbers)


def figures_table(fund: Fund, year: FinancialYear, wards: list[Any]) -> Table | None:
    """Return what is known of the wards for a year, or nothing where nothing is."""
    known = queries.figures_of(fund, year)
    kinds = [kind for kind in FigureKind if any(of == kind for _, of in known)]
    if not kinds:
        return None
    columns = [Column("Ward"), *(Column(FIGURE_TITLES[kind], numeric=True) for kind in kinds)]
    rows = [Row([ward.name, *(_number(kind, known.get((ward.pk, kind), 0)) for kind in kinds)]) for ward in wards]
    return Table("Figures of each ward", columns, rows)


def _number(kind: FigureKind, number: int) -> str:
    return f"{number:,}" if kind == FigureKind.HOMES else pounds(number)
