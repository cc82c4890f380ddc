"""The desk's extract of what a proposal means for each ward."""

from typing import cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from wapentake.office.queries import DeskRequest

from .. import pages
from .answers import csv_file, show


@require_safe
def proposal(request: HttpRequest) -> HttpResponse:
    """What a proposal means for each ward. For all staff."""
    desk = cast(DeskRequest, request)
    return show(desk, "proposal", pages.proposal_page(desk.roles, request.GET.dict()))


@require_safe
def proposal_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The extract as it is asked for, as CSV."""
    roles = cast(DeskRequest, request).roles
    form = pages.proposal_form(roles, request.GET.dict())
    return csv_file("what-a-proposal-means", pages.PROPOSAL_HEADS, pages.proposal_lines(roles, form))
