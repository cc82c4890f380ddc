"""Monitoring forms: what the group is asked, the desk's list, and one with what may be done."""

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse

from wapentake.design.pictures import Column, Link, NavLink, Pages, Row, Table, Tag
from wapentake.design.words import count_of
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.money import pounds, pounds_short
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import queries, rules
from ..models import Monitoring
from ..queries.monitoring import print_of_monitoring
from ..rules.monitoring import reads_monitoring, unreturned_rule
from ..states.monitoring import MonitoringState
from .people import of_people, sees_people

PER_PAGE = 50
# The saved lists, in the order in which they stand above the table.
LISTS = {
    "late": "Late",
    "received": "To read",
    "due": "To come",
    "asked_back": "Asked for back",
    "accepted": "Accepted",
    "all": "All",
}


@dataclass(frozen=True)
class MonitoringPage:
    """What the group sees above the form. `spent` and `given` are whole sentences."""

    title: str
    given: str
    due: str
    back: str
    may: Verdict
    said: str


def monitoring_page(monitoring: Monitoring, on: dt.date) -> MonitoringPage:
    """Return what the public form says on a day."""
    application = monitoring.application
    late = monitoring.due_on < on
    return MonitoringPage(
        title="Tell us what the money did",
        given=f"{application.organisation} was paid {pounds_short(application.pence)} for {application.title}, "
        f"reference {application.reference}.",
        due=f"This was due on {long_date(monitoring.due_on)}. Send it now: late is better than not at all."
        if late
        else f"Please send it by {long_date(monitoring.due_on)}.",
        back=reverse("funding:follow", args=[application.token]),
        may=rules.may_send_monitoring(monitoring),
        said=monitoring.said if monitoring.state in (MonitoringState.DUE, MonitoringState.ASKED_BACK) else "",
    )


@dataclass(frozen=True)
class MonitoringListPage:
    lede: str
    lists: list[NavLink]
    table: Table
    pages: Pages


def monitoring_list_page(roles: Roles, asked: str, number: str, on: dt.date) -> MonitoringListPage:
    """Return one saved list of the forms that a person may see, those due first before others."""
    chosen = asked if asked in LISTS else "late"
    every = queries.monitoring_visible_to(roles)
    counts = {name: _in_list(every, name, on).count() for name in LISTS}
    page = Paginator(_in_list(every, chosen, on), PER_PAGE).get_page(number)
    names = ("Due", "How it stands", "What to do")
    columns = [Column("Award"), Column("Amount", numeric=True), *map(Column, names)]
    rows = [_row(monitoring, roles, on) for monitoring in page.object_list]
    table = Table(f"Monitoring forms: {LISTS[chosen].lower()}", columns, rows, empty="There is none in this list.")
    return MonitoringListPage(
        lede=f"{count_of(counts['late'], 'form')} late, {counts['received']} to read."
        if counts["late"] or counts["received"]
        else "No form is late, and none waits to be read.",
        lists=[
            NavLink(words, f"{reverse('funding:monitoring_list')}?list={name}", name == chosen, counts[name])
            for name, words in LISTS.items()
        ],
        table=table,
        pages=Pages.of(page.number, page.paginator.num_pages, f"?list={chosen}&page={{}}"),
    )


def _in_list(every: QuerySet[Monitoring], name: str, on: dt.date) -> QuerySet[Monitoring]:
    if name == "late":
        return every.filter(queries.late(on))
    return every if name == "all" else every.filter(state=name)


def _row(monitoring: Monitoring, roles: Roles, on: dt.date) -> Row:
    application = monitoring.application
    late = monitoring.state == MonitoringState.DUE and monitoring.due_on < on
    href = reverse("funding:monitoring", args=[application.reference])
    return Row(
        [
            Link(f"{application.organisation}: {application.title}", href, f"{application.ward}, {application.fund}"),
            pounds(application.pence),
            long_date(monitoring.due_on),
            Tag("Late", "late") if late else Tag(monitoring.get_state_display(), "open"),
            _to_do(monitoring, late=late) if reads_monitoring(roles, monitoring) else "",
        ]
    )


