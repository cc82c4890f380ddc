"""One page for the Monitoring Officer and the section 151 officer: each count leads to its rows."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from wapentake.design.pictures import Cell, Column, Link, Row, Said, Table, Tag
from wapentake.design.words import brief_date, count_of
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.money import pounds
from wapentake.office.queries import Roles

from .. import queries, rules
from ..models import Application, Decision, Vote
from ..queries import oversight as looks
from ..queries import projects as looks_at_parts
from ..queries.freezes import freeze_overrides
from ..queries.recoveries import overdue_recoveries
from ..rules.parts import whom
from .infrastructure import infrastructure_href
from .recoveries import recovery_link
from .reviews import open_table


@dataclass(frozen=True)
class Matter:
    """One thing that is looked for: its name in addresses, its title, what it means and where it comes from."""

    key: str
    title: str
    meaning: str
    rows: Callable[[dt.date], Table]
    only_monitoring: bool = False


@dataclass(frozen=True)
class OversightPage:
    lede: str
    table: Table


@dataclass(frozen=True)
class MatterPage:
    title: str
    meaning: str
    table: Table


def oversight_page(roles: Roles) -> OversightPage:
    """Return how many of each matter there are on a day; each count leads to its rows."""
    tables = [(matter, matter.rows(roles.on)) for matter in matters(roles)]
    rows = [
        Row([_counted(matter, len(table.rows)), Tag("Look at these", "late") if table.rows else "In order"])
        for matter, table in tables
    ]
    found = sum(bool(table.rows) for _, table in tables)
    lede = _lede(found, len(tables))
    return OversightPage(lede, Table("What is looked for", [Column("What"), Column("How it stands")], rows))


def _lede(found: int, of: int) -> str:
    if not found:
        return f"Nothing is out of order today: {of} checks were made."
    return f"{found} of {of} checks {'has' if found == 1 else 'have'} something for you to look at today."


def matter_page(key: str, roles: Roles) -> MatterPage | None:
    """Return the rows of one matter, or nothing where there is no such matter for this person."""
    matter = next((one for one in matters(roles) if one.key == key), None)
    return MatterPage(matter.title, matter.meaning, matter.rows(roles.on)) if matter else None


def matters(roles: Roles) -> list[Matter]:
    """Return what this person looks for: what the register shows is the Monitoring Officer's alone."""
    sees_reviews = bool(rules.may_see_reviews(roles))
    return [matter for matter in MATTERS if sees_reviews or not matter.only_monitoring]


def _counted(matter: Matter, count: int) -> Link:
    return Link(f"{matter.title}: {count}", reverse("funding:oversight_rows", args=[matter.key]), matter.meaning)


def _register(on: dt.date) -> Table:
    return open_table(queries.open_reviews())


def _offices(on: dt.date) -> Table:
    rows = looks.undeclared_offices()
    return _decided("Undeclared offices", rows, lambda one: "Holds an office in the group, or is its contact")


def _reasons(on: dt.date) -> Table:
    return _decided("Decisions without reasons", looks.without_reasons(), _missing)


def _missing(decision: Decision) -> str:
    return "No reasons" if not decision.reasons.strip() else "Nothing on alternatives"


def _copies(on: dt.date) -> Table:
    return _decided("Copies of members’ own decisions that are late", rules.late_copies(on), _copy)


def _copy(decision: Decision) -> str:
    due, given = brief_date(rules.copy_due(decision)), getattr(decision, "copy_given", None)
    return f"Due {due}, given on {brief_date(given.on)}" if given else f"Was due on {due}, and has not come"


def _decided(caption: str, rows: Iterable[Any], why: Callable[[Any], str]) -> Table:
    columns = [
        Column("Award"), Column("Amount", numeric=True), Column("Decided by"), Column("Decided on"), Column("Why")
    ]  # fmt: skip
    found = [
        Row([
            _award(one.application), pounds(one.application.pence), f"{one.by}, {_how(one)}",
            brief_date(one.on), why(one),
        ])
        for one in rows
    ]  # fmt: skip
    return Table(caption, columns, found, empty="There is none.")


def _how(one: Decision | Vote) -> str:
    return one.get_kind_display().lower() if isinstance(one, Decision) else "voted for it"


def _clocks(on: dt.date) -> Table:
    columns = [
        Column("Application"), Column("Amount", numeric=True), Column("With, and why", sentences=True), Column("Ward"),
        Column("Was due"),
    ]  # fmt: skip
    late = looks.late_steps(on)
    stands, reader = queries.stands_of([one for one, _ in late], on), rules.Reader(0)
    rows = []
    for one, due in late:
        now = rules.waiting(stands[one.pk], reader, on)
        who = Said(f"{now.who}, since {long_date(now.since)}", now.why)
        rows.append(Row([_award(one), pounds(one.pence), who, one.ward.name, Tag(now.late, "late", long_date(due))]))
    return Table("Clocks that ran out", columns, rows, empty="Every step is in time.")


def _monitoring(on: dt.date) -> Table:
    columns = [
        Column("Award"), Column("Amount", numeric=True), Column("Ward"), Column("Was due"), Column("Reminders sent")
    ]  # fmt: skip
    rows = [
        Row([
            Link(f"{one.application.organisation}: {one.application.title}",
                 reverse("funding:monitoring", args=[one.application.reference]), one.application.reference),
            pounds(one.application.pence), one.application.ward.name,
            Tag(f"{count_of((on - one.due_on).days, 'day')} late", "late", brief_date(one.due_on)), one.reminders,
        ])
        for one in queries.overdue_monitoring(on).order_by("due_on", "pk")
    ]  # fmt: skip
    return Table("Monitoring that is overdue", columns, rows, empty="Every form that was due has come.")


