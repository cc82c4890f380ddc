"""News for residents: lists, items, feeds and photos, all of them published pages."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from wapentake.foundation import calendars, published, uploads
from wapentake.foundation.calendars import london_date
from wapentake.places.models import Ward
from wapentake.places.queries import ward_by_slug

from .. import pages, queries
from ..models import Item

ATOM = "application/atom+xml; charset=utf-8"


@published.published_page("news", paths=lambda: pages.news_paths(calendars.today())[:1])
def news(request: HttpRequest) -> HttpResponse:
    """The news of the whole borough."""
    return _list(request, None)


@published.published_page("ward_news", paths=lambda: pages.news_paths(calendars.today())[1:], watches={"council"})
def ward_news(request: HttpRequest, slug: str) -> HttpResponse:
    """The news of a ward, with what concerns every ward."""
    return _list(request, ward_of(slug, published.moment(request)))


def _list(request: HttpRequest, ward: Ward | None) -> HttpResponse:
    page = pages.news_page(ward, published.moment(request))
    return published.response(
        request, "publishing/news.html", {"page": page}, shows=page.refs, valid_until=page.valid_until
    )


@published.published_page("item", paths=lambda: pages.item_paths(calendars.now()), watches={"item"})
def item(request: HttpRequest, slug: str) -> HttpResponse:
    """One item. Where it was withdrawn, nothing is stored, and its address says so."""
    found = item_of(slug)
    if (gone := pages.tombstone(found)) and not published.is_rendered(request):
        answer = render(request, "publishing/withdrawn.html", {"gone": gone}, status=410)
        answer["Cache-Control"] = "no-store"
        return answer
    page = pages.item_page(found, published.moment(request))
    if page is None:
        raise Http404("It is not out.")
    return published.response(
        request, "publishing/item.html", {"page": page}, shows=page.refs, valid_until=page.valid_until
    )


@published.published_page("photo", paths=lambda: pages.photo_paths(calendars.now()), watches={"item"})
def photo(request: HttpRequest, slug: str, size: str) -> HttpResponse:
    """A size of an item's photo, there as long as the item is."""
    found = item_of(slug)
    if size not in ("wide", "small"):
        raise Http404("There is no such size.")
    page = pages.item_page(found, published.moment(request))
    if page is None or not page.photo:
        raise Http404("It is not out.")
    row = found.photo.wide if size == "wide" else found.photo.small
    return published.as_published(
        request, uploads.read(row), "image/jpeg", shows=page.refs, valid_until=page.valid_until
    )


@published.published_page("news_feed", paths=lambda: ["/news.atom"])
def feed(request: HttpRequest) -> HttpResponse:
    """The borough's news as an Atom feed."""
    return _feed(request, None)


@published.published_page(
    "ward_news_feed", paths=lambda: [f"{path[:-1]}.atom" for path in pages.news_paths(calendars.today())[1:]],
    watches={"council"},
)  # fmt: skip
def ward_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """A ward's news as an Atom feed."""
    return _feed(request, ward_of(slug, published.moment(request)))


def _feed(request: HttpRequest, ward: Ward | None) -> HttpResponse:
    page = pages.news_page(ward, published.moment(request))
    context = {"page": page, "items": page.shown, "site": settings.WAPENTAKE_ADDRESS.rstrip("/")}
    return published.response(
        request, "publishing/feed.xml", context, shows=page.refs, valid_until=page.valid_until, content_type=ATOM
    )


def ward_of(slug: str, at: dt.datetime) -> Ward:
    """Return the ward at an address on a day; 404 where there is none."""
    found = ward_by_slug(slug, london_date(at))
    if found is None:
        raise Http404("There is no such ward.")
    return found


def item_of(slug: str) -> Item:
    """Return the item at an address; 404 where residents never saw one there."""
    found = queries.public_item(slug)
    if found is None:
        raise Http404("There is no such news.")
    return found
