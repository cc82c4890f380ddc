"""Two to four wards side by side, as somebody chooses them: no page that could be stored ahead."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wapentake.foundation import calendars
from wapentake.places.queries import wards_on

from .. import pages
from ..forms import SideBySideForm


@login_not_required
@require_safe
def side_by_side(request: HttpRequest) -> HttpResponse:
    """Choose wards, and see them beside each other and the borough."""
    wards = list(wards_on(calendars.today()))
    sent = "second" in request.GET  # else a link has chosen the first, and asks for the others
    form = SideBySideForm(request.GET if sent else None, wards=wards, initial={"first": request.GET.get("first", "")})
    page = pages.side_by_side(form.chosen if form.is_valid() else [])
    context = {"page": page, "form": form, "published_at": calendars.now()}
    return render(request, "evidence/side_by_side.html", context)
