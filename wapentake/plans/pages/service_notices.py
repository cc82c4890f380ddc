"""The list of service notices, narrowed and sorted as asked."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.urls import reverse

from wapentake.design.pictures import Column, Link, NavLink, Pages, Row, Said, Table, Tag
from wapentake.design.words import count_of
from wapentake.foundation.calendars import long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import queries, rules
from ..forms import NoticeFilterForm
from ..forms.service_notices import OPEN_NOTICES, WHEN
from ..models import NoticeRule, ServiceNotice
from ..states import NoticeState

NOTICES_A_PAGE = 25
SORTS = {
    "begins": ("Soonest", ("begins_on", "pk")),
    "-begins": ("Latest", ("-begins_on", "-pk")),
    "-given": ("Newest told", ("-given_at", "-pk")),
    "service": ("Service", ("service__name", "begins_on", "pk")),
}


@dataclass(frozen=True)
class NoticesPage:
    """The list of notices."""

    lede: str
    form: NoticeFilterForm
    on: int
    views: list[NavLink]
    chips: list[tuple[str, str]]
    sorts: list[NavLink]
    table: Table
    pages: Pages
    csv_href: str
    kept: list[tuple[str, str]]
    rule: str
    may_write: Verdict


def narrowed_notices(form: NoticeFilterForm, roles: Roles) -> QuerySet[Any]:
    """Return the notices that a filter asks for, of those that a person may see."""
    asked, on = form.asked, roles.on
    rows = queries.with_told(queries.notices_visible_to(roles)).filter(_when(asked.get("when", "ahead"), on))
    for word in asked.get("q", "").split():
        rows = rows.filter(Q(title__icontains=word) | Q(what__icontains=word) | Q(place__icontains=word))
    if "ward" in asked:
        rows = rows.filter(queries.in_ward(asked["ward"]))
    if "service" in asked:
        rows = rows.filter(service__slug=asked["service"])
    if "kind" in asked:
        rows = rows.filter(kind=asked["kind"])
    if "open" in asked:
        mine = asked["open"] == "mine"
        rows = rows.filter(queries.unacknowledged_by(roles) if mine else queries.unacknowledged_by_any())
    return rows.prefetch_related("wards")


def _when(asked: str, on: dt.date) -> Q:
    given, over = Q(state=NoticeState.GIVEN), Q(ends_on__lt=on)
    found = {
        "ahead": given & ~over,
        "coming": given & Q(begins_on__gt=on),
        "now": given & Q(begins_on__lte=on) & ~over,
        "past": given & over,
        "cancelled": Q(state=NoticeState.CANCELLED),
        "draft": Q(state=NoticeState.DRAFT),
        "all": Q(),
    }
    return found[asked]


def notices_page(roles: Roles, asked: Mapping[str, str]) -> NoticesPage:
    """Return the list as asked for: `sort`, `page` and the filters. What cannot be read is left out."""
    names = ("q", "ward", "service", "kind", "when", "open")
    form = NoticeFilterForm(roles.on, {name: asked.get(name, "") for name in names})
    sort = asked.get("sort", "") if asked.get("sort") in SORTS else "begins"
    rows = narrowed_notices(form, roles).order_by(*SORTS[sort][1])
    page = Paginator(rows, NOTICES_A_PAGE).get_page(asked.get("page"))
    state, rule = form.asked | {"sort": sort}, queries.notice_rule_on(roles.on)
    chips = {name: value for name, value in form.asked.items() if name != "when"}
    return NoticesPage(
        lede=_lede(page.paginator.count, form.asked.get("when", "ahead")),
        form=form,
        on=len(chips),
        views=_views(state),
        chips=[(_chip(form, name, value), _href(state, name)) for name, value in chips.items()],
        sorts=[NavLink(label, _href(state | {"sort": key}), key == sort) for key, (label, _) in SORTS.items()],
        table=_table(list(page.object_list), rule, roles.on),
        pages=Pages.of(page.number, page.paginator.num_pages, _href(state | {"page": "{}"}).replace("%7B%7D", "{}")),
        csv_href=f"{reverse('plans:notices_csv')}?{urlencode(form.asked)}",
        kept=[("sort", sort)],
        rule=rule_words(rule),
        may_write=rules.may_write_notices(roles),
    )  # fmt: skip


LEDES = {
    "ahead": "of what is on now or coming", "coming": "of what is coming", "now": "of what is on now",
    "past": "of what is over", "cancelled": "of what was called off", "draft": "not given yet", "all": "in all",
}  # fmt: skip


def _lede(count: int, when: str) -> str:
    """Return how many there are in this list, in words."""
    return f"{count_of(count, 'notice')} {LEDES[when]}."


def _views(state: dict[str, str]) -> list[NavLink]:
    chosen = state.get("when", "ahead")
    return [NavLink(label, _href(state | {"when": key}), key == chosen) for key, label in WHEN.items()]


def rule_words(rule: NoticeRule | None) -> str:
    """Return how much warning and how quick an answer are asked for, with the source."""
    if rule is None:
        return "No rule says yet how long before it comes a service gives notice."
    return (
        f"Services give notice {count_of(rule.days_of_warning, 'working day')} before something comes, and answer a "
        f"question within {count_of(rule.days_to_answer, 'working day')}. Source: {rule.source}."
    )


def _chip(form: NoticeFilterForm, name: str, value: str) -> str:
    if name == "q":
        return f"“{value}”"
    if name == "open":
        return OPEN_NOTICES[value]
    return str(dict(form.fields[name].choices).get(value, value))  # type: ignore[attr-defined]


def _href(state: dict[str, str], without: str = "") -> str:
    said = {name: value for name, value in state.items() if name != without}
    return f"{reverse('plans:notices')}?{urlencode(said)}"


def _table(rows: list[Any], rule: NoticeRule | None, on: dt.date) -> Table:
    columns = [Column("What is coming"), Column("Wards"), Column("When"), Column("Warning"), Column("Acknowledged")]
    shown = [
        Row([
            Link(row.title, reverse("plans:notice", args=[row.pk]), f"{row.service}. {row.get_kind_display()}"),
            wards_words([ward.name for ward in row.wards.all()]), when_cell(row, on), warning_tag(row, rule),
            told_words(row.told_count, row.acknowledged) if row.state != NoticeState.DRAFT else "Not given yet",
        ])
        for row in rows
    ]  # fmt: skip
    return Table("Notices", columns, shown, empty="No notice is like this. Take a filter off, or look under “All”.")


def wards_words(names: list[str]) -> str:
    """Return wards in a line: up to three by name, of more the first two and how many others."""
    if len(names) <= 3:
        return ", ".join(names)
    return f"{names[0]}, {names[1]} and {len(names) - 2} more"


def when_cell(notice: ServiceNotice, on: dt.date) -> Said:
    """Return from when until when, and whether it is coming, on, or over."""
    begins, ends = notice.begins_on, notice.ends_on
    span = long_date(begins) if ends == begins else f"{long_date(begins)} to {long_date(ends) if ends else 'not known'}"
    return Said(span, stands_words(notice, on))


def stands_words(notice: ServiceNotice, on: dt.date) -> str:
    """Return how a notice stands on a day: a draft, called off, over, on now, or in so many days."""
    if notice.state != NoticeState.GIVEN:
        return str(notice.get_state_display())
    if notice.ends_on and notice.ends_on < on:
        return "Over"
    days = (notice.begins_on - on).days
    return "On now" if days <= 0 else "Tomorrow" if days == 1 else f"In {days} days"


def warning_tag(notice: ServiceNotice, rule: NoticeRule | None) -> str | Tag:
    """Return how many days of warning a notice gave: late and short ones are marked."""
    if notice.warning is None:
        return ""
    if rules.is_given_late(notice):
        days = -notice.warning
        return Tag("Told late", "late", note=f"{count_of(days, 'day')} after it began" if days else "On its first day")
    words = count_of(notice.warning, "day")
    return Tag("Short", "open", before=words) if rules.is_given_short(notice, rule) else words


def told_words(told: int, acknowledged: int) -> str:
    """Return how many of those told have acknowledged."""
    return f"{acknowledged} of {told}" if told else "No member was told"
