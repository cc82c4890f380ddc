"""The year's money and every award: published pages, and the file of awards."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from wapentake.foundation import calendars, published
from wapentake.foundation.calendars import FinancialYear, london_date
from wapentake.places.queries import ward_by_slug

from .. import documents, pages


@published.published_page("award", paths=pages.award_paths, watches={"award"}, near=pages.award_near)
def award(request: HttpRequest, reference: str) -> HttpResponse:
    """An award, or a refusal: what for, how much, who decided and why. A factual record, so a hold does not hide it."""
    on = london_date(published.moment(request))
    page = pages.award_page(reference, on)
    if page is None and (refusal := pages.refusal_page(reference, on)) is not None:
        return published.response(
            request, "funding/refusal.html", {"page": refusal}, shows=refusal.refs, promotes=False
        )
    if page is None:
        raise Http404("Nothing was awarded or refused under this reference.")
    return published.response(request, "funding/award.html", {"page": page}, shows=page.refs, promotes=False)


@published.published_page("money", paths=pages.money_paths, watches={"council"})
def money(request: HttpRequest) -> HttpResponse:
    """The year's money by fund and ward, with its awards."""
    page = pages.money_page(london_date(published.moment(request)))
    return published.response(
        request, "funding/money.html", {"page": page}, shows=page.refs, valid_until=page.until, promotes=False
    )


@published.published_page("ward_awards", paths=lambda: pages.ward_awards_paths(calendars.today()), watches={"council"})
def ward_awards(request: HttpRequest, slug: str) -> HttpResponse:
    """The year's awards in a ward."""
    on = london_date(published.moment(request))
    if (ward := ward_by_slug(slug, on)) is None:
        raise Http404("There is no such ward.")
    page = pages.ward_awards_page(ward, on)
    return published.response(
        request, "funding/ward_awards.html", {"page": page}, shows=page.refs, valid_until=page.until, promotes=False
    )


@login_not_required
@require_safe
def awards_csv(request: HttpRequest, year: int) -> HttpResponseBase:
    """A year's awards with the fields of the Transparency Code."""
    if not 2000 <= year <= 2100:
        raise Http404("There is no such year.")
    lines = documents.awards_lines(FinancialYear(year))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="awards-{year}.csv"'
    return answer
