"""The frame's words: which pages navigation and footer lead to. Only pages that exist."""

import datetime as dt
from functools import cache

from django.http import HttpRequest
from django.urls import reverse

from wapentake.design.frame import by_area, mark_current
from wapentake.design.pictures import NavLink
from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest
from wapentake.site import queries


def navigation(request: HttpRequest) -> list[NavLink]:
    """Return the public site's main pages."""
    # A statement stands below its ward, and is about money.
    path = reverse("funding:money") if "/budget/" in request.path else request.path
    return mark_current(_main_links(), path)


@cache  # the same on every page, and written by each
def _main_links() -> list[NavLink]:
    return [
        NavLink("Your ward", reverse("places:wards")),
        NavLink("Councillors", reverse("office:councillors")),
        NavLink("Money", reverse("funding:money")),
        NavLink("Apply", reverse("funding:apply")),
        NavLink("News", reverse("publishing:news")),
        NavLink("How it works", reverse("site:how")),
        NavLink("Search", reverse("site:search")),
    ]


def desk_navigation(request: DeskRequest) -> list[NavLink]:
    """Return the desk's pages that this person may open, area by area."""
    return by_area(mark_current(queries.desk_links(request.roles), request.path))


def footer_links(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the small pages that every public page leads to."""
    return _small_pages()


@cache
def _small_pages() -> list[tuple[str, str]]:
    return [
        ("Accessibility statement", reverse("site:accessibility")),
        ("Privacy", reverse("site:privacy")),
        ("Open data", reverse("site:open_data")),
    ]


def desk_footer_links(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the small pages that every desk page leads to."""
    return [("The public site", reverse("site:front")), *footer_links(request)]


def sections(request: HttpRequest) -> list[NavLink]:
    """Return the sections of the ward that a public page lies below."""
    return mark_current(queries.ward_sections(request.path, _today()), request.path)


def who(request: HttpRequest) -> str:
    """Return the name of the person who is signed in, as the header shows it."""
    councillor = request.roles.councillor if hasattr(request, "roles") else None
    return str(councillor or request.user)


def sign_out_href(request: HttpRequest) -> str:
    """Return where signing out is confirmed."""
    return reverse("account_logout")


def attribution(request: HttpRequest) -> str:
    """Return what the boundaries on the page owe to whom."""
    return queries.attribution(on=_today())


def _today() -> dt.date:
    return calendars.today()