def _recoveries(on: dt.date) -> Table:
    columns = [
        Column("Award"), Column("To come", numeric=True), Column("Ward"), Column("Was due"), Column("Reminders sent")
    ]  # fmt: skip
    rows = [
        Row([
            recovery_link(one), pounds(one.to_come), one.application.ward.name,
            Tag(f"{count_of((on - one.due_on).days, 'day')} late", "late", brief_date(one.due_on)), one.reminders,
        ])
        for one in overdue_recoveries(on)
    ]  # fmt: skip
    return Table("Money asked back that is late", columns, rows, empty="None is late.")


def _ledger(on: dt.date) -> Table:
    faults: Sequence[Cell] = queries.check_ledger().faults
    rows = [Row([fault]) for fault in faults]
    return Table("What does not reconcile", [Column("What does not agree")], rows, empty="All agree.")


def _unmatched(on: dt.date) -> Table:
    columns = [Column("Payment run"), Column("Sent on"), Column("Line of the bank’s file", sentences=True)]
    rows = [
        Row([Link(f"Payment run {run.pk}", reverse("funding:payment_run", args=[run.pk])),
             long_date(london_date(run.made_at)), line])
        for run, line in looks.unmatched_lines()
    ]  # fmt: skip
    return Table("Lines of the bank that match no payment", columns, rows, empty="Every line was of a payment.")


def _statements(on: dt.date) -> Table:
    columns = [Column("Statement"), Column("Was due"), Column("What to do")]
    rows = [
        Row([
            Link(due.year.label, infrastructure_href(due.year)), Tag("Late", "late", brief_date(due.due_on)),
            f"A planning or finance officer publishes it on the levy’s page. {due.cited}",
        ])
        for due in rules.statements_overdue(on)
    ]  # fmt: skip
    return Table("Infrastructure funding statements that are late", columns, rows, empty="None is late.")


def _overrides(on: dt.date) -> Table:
    columns = [Column("Application"), Column("Amount", numeric=True), Column("Allowed by"), Column("On"),
               Column("Why", sentences=True)]  # fmt: skip
    rows = [
        Row([
            _award(one.application), pounds(one.application.pence), one.by.name, long_date(london_date(one.at)),
            one.reason,
        ])
        for one in freeze_overrides()
    ]  # fmt: skip
    return Table("Decided in spite of an award freeze", columns, rows, empty="No freeze was overridden.")


def _borough(on: dt.date) -> Table:
    columns = [Column("Part"), Column("Amount", numeric=True), Column("Asked of"), Column("How it stands")]
    rows = [
        Row([
            _award(one), pounds(one.pence), whom(one.fund, one.ward, one.councillor, one.cluster),
            one.get_state_display(),
        ])
        for one in looks_at_parts.borough_wide(on)
    ]  # fmt: skip
    return Table("Projects that serve the whole council area", columns, rows, empty="There is none.")


def _award(application: Application) -> Link:
    href = reverse("funding:application", args=[application.reference])
    return Link(f"{application.organisation}: {application.title}", href, application.reference)


# One row a matter: another one is a row more.
MATTERS = (
    Matter(
        "register", "Awards to look at again",
        "The register shows an interest that it did not show at the decision (Localism Act 2011, section 31).",
        _register, only_monitoring=True,
    ),
    Matter(
        "offices", "Undeclared offices",
        "Whoever said yes held an office in the group that day, or is the contact whom it named.", _offices,
    ),
    Matter(
        "reasons", "Decisions without reasons",
        "Reasons and the alternatives that were rejected are to be recorded (SI 2012/2089, regulation 13).",
        _reasons,
    ),
    Matter(
        "clocks", "Clocks that ran out",
        "Each step is to be taken within the working days that the funds’ rules give.", _clocks,
    ),
    Matter(
        "copies", "Copies of members’ own decisions that are late",
        "Within one month the proper officer has the record of what a member decided under section 236 (SI 2009/352).",
        _copies,
    ),
    Matter(
        "overrides", "Decided in spite of an award freeze",
        "The Monitoring Officer let one award be decided while a freeze was on, with the reason.", _overrides,
    ),
    Matter(
        "everywhere", "Projects that serve the whole council area",
        "Ward money is for wards, so what serves the whole council area is flagged (devolved budget guidance, page 3).",
        _borough,
    ),
    Matter(
        "monitoring", "Monitoring that is overdue",
        "A monitoring form comes with a payment. Where it does not come back in time, the money is asked for back.",
        _monitoring,
    ),
    Matter(
        "unmatched", "Lines of the bank that match no payment",
        "The bank’s answer to a payment run has a line that is of no award in it, or of another amount.", _unmatched,
    ),
    Matter(
        "recoveries", "Money asked back that is late",
        "What was paid and is asked back is to come by its day, or two people give it up with their reason.",
        _recoveries,
    ),
    Matter(
        "statements", "Infrastructure funding statements that are late",
        "What was received of the levy and what became of it is published by 31 December (regulation 121A).",
        _statements,
    ),
    Matter(
        "ledger", "What does not reconcile",
        "Balances, entries, decisions and statements are compared anew each time that this page is opened.", _ledger,
    ),
)  # fmt: skip
