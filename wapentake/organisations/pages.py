"""The desk's pages about organisations."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse

from wapentake.design.pictures import Column, Link, NavLink, Pages, Row, Table, Tag
from wapentake.foundation.calendars import long_date
from wapentake.foundation.verdicts import Verdict

from .models import Contact, Organisation
from .queries import contacts_of, duplicates_of, former_names, search
from .rules import Acting, can_close, can_merge_away, may_keep, may_merge, may_see_contacts
from .states import OrganisationKind

PER_PAGE = 25


@dataclass(frozen=True)
class ListPage:
    """Organisations, as asked for."""

    table: Table
    counted: str
    views: list[NavLink]
    chips: list[tuple[str, str]]
    pages: Pages
    may_keep: Verdict


def list_page(acting: Acting, text: str, kind: str, sort: str, *, closed: bool, number: int) -> ListPage:
    """Return a page of the list. Too great a number is the last page."""
    found = search(text, kind, closed=closed).prefetch_related("wards")
    page = Paginator(found.order_by(sort or "name", "pk"), PER_PAGE).get_page(number)
    columns = [Column("Name"), Column("Kind"), Column("Number"), Column("Wards")]
    rows = [_row(one) for one in page.object_list]
    count = page.paginator.count
    return ListPage(
        table=Table("Organisations", columns, rows, empty="No organisation is found for that."),
        counted=f"{count:,} {'organisation' if count == 1 else 'organisations'}",
        views=_views(closed),
        chips=_chips(text, kind, sort, closed),
        pages=Pages.of(page.number, page.paginator.num_pages, f"?{_query(text, kind, sort, closed)}page={{}}"),
        may_keep=may_keep(acting),
    )


def _row(organisation: Organisation) -> Row:
    link = Link(organisation.name, reverse("organisations:organisation", args=[organisation.slug]))
    numbers = ", ".join(filter(None, [organisation.charity_number, organisation.company_number]))
    wards = ", ".join(ward.name for ward in organisation.wards.all())
    kind = organisation.get_kind_display()
    return Row(
        [link, Tag("Closed", "done", before=kind) if organisation.closed_on else kind, numbers or "–", wards or "–"]
    )


def _views(closed: bool) -> list[NavLink]:
    href = reverse("organisations:list")
    return [NavLink("Open", href, not closed), NavLink("Closed", f"{href}?closed=on", closed)]


def _query(text: str, kind: str, sort: str, closed: bool) -> str:
    asked = {"q": text, "kind": kind, "sort": sort, "closed": "on" if closed else ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{query}&" if query else ""


def _chips(text: str, kind: str, sort: str, closed: bool) -> list[tuple[str, str]]:
    href = reverse("organisations:list")
    chips = [(f"Name or number: {text}", f"{href}?{_query('', kind, sort, closed)}")] if text else []
    if kind:
        chips.append((OrganisationKind(kind).label, f"{href}?{_query(text, '', sort, closed)}"))
    return chips


@dataclass(frozen=True)
class OrganisationPage:
    """One organisation."""

    organisation: Organisation
    facts: list[tuple[str, str]]
    former: list[str]
    alike: list[tuple[str, str]]
    contacts: list[Contact]
    contacts_open: Verdict
    may_keep: Verdict
    may_merge: Verdict
    may_close: Verdict


def organisation_page(organisation: Organisation, acting: Acting) -> OrganisationPage:
    """Return what the desk shows of an organisation; contacts only to those who may see them."""
    contacts_open = may_see_contacts(acting)
    keeps = may_keep(acting)
    return OrganisationPage(
        organisation=organisation,
        facts=_facts(organisation),
        former=former_names(organisation),
        alike=links_to(duplicates_of(organisation.name, but=organisation.pk)) if keeps else [],
        contacts=contacts_of(organisation) if contacts_open else [],
        contacts_open=contacts_open,
        may_keep=keeps,
        may_merge=may_merge(acting) and can_merge_away(organisation),
        may_close=keeps and can_close(organisation),
    )


def links_to(found: list[Organisation]) -> list[tuple[str, str]]:
    """Return names with the addresses of their pages."""
    return [(one.name, reverse("organisations:organisation", args=[one.slug])) for one in found]


def _facts(organisation: Organisation) -> list[tuple[str, str]]:
    said = [
        ("Kind", organisation.get_kind_display()),
        ("Sector", organisation.get_sector_display()),
        ("What it is for", organisation.purpose),
        ("Charity number", organisation.charity_number),
        ("Company number", organisation.company_number),
        ("Website", organisation.website),
        ("E-mail address", organisation.public_email),
        ("Wards", ", ".join(ward.name for ward in organisation.wards.all())),
        ("Closed", _day(organisation.closed_on)),
    ]
    return [(name, text) for name, text in said if text]


def _day(day: dt.date | None) -> str:
    return long_date(day) if day else ""
