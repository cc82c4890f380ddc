"""The public pages about councillors."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from wapentake.design.pictures import Column, Link, Person, Row, Table
from wapentake.foundation.calendars import long_date, start_of_day
from wapentake.places.models import Ward

from ..models import Councillor, RoleHeld, Suspension, Term, Vacancy
from ..queries import current_terms, open_vacancies, role_words, roles_held_by

COUNCIL = "council:all"


@dataclass(frozen=True)
class CouncillorsPage:
    """Everybody with a seat."""

    table: Table
    counted: str
    vacancies: list[str]
    shows: frozenset[str]
    until: dt.datetime | None


@dataclass(frozen=True)
class CouncillorPage:
    """One councillor: in office with all that helps to reach them, or what they were."""

    name: str
    person: Person
    group: str
    in_office: bool
    ward: Ward | None
    note: str
    roles: list[str]
    terms: list[tuple[str, str]]
    email: str
    phone: str
    surgery: str
    register_href: str
    invented: bool
    shows: frozenset[str]
    until: dt.datetime | None


def councillors_page(on: dt.date, to: str = "office:councillor") -> CouncillorsPage:
    """Return the list of councillors on a day; `to` is the name of the page that each leads to."""
    terms = current_terms(on)
    grouped = any(term.councillor.group for term in terms)  # a column of dashes would say nothing
    rows = [
        Row([_link(term.councillor, to), term.ward.name, *([term.councillor.group or "–"] if grouped else [])])
        for term in terms
    ]
    columns = [Column("Councillor"), Column("Ward"), *([Column("Political group")] if grouped else [])]
    empty = "Nobody has a seat now. Councillors stand here from the fourth day after the poll."
    return CouncillorsPage(
        table=Table("Councillors by name", columns, rows, empty=empty),
        counted=f"{len(terms)} councillors",
        vacancies=[vacancy_words(vacancy) for vacancy in open_vacancies(on)],
        shows=frozenset({COUNCIL}),
        until=next_change(on),
    )


def vacancy_words(vacancy: Vacancy) -> str:
    """Say where a seat stands empty, and since when."""
    return f"One seat in {vacancy.ward} has been vacant since {long_date(vacancy.from_date)}."


def _link(councillor: Councillor, to: str) -> Link:
    return Link(str(councillor), reverse(to, args=[councillor.slug]))


def councillor_page(councillor: Councillor, on: dt.date) -> CouncillorPage:
    """Return a councillor's page on a day."""
    terms = list(councillor.terms.select_related("ward").order_by("-from_date"))
    live = next((term for term in terms if term.is_on(on)), None)
    suspension = Suspension.objects.on(on).filter(councillor=councillor).first()
    in_office = live is not None
    roles = roles_held_by(councillor.user, on) if in_office and suspension is None and councillor.user else []
    return CouncillorPage(
        name=f"Cllr {councillor.name}" if in_office else councillor.name,
        person=Person(councillor.name),
        group=councillor.group if in_office else "",
        in_office=in_office,
        ward=live.ward if live else None,
        note=_note(councillor, terms, live, suspension, on),
        roles=[role_words(role) for role in roles],
        terms=[(term.ward.name, span_words(term, on)) for term in terms],
        email=councillor.public_email if in_office else "",
        phone=councillor.public_phone if in_office else "",
        surgery=councillor.surgery if in_office else "",
        register_href=reverse("office:register", args=[councillor.slug]) if in_office else "",
        invented=councillor.invented,
        shows=frozenset({councillor.ref, COUNCIL, *(term.ward.ref for term in terms)}),
        until=next_change(on),
    )


def _note(
    councillor: Councillor, terms: list[Term], live: Term | None, suspension: Suspension | None, on: dt.date
) -> str:
    """What to know before writing: suspended, left, or not yet there."""
    if suspension is not None:
        until = f" until {long_date(suspension.to_date)}" if suspension.to_date else ""
        return f"{councillor} is suspended and cannot act as a councillor{until}."
    if live is not None or not terms:
        return ""
    last = terms[0]
    if last.from_date > on:
        return f"{councillor.name} comes into office on {long_date(last.from_date)} for {last.ward}."
    ended = long_date(last.to_date) if last.to_date else ""
    return f"{councillor.name} was a councillor for {last.ward} until {ended}."


def span_words(row: Term | RoleHeld, on: dt.date) -> str:
    """From when to when, in words."""
    begins = f"{'Since' if row.from_date <= on else 'From'} {long_date(row.from_date)}"
    if row.to_date is None:
        return begins
    return f"{long_date(row.from_date)} to {long_date(row.to_date)}"


def next_change(on: dt.date) -> dt.datetime | None:
    """Return the next moment at which somebody comes into office, leaves it, or may act again."""
    days: list[dt.date] = []
    for model in (Term, Suspension, RoleHeld, Vacancy):
        rows = model.objects.filter(Q(from_date__gt=on) | Q(to_date__gt=on)).values_list("from_date", "to_date")
        days += [day for row in rows for day in row if day is not None and day > on]
    return start_of_day(min(days)) if days else None


def councillor_paths(on: dt.date) -> list[str]:
    """Return the address of every councillor's page, past ones too: old decisions lead there."""
    slugs = Councillor.objects.filter(terms__isnull=False).distinct().values_list("slug", flat=True)
    return [reverse("office:councillor", args=[slug]) for slug in slugs.order_by("slug")]
