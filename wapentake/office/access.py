"""The door of the desk. Roles are asked anew at every request, so that access ends with them, whatever the session."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject

from wapentake.foundation import calendars
from wapentake.people.rules import may_pass_without_second_factor

from .queries import roles_of
from .rules import may_use_desk

DESK = "/desk/"


class DeskAccess:
    """Puts `request.roles` on every request, and closes the desk to whoever holds no live role.

    On other pages the roles are asked for only if something reads them, so a public page costs no query.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.roles = SimpleLazyObject(lambda: roles_of(request.user, calendars.today()))  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.path.startswith(DESK) and isinstance(response, HttpResponseBase):
            response["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Refuse the desk with the reason, or lead to setting up the second factor."""
        if not request.path.startswith(DESK) or not request.user.is_authenticated:
            return None
        verdict = may_use_desk(request.roles)  # type: ignore[attr-defined]
        if not verdict:
            words = {"reason": verdict.reason, "name": request.user.name}
            return render(request, "office/closed.html", words, status=HTTPStatus.FORBIDDEN)
        if not may_pass_without_second_factor(request):
            return redirect("mfa_index")
        return None
