"""The desk's pages about publicity: what is held now, to come and over, what is proposed, and which pages are away."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table, Tag
from wapentake.design.words import count_of
from wapentake.foundation import audit
from wapentake.foundation.calendars import DAY, clock_time, london_date, long_date
from wapentake.foundation.models import AuditRecord, Hold
from wapentake.foundation.verdicts import Verdict
from wapentake.people.models import User

from .. import queries, rules
from ..models import PublicityRule
from ..queries import HoldProposal, Roles, moment_words
from ..states import HeldPart
from .polls import title_of

SHOWN = 50
DONE = {"held": "Set", "lifted": "Lifted"}


@dataclass(frozen=True)
class ProposedHold:
    """What the rule proposes for one poll, with where to set it."""

    title: str
    text: str
    href: str


@dataclass(frozen=True)
class PublicityPage:
    """Everything about what the public pages leave out."""

    lede: str
    proposed: list[ProposedHold]
    ahead: Table
    past: Table
    withdrawn: Table
    parts: list[str]
    rule: str
    source: str
    may_hold: Verdict
    may_withdraw: Verdict


@dataclass(frozen=True)
class HoldPage:
    """One hold: where, from when to when, what residents read, and what happened to it."""

    title: str
    lede: str
    facts: list[tuple[str, str]]
    history: list[str]
    may_lift: Verdict
    lift_href: str


def publicity_page(roles: Roles, at: dt.datetime) -> PublicityPage:
    """Return every hold, what is proposed, and the pages that are withdrawn."""
    rows = list(queries.holds()[:SHOWN])
    places = queries.places_of(rows)
    rule = queries.publicity_rule(roles.on)
    ahead = [row for row in rows if not _is_over(row, at)]
    return PublicityPage(
        lede=_lede([row for row in ahead if row.starts <= at], places),
        proposed=[_proposed(one) for one in queries.proposed_holds(roles.on)],
        ahead=_table("On now and to come", reversed(ahead), places, at, "Nothing is held now, and nothing is to come."),
        past=_table("Over", (row for row in rows if _is_over(row, at)), places, at, "No hold is over yet."),
        withdrawn=_withdrawn(),
        parts=[HeldPart(part).label for part in (rule.parts if rule else HeldPart.values)],
        rule=_rule_words(rule) if rule else "The council has no rule: nothing is proposed for polls.",
        source=f"{rule.source}. In force since {long_date(rule.from_date)}." if rule else "",
        may_hold=rules.may_keep_holds(roles),
        may_withdraw=rules.may_keep_pages(roles),
    )


def _rule_words(rule: PublicityRule) -> str:
    after = "on the day after it" if rule.days_after == 1 else f"{rule.days_after} days after it"
    return (
        f"A hold is proposed from {count_of(rule.working_days_before, 'working day')} before a poll, and is over "
        f"{after}. A by-election holds its ward, an election of councillors the whole council."
    )


def _is_over(row: Hold, at: dt.datetime) -> bool:
    return row.ends is not None and (row.ends <= at or row.ends == row.starts)


def _lede(running: list[Hold], places: dict[int, str]) -> str:
    if not running:
        return "No publicity is held now: pages show news and members’ own words."
    where = "; ".join(f"{places[row.pk]}, until {_end_words(row)}" for row in running)
    return f"Publicity is held now: {where}. Facts, decision records and money go on being published."


def _end_words(row: Hold) -> str:
    return moment_words(row.ends) if row.ends else "it is lifted"


def _proposed(one: HoldProposal) -> ProposedHold:
    span = f"From {long_date(one.begins)} to {long_date(one.over - DAY)}: {one.reason}."
    return ProposedHold(title_of(one.poll), span, reverse("office:hold_for_poll", args=[one.poll.pk]))


def _table(caption: str, rows: Iterable[Hold], places: dict[int, str], at: dt.datetime, empty: str) -> Table:
    columns = [Column("Where"), Column("From"), Column("Until"), Column("Why", sentences=True), Column("How it stands")]
    found = [
        Row([
            Link(places[row.pk], reverse("office:publicity_hold", args=[row.pk])),
            moment_words(row.starts), _end_words(row), _sentence(row.reason), _standing(row, at),
        ])
        for row in rows
    ]  # fmt: skip
    return Table(caption, columns, found, empty=empty, hidden_caption=True)


def _sentence(reason: str) -> str:
    """Return a reason as a sentence of its own; residents read it in the middle of one."""
    return f"{reason[:1].upper()}{reason[1:].removesuffix('.')}."


def _standing(row: Hold, at: dt.datetime) -> Tag | str:
    if row.ends == row.starts:
        return "Lifted before it began"
    if _is_over(row, at):
        return "Over"
    return Tag("On now", "late") if row.starts <= at else Tag("To come", "open")


def _withdrawn() -> Table:
    pages = list(queries.withdrawn_pages()[:SHOWN])
    streams = [f"page:{page.path}" for page in pages]
    records = AuditRecord.objects.filter(stream__in=streams, action="withdrawn").order_by("seq")
    newest = {record.stream: record for record in records}
    names = _names(newest.values())
    rows = [
        Row([
            page.path,
            _done(newest.get(f"page:{page.path}"), names),
            Link("Reinstate", reverse("office:reinstate_page", args=[page.pk]), page.path),
        ])
        for page in pages
    ]  # fmt: skip
    columns = [Column("Page"), Column("Withdrawn"), Column("What you can do")]
    return Table("Withdrawn pages", columns, rows, empty="No page is withdrawn.", hidden_caption=True)


def _names(records: Iterable[AuditRecord]) -> dict[int, str]:
    people = User.objects.filter(pk__in={record.by_id for record in records if record.by_id})
    return {person.pk: person.name for person in people}


def _done(record: AuditRecord | None, names: dict[int, str]) -> str:
    if record is None:
        return "Before this record was kept"
    who = names.get(record.by_id or 0, "the system")
    return f"{long_date(london_date(record.at))}, {clock_time(record.at)}, by {who}"


def hold_page(hold: Hold, roles: Roles, at: dt.datetime) -> HoldPage:
    """Return one hold with its history."""
    where = queries.places_of([hold])[hold.pk]
    records = audit.history(f"hold:{hold.pk}")
    names = _names(records)
    return HoldPage(
        title=f"Publicity hold: {where}",
        lede=_span(hold, at),
        facts=[
            ("Where", where),
            ("What residents read", queries.left_out_words(hold)),
            ("Pages that it covers", f"{queries.pages_held(hold.refs):,}"),
            ("Set by", hold.made_by.name if hold.made_by else "The system"),
        ],
        history=[_happened(record, names) for record in reversed(records)],
        may_lift=rules.may_lift_hold(roles, hold, at),
        lift_href=reverse("office:lift_hold", args=[hold.pk]),
    )


def _span(hold: Hold, at: dt.datetime) -> str:
    if hold.ends == hold.starts:
        return f"It was to begin at {moment_words(hold.starts)}, and was lifted before."
    verb = "was" if _is_over(hold, at) else "is" if hold.starts <= at else "will be"
    return f"Publicity {verb} held from {moment_words(hold.starts)} until {_end_words(hold)}."


def _happened(record: AuditRecord, names: dict[int, str]) -> str:
    reason = record.facts_read.get("reason", "")
    return f"{DONE.get(record.action, record.action)} on {_done(record, names)}. {reason}"
