"""How an award is paid in instalments: for the officers who set and read them, and for the group that shows."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, Row, Table, Tag
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.money import pounds, pounds_short
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import rules
from ..models import Application, Instalment
from ..queries.instalments import SHOWN_WORDS, instalment_terms, instalments_of, next_instalment, print_of_shown
from ..states import ApplicationState
from ..states.instalments import InstalmentState, ShownFirst
from .payee_details import ToDo
from .people import of_people

TAGS = {InstalmentState.WAITING: "open", InstalmentState.PAID: "done", InstalmentState.STOPPED: ""}


@dataclass(frozen=True)
class InstalmentsPage:
    """The parts of one award, for one reader: `shown` is what the group showed for the next one."""

    reference: str
    title: str
    lede: str
    table: Table
    parts: list[Instalment]
    may_set: Verdict
    waits: str
    first: str
    number: int
    shown: list[tuple[str, str]]
    print: str
    may_see: Verdict


def instalments_page(application: Application, roles: Roles) -> InstalmentsPage:
    """Return the desk's page of how an award is paid."""
    parts, part = instalments_of(application), next_instalment(application)
    paid = rules.paid_words(application)
    how = f"{paid}." if paid else "It is paid at once." if not parts else "Nothing is paid yet."
    wanted = part is not None and part.first != ShownFirst.NOTHING
    return InstalmentsPage(
        reference=application.reference,
        title=f"{application.organisation}: instalments",
        lede=f"{pounds(application.pence)} for {application.title}. {how}",
        table=_table(parts),
        parts=parts,
        may_set=rules.may_set_instalments(roles, application),
        waits=f"Instalment {part.number} waits for {rules.WANTED[ShownFirst(part.first)]}." if part and wanted else "",
        first=part.first if part else "",
        number=part.number if part else 0,
        shown=_shown(part, roles) if part else [],
        print=print_of_shown(part) if part else "",
        may_see=rules.may_see_shown(roles, part),
    )


@dataclass(frozen=True)
class Paying:
    """What is paid next of an award, which instalment that is (nought: it has none), and all of them in a sentence."""

    pounds: str
    number: int
    words: str


def paying_of(application: Application) -> Paying:
    """Return how an award is paid, for the page on which it is."""
    part = next_instalment(application)
    paid, terms = rules.paid_words(application), instalment_terms(application)
    return Paying(
        pounds=pounds_short(part.pence if part else application.pence),
        number=part.number if part else 0,
        words=f"{paid}. {terms}" if paid else terms,
    )


def _table(parts: list[Instalment]) -> Table:
    columns = [
        Column("Instalment"), Column("Amount", numeric=True), Column("Paid from"), Column("Shown first"),
        Column("How it stands"),
    ]  # fmt: skip
    rows = [
        Row([
            str(part.number), pounds(part.pence), long_date(part.due_on), part.get_first_display(),
            Tag(part.get_state_display(), TAGS[InstalmentState(part.state)], _stands(part)),
        ])
        for part in parts
    ]  # fmt: skip
    return Table("Instalments of this award", columns, rows)


def _stands(part: Instalment) -> str:
    if part.transfer is not None:
        return long_date(london_date(part.transfer.at))  # the books of a year may name its last day
    if part.seen_at is not None and part.seen_by is not None:
        return f"Read by {part.seen_by.name}, {long_date(london_date(part.seen_at))}"
    return f"Shown on {long_date(london_date(part.shown_at))}, to be read" if part.shown_at else ""


def _shown(part: Instalment, roles: Roles) -> list[tuple[str, str]]:
    if part.shown_at is None:
        return []
    who = part.shown_by.name if part.shown_by else "the group, by its link"
    receipt = [("Receipt of", long_date(part.receipt_on))] if part.receipt_on else []
    receipt += [("Its amount", pounds(part.receipt_pence))] if part.receipt_pence else []
    return [
        ("Sent", f"{long_date(london_date(part.shown_at))} by {who}"),
        ("It says", of_people(roles, part.shown)),
        *receipt,
    ]


@dataclass(frozen=True)
class ShowPage:
    """What the group shows for its next instalment, and whether it can now."""

    title: str
    lede: str
    first: str
    may: Verdict
    sent: str
    back: str


def show_page(application: Application) -> ShowPage:
    """Return the group's page of what its next instalment waits for."""
    part = next_instalment(application)
    wanted = rules.WANTED.get(ShownFirst(part.first), "") if part else ""
    asked = f"{pounds_short(part.pence)} is paid from {long_date(part.due_on)} on" if part else ""
    return ShowPage(
        title=f"Show {wanted}" if wanted else "Show what an instalment waits for",
        lede=f"Instalment {part.number} of your award: {asked}, once the council has read {wanted}."
        if part and wanted
        else "",
        first=part.first if part else "",
        may=rules.may_show(application, part),
        sent=f"You sent this on {long_date(london_date(part.shown_at))}: {part.shown} You can put it right."
        if part and part.shown_at
        else "",
        back=reverse("funding:follow", args=[application.token]),
    )


def show_to_do(application: Application, on: dt.date) -> ToDo | None:
    """Return what the group is to show before its next instalment; nothing where it waits for nothing of the group."""
    part = next_instalment(application)
    if part is None or part.shown_at is not None or not rules.may_show(application, part):
        return None
    offer = rules.offer_accepted(application)
    if not offer or not (part.number == 1 or rules.paid_words(application)):
        return None
    page = show_page(application)
    return ToDo(page.title, page.lede, "Show it", reverse("funding:show_instalment", args=[application.token]))


def instalments_so_far(application: Application) -> list[tuple[str, str]]:
    """Return the parts that were paid, for the group: what, and when."""
    return [
        (f"Instalment {part.number} paid", f"{pounds(part.pence)} on {long_date(london_date(part.transfer.at))}.")
        for part in instalments_of(application)
        if part.transfer is not None
    ]


def _shown_words(part: Instalment) -> str:
    """Return what a part waits for, or where that stands once the group has sent it."""
    if part.shown_at is None or part.seen_at is not None:
        return "" if part.seen_at else SHOWN_WORDS[ShownFirst(part.first)]
    return f". What you sent on {long_date(london_date(part.shown_at))} is still to be read here"


def instalments_to_come(application: Application) -> list[tuple[str, str]]:
    """Return the parts that are to come, for the group; none where it is paid at once."""
    return [
        (
            f"Instalment {part.number}",
            f"{pounds(part.pence)} from {long_date(part.due_on)} on{_shown_words(part)}.",
        )
        for part in instalments_of(application)
        if part.state == InstalmentState.WAITING and application.state == ApplicationState.APPROVED
    ]
