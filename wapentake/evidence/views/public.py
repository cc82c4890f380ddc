"""The ward profile, as a page and as a file."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from wapentake.foundation import calendars, published
from wapentake.foundation.calendars import london_date
from wapentake.places.queries import ward_by_slug

from .. import documents, pages


@published.published_page(
    "profile", paths=lambda: pages.profile_paths(calendars.today()), watches={"council", "evidence"}
)
def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """What the figures say of a ward."""
    on = london_date(published.moment(request))
    ward = ward_by_slug(slug, on)
    page = pages.profile_page(ward, on) if ward else None
    if page is None:
        raise Http404("There is no such ward, or there are no figures yet.")
    return published.response(request, "evidence/profile.html", {"page": page}, shows=page.refs, promotes=False)


@login_not_required
@require_safe
def profile_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """Every figure of a ward, of all periods."""
    ward = ward_by_slug(slug, calendars.today())
    if ward is None:
        raise Http404("There is no such ward.")
    answer = StreamingHttpResponse(
        documents.profile_csv(pages.every_figure(ward)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{slug}-profile.csv"'
    return answer


@login_not_required
@require_safe
def profile_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The profile on two sides of one sheet, as PDF/UA."""
    on = calendars.today()
    ward = ward_by_slug(slug, on)
    page = pages.profile_page(ward, on) if ward else None
    if page is None:
        raise Http404("There is no such ward, or there are no figures yet.")
    answer = HttpResponse(documents.profile_pdf(page, on), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-profile.pdf"'
    return answer
