"""A cluster of wards: a published page."""

from django.http import Http404, HttpRequest, HttpResponse

from wapentake.foundation import calendars, published
from wapentake.foundation.calendars import london_date

from .. import pages


@published.published_page("cluster", paths=lambda: pages.cluster_paths(calendars.today()), watches={"cluster"})
def cluster(request: HttpRequest, slug: str) -> HttpResponse:
    """A cluster's wards, its money and its awards of the year."""
    page = pages.cluster_page(slug, london_date(published.moment(request)))
    if page is None:
        raise Http404("There is no such cluster.")
    return published.response(
        request, "funding/cluster.html", {"page": page}, shows=page.refs, valid_until=page.until, promotes=False
    )
