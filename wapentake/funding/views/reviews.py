"""Awards to look at again, for the Monitoring Officer."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wapentake.office.queries import DeskRequest

from .. import pages, rules


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """Every award on which an interest came to the register after the decision."""
    rules.may_see_reviews(cast(DeskRequest, request).roles).demand()
    return render(request, "funding/reviews.html", {"page": pages.reviews_page()})
