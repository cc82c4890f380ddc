"""What the statutory officers look over, and the council's underspend on a day."""

import datetime as dt
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest

from .. import documents, forms, pages, rules


@require_safe
def oversight(request: HttpRequest) -> HttpResponse:
    """How many of each matter there are."""
    roles = cast(DeskRequest, request).roles
    rules.may_oversee(roles).demand()
    return render(request, "funding/oversight.html", {"page": pages.oversight_page(roles)})


@require_safe
def oversight_rows(request: HttpRequest, key: str) -> HttpResponse:
    """The rows of one matter."""
    roles = cast(DeskRequest, request).roles
    rules.may_oversee(roles).demand()
    page = pages.matter_page(key, roles)
    if page is None:
        raise Http404("There is no such list.")
    return render(request, "funding/matter.html", {"page": page})


@require_safe
def underspend(request: HttpRequest) -> HttpResponse:
    """How the year's money stood at the end of a day: today, or the day that is asked for."""
    rules.may_see_underspend(cast(DeskRequest, request).roles).demand()
    form = forms.DayForm(calendars.today(), request.GET if "on" in request.GET else None)
    page = pages.underspend_page(form.day)
    return render(request, "funding/underspend.html", {"page": page, "form": form})


@require_safe
def underspend_csv(request: HttpRequest) -> HttpResponse:
    """The same, every holder's pot a row."""
    rules.may_see_underspend(cast(DeskRequest, request).roles).demand()
    day: dt.date = forms.DayForm(calendars.today(), request.GET).day
    answer = HttpResponse(documents.underspend_csv(day), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="underspend-{day.isoformat()}.csv"'
    return answer
