"""What the wards ask of one service: every priority, action and request that touches it, across all wards."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table
from wapentake.design.words import count_of
from wapentake.office.queries import Roles
from wapentake.organisations.models import Organisation

from .. import queries
from ..models import Action, Ask
from ..states import AskState
from .asks import ask_tag, asks_table, origin_of
from .commitments import commitments_table
from .priority import state_tag
from .words import href_of


@dataclass(frozen=True)
class ServicesPage:
    """Every service and partner, with how its wards' asks stand."""

    table: Table


def services_page(roles: Roles) -> ServicesPage:
    """Return the list of services. Two queries."""
    counts, mine = queries.counts_by_service(roles.on), queries.bodies_of(roles)
    columns = [
        Column("Service or partner"), Column("Waiting", numeric=True), Column("Late", numeric=True),
        Column("Accepted", numeric=True), Column("Declined", numeric=True),
    ]  # fmt: skip
    names = ("open", "late", "accepted", "declined")
    rows = []
    for body in queries.services():
        count = counts.get(body.pk, {})
        note = "Yours" if body.pk in mine else ""
        cells: list[Link | str] = [Link(body.name, service_href(body), note)]
        cells += [str(count.get(name, 0)) for name in names]
        rows.append(Row(cells, me=body.pk in mine))
    return ServicesPage(Table("What the wards ask of each", columns, rows, empty="No service is registered yet."))


def service_href(body: Organisation) -> str:
    """Return the address of the page of what the wards ask of a service."""
    return reverse("plans:service", args=[body.slug])


@dataclass(frozen=True)
class ServicePage:
    """What the wards ask of one service."""

    service: Organisation
    lede: str
    waiting: Table
    answered: Table
    touched: Table
    commitments: Table
    contact: str
    csv_href: str


def service_page(body: Organisation, roles: Roles) -> ServicePage:
    """Return the page of a service: as many queries with twenty-five wards as with one."""
    asked = list(queries.asks().filter(organisation=body).order_by("due_on", "pk"))
    waiting = [ask for ask in asked if ask.state in queries.OPEN_ASKS]
    others = sorted((ask for ask in asked if ask not in waiting), key=lambda ask: (ask.ward.name, ask.pk))
    rows = queries.commitments_visible_to(roles).filter(organisation=body).order_by("due_on", "pk")
    return ServicePage(
        service=body,
        lede=_lede(asked, roles),
        waiting=asks_table(waiting, roles, "Waiting for an answer", by_service=False),
        answered=asks_table(others, roles, "Answered", by_service=False),
        touched=_touched(body, roles),
        commitments=commitments_table(list(queries.with_reach(rows)), roles.on, f"What {body} has said it will do"),
        contact="" if queries.addresses_of(body, roles.on) else
        "Nobody is written to when a ward asks: no contact, officer or address of it is known.",
        csv_href=reverse("plans:service_csv", args=[body.slug]),
    )  # fmt: skip


def _lede(asked: list[Ask], roles: Roles) -> str:
    late = sum(ask_tag(ask, roles).kind == "late" for ask in asked)
    count = {state: sum(ask.state == state for ask in asked) for state in AskState}
    waiting = count[AskState.ASKED] + count[AskState.MORE_TIME]
    wards = len({ask.ward_id for ask in asked})
    if not asked:
        return "No ward has asked for anything yet."
    return (
        f"{count_of(len(asked), 'ask')} of {count_of(wards, 'ward')}: {waiting} waiting, {late} of them late, "
        f"{count[AskState.ACCEPTED]} accepted, {count[AskState.DECLINED]} declined with reasons."
    )


def _touched(body: Organisation, roles: Roles) -> Table:
    owned: dict[int, list[Action]] = {}
    for action in queries.actions_touching(body):
        owned.setdefault(action.priority_id, []).append(action)
    columns = [Column("Priority"), Column("Ward"), Column("What the plan says it does", sentences=True)]
    rows = []
    for priority in queries.priorities_touching(body):
        said = [f"{action.text} ({state_tag(action, roles.on).text})" for action in owned.get(priority.pk, [])]
        rows.append(Row([Link(priority.title, href_of(priority)), priority.ward.name, "; ".join(said) or "No action"]))
    return Table("Priorities that touch it", columns, rows, empty="No published priority names this service.")


SERVICE_HEADS = ("Ward", "Ward code", "Kind", "What", "Part of", "Due", "State", "Answer")


def service_cells(body: Organisation, roles: Roles) -> list[list[Any]]:
    """Return everything that touches a service, ward by ward: asks, actions, priorities."""
    rows: list[list[Any]] = [
        [
            ask.ward.name,
            ask.ward.code,
            "Ask",
            ask.text,
            origin_of(ask),
            ask.due_on,
            ask_tag(ask, roles).text,
            ask.answer,
        ]
        for ask in queries.asks().filter(organisation=body).order_by("pk")
    ]
    rows += [
        [action.priority.ward.name, action.priority.ward.code, "Action", action.text, action.priority.title,
         action.due_on, state_tag(action, roles.on).text, ""]
        for action in queries.actions_touching(body)
    ]  # fmt: skip
    rows += [
        [priority.ward.name, priority.ward.code, "Priority", priority.title, str(priority.ward), None,
         str(priority.get_state_display()), ""]
        for priority in queries.priorities_touching(body)
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row[0], row[2]))
