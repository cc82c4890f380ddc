"""Priorities against commitments: what nobody has committed to, and what serves no priority."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from wapentake.design.pictures import Column, Link, Row, Table, Tag
from wapentake.design.words import count_of
from wapentake.foundation.calendars import long_date
from wapentake.office.queries import Roles

from .. import queries
from ..forms import MatrixFilterForm
from ..models import Commitment, Priority
from .commitments import commitment_href, commitments_table, stands
from .lists import Listed, listed
from .words import href_of

SORTS = {
    "ward": ("Ward", ("ward__name", "number", "pk")),
    "title": ("Priority", ("title", "ward__name", "pk")),
}
NOBODY = Tag("Gap", "late")


@dataclass(frozen=True)
class MatrixPage:
    """Every priority with who has committed to it, and the commitments that serve none."""

    lede: str
    listed: Listed
    unserving: Table


def matrix_form(roles: Roles, asked: Mapping[str, str]) -> MatrixFilterForm:
    """Return what was asked of the matrix. What cannot be read is left out."""
    names = MatrixFilterForm.base_fields
    return MatrixFilterForm(roles.on, {name: asked.get(name, "") for name in names})


def matrix_commitments(roles: Roles, form: MatrixFilterForm) -> QuerySet[Commitment]:
    """Return the commitments that the matrix counts: of the service that is asked for, or of all."""
    rows, service = queries.counted_commitments(roles), form.asked.get("service")
    return rows.filter(organisation__slug=service) if service else rows


def matrix_priorities(roles: Roles, form: MatrixFilterForm) -> QuerySet[Priority]:
    """Return the published priorities that the matrix is asked for."""
    rows, asked = queries.priorities_in_matrix(), form.asked
    if "ward" in asked:
        rows = rows.filter(ward__code=asked["ward"])
    if "place" in asked:
        rows = rows.filter(queries.at_place_of_ward(asked["place"]))
    if "theme" in asked:
        rows = rows.filter(outcomes=int(asked["theme"]))
    served = queries.is_served_by(matrix_commitments(roles, form))
    shown = {"met": served, "gap": ~served}
    return rows.filter(shown[asked["show"]]) if "show" in asked else rows


def unserving(roles: Roles, form: MatrixFilterForm) -> QuerySet[Commitment]:
    """Return the commitments, as narrowed, that serve no priority that stands."""
    rows, asked = matrix_commitments(roles, form).exclude(queries.serves_something()), form.asked
    if "ward" in asked:
        rows = rows.filter(queries.reaches_ward(asked["ward"]))
    if "place" in asked:
        rows = rows.filter(queries.at_place(asked["place"]))
    if "theme" in asked:
        rows = rows.filter(queries.on_theme(int(asked["theme"])))
    return queries.with_reach(rows.order_by("due_on", "pk"))


def matrix_page(roles: Roles, asked: Mapping[str, str]) -> MatrixPage:
    """Return the matrix as asked for: `sort`, `page` and the filters."""
    form = matrix_form(roles, asked)
    served = _served(roles, form)
    found = listed(
        "matrix", form, asked, matrix_priorities(roles, form), SORTS, lambda rows: _table(rows, served, roles)
    )
    loose = list(unserving(roles, form))
    none = "Every commitment that you ask for serves a priority."
    table = commitments_table(loose, roles.on, "Commitments that serve no priority")
    return MatrixPage(_lede(roles, form, len(loose)), found, replace(table, empty=none))


def _served(roles: Roles, form: MatrixFilterForm) -> dict[queries.Line, list[Commitment]]:
    rows = queries.with_reach(matrix_commitments(roles, form).order_by("organisation__name", "due_on", "pk"))
    return queries.commitments_by_priority(rows)


def _lede(roles: Roles, form: MatrixFilterForm, loose: int) -> str:
    rows, served = matrix_priorities(roles, form), queries.is_served_by(matrix_commitments(roles, form))
    count, gaps = rows.count(), rows.exclude(served).count()
    return (
        f"{count_of(count, 'priority', 'priorities')}: nobody has committed to {gaps}. "
        f"{count_of(loose, 'commitment')} to no priority."
    )


def _table(rows: Iterable[Priority], served: dict[queries.Line, list[Commitment]], roles: Roles) -> Table:
    columns = [Column("Priority"), Column("Ward"), Column("Who has committed to it", sentences=True), Column("State")]
    shown: list[Row] = []
    for priority in rows:
        title = Link(priority.title, href_of(priority), about=f"in {priority.ward}")
        found = served.get(queries.line_of(priority), [])
        if not found:
            shown.append(Row([title, priority.ward.name, "Nobody", NOBODY]))
        for one in found:
            said = Link(f"{one.organisation}: {one.text}", commitment_href(one), one.source_title)
            shown.append(Row([title, priority.ward.name, said, stands(one, roles.on)]))
    return Table("Priorities, and who has committed to each", columns, shown, empty="No priority is like this.")


# --- As a file: a line for each priority, a column for each service --------------------------------------------------


def matrix_lines(roles: Roles, form: MatrixFilterForm) -> Iterator[list[Any]]:
    """Yield the matrix: its headings, a line for each priority, then one for each commitment that serves none."""
    bodies = list(queries.services())
    chosen = form.asked.get("service")
    bodies = [body for body in bodies if body.slug == chosen] if chosen else bodies
    served = _served(roles, form)
    yield ["Ward", "Ward code", "Priority", "Gap", *(body.name for body in bodies)]
    for priority in matrix_priorities(roles, form).order_by(*SORTS["ward"][1]):
        found = served.get(queries.line_of(priority), [])
        gap = "" if found else "Nobody has committed to it"
        cells = [_said_by(found, body.pk) for body in bodies]
        yield [priority.ward.name, priority.ward.code, priority.title, gap, *cells]
    for one in unserving(roles, form):
        cells = [_said_by([one], body.pk) for body in bodies]
        yield ["", "", "", "Serves no priority", *cells]


def _said_by(found: list[Commitment], body: int) -> str:
    mine = [one for one in found if one.organisation_id == body]
    return "; ".join(f"{one.text} (by {long_date(one.due_on)})" for one in mine)
