"""The desk's page of priorities against commitments."""

from typing import cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from wapentake.office.queries import DeskRequest

from .. import pages
from .answers import csv_file, show


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """Priorities against commitments, with the gaps both ways. For all staff."""
    desk = cast(DeskRequest, request)
    return show(desk, "matrix", pages.matrix_page(desk.roles, request.GET.dict()))


@require_safe
def matrix_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The matrix as it is narrowed, as CSV: a column for each service."""
    roles = cast(DeskRequest, request).roles
    lines = pages.matrix_lines(roles, pages.matrix_form(roles, request.GET.dict()))
    return csv_file("priorities-and-commitments", next(lines), lines)
