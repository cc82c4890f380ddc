"""What residents read about councillors. Published pages."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse

from wapentake.foundation import calendars, published

from .. import pages
from ..models import Councillor
from ..queries import councillor_by_slug, live_terms


def _councillor(slug: str) -> Councillor:
    if (found := councillor_by_slug(slug)) is None:
        raise Http404
    return found


def _day(request: HttpRequest) -> dt.date:
    return calendars.london_date(published.moment(request))


@published.published_page("councillors", paths=lambda: ["/councillors/"])
def councillors(request: HttpRequest) -> HttpResponse:
    """Everybody with a seat, by name."""
    page = pages.councillors_page(_day(request))
    return published.response(
        request, "office/councillors.html", {"page": page}, shows=page.shows, valid_until=page.until
    )


@published.published_page(
    "councillor", paths=lambda: pages.councillor_paths(calendars.today()), watches={"councillor", "council"}
)
def councillor(request: HttpRequest, slug: str) -> HttpResponse:
    """One councillor: who they are, how to reach them, what they hold and held."""
    page = pages.councillor_page(_councillor(slug), _day(request))
    return published.response(
        request, "office/councillor.html", {"page": page}, shows=page.shows, valid_until=page.until
    )


@published.published_page(
    "register", paths=lambda: pages.register_paths(calendars.today()), watches={"councillor", "council"}
)
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """A member's register of interests. It is taken down when the member leaves office."""
    found = _councillor(slug)
    if not live_terms(_day(request), include_suspended=True).filter(councillor=found).exists():
        raise Http404
    page = pages.register_page(found, published.moment(request))
    return published.response(request, "office/register.html", {"page": page}, shows=page.shows, valid_until=page.until)
