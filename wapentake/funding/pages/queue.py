"""The queue of applications: saved lists first, filters folded, soonest due first."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse

from wapentake.design.pictures import Column, Link, NavLink, Pages, Row, Said, Table, Tag
from wapentake.design.words import brief_date, count_of, spelt
from wapentake.foundation.money import pounds
from wapentake.office.queries import Roles

from .. import queries, rules
from ..forms import FilterForm
from ..forms.desk import STAGES
from ..models import Application
from ..queries import Clock
from ..queries.projects import parts_in_all
from ..rules.minutes import may_enter_awards
from ..states import ApplicationState

PER_PAGE = 25
LISTS = {"you": "With you", "late": "Late", "week": "Due this week", "open": "All open", "decided": "Decided"}
SORTS = {"due": ("since", "pk"), "-due": ("-since", "-pk"), "amount": ("pence", "pk"), "-amount": ("-pence", "-pk")}
# Applications with `since`, which the plugin of the type checker cannot see through a function.
Rows = QuerySet[Any]
# Still to be decided or paid.
TO_DO = (ApplicationState.SUBMITTED, ApplicationState.SUPPORTED, ApplicationState.APPROVED)
OVER = (ApplicationState.PAID, ApplicationState.DECLINED, ApplicationState.WITHDRAWN, ApplicationState.CANCELLED)
ORDERS = (("due", "Soonest due"), ("-due", "Latest due"), ("-amount", "Largest"), ("amount", "Smallest"))


@dataclass(frozen=True)
class QueuePage:
    lede: str
    views: list[NavLink]
    form: FilterForm
    on: int
    chips: list[tuple[str, str]]
    sorts: list[NavLink]
    table: Table
    clocks: list[str]
    pages: Pages
    kept: list[tuple[str, str]]
    may_invite: bool
    may_enter: bool
    may_record: bool
    may_read_letters: bool


def queue_page(roles: Roles, asked: dict[str, str], on: dt.date) -> QueuePage:
    """Return the queue as asked for: `list`, `sort`, `page` and the filters. What cannot be read is left out."""
    base = queries.with_since(queries.applications_visible_to(roles))
    mine = set(base.filter(queries.step_of(roles)).values_list("pk", flat=True))
    form = _form(asked)
    filters = form.asked
    chosen = asked.get("list") if asked.get("list") in LISTS else ("you" if mine else "open")
    sort = asked.get("sort", "") if asked.get("sort") in SORTS else "due"
    state = {"list": chosen or "open", "sort": sort, **filters}
    to_do = base.filter(state__in=TO_DO)
    clocks, still = queries.clocks_of(to_do, on), _narrowed(to_do, filters)
    lists = _lists(clocks, set(still.values_list("pk", flat=True)) if filters else set(clocks), mine, on)
    decided = _narrowed(base.filter(state__in=OVER), filters)
    rows: Any = decided if state["list"] == "decided" else still.filter(pk__in=lists[state["list"]].keys())
    if state["list"] != "decided" and sort in ("due", "-due"):
        rows = sorted(lists[state["list"]], key=lambda key: (lists[state["list"]][key], key), reverse=sort == "-due")
    else:
        rows = rows.order_by(*SORTS[sort])
    page = Paginator(rows, PER_PAGE).get_page(asked.get("page"))
    shown = _in_order(base, list(page.object_list))
    waits = _waits(shown, clocks, roles, on)
    return QueuePage(
        may_invite=bool(rules.may_invite(roles)),
        may_enter=bool(rules.may_enter(roles)),
        may_record=bool(may_enter_awards(roles)),
        may_read_letters=bool(rules.may_see_people(roles)),
        lede=_lede(to_do, sum(clocks[key].by < on for key in mine), len(mine)),
        views=[
            NavLink(label, _href(state, list=name), name == state["list"], len(lists.get(name, ())))
            for name, label in LISTS.items()
        ],
        form=form,
        on=len(filters),
        chips=[(_chip(form, name, value), _href(state, without=name)) for name, value in filters.items()],
        sorts=[NavLink(label, _href(state, sort=name), name == sort) for name, label in ORDERS],
        table=_table(shown, waits, state, on),
        clocks=sorted({one.source for one in waits.values() if one.source}),
        pages=Pages.of(page.number, page.paginator.num_pages, _href(state, page="{}").replace("%7B%7D", "{}")),
        kept=[("list", state["list"]), ("sort", sort)],
    )


Dues = dict[int, dt.date]


def _lists(clocks: dict[int, Clock], asked: set[int], mine: set[int], on: dt.date) -> dict[str, Dues]:
    """Return what of the asked stands in each saved list that is still to do, with the day by which it is due."""
    every = {key: clocks[key].by for key in asked}
    week = on + dt.timedelta(days=7)
    return {
        "you": {key: by for key, by in every.items() if key in mine},
        "late": {key: by for key, by in every.items() if by < on},
        "week": {key: by for key, by in every.items() if on <= by < week},
        "open": every,
    }


def _in_order(base: Rows, found: list[Any]) -> list[Application]:
    """Return the applications of a page in their order: they come as keys where their clocks put them in order."""
    if not found or not isinstance(found[0], int):
        return found
    rows = base.in_bulk(found)
    return [rows[key] for key in found]


def _form(asked: dict[str, str]) -> FilterForm:
    """Return the filters that can be read: what cannot was not asked, and is not shown again."""
    form = FilterForm(asked)
    if not form.errors:
        return form
    return FilterForm({name: value for name, value in asked.items() if name not in form.errors})


def _narrowed(rows: Rows, filters: dict[str, str]) -> Rows:
    if ward := filters.get("ward"):
        rows = rows.filter(ward__slug=ward)
    if fund := filters.get("fund"):
        rows = rows.filter(fund__key=fund)
    if stage := filters.get("stage"):
        rows = rows.filter(state=stage)
    if least := filters.get("least"):
        rows = rows.filter(pence__gte=int(least))
    for word in filters.get("q", "").split():
        rows = rows.filter(
            Q(reference__icontains=word) | Q(title__icontains=word) | Q(organisation__name__icontains=word)
        )
    return rows


def _lede(to_do: Rows, late: int, mine: int) -> str:
    found = to_do.aggregate(pence=Sum("pence"), count=Count("pk"), wards=Count("ward", distinct=True))
    if not found["count"]:
        return "Nothing is open."
    said = f"{found['count']} open in {count_of(found['wards'], 'ward')}, {pounds(found['pence'])} in all."
    if not mine:
        return f"{said} None is with you."
    yours = f"{spelt(mine).capitalize()} {'is' if mine == 1 else 'are'} with you"
    if not late:
        return f"{said} {yours}."
    are = "is" if late == 1 else "are"
    return f"{said} {yours}, and " + ("it is late." if late == mine == 1 else f"{spelt(late)} of them {are} late.")


def _chip(form: FilterForm, name: str, value: str) -> str:
    if name == "q":
        return f"“{value}”"
    return str(dict(form.fields[name].choices).get(value, value))  # type: ignore[attr-defined]


def _href(state: dict[str, str], without: str = "", **changes: str) -> str:
    kept = {name: value for name, value in {**state, **changes}.items() if value and name != without}
    return f"{reverse('funding:queue')}?{urlencode(kept)}"


def _waits(rows: list[Application], clocks: dict[int, Clock], roles: Roles, on: dt.date) -> dict[int, rules.Waiting]:
    stands, reader = queries.stands_of(rows, on, clocks), rules.Reader.of(roles)
    return {row.pk: rules.waiting(stands[row.pk], reader, on) for row in rows}


def _table(rows: list[Application], waits: dict[int, rules.Waiting], state: dict[str, str], on: dt.date) -> Table:
    sort, name = state["sort"], state["list"]
    order = "descending" if sort.startswith("-") else "ascending"
    by = sort.removeprefix("-")
    columns = [
        Column("Application"),
        Column("Ward", brief=True),
        Column("Amount", numeric=True, brief=True, sort=order if by == "amount" else ""),
        Column("Stage", brief=True),
        Column("With, and why", sentences=True, brief=True),
        Column("Due", sort=order if by == "due" and name != "decided" else ""),
    ]
    empty = "Nothing waits for you." if name == "you" else "No application is in this list."
    copies = {one.application_id for one in queries.copies_to_give() if rules.copy_due(one) < on}
    parts = parts_in_all({row.project_id for row in rows if row.project_id is not None})
    usual = Counter(one.clock for one in waits.values() if one.by).most_common(1)
    briefly = {pk: replace(one, clock="") if usual and one.clock == usual[0][0] else one for pk, one in waits.items()}
    found = [_row(row, briefly[row.pk], copies, parts.get(row.project_id or 0, 0)) for row in rows]
    return Table("Applications", columns, found, empty=empty)


def _row(row: Any, waiting: rules.Waiting, copies: set[int], parts: int) -> Row:
    href = reverse("funding:application", args=[row.reference])
    note = f"{row.reference}, one of {parts} parts" if parts else row.reference
    return Row(
        [
            Link(f"{row.organisation}: {row.title}", href, note),
            row.ward.name,
            pounds(row.pence),
            STAGES[ApplicationState(row.state)],
            "Nobody" if waiting.by is None else Said(f"{waiting.who}, since {brief_date(waiting.since)}", waiting.why),
            Tag("Copy of the record late", "late") if row.pk in copies else _due(waiting),
        ]
    )


def _due(waiting: rules.Waiting) -> str | Tag | Said:
    if waiting.by is None:
        return "Done"
    day = brief_date(waiting.by)
    if waiting.still:
        return Tag("clock stands still", "", day, waiting.still)
    if waiting.late:
        return Tag(waiting.late, "late", day, waiting.clock)
    return Said(day, waiting.clock)
