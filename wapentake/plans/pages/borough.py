"""The borough's view: what the wards name, by how many of them, and which."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from wapentake.design.pictures import AmountBar, Column, Link, NavLink, Row, Table
from wapentake.foundation.calendars import DAY, start_of_day

from .. import forms, queries
from ..models import Cycle, Framework, Outcome, Priority
from .words import href_of, listed, public_href_of

COMMONEST = 7  # as the reports to the Health and Wellbeing Board list them
REFS = ("council:all", "plans:all")
Hrefs = Callable[[Outcome], str]


@dataclass(frozen=True)
class Counted:
    """A list of what may be named, each with the number of wards that name it, most first."""

    framework: Framework
    table: Table


@dataclass(frozen=True)
class BoroughPage:
    """What the wards of the borough name."""

    title: str
    lede: str
    commonest: str
    cycles: list[NavLink]
    lists: list[Counted]
    csv_href: str
    cycle_name: str = ""
    shows: set[str] = field(default_factory=lambda: set(REFS))
    valid_until: dt.datetime | None = None


@dataclass(frozen=True)
class OutcomePage:
    """The wards behind a number, with the priorities that name it."""

    title: str
    lede: str
    framework: Framework
    table: Table
    shows: set[str] = field(default_factory=lambda: set(REFS))


@dataclass(frozen=True)
class DeskBorough:
    """The same on the desk, narrowed as asked."""

    page: BoroughPage
    form: forms.BoroughFilterForm
    chips: list[tuple[str, str]]
    csv_href: str
    behind: OutcomePage | None


def borough_paths(on: dt.date) -> list[str]:
    """Return the address of the view of today, and of each cycle that has begun."""
    years = dict.fromkeys(cycle.from_date.year for cycle in queries.cycles() if cycle.from_date <= on)
    return [reverse("plans:all_wards"), *(reverse("plans:borough_cycle", args=[year]) for year in years)]


def outcome_paths(on: dt.date) -> list[str]:
    """Return the address of each theme, aim and outcome that a list of the day holds."""
    return [_public(one) for each in queries.frameworks_named(on) for one in each.outcomes.all()]


def cycle_of(year: int, on: dt.date) -> Cycle | None:
    """Return the newest cycle that began in a year, not after a day."""
    return next((one for one in queries.cycles() if one.from_date.year == year and one.from_date <= on), None)


def borough_page(on: dt.date, cycle: Cycle | None = None, hrefs: Hrefs | None = None, key: str = "") -> BoroughPage:
    """Return what the wards name, on a day or in a cycle; `key` keeps one list only."""
    frameworks = queries.frameworks_named(on, cycle)
    rows = queries.standing(on, cycle)
    named = queries.naming(rows, frameworks)
    counted = [_counted(one, named, hrefs) for one in frameworks if not key or one.key == key]
    wards, number = rows.order_by().values("ward").distinct().count(), rows.order_by().count()
    return BoroughPage(
        title="What the wards work on",
        lede=f"{_wards(wards)} {'has' if wards == 1 else 'have'} published {_priorities(number)}"
        f"{f' in {cycle.name}' if cycle else ''}. Each names what it is about and whom it is for.",
        commonest=_commonest(frameworks, named),
        cycles=_cycles(on, cycle),
        lists=[one for one in counted if one.table.rows],
        csv_href=reverse("plans:borough_csv"),
        cycle_name=cycle.name if cycle else "",
        valid_until=start_of_day(on + DAY),
    )


def outcome_page(outcome: Outcome, on: dt.date, cycle: Cycle | None = None, *, desk: bool = False) -> OutcomePage:
    """Return the wards that name one, with their priorities."""
    found = queries.naming(queries.standing(on, cycle), queries.all_frameworks()).get(outcome.pk, {})
    rows = [Row([_ward(mine[0], desk), _links(one, desk)]) for mine in found.values() for one in mine]
    return OutcomePage(
        title=outcome.name,
        lede=f"{_wards(len(found))} {'names' if len(found) == 1 else 'name'} it{f' in {cycle.name}' if cycle else ''}.",
        framework=outcome.framework,
        table=Table(
            "Wards that name it", [Column("Ward"), Column("Priority")], rows, empty="No ward names it at present."
        ),
    )


def outcome_of(framework: str, key: str) -> Outcome | None:
    """Return one of a list by the keys of both, or None."""
    lists = {one.key: one for one in queries.all_frameworks()}
    there = lists[framework].outcomes.all() if framework in lists else []
    return next((one for one in there if one.key == key), None)


def desk_borough(asked: dict[str, str], on: dt.date) -> DeskBorough:
    """Return the borough's view on the desk as asked for: `list`, `outcome` and `cycle`. What cannot be read is out."""
    form = forms.BoroughFilterForm(on, queries.cycles(), queries.all_frameworks(), asked)
    said, chosen = form.asked, form.outcome_chosen
    base = reverse("plans:desk_borough")

    def narrowed(outcome: Outcome) -> str:
        return f"{base}?{urlencode(said | {'outcome': str(outcome.pk)})}"

    page = borough_page(on, form.cycle_chosen, narrowed, said.get("list", ""))
    return DeskBorough(
        page=page,
        form=form,
        chips=[(form.label(name), _without(base, said, name)) for name in said],
        csv_href=f"{reverse('plans:desk_borough_csv')}?{urlencode(said)}",
        behind=outcome_page(chosen, on, form.cycle_chosen, desk=True) if chosen else None,
    )


