"""What wards ask of services: the list, one ask, the protocol."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Said, Table, Tag
from wapentake.design.words import brief_date, count_of
from wapentake.foundation.calendars import long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.organisations.models import Organisation

from .. import queries, rules
from ..forms import AsksFilterForm
from ..models import Ask, Protocol
from ..states import AskState, MadeFrom
from .commitments import commitment_href
from .lists import Listed, listed
from .words import day_of, href_of

SORTS = {
    "due": ("Answer due first", ("due_on", "pk")),
    "newest": ("Newest", ("-asked_at", "-pk")),
    "ward": ("Ward", ("ward__name", "due_on", "pk")),
    "service": ("Service", ("organisation__name", "due_on", "pk")),
}


@dataclass(frozen=True)
class AsksPage:
    """The list of asks, how many wait, and where a ward asks."""

    lede: str
    listed: Listed
    may_ask: list[tuple[str, str]]


def narrowed_asks(roles: Roles, form: AsksFilterForm) -> QuerySet[Ask]:
    """Return the asks that a filter asks for."""
    rows, asked = queries.asks(), form.asked
    for word in asked.get("q", "").split():
        rows = rows.filter(Q(text__icontains=word) | Q(answer__icontains=word) | Q(why__icontains=word))
    plain = {"service": "organisation__slug", "ward": "ward__code", "source": "made_from"}
    rows = rows.filter(**{field: asked[name] for name, field in plain.items() if name in asked})
    if "state" in asked:
        special = {"open": Q(state__in=queries.OPEN_ASKS), "late": queries.late_asks(roles.on)}
        rows = rows.filter(special.get(asked["state"], Q(state=asked["state"])))
    return rows


def asks_page(roles: Roles, asked: Mapping[str, str]) -> AsksPage:
    """Return the list as asked for: `sort`, `page` and the filters. What cannot be read is left out."""
    names = AsksFilterForm.base_fields
    form = AsksFilterForm(roles.on, {name: asked.get(name, "") for name in names})
    found = listed("asks", form, asked, narrowed_asks(roles, form), SORTS, lambda rows: asks_table(rows, roles))
    href = reverse("plans:new_ask")
    wards = [ward for ward in queries.wards_of(roles) if rules.may_ask_for(roles, ward)]
    mine = [(f"Ask for {ward.name}", f"{href}?ward={ward.slug}") for ward in wards]
    return AsksPage(_lede(roles), found, mine)


def _lede(roles: Roles) -> str:
    rows = queries.asks()
    waiting, late = rows.filter(state__in=queries.OPEN_ASKS).count(), rows.filter(queries.late_asks(roles.on)).count()
    if not waiting:
        return "No ward waits for an answer."
    are, wait = "is" if late == 1 else "are", "waits" if waiting == 1 else "wait"
    said = f"{late} {are} late." if late else "None is late."
    return f"{count_of(waiting, 'ask')} of wards {wait} for an answer. {said}"


def asks_table(rows: list[Ask], roles: Roles, caption: str = "What the wards ask", *, by_service: bool = True) -> Table:
    """Return asks as a table of things; on a service's own page without the service."""
    columns = [Column("What is asked", sentences=True), Column("Ward")]
    columns += [Column("Of whom")] if by_service else []
    columns += [Column("Answer", sentences=True), Column("Due")]
    shown = [Row(_ask_cells(row, roles, by_service)) for row in rows]
    return Table(caption, columns, shown, empty="No ask is like this.")


def _ask_cells(row: Ask, roles: Roles, by_service: bool) -> list[Any]:
    whom = [row.organisation.name] if by_service else []
    return [Link(row.text, ask_href(row), origin_of(row)), row.ward.name, *whom, _said(row), ask_tag(row, roles)]


def ask_href(ask: Ask) -> str:
    """Return the address of an ask."""
    return reverse("plans:ask", args=[ask.pk])


def origin_of(row: Ask) -> str:
    """Return what an ask was made from, in words."""
    if row.made_from == MadeFrom.ACTION and row.action:
        return f"From the action “{row.action.text}”"
    if row.made_from == MadeFrom.PRIORITY and row.priority:
        return f"From the priority “{row.priority.title}”"
    return "Asked for by the ward’s members"


def _said(row: Ask) -> Said | str:
    if row.state == AskState.ASKED:
        return "No answer yet"
    return Said(row.answer, f"By {long_date(row.commitment.due_on)}") if row.commitment else row.answer


