"""The yearly statements: published pages, their rows, and the same as files."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from wapentake.foundation import calendars, published
from wapentake.foundation.calendars import FinancialYear, london_date

from .. import documents
from ..pages import rows as row_pages
from ..pages import statement as pages
from ..queries.statement import Narrowed

NO_YEAR = "There is no statement of this year."


@published.published_page("statement", paths=pages.statement_paths, watches={"council", "money"})
def statement(request: HttpRequest, year: FinancialYear, page: int = 1) -> HttpResponse:
    """The borough's statement of a year; a hundred wards a page."""
    found = pages.statement(year, london_date(published.moment(request)), page)
    return _shown(request, found)


@login_not_required
@require_safe
def first_page(request: HttpRequest, year: FinancialYear) -> HttpResponse:
    """The first page of a statement has the statement's own address."""
    return redirect("funding:statement", year)


@published.published_page("ward_statement", paths=pages.ward_statement_paths, watches={"council", "money"})
def ward_statement(request: HttpRequest, slug: str, year: FinancialYear) -> HttpResponse:
    """A ward's statement of a year: every award a row."""
    return _shown(request, pages.ward_statement(slug, year, london_date(published.moment(request))))


def _shown(request: HttpRequest, found: pages.Statement | None) -> HttpResponse:
    if found is None:
        raise Http404(NO_YEAR)
    return published.response(
        request, "funding/statement.html", {"page": found}, shows=found.refs, valid_until=found.until, promotes=False
    )


@login_not_required
@require_safe
def statement_rows(request: HttpRequest, year: FinancialYear) -> HttpResponse:
    """The awards that a figure is the sum of, narrowed by ward or cluster, sector and fund."""
    asked = request.GET
    main = True if asked.get("part") == pages.TOTAL else None
    only = Narrowed(
        asked.get("ward", "")[:80], asked.get("sector", "")[:20], asked.get("fund", "")[:50], main,
        asked.get("cluster", "")[:50],
    )  # fmt: skip
    number = asked.get("page", "1")
    page = row_pages.rows_page(year, only, int(number) if number.isdecimal() and len(number) < 7 else 0)
    if page is None:
        raise Http404("There are no such awards.")
    return render(request, "funding/statement_rows.html", {"page": page, "published_at": calendars.now()})


@login_not_required
@require_safe
def statement_file(request: HttpRequest, year: FinancialYear, kind: str, slug: str = "") -> HttpResponseBase:
    """A statement as CSV, XLSX, ODS or PDF, or the borough's awards as open data."""
    found = documents.download_of(year, kind, slug, on=calendars.today())
    if found is None:
        raise Http404("There is no such file.")
    answer = StreamingHttpResponse(found.pieces, content_type=found.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return answer
