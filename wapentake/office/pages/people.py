"""The desk's pages about people: a list, and one person with everything they hold and held."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from wapentake.design.pictures import Column, Link, NavLink, Pages, Row, Table, Tag
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.people.models import User
from wapentake.people.rules import may_be_opened

from ..models import Councillor, RoleHeld, Suspension, Term
from ..queries import PersonLine, Roles, councillor_of, past_and_future, people_matching, role_words, roles_now
from ..rules import may_grant
from ..states import RoleKind
from .councillors import span_words

PER_PAGE = 25


@dataclass(frozen=True)
class PeoplePage:
    """People by name, as asked for."""

    table: Table
    counted: str
    views: list[NavLink]
    chips: list[tuple[str, str]]
    pages: Pages


def people_page(text: str, kind: str, on: dt.date, *, closed: bool, number: int) -> PeoplePage:
    """Return the list of people. `number` is the page of the list, from 1; too great a one is the last."""
    found = people_matching(text, kind, on, closed=closed)
    count = max(1, -(-len(found) // PER_PAGE))
    number = min(max(1, number), count)
    shown = found[(number - 1) * PER_PAGE : number * PER_PAGE]
    columns = [Column("Name"), Column("E-mail address"), Column("What they hold"), Column("Last signed in")]
    return PeoplePage(
        table=Table("People by name", columns, [_row(line) for line in shown], empty="Nobody is found for that."),
        counted=f"{len(found)} {'person' if len(found) == 1 else 'people'}",
        views=_views(closed),
        chips=_chips(text, kind, closed),
        pages=Pages.of(number, count, f"?{_query(text, kind, closed)}page={{}}"),
    )


def restored_words(roles: Roles) -> str:
    """Say that the records were put back from a backup, and what to do before the desk opens; nothing otherwise."""
    if roles.unconfirmed_since is None:
        return ""
    return (
        f"The records were put back from a backup on {long_date(london_date(roles.unconfirmed_since))}. They may say "
        "that somebody holds what they have given up since. Look through the list of people, end what has ended, then "
        "confirm. Until then the desk is closed to everybody but administrators."
    )


def _row(line: PersonLine) -> Row:
    user = line.user
    used = long_date(london_date(user.last_login)) if user.last_login else "Never"
    link = Link(user.name, reverse("office:person", args=[user.public_id]))
    return Row([link, user.email, held_words(line.term, line.held) or Tag("No role", "late"), used])


def held_words(term: Term | None, held: tuple[RoleHeld, ...]) -> str:
    """Everything that somebody holds, in one line."""
    seat = [f"Councillor, {term.ward}"] if term else []
    return "; ".join([*seat, *(role_words(role) for role in held)])


def _views(closed: bool) -> list[NavLink]:
    href = reverse("office:people")
    return [NavLink("Open accounts", href, not closed), NavLink("Closed accounts", f"{href}?closed=on", closed)]


def _query(text: str, kind: str, closed: bool) -> str:
    asked = {"q": text, "kind": kind, "closed": "on" if closed else ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{query}&" if query else ""


def _chips(text: str, kind: str, closed: bool) -> list[tuple[str, str]]:
    href = reverse("office:people")
    chips = [(f"Name or address: {text}", f"{href}?{_query('', kind, closed)}")] if text else []
    if kind:
        chips.append((RoleKind(kind).label, f"{href}?{_query(text, '', closed)}"))
    return chips


@dataclass(frozen=True)
class HeldLine:
    """Something that a person holds, and what an administrator may do about it."""

    title: str
    span: str
    note: str
    acts: list[tuple[str, str]]


@dataclass(frozen=True)
class PersonPage:
    """One person."""

    user: User
    councillor: Councillor | None
    now: list[HeldLine]
    other: list[HeldLine]
    facts: list[tuple[str, str]]
    may_grant: Verdict
    may_open: Verdict
    acts: list[tuple[str, str]]


def person_page(user: User, roles: Roles) -> PersonPage:
    """Return everything about one person, for an administrator."""
    on, councillor = roles.on, councillor_of(user)
    terms, held = past_and_future(user, on)
    return PersonPage(
        user=user,
        councillor=councillor,
        now=_now(user, councillor, on),
        other=[*(_term_line(term, on) for term in terms), *(_role_line(role, on) for role in held)],
        facts=_facts(user),
        may_grant=may_grant(roles, user),
        may_open=may_be_opened(user),
        acts=_acts(user, councillor),
    )


def _facts(user: User) -> list[tuple[str, str]]:
    return [
        ("E-mail address", user.email),
        ("Account", "Open" if user.is_active else "Closed"),
        ("Last signed in", long_date(london_date(user.last_login)) if user.last_login else "Never"),
    ]


def _now(user: User, councillor: Councillor | None, on: dt.date) -> list[HeldLine]:
    lines = []
    if councillor is not None:
        terms = Term.objects.on(on).filter(councillor=councillor).select_related("ward")
        lines += [_term_line(term, on) for term in terms]
        lines += [_suspension_line(one, on) for one in councillor.suspensions.exclude(to_date__lte=on)]
    return [*lines, *(_role_line(role, on) for role in roles_now(user, on))]


def _term_line(term: Term, on: dt.date) -> HeldLine:
    acts = [] if _over(term, on) else [("End the term", reverse("office:end_term", args=[term.pk]))]
    why = term.get_ended_by_display() if _over(term, on) else ""
    return HeldLine(f"Councillor, {term.ward}", span_words(term, on), why, acts)


def _over(row: Term | RoleHeld, on: dt.date) -> bool:
    return row.to_date is not None and row.to_date <= on


def _suspension_line(suspension: Suspension, on: dt.date) -> HeldLine:
    until = f" to {long_date(suspension.to_date)}" if suspension.to_date else ""
    acts = [("Lift the suspension", reverse("office:end_suspension", args=[suspension.pk]))]
    return HeldLine("Suspended", f"{long_date(suspension.from_date)}{until}", suspension.reason, acts)


def _role_line(role: RoleHeld, on: dt.date) -> HeldLine:
    acts = []
    if not _over(role, on):
        acts = [
            ("End the role", reverse("office:end_role", args=[role.pk])),
            ("Hand it over", reverse("office:hand_over", args=[role.pk])),
        ]
        if role.covers_for_id is None:
            acts.append(("Arrange cover", reverse("office:cover", args=[role.pk])))
    note = f"Covers for {role.covers_for.user.name}. " if role.covers_for else ""
    return HeldLine(role_words(role), span_words(role, on), f"{note}{role.handover_note}".strip(), acts)


def _acts(user: User, councillor: Councillor | None) -> list[tuple[str, str]]:
    """What may be done about an account, as links to a page that asks first."""
    to = [user.public_id]
    acts = [("Change name or e-mail address", reverse("office:change_person", args=to))]
    if user.is_active:
        acts += [
            ("Send the link to choose a password again", reverse("office:invite", args=to)),
            ("Remove lost second steps", reverse("office:forget_second_step", args=to)),
            ("Close the account", reverse("office:close_account", args=to)),
        ]
    elif user.pseudonymised_at is None:
        acts += [
            ("Open the account again", reverse("office:open_account", args=to)),
            ("Take the name out for good", reverse("office:forget_person", args=to)),
        ]
    if councillor is not None:
        acts += [
            ("Change what residents see", reverse("office:change_councillor", args=[councillor.slug])),
            ("Suspend", reverse("office:suspend", args=[councillor.slug])),
        ]
    return acts
