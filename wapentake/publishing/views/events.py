"""Events and good practice for residents, and events as calendars read them: all of them published pages."""

from django.http import Http404, HttpRequest, HttpResponse

from wapentake.foundation import calendars, published
from wapentake.places.models import Ward

from .. import documents, pages
from .public import item_of, ward_of

ICS = "text/calendar; charset=utf-8"


@published.published_page("events", paths=lambda: ["/events/"])
def events(request: HttpRequest) -> HttpResponse:
    """The events of the whole borough."""
    return _events(request, None)


@published.published_page(
    "ward_events", paths=lambda: pages.event_paths(calendars.today(), "ward_events"), watches={"council"}
)
def ward_events(request: HttpRequest, slug: str) -> HttpResponse:
    """The events of a ward."""
    return _events(request, ward_of(slug, published.moment(request)))


def _events(request: HttpRequest, ward: Ward | None) -> HttpResponse:
    page = pages.events_page(ward, published.moment(request))
    return published.response(
        request, "publishing/events.html", {"page": page}, shows=page.refs, valid_until=page.valid_until
    )


@published.published_page("events_ics", paths=lambda: ["/events.ics"])
def events_ics(request: HttpRequest) -> HttpResponse:
    """The borough's events as a calendar."""
    return _calendar(request, None)


@published.published_page(
    "ward_events_ics", paths=lambda: pages.event_paths(calendars.today(), "ward_events_ics"), watches={"council"}
)
def ward_events_ics(request: HttpRequest, slug: str) -> HttpResponse:
    """A ward's events as a calendar."""
    return _calendar(request, ward_of(slug, published.moment(request)))


def _calendar(request: HttpRequest, ward: Ward | None) -> HttpResponse:
    page = pages.events_page(ward, published.moment(request))
    body = documents.calendar(page.title, pages.calendar_events(page.shown))
    return published.as_published(request, body, ICS, shows=page.refs, valid_until=page.valid_until)


@published.published_page("event_ics", paths=lambda: pages.event_ics_paths(calendars.now()), watches={"item"})
def event_ics(request: HttpRequest, slug: str) -> HttpResponse:
    """One event for a calendar, there as long as the event's page is."""
    found = item_of(slug)
    page = pages.item_page(found, published.moment(request))
    if page is None or not page.calendar:
        raise Http404("It is not out.")
    body = documents.calendar(found.title, [pages.calendar_event(found)])
    return published.as_published(request, body, ICS, shows=page.refs, valid_until=page.valid_until)


@published.published_page("good_practice", paths=lambda: ["/good-practice/"])
def good_practice(request: HttpRequest) -> HttpResponse:
    """The case studies by theme and by role."""
    page = pages.good_practice(published.moment(request))
    return published.response(
        request, "publishing/good_practice.html", {"page": page}, shows=page.refs, valid_until=page.valid_until
    )


@published.published_page("decisions", paths=lambda: ["/decisions/"])
def decisions(request: HttpRequest) -> HttpResponse:
    """The explained decisions, the last one first."""
    page = pages.decisions_page(published.moment(request))
    return published.response(
        request, "publishing/decisions.html", {"page": page}, shows=page.refs, valid_until=page.valid_until
    )