def _without(base: str, said: dict[str, str], name: str) -> str:
    return f"{base}?{urlencode({key: value for key, value in said.items() if key != name})}"


def _counted(framework: Framework, named: queries.Naming, hrefs: Hrefs | None) -> Counted:
    most = max((len(named.get(one.pk, ())) for one in framework.outcomes.all()), default=0) or 1
    ranked = sorted(framework.outcomes.all(), key=lambda one: (-len(named.get(one.pk, ())), one.position))
    rows = []
    for one in ranked:
        wards = named.get(one.pk, {})
        name = Link(one.name, (hrefs or _public)(one)) if wards else one.name
        priorities = sum(map(len, wards.values()))
        rows.append(Row([name, len(wards), AmountBar(100 * len(wards) / most), priorities]))
    columns = [
        Column(str(framework.get_kind_display())), Column("Wards", numeric=True),
        Column("Drawn to one scale", hide_small=True), Column("Priorities", numeric=True),
    ]  # fmt: skip
    return Counted(framework, Table(framework.name, columns, rows if any(row.cells[1] for row in rows) else []))


def _commonest(frameworks: list[Framework], named: queries.Naming) -> str:
    if not frameworks:
        return ""
    there = [one for one in frameworks[0].outcomes.all() if named.get(one.pk)]
    ranked = sorted(there, key=lambda one: (-len(named[one.pk]), one.position))[:COMMONEST]
    names = [one.name[:1].lower() + one.name[1:] for one in ranked]
    return f"The themes that most wards name: {listed(names)}." if names else ""


def _cycles(on: dt.date, chosen: Cycle | None) -> list[NavLink]:
    links = [NavLink("Now", reverse("plans:all_wards"), chosen is None)]
    for cycle in queries.cycles():
        if cycle.from_date <= on:
            href = reverse("plans:borough_cycle", args=[cycle.from_date.year])
            links.append(NavLink(cycle.name, href, chosen is not None and chosen.pk == cycle.pk))
    return links


def _public(outcome: Outcome) -> str:
    return reverse("plans:outcome", args=[outcome.framework.key, outcome.key])


def _ward(priority: Priority, desk: bool) -> Link:
    name = "plans:ward" if desk else "site:ward"
    return Link(priority.ward.name, reverse(name, args=[priority.ward.slug]))


def _links(priority: Priority, desk: bool) -> Link | str:
    if desk:
        return Link(priority.title, href_of(priority))
    return priority.title if priority.closed_at else Link(priority.title, public_href_of(priority))


def _wards(number: int) -> str:
    return "1 ward" if number == 1 else f"{number:,} wards"


def _priorities(number: int) -> str:
    return "1 priority" if number == 1 else f"{number:,} priorities"
