"""What holds for every request and every answer, whichever view gives it."""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from ..published.answers import OURS_ALONE

SIGN_IN = "/sign-in/"


class EveryRequest:
    """Refuses addresses that nobody can have typed, and says on answers that nobody else may embed or keep them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault(*OURS_ALONE)
        if request.path.startswith(SIGN_IN) or response.status_code >= HTTPStatus.BAD_REQUEST:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(self, request: HttpRequest, *view: object) -> None:
        """Refuse NUL in an address: no column can hold it, and no page can show it."""
        asked = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path or "%00" in asked or "\x00" in asked:
            raise BadRequest("NUL in the address")
