"""The queue of applications: saved lists first, filters folded, soonest due first."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet, Sum
from django.urls import reverse

from wapentake.design.pictures import Column, Link, NavLink, Pages, Row, Table, Tag
from wapentake.design.words import brief_date, count_of
from wapentake.foundation.calendars import london_date
from wapentake.foundation.money import pounds
from wapentake.office.queries import Roles

from .. import queries, rules
from ..forms import FilterForm
from ..forms.desk import STAGES
from ..models import Application
from ..states import ApplicationState

PER_PAGE = 25
LISTS = {"you": "With you", "late": "Late", "week": "Due this week", "open": "All open", "decided": "Decided"}
SORTS = {"due": ("since", "pk"), "-due": ("-since", "-pk"), "amount": ("pence", "pk"), "-amount": ("-pence", "-pk")}
# Applications with `since`, which the plugin of the type checker cannot see through a function.
Rows = QuerySet[Any]
# Still to be decided or paid.
TO_DO = (ApplicationState.SUBMITTED, ApplicationState.SUPPORTED, ApplicationState.APPROVED)
OVER = (ApplicationState.PAID, ApplicationState.DECLINED, ApplicationState.WITHDRAWN)
WITH = {ApplicationState.SUPPORTED: "Approving officer", ApplicationState.APPROVED: "Finance"}


@dataclass(frozen=True)
class QueuePage:
    lede: str
    views: list[NavLink]
    form: FilterForm
    on: int
    chips: list[tuple[str, str]]
    sorts: list[NavLink]
    table: Table
    pages: Pages
    kept: list[tuple[str, str]]
    may_invite: bool
    may_enter: bool


def queue_page(roles: Roles, asked: dict[str, str], on: dt.date) -> QueuePage:
    """Return the queue as asked for: `list`, `sort`, `page` and the filters. What cannot be read is left out."""
    base = queries.with_since(queries.applications_visible_to(roles))
    mine = queries.waiting_for(roles)
    form = _form(asked)
    filters = form.asked
    chosen = asked.get("list") if asked.get("list") in LISTS else ("you" if mine.exists() else "open")
    sort = asked.get("sort", "") if asked.get("sort") in SORTS else "due"
    state = {"list": chosen or "open", "sort": sort, **filters}
    counts = {name: _narrowed(_list(base, name, roles, on), filters).count() for name in LISTS if name != "decided"}
    rows = _narrowed(_list(base, state["list"], roles, on), filters).order_by(*SORTS[sort])
    page = Paginator(rows, PER_PAGE).get_page(asked.get("page"))
    late = counts["late"]
    return QueuePage(
        may_invite=bool(rules.may_invite(roles)),
        may_enter=bool(rules.may_enter(roles)),
        lede=_lede(base, counts["you"], late),
        views=[
            NavLink(label, _href(state, list=name), name == state["list"], counts.get(name, 0))
            for name, label in LISTS.items()
        ],
        form=form,
        on=len(filters),
        chips=[(_chip(form, name, value), _href(state, without=name)) for name, value in filters.items()],
        sorts=[
            NavLink(label, _href(state, sort=name), name == sort)
            for name, label in (
                ("due", "Soonest due"),
                ("-due", "Latest due"),
                ("-amount", "Largest"),
                ("amount", "Smallest"),
            )
        ],
        table=_table(list(page.object_list), {row.pk for row in mine}, sort, on, state["list"]),
        pages=Pages.of(page.number, page.paginator.num_pages, _href(state, page="{}").replace("%7B%7D", "{}")),
        kept=[("list", state["list"]), ("sort", sort)],
    )


def _form(asked: dict[str, str]) -> FilterForm:
    """Return the filters that can be read: what cannot was not asked, and is not shown again."""
    form = FilterForm(asked)
    if not form.errors:
        return form
    return FilterForm({name: value for name, value in asked.items() if name not in form.errors})


def _list(base: Rows, name: str, roles: Roles, on: dt.date) -> Rows:
    if name == "you":
        return base.filter(queries.step_of(roles))
    if name == "decided":
        return base.filter(state__in=OVER)
    found = base.filter(state__in=TO_DO)
    if name not in ("late", "week"):
        return found
    days = queries.answer_within(on)
    late = queries.late_since(on, days)
    if name == "late":
        return found.filter(since__lt=late)
    return found.filter(since__gte=late, since__lt=queries.late_since(on + dt.timedelta(days=7), days))


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


def _lede(base: Rows, mine: int, late: int) -> str:
    still = base.filter(state__in=TO_DO)
    total = still.aggregate(Sum("pence"))["pence__sum"] or 0
    wards = still.order_by().values("ward").distinct().count()
    if not total:
        return "Nothing is open."
    said = f"{still.count()} open in {count_of(wards, 'ward')}, {pounds(total)} in all."
    yours = f" {count_of(mine, 'is', 'are')} with you".replace(" 1 is", " One is") if mine else " None is with you"
    return f"{said}{yours}" + (f", and {late} {'is' if late == 1 else 'are'} late." if late else ".")


def _chip(form: FilterForm, name: str, value: str) -> str:
    if name == "q":
        return f"“{value}”"
    return str(dict(form.fields[name].choices).get(value, value))  # type: ignore[attr-defined]


def _href(state: dict[str, str], without: str = "", **changes: str) -> str:
    kept = {name: value for name, value in {**state, **changes}.items() if value and name != without}
    return f"{reverse('funding:queue')}?{urlencode(kept)}"


def _table(rows: list[Application], mine: set[int], sort: str, on: dt.date, name: str) -> Table:
    order = "descending" if sort.startswith("-") else "ascending"
    by = sort.removeprefix("-")
    columns = [
        Column("Application"),
        Column("Ward"),
        Column("Amount", numeric=True, sort=order if by == "amount" else ""),
        Column("Stage"),
        Column("With"),
        Column("Due", sort=order if by == "due" else ""),
    ]
    empty = "Nothing waits for you." if name == "you" else "No application is in this list."
    days = queries.answer_within(on)
    copies = {one.application_id for one in queries.copies_to_give() if rules.copy_due(one) < on}
    found = [_row(row, row.pk in mine, on, days, copies) for row in rows]
    return Table("Applications", columns, found, empty=empty)


def _row(row: Any, is_mine: bool, on: dt.date, days: int, copies: set[int]) -> Row:
    href = reverse("funding:application", args=[row.reference])
    return Row(
        [
            Link(f"{row.organisation}: {row.title}", href, row.reference),
            row.ward.name,
            pounds(row.pence),
            STAGES[ApplicationState(row.state)],
            _with(row, is_mine),
            Tag("Copy of the record late", "late") if row.pk in copies else _due(row, on, days),
        ]
    )


def _with(row: Any, is_mine: bool) -> str:
    if row.state in OVER:
        return "Nobody"
    who = "You" if is_mine else WITH.get(ApplicationState(row.state), str(row.councillor or "The ward’s members"))
    return f"{who}, since {brief_date(london_date(row.since))}"


def _due(row: Any, on: dt.date, days: int) -> str | Tag:
    if row.state in OVER:
        return "Done"
    by = queries.due_on(row, days)
    if by >= on:
        return brief_date(by)
    return Tag(f"{count_of((on - by).days, 'day')} late", "late", brief_date(by))
