"""The archive of bulletins: published pages that need no JavaScript, no database and no account to be read."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse

from wapentake.foundation import calendars, published
from wapentake.foundation.calendars import london_date
from wapentake.places.models import Ward
from wapentake.places.queries import ward_by_slug

from .. import pages, queries

ATOM = "application/atom+xml; charset=utf-8"
NEWS = {"bulletins", "council"}


@published.published_page("bulletins", paths=lambda: pages.archive_paths(calendars.today())[:1])
def archive(request: HttpRequest) -> HttpResponse:
    """The bulletins that were sent to every ward's readers."""
    return _list(request, None)


@published.published_page(
    "ward_bulletins", paths=lambda: pages.archive_paths(calendars.today())[1:], watches={"council"}
)
def ward_archive(request: HttpRequest, slug: str) -> HttpResponse:
    """A ward's bulletins."""
    return _list(request, _ward(slug, published.moment(request)))


def _list(request: HttpRequest, ward: Ward | None) -> HttpResponse:
    page = pages.archive_page(ward, published.moment(request))
    return published.response(request, "publishing/archive.html", {"page": page}, shows=page.refs)


@published.published_page("bulletin", paths=lambda: pages.bulletin_paths(of_wards=False), watches=NEWS)
def bulletin(request: HttpRequest, month: str) -> HttpResponse:
    """One bulletin of every ward."""
    return _one(request, None, month)


@published.published_page("ward_bulletin", paths=lambda: pages.bulletin_paths(of_wards=True), watches=NEWS)
def ward_bulletin(request: HttpRequest, slug: str, month: str) -> HttpResponse:
    """One bulletin of a ward."""
    return _one(request, _ward(slug, published.moment(request)), month)


def _one(request: HttpRequest, ward: Ward | None, month: str) -> HttpResponse:
    found = queries.archived_bulletin(ward, month)
    if found is None:
        raise Http404("There is no such bulletin.")
    page = pages.bulletin_page(found, published.moment(request))
    return published.response(request, "publishing/bulletin.html", {"page": page}, shows=page.refs)


@published.published_page("bulletins_feed", paths=lambda: pages.feed_paths(calendars.today())[:1])
def archive_feed(request: HttpRequest) -> HttpResponse:
    """The whole council's bulletins as an Atom feed."""
    return _feed(request, None)


@published.published_page(
    "ward_bulletins_feed", paths=lambda: pages.feed_paths(calendars.today())[1:], watches={"council"}
)
def ward_archive_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """A ward's bulletins as an Atom feed."""
    return _feed(request, _ward(slug, published.moment(request)))


def _feed(request: HttpRequest, ward: Ward | None) -> HttpResponse:
    page = pages.archive_page(ward, published.moment(request))
    context = {"page": page, "site": pages.site_address()}
    return published.response(request, "publishing/archive.xml", context, shows=page.refs, content_type=ATOM)


def _ward(slug: str, at: dt.datetime) -> Ward:
    found = ward_by_slug(slug, london_date(at))
    if found is None:
        raise Http404("There is no such ward.")
    return found
