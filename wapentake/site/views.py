"""Pages gathered from many rooms."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from wapentake.design.views import error_page


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what to do when a form came without its proof of origin, most often because a cookie had gone."""
    return error_page(
        HTTPStatus.FORBIDDEN,
        "This form could not be checked, and nothing was saved. Go back, load the page again, and send it once more. "
        "Signing in and forms need cookies: allow them for this site.",
    )