def ask_tag(row: Ask, roles: Roles) -> Tag:
    """Return how an ask stands on a day, after the day on which its answer is due."""
    day, state = brief_date(row.due_on), AskState(row.state)
    if rules.answered_late(row, roles.on):
        return Tag("Late", "late", day)
    kind = {AskState.ACCEPTED: "done", AskState.DECLINED: "", AskState.CALLED_OFF: ""}.get(state, "open")
    return Tag(state.label, kind, day if state in queries.OPEN_ASKS else "")


@dataclass(frozen=True)
class AskPage:
    """An ask, its answer, and what this person may do."""

    ask: Ask
    tag: Tag
    facts: list[tuple[str, str]]
    origin: tuple[str, str]
    answer: str
    commitment_href: str
    may_answer: Verdict
    may_call_off: Verdict
    open: bool


def ask_page(ask: Ask, roles: Roles) -> AskPage:
    """Return an ask's page."""
    return AskPage(
        ask=ask,
        tag=ask_tag(ask, roles),
        facts=_facts(ask),
        origin=(origin_of(ask), href_of(ask.priority) if ask.priority else ""),
        answer=ask.answer,
        commitment_href=commitment_href(ask.commitment) if ask.commitment else "",
        may_answer=rules.may_answer(roles, ask),
        may_call_off=rules.may_call_off_ask(roles, ask),
        open=ask.state in queries.OPEN_ASKS,
    )


def _facts(row: Ask) -> list[tuple[str, str]]:
    facts = [
        ("Ward", row.ward.name), ("Of whom", row.organisation.name),
        ("Asked", f"{day_of(row.asked_at)}, by {row.asked_by.name}"), ("Answer due", long_date(row.due_on)),
    ]  # fmt: skip
    if row.first_due_on != row.due_on:
        facts.append(("At first due", long_date(row.first_due_on)))
    facts.append(("The rule", row.rule))
    if row.answered_at and row.answered_by:
        facts.append((str(row.get_state_display()), f"{day_of(row.answered_at)}, by {row.answered_by.name}"))
    return facts


ASK_HEADS = (
    "Ward", "Ward code", "Of whom", "What is asked", "Why", "Made from", "Asked on", "Answer due", "State", "Late",
    "Answer", "Answered on", "Commitment by",
)  # fmt: skip


def ask_cells(row: Ask, roles: Roles) -> list[Any]:
    """Return an ask's cells, as the file has them."""
    late = "Yes" if rules.answered_late(row, roles.on) else "No"
    return [
        row.ward.name, row.ward.code, row.organisation.name, row.text, row.why, origin_of(row), day_of(row.asked_at),
        row.due_on, row.get_state_display(), late, row.answer, day_of(row.answered_at),
        row.commitment.due_on if row.commitment else None,
    ]  # fmt: skip


# --- The protocol ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ProtocolPage:
    """The protocol that holds, who agreed, and the days in which services answer."""

    protocol: Protocol | None
    paragraphs: list[str]
    agreed: Table
    versions: list[tuple[str, str]]
    times: Table
    may_keep: Verdict


def protocol_page(roles: Roles) -> ProtocolPage:
    """Return the protocol of the day."""
    found, agreed = queries.protocol_on(roles.on), {}
    if found:
        agreed = {row.organisation_id: row for row in queries.agreements_to(found)}
    rows = [_agreed_row(body, agreed.get(body.pk), roles, found) for body in queries.services()]
    versions = [(f"Version {one.version}, from {long_date(one.from_date)}", one.source) for one in queries.protocols()]
    return ProtocolPage(
        protocol=found,
        paragraphs=[line for line in (found.text.splitlines() if found else []) if line.strip()],
        agreed=Table("Who has agreed", [Column("Service or partner"), Column("Agreed by"), Column("On")], rows),
        versions=versions,
        times=_times(roles),
        may_keep=rules.may_keep_protocol(roles),
    )


def _agreed_row(body: Organisation, row: Any, roles: Roles, protocol: Protocol | None) -> Row:
    if row is not None:
        return Row([body.name, row.name, long_date(row.on)])
    mine = body.pk in queries.bodies_of(roles) or rules.may_keep_protocol(roles)
    href = reverse("plans:agree_protocol", args=[body.slug])
    return Row([Link(body.name, href, "Say that it agrees") if mine and protocol else body.name, "Not yet", ""])


def _times(roles: Roles) -> Table:
    columns = [Column("Service or partner"), Column("Answers within"), Column("From"), Column("Source", sentences=True)]
    rows = [
        Row([
            time.organisation.name if time.organisation else "All others", f"{time.working_days} working days",
            long_date(time.from_date), Said(time.source, f"Reminded {time.remind_days} working days before"),
        ])
        for time in queries.answer_times(roles.on)
    ]  # fmt: skip
    return Table("In how many days services answer", columns, rows, empty="No time is set yet.")
