"""The borough's view of the ward plans: published, on the desk, and as CSV."""

from collections.abc import Iterator

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wapentake.foundation import calendars, published
from wapentake.foundation.calendars import london_date
from wapentake.office.queries import DeskRequest

from .. import documents, forms, pages, queries

CSV = "text/csv; charset=utf-8"


@published.published_page(
    "all_wards", paths=lambda: pages.borough_paths(calendars.today()), watches={"council", "plans"}
)
def all_wards(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """What the wards name, now or in a cycle."""
    on = london_date(published.moment(request))
    cycle = pages.cycle_of(year, on) if year else None
    if year and cycle is None:
        raise Http404("No cycle of ward plans began in that year.")
    page = pages.borough_page(on, cycle)
    return published.response(
        request, "plans/together.html", {"page": page}, shows=page.shows, valid_until=page.valid_until, promotes=False
    )


@published.published_page("named", paths=lambda: pages.outcome_paths(calendars.today()), watches={"council", "plans"})
def outcome(request: HttpRequest, framework: str, key: str) -> HttpResponse:
    """The wards that name a theme, an aim or an outcome."""
    found = pages.outcome_of(framework, key)
    if found is None:
        raise Http404("There is nothing of that name on the list.")
    page = pages.outcome_page(found, london_date(published.moment(request)))
    return published.response(request, "plans/outcome.html", {"page": page}, shows=page.shows, promotes=False)


@login_not_required
@require_safe
def borough_csv(request: HttpRequest) -> StreamingHttpResponse:
    """What each ward's priorities name, as CSV."""
    return _csv(documents.borough_csv(calendars.today()))


@require_safe
def desk_borough(request: DeskRequest) -> HttpResponse:
    """The same on the desk, narrowed as asked."""
    return render(
        request, "plans/desk_borough.html", {"desk": pages.desk_borough(request.GET.dict(), request.roles.on)}
    )


@require_safe
def desk_borough_csv(request: DeskRequest) -> StreamingHttpResponse:
    """As CSV what the desk's view is narrowed to."""
    on = request.roles.on
    form = forms.BoroughFilterForm(on, queries.cycles(), queries.all_frameworks(), request.GET)
    chosen = form.outcome_chosen
    lines = documents.borough_csv(on, form.cycle_chosen, form.asked.get("list", ""), chosen.pk if chosen else None)
    answer = _csv(lines)
    answer["Cache-Control"] = "no-store"
    return answer


def _csv(lines: Iterator[str]) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(lines, content_type=CSV)
    answer["Content-Disposition"] = 'attachment; filename="what-wards-work-on.csv"'
    return answer
