"""How often public pages were read, at the desk."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wapentake.office.queries import DeskRequest
from wapentake.places.queries import wards_on

from .. import documents, forms, pages, queries


@require_safe
def views(request: DeskRequest) -> HttpResponse:
    """The report of a month."""
    form = _form(request)
    page = pages.views_page(form) if form.is_valid() else None
    return render(request, "publishing/views.html", {"page": page, "form": form})


@require_safe
def views_csv(request: DeskRequest) -> StreamingHttpResponse:
    """Every page of a month, as CSV."""
    form = _form(request)
    rows = pages.views_csv_rows(form) if form.is_valid() else []
    answer = StreamingHttpResponse(documents.views_csv(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="unique-views.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


def _form(request: DeskRequest) -> forms.ViewsForm:
    return forms.ViewsForm(request.GET, months=queries.months_counted(), wards=list(wards_on(request.roles.on)))
