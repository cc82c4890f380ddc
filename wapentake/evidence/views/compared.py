"""The indicators, and each of them ward by ward. Published pages have no queries: an order has its own address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from wapentake.foundation import calendars, published
from wapentake.foundation.calendars import london_date

from .. import pages


@published.published_page("indicators", paths=lambda: [reverse("evidence:indicators")])
def indicators(request: HttpRequest) -> HttpResponse:
    """Every figure that wards can be compared by, with its source."""
    page = pages.indicators_page(london_date(published.moment(request)))
    return published.response(request, "evidence/indicators.html", {"page": page}, shows=page.refs, promotes=False)


@published.published_page(
    "comparison", paths=lambda: pages.comparison_paths(calendars.today()), watches={"council", "evidence"}
)
def comparison(request: HttpRequest, key: str, order: str = "by-value", number: int = 1) -> HttpResponse:
    """One figure ward by ward, a hundred wards a page."""
    page = pages.comparison_page(key, order, number, london_date(published.moment(request)))
    if page is None:
        raise Http404("There is no such figure to compare wards by.")
    return published.response(request, "evidence/comparison.html", {"page": page}, shows=page.refs, promotes=False)
