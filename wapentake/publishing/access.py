"""What stands before every view: an address that has moved leads on instead of being missing."""

from collections.abc import Callable
from http import HTTPStatus

from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase, HttpResponsePermanentRedirect

from wapentake.foundation import published

from . import queries


class OldAddresses:
    """Answers for an address at which there is nothing, but which has moved. It asks only where the rest found none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.NOT_FOUND or request.method not in ("GET", "HEAD"):
            return response
        try:
            new = queries.moved_to(request.path)
        except DatabaseError:
            return response
        if not new:
            return response
        if published.is_rendered(request):
            return published.leads_on(request, new, shows={"moved:all"})
        return HttpResponsePermanentRedirect(new)