def _to_do(monitoring: Monitoring, *, late: bool) -> Link | str:
    """Return what whoever reads the form does next; the page behind it says by which rule, and whether it can be."""
    reference = monitoring.application.reference
    about = f": {monitoring.application.organisation}, {reference}"
    if late:
        href = reverse("funding:settle_monitoring", args=[reference, "ask-back"])
        return Link("Ask for the money back", href, about=about)
    received = monitoring.state == MonitoringState.RECEIVED
    return Link("Read it", reverse("funding:monitoring", args=[reference]), about=about) if received else ""


@dataclass(frozen=True)
class MonitoringDeskPage:
    """One form on the desk: what the group said, and what its reader may do."""

    title: str
    lede: str
    facts: list[tuple[str, str]]
    application: str
    accept: Verdict
    ask_back: Verdict
    unspent: str
    unreturned: str
    print: str

    @property
    def said(self) -> str:
        """All of it in a paragraph, for whoever is asked whether it is accepted."""
        return " ".join((self.lede, *(f"{name}: {words.rstrip('.')}." for name, words in self.facts)))


def monitoring_desk_page(monitoring: Monitoring, roles: Roles, on: dt.date) -> MonitoringDeskPage:
    """Return one monitoring form as its reader sees it on a day."""
    application = monitoring.application
    return MonitoringDeskPage(
        title=f"{application.organisation}: {application.title}",
        lede=_stands(monitoring, on),
        facts=_facts(monitoring, roles),
        application=reverse("funding:application", args=[application.reference]),
        accept=rules.may_accept_monitoring(roles, monitoring),
        ask_back=rules.may_ask_back(roles, monitoring, on),
        unspent=_unspent(monitoring),
        unreturned=unreturned_rule(monitoring),
        print=print_of_monitoring(monitoring),
    )


def _stands(monitoring: Monitoring, on: dt.date) -> str:
    due = long_date(monitoring.due_on)
    if monitoring.state == MonitoringState.DUE:
        return f"Late since {due}." if monitoring.due_on < on else f"Due by {due}."
    if monitoring.state == MonitoringState.ASKED_BACK:
        return f"It was due on {due}, and the money has been asked for back."
    came = long_date(london_date(monitoring.received_at)) if monitoring.received_at else ""
    read = " It has been accepted." if monitoring.state == MonitoringState.ACCEPTED else " It waits to be read."
    return f"Sent back on {came}.{read}"


def _facts(monitoring: Monitoring, roles: Roles) -> list[tuple[str, str]]:
    paid = ("Paid", pounds(monitoring.application.pence))
    if monitoring.received_at is None:
        told = [("Reminders sent", str(monitoring.reminders))]
    else:
        told = [
            ("What it did", of_people(roles, monitoring.done)),
            ("People helped", f"{monitoring.people or 0:,}"),
            ("Spent", pounds(monitoring.spent_pence or 0)),
            *_receipts(monitoring, roles),
        ]
    said = [("Told to the group", of_people(roles, monitoring.said))] if monitoring.said else []
    return [paid, *told, *said]


def _receipts(monitoring: Monitoring, roles: Roles) -> list[tuple[str, str]]:
    """Return each receipt; that they come to less than what was spent is for the reader to ask about."""
    rows = list(monitoring.receipts.all())
    found = [
        (
            f"Receipt of {long_date(row.on)}",
            f"{row.what}, {pounds(row.pence)}" if sees_people(roles) else pounds(row.pence),
        )
        for row in rows
    ]
    short = (monitoring.spent_pence or 0) - sum(row.pence for row in rows)
    if not rows:
        return [("Receipts", "It names none.")]
    return [*found, ("Without a receipt here", pounds(short))] if short > 0 else found


def _unspent(monitoring: Monitoring) -> str:
    left = queries.still_paid(monitoring.application) - (monitoring.spent_pence or 0)
    if monitoring.received_at is None or left <= 0:
        return ""
    return f"{pounds_short(left)} was not spent. Finance records it on the award’s page when it comes back."
