"""The yearly infrastructure funding statement: a published page, the rows of its figures, and the same as files."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wapentake.foundation import calendars, published
from wapentake.foundation.calendars import FinancialYear, london_date

from .. import documents
from ..pages import infrastructure as pages
from ..pages.infrastructure_rows import infrastructure_rows as rows_page


@published.published_page("infrastructure", paths=pages.infrastructure_paths, watches={"council"})
def infrastructure(request: HttpRequest, year: FinancialYear) -> HttpResponse:
    """The neighbourhood portion of a year."""
    found = pages.infrastructure(year, london_date(published.moment(request)))
    if found is None:
        raise Http404("There is no infrastructure funding statement of this year.")
    return published.response(
        request, "funding/infrastructure.html", {"page": found}, shows=found.refs, valid_until=found.until,
        promotes=False,
    )  # fmt: skip


@login_not_required
@require_safe
def infrastructure_rows(request: HttpRequest, year: FinancialYear) -> HttpResponse:
    """The receipts or awards that a figure is the sum of."""
    asked = request.GET
    of, ward, parish = (asked.get(name, "")[:80] for name in ("of", "ward", "parish"))
    number = asked.get("page", "1")
    page = rows_page(year, of or "received", ward, parish, int(number) if number.isdecimal() and len(number) < 7 else 0)
    if page is None:
        raise Http404("There are no such rows.")
    return render(request, "funding/statement_rows.html", {"page": page, "published_at": calendars.now()})


@login_not_required
@require_safe
def infrastructure_file(request: HttpRequest, year: FinancialYear, kind: str) -> HttpResponseBase:
    """The statement as CSV, XLSX, ODS or PDF."""
    found = documents.infrastructure_of(year, kind, on=calendars.today())
    if found is None:
        raise Http404("There is no such file.")
    answer = StreamingHttpResponse(found.pieces, content_type=found.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return answer
