"""What every list of the room has: filters as chips, orders, pages, and the same list as a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse

from wapentake.design.pictures import NavLink, Pages, Table

from ..forms import NarrowForm

PER_PAGE = 25
Sorts = Mapping[str, tuple[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Listed:
    """A list, narrowed and sorted as asked, a page of it at a time."""

    action: str
    form: NarrowForm
    on: int
    chips: list[tuple[str, str]]
    sorts: list[NavLink]
    table: Table
    pages: Pages
    csv_href: str
    kept: list[tuple[str, str]]
    count: int


def listed(
    name: str, form: NarrowForm, asked: Mapping[str, str], rows: QuerySet[Any], sorts: Sorts,
    table: Callable[[list[Any]], Table], args: Sequence[int] = (),
) -> Listed:  # fmt: skip
    """Return a list at an address of the room: `name`, whose file is at `name_csv`. The first order is the usual."""
    action, usual = reverse(f"plans:{name}", args=args), next(iter(sorts))
    sort = asked.get("sort", "") if asked.get("sort") in sorts else usual
    page = Paginator(rows.order_by(*sorts[sort][1]), PER_PAGE).get_page(asked.get("page"))
    state = form.asked | {"sort": sort}

    def href(**changes: str) -> str:
        return f"{action}?{urlencode({key: value for key, value in (state | changes).items() if value})}"

    return Listed(
        action=action,
        form=form,
        on=len(form.asked),
        chips=[(form.chip(key, value), href(**{key: ""})) for key, value in form.asked.items()],
        sorts=[NavLink(label, href(sort=key), key == sort) for key, (label, _) in sorts.items()],
        table=table(list(page.object_list)),
        pages=Pages.of(page.number, page.paginator.num_pages, href(page="{}").replace("%7B%7D", "{}")),
        csv_href=f"{reverse(f'plans:{name}_csv', args=args)}?{urlencode(form.asked)}",
        kept=[("sort", sort)],
        count=page.paginator.count,
    )
