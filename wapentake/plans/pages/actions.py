"""Actions on the desk: the list of all wards', and one of them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, F, QuerySet
from django.urls import reverse

from wapentake.design.pictures import Column, Link, NavLink, Pages, Row, Table, Tag
from wapentake.foundation.calendars import long_date, short_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.places.queries import wards_on

from .. import queries, rules
from ..forms import ActionsFilterForm
from ..models import Action, DueDateChange, ProgressNote
from ..states import ActionState
from .words import day_of, href_of

PER_PAGE = 25
LISTS = {
    "mine": "Mine", "late": "Late", "blocked": "Blocked", "soon": f"Due within {queries.SOON} days", "open": "All open",
    "done": "Done", "all": "All",
}  # fmt: skip
ORDERS = {
    "due": ("Soonest due", (F("due_on").asc(nulls_last=True), "pk")),
    "-due": ("Latest due", (F("due_on").desc(nulls_last=True), "-pk")),
    "ward": ("Ward", ("priority__ward__name", "priority__number", "position", "pk")),
    "owner": ("Owner", (F("owner__name").asc(nulls_last=True), F("due_on").asc(nulls_last=True), "pk")),
}  # fmt: skip


@dataclass(frozen=True)
class ActionsPage:
    """The actions that are asked for."""

    lede: str
    views: list[NavLink]
    form: ActionsFilterForm
    on: int
    chips: list[tuple[str, str]]
    sorts: list[NavLink]
    table: Table
    pages: Pages
    kept: list[tuple[str, str]]
    csv_href: str
    may_give: Verdict
    remind: int
    may_set: Verdict


def actions_page(roles: Roles, asked: dict[str, str]) -> ActionsPage:
    """Return the list as asked for: `list`, `sort`, `page` and the filters. What cannot be read is left out."""
    state, form = _state(roles, asked)
    filters, rule = form.asked, queries.reminder_rule(roles.on)
    rows = _narrowed(queries.published_actions(), filters)
    counts = rows.aggregate(**{name: Count("pk", filter=queries.in_list(name, roles)) for name in LISTS})
    found = rows.filter(queries.in_list(state["list"], roles)).order_by(*ORDERS[state["sort"]][1])
    page = Paginator(found, PER_PAGE).get_page(asked.get("page"))
    return ActionsPage(
        lede=_lede(counts),
        views=[
            NavLink(label, _href(state, list=name), name == state["list"], counts[name])
            for name, label in LISTS.items()
        ],
        form=form,
        on=len(filters),
        chips=[(_chip(form, name, value), _href(state, without=name)) for name, value in filters.items()],
        sorts=[NavLink(label, _href(state, sort=name), name == state["sort"]) for name, (label, _) in ORDERS.items()],
        table=_table(list(page.object_list), roles, state),
        pages=Pages.of(page.number, page.paginator.num_pages, _href(state, page="{}").replace("%7B%7D", "{}")),
        kept=[("list", state["list"]), ("sort", state["sort"])],
        csv_href=_href(state, at="plans:actions_csv"),
        may_give=rules.may_give_progress(roles),
        remind=rule.days if rule else 0,
        may_set=rules.may_set_reminders(roles),
    )


def actions_asked(roles: Roles, asked: dict[str, str]) -> QuerySet[Any]:
    """Return the actions of the list as asked for, all of them, by ward."""
    state, form = _state(roles, asked)
    rows = _narrowed(queries.published_actions(), form.asked)
    return rows.filter(queries.in_list(state["list"], roles)).order_by(*ORDERS["ward"][1])


def _state(roles: Roles, asked: dict[str, str]) -> tuple[dict[str, str], ActionsFilterForm]:
    form = ActionsFilterForm(list(wards_on(roles.on)), queries.owning_bodies(), asked)
    if form.errors:
        said = {name: value for name, value in asked.items() if name not in form.errors}
        form = ActionsFilterForm(form.wards, form.owners, said)
    chosen = asked.get("list", "")
    own = roles.councillor is not None or bool(queries.bodies_of(roles)) or bool(queries.wards_of(roles))
    name = chosen if chosen in LISTS else "mine" if own else "open"
    sort = asked.get("sort", "") if asked.get("sort") in ORDERS else "due"
    return {"list": name, "sort": sort, **form.asked}, form


def _narrowed(rows: QuerySet[Any], filters: dict[str, str]) -> QuerySet[Any]:
    if ward := filters.get("ward"):
        rows = rows.filter(priority__ward__slug=ward)
    if owner := filters.get("owner"):
        rows = rows.filter(owner__slug=owner)
    return rows.filter(queries.in_words(filters.get("q", "")))


def _lede(counts: dict[str, int]) -> str:
    said = f"{counts['open']:,} open, {counts['late']:,} of them late and {counts['blocked']:,} blocked."
    return f"{said} {counts['done']:,} done."


def _chip(form: ActionsFilterForm, name: str, value: str) -> str:
    if name == "q":
        return f"“{value}”"
    return str(dict(form.fields[name].choices).get(value, value))  # type: ignore[attr-defined]


def _href(state: dict[str, str], without: str = "", at: str = "plans:actions", **changes: str) -> str:
    kept = {name: value for name, value in {**state, **changes}.items() if value and name != without}
    return f"{reverse(at)}?{urlencode(kept)}"


def _table(rows: list[Any], roles: Roles, state: dict[str, str]) -> Table:
    by, order = state["sort"].removeprefix("-"), "descending" if state["sort"].startswith("-") else "ascending"
    columns = [
        Column("Action"),
        Column("Ward", sort=order if by == "ward" else ""),
        Column("Owner", sort=order if by == "owner" else ""),
        Column("How it stands", sort=order if by == "due" else ""),
    ]
    empty = "Nothing waits for you." if state["list"] == "mine" else "No action is in this list."
    return Table("Actions", columns, [_row(one, roles) for one in rows], empty=empty)


def _row(action: Any, roles: Roles) -> Row:
    may = rules.may_note_progress(roles, action)
    href = progress_href(action) if may else href_of(action.priority)
    what = Link(action.text, href, action.priority.title)
    return Row([what, action.priority.ward.name, rules.owner_words(action), state_tag(action, roles.on)])


def progress_href(action: Action) -> str:
    """Return where somebody says how an action goes."""
    return reverse("plans:progress", args=[action.pk])


def state_tag(action: Action, on: dt.date) -> Tag:
    """Return how an action stands: done on, stopped, blocked by what, late since, or due by."""
    state = ActionState(action.state)
    if state == ActionState.DONE:
        return Tag(f"Done {short_date(action.done_on)}" if action.done_on else "Done", "done")
    if state == ActionState.STOPPED:
        return Tag("Stopped")
    due = f", due {short_date(action.due_on)}" if action.due_on else ""
    if state == ActionState.BLOCKED:
        return Tag(f"Blocked{due}", "late", note=blocked_words(action))
    if queries.is_late(action, on):
        return Tag(f"Late{due.replace(', due', ': due')}", "late")
    return Tag(f"{state.label}{due}", "open" if state == ActionState.TO_COME else "")


def blocked_words(action: Action) -> str:
    """Return what blocks an action, and who could clear the way."""
    return f"{_sentence(action.blocked_by)} Who could clear the way: {_sentence(action.unblocks)}"


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def move_words(move: DueDateChange) -> str:
    """Return from when to when a date was moved, and why."""
    before = long_date(move.before) if move.before else "no date"
    after = long_date(move.after) if move.after else "no date"
    return f"Moved from {before} to {after} on {day_of(move.at)}. {_sentence(move.because)}"


@dataclass(frozen=True)
class ProgressPage:
    """One action: who owns it, how it stands, what was said, how often its date was moved."""

    action: Action
    lede: str
    tag: Tag
    moves: list[str]
    notes: list[ProgressNote]
    may_move: Verdict
    move_href: str


def progress_page(action: Action, roles: Roles) -> ProgressPage:
    """Gather an action's page."""
    due = f" Due {long_date(action.due_on)}." if action.due_on else " It has no date yet."
    return ProgressPage(
        action=action,
        lede=f"{rules.owner_words(action)}.{due}",
        tag=state_tag(action, roles.on),
        moves=[move_words(one) for one in action.moves.all()],
        notes=list(action.notes.all()),
        may_move=rules.may_move_date(roles, action),
        move_href=reverse("plans:move_date", args=[action.pk]),
    )
