"""A councillor's own money."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wapentake.office.queries import DeskRequest

from .. import pages, rules


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What the councillor and their ward were given, and where it stands."""
    roles = cast(DeskRequest, request).roles
    rules.may_see_own_money(roles).demand()
    return render(request, "funding/mine.html", {"page": pages.mine_page(roles)})
