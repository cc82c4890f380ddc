"""The award freezes: what is proposed for polls to come, what is set, and one of them with what waits."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table, Tag
from wapentake.design.words import count_of
from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.models import AuditRecord
from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Verdict
from wapentake.office.models import Poll
from wapentake.office.queries import Roles

from .. import queries, rules
from ..models import Application, AwardFreeze, FreezeRule
from ..queries.freezes import FreezeProposal, overrides_of
from ..states.freezes import FreezeState

DAY = dt.timedelta(days=1)
SHOWN = 50
DONE = {"set": "set", "turned_down": "turned down", "changed": "changed", "lifted": "lifted"}


@dataclass(frozen=True)
class Proposed:
    """What the rule proposes for one poll, with where to answer."""

    title: str
    text: str
    set_href: str
    not_href: str


@dataclass(frozen=True)
class FreezesPage:
    lede: str
    proposed: list[Proposed]
    table: Table
    rule: str
    source: str
    may_keep: Verdict


@dataclass(frozen=True)
class FreezePage:
    title: str
    lede: str
    facts: list[tuple[str, str]]
    moved: str
    may_change: Verdict
    may_lift: Verdict
    change_href: str
    lift_href: str
    waiting: Table
    history: list[str]


def freezes_page(roles: Roles) -> FreezesPage:
    """Return every award freeze, and what waits to be set."""
    rows = list(queries.award_freezes()[:SHOWN])
    rule = queries.freeze_rule(roles.on)
    return FreezesPage(
        lede=_lede(rows, roles.on),
        proposed=[_proposed(one) for one in queries.proposed_freezes(roles.on)],
        table=_table(rows, roles.on),
        rule=rule_words(rule) if rule else "The council has no rule: nothing is proposed.",
        source=f"{rule.source}. In force since {long_date(rule.from_date)}." if rule else "",
        may_keep=rules.may_keep_freezes(roles),
    )


def rule_words(rule: FreezeRule) -> str:
    """Return the rule as a sentence."""
    after = "the day after it" if rule.days_after == 1 else f"{rule.days_after} days after it"
    return (
        f"A freeze is proposed from {count_of(rule.working_days_before, 'working day')} before a poll; awards go on "
        f"{after}. A by-election freezes its ward, an election of the whole council every ward."
    )


def poll_words(poll: Poll) -> str:
    """Return what a poll is, where and when."""
    where = f" in {poll.ward}" if poll.ward else ""
    return f"{poll.get_kind_display()}{where}, {long_date(poll.on)}"


def _lede(rows: list[AwardFreeze], on: dt.date) -> str:
    running = [row for row in rows if row.state == FreezeState.SET and row.is_on(on)]
    if not running:
        return "No award freeze is on today: every ward can decide."
    where = ", ".join(row.where for row in running)
    said = f"{count_of(len(running), 'award freeze is', 'award freezes are')} on today: {where}."
    return f"{said} Declining, withdrawing and paying go on as usual."


def _proposed(one: FreezeProposal) -> Proposed:
    last = long_date(one.goes_on - DAY)
    return Proposed(
        poll_words(one.poll),
        f"From {long_date(one.begins)} to {last}; awards go on from {long_date(one.goes_on)}.",
        reverse("funding:freeze_for_poll", args=[one.poll.pk]),
        reverse("funding:turn_down_freeze", args=[one.poll.pk]),
    )


def _table(rows: list[AwardFreeze], on: dt.date) -> Table:
    columns = [Column("Where"), Column("First day"), Column("Last day"), Column("Why"), Column("How it stands")]
    found = [
        Row([
            Link(row.where.capitalize() if row.ward is None else row.where,
                 reverse("funding:award_freeze", args=[row.pk])),
            long_date(row.from_date) if row.state != FreezeState.TURNED_DOWN else "None",
            long_date(_last(row)) if row.state != FreezeState.TURNED_DOWN else "None",
            row.reason, standing(row, on),
        ])
        for row in rows
    ]  # fmt: skip
    return Table("Award freezes, the latest first", columns, found, empty="No award freeze was ever set.")


def standing(row: AwardFreeze, on: dt.date) -> Tag | str:
    """Return how a freeze stands on a day."""
    if row.state != FreezeState.SET:
        return str(row.get_state_display())
    if row.is_on(on):
        return Tag("On today", "late")
    return f"Begins on {long_date(row.from_date)}" if row.from_date > on else "Over"


def _last(row: AwardFreeze) -> dt.date:
    assert row.to_date is not None  # the database keeps none without an end
    return row.to_date - DAY


def freeze_page(freeze: AwardFreeze, roles: Roles) -> FreezePage:
    """Return one award freeze, with what waits because of it."""
    args, waits = [freeze.pk], list(queries.held_up_by(freeze)[:SHOWN])
    set_by = freeze.by.name if freeze.by else "The system"
    facts = [("Where", freeze.where), ("Why", freeze.reason)]
    facts += [("Set by", f"{set_by}, {long_date(london_date(freeze.at))}")]
    if freeze.poll is not None:
        facts.append(("For", poll_words(freeze.poll)))
    if freeze.lifted_by is not None and freeze.lifted_at is not None:
        when = long_date(london_date(freeze.lifted_at))
        facts.append(("Lifted by", f"{freeze.lifted_by}, {when}. {freeze.lifted_because}"))
    return FreezePage(
        title=f"Award freeze: {freeze.where}",
        lede=_span(freeze),
        facts=facts,
        moved=_moved(freeze, roles.on),
        may_change=rules.may_change_freeze(roles, freeze),
        may_lift=rules.may_lift_freeze(roles, freeze),
        change_href=reverse("funding:change_award_freeze", args=args),
        lift_href=reverse("funding:lift_award_freeze", args=args),
        waiting=_waiting(waits),
        history=[_happened(record) for record in reversed(audit.history(freeze.ref))],
    )


def _span(freeze: AwardFreeze) -> str:
    if freeze.state == FreezeState.TURNED_DOWN:
        return "Awards are not frozen for this poll."
    if freeze.state == FreezeState.LIFTED:
        return f"It was set from {long_date(freeze.from_date)} to {long_date(_last(freeze))}, and lifted."
    goes_on = long_date(_last(freeze) + DAY)
    return (
        f"From {long_date(freeze.from_date)} to {long_date(_last(freeze))} nothing is supported or approved. Awards "
        f"go on from {goes_on}. What was awarded before is honoured and paid."
    )


def _moved(freeze: AwardFreeze, on: dt.date) -> str:
    """Return that the freeze misses its poll's day, such as when the poll has moved; or nothing."""
    poll = freeze.poll
    if poll is None or freeze.state != FreezeState.SET or poll.on < on or freeze.is_on(poll.on):
        return ""
    return f"The poll is now on {long_date(poll.on)}, and this freeze does not cover it: change its dates."


def _waiting(rows: list[Application]) -> Table:
    columns = [Column("Application"), Column("Ward"), Column("Amount", numeric=True), Column("Stage")]
    found = [
        Row([
            Link(f"{row.organisation}: {row.title}", reverse("funding:application", args=[row.reference]),
                 row.reference),
            row.ward.name, pounds(row.pence), row.get_state_display(),
        ])
        for row in rows
    ]  # fmt: skip
    return Table("What is to be decided there", columns, found, empty="Nothing is to be decided there.")


def override_words(application: Application) -> list[str]:
    """Return who let an award be decided in spite of which freeze, and why, as its record says it."""
    return [
        f"Awards in {one.freeze.where} were frozen. {one.by.name} let it be decided on "
        f"{long_date(london_date(one.at))}: {one.reason}"
        for one in overrides_of(application)
    ]


def _happened(record: AuditRecord) -> str:
    return f"{long_date(london_date(record.at))}: {DONE.get(record.action, record.action)}"
