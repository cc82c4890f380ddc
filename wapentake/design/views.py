"""The council's stylesheet, the pages that say what went wrong, and how a form is opened to all."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template import loader
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from wapentake.foundation.verdicts import Refused

from .branding import LOGO_TYPES, brand

LARGEST = 64 * 1024  # bytes: all answers of a page, and room to spare
View = Callable[..., HttpResponseBase]


@login_not_required
def brand_stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """Serve the council's colours. The address changes with them, so they may be kept for ever."""
    chosen = brand.palette
    if digest != chosen.digest:
        raise Http404
    return _kept(chosen.stylesheet.encode(), "text/css; charset=utf-8")


@login_not_required
def brand_logo(request: HttpRequest, digest: str, suffix: str) -> HttpResponse:
    """Serve the council's logo; its address changes with it too."""
    logo = brand.logo
    if logo is None or (digest, f".{suffix}") != (logo.digest, logo.suffix):
        raise Http404
    return _kept(logo.content, LOGO_TYPES[logo.suffix])


def _kept(content: bytes, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def error_page(status: int, reason: str = "", *, desk: bool = False) -> HttpResponse:
    """Return the page for a status. It asks neither the database nor who is signed in.

    `desk` adds a way back to what needs whoever is there.
    """
    page = loader.get_template("design/error.html").render({"status": int(status), "reason": reason, "desk": desk})
    response = HttpResponse(page, status=status)
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What came cannot be read, or is more than we take: Django's handler400."""
    large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return error_page(HTTPStatus.REQUEST_ENTITY_TOO_LARGE if large else HTTPStatus.BAD_REQUEST)


def refused(request: HttpRequest, exception: PermissionDenied) -> HttpResponse:
    """Not allowed: Django's handler403. A rule's reason is shown; other reasons are kept in the log."""
    return error_page(
        HTTPStatus.FORBIDDEN, str(exception) if isinstance(exception, Refused) else "", desk=_at_the_desk(request)
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing here: Django's handler404."""
    return error_page(HTTPStatus.NOT_FOUND, desk=_at_the_desk(request))


def _at_the_desk(request: HttpRequest) -> bool:
    """Whether the address is one of the desk's: whoever is there finds back to it."""
    return request.path.startswith("/desk/")


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault: Django's handler500."""
    return error_page(HTTPStatus.INTERNAL_SERVER_ERROR)


def open_to_all(view: View, most: int = LARGEST) -> View:
    """Make a view public, its answers unstored and unindexed, for GET, HEAD and POST of at most so many bytes.

    It asks for no CSRF token: a token guards what a browser sends by itself, and where nobody is signed in it sends
    nothing.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if int(request.META.get("CONTENT_LENGTH") or 0) > most:
            raise RequestDataTooBig("What people type is short.")
        answer = view(request, *args, **kwargs)
        answer["X-Robots-Tag"] = "noindex"
        return answer

    public: Any = never_cache(require_http_methods(["GET", "HEAD", "POST"])(answered))
    opened: View = login_not_required(csrf_exempt(public))
    return opened
