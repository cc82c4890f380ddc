"""Renders a published page by asking Django for it from inside, as a stranger: the site's host, no cookie, no query.

A render is a read of one moment: it runs in one read-only transaction with one snapshot, so that the figures of a page
agree with each other, and a view that would write is found out.
"""

import contextlib
import datetime as dt
import functools
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.http.request import split_domain_port, validate_host

from .marking import MOMENT, STAMP, PublishedResponse, Shown

HORIZON = dt.timedelta(days=2)  # how far ahead of a page's end its next version is made
LONGEST = "30s"  # for one statement of a render
# What would make a stored page somebody's own, or would need a token or a nonce.
UNFIT = re.compile(rb"csrfmiddlewaretoken|\snonce=|<form[^>]*\smethod=[\"']?post", re.IGNORECASE)


class RenderFailed(Exception):
    """A page could not be made; its text says why. The old page stays."""


@dataclass(frozen=True)
class Rendered:
    """One version of a page. `stamp` is the moment that its footer names."""

    body: bytes
    content_type: str
    shown: Shown
    at: dt.datetime
    stamp: dt.datetime

    @property
    def etag(self) -> str:
        """The version's name, the same for the same bytes."""
        return hashlib.sha256(self.body).hexdigest()[:24]

    @property
    def ends(self) -> dt.datetime | None:
        """The moment at which this version ends, for whichever reason."""
        return min((each for each in (self.shown.valid_until, self.shown.never_after) if each), default=None)

    @property
    def looks_ahead_to(self) -> dt.datetime | None:
        """The moment for which the next version is made already: a hold always, another end when it is near."""
        if self.ends is None or self.ends == self.shown.never_after:
            return self.ends
        return self.ends if self.ends - self.at <= HORIZON else None


def render(path: str, *, at: dt.datetime, stamp: dt.datetime) -> Rendered | None:
    """Return a page as it is at a moment, with the stamp in its footer; None where there is no such page.

    Raises RenderFailed for anything but a fit public page.
    """
    response = _handler(tuple(settings.MIDDLEWARE)).get_response(_request(path, at, stamp))
    if response.status_code == 404:
        return None
    if not isinstance(response, PublishedResponse) or not hasattr(response, "shown"):
        raise RenderFailed(f"{path} answered {response.status_code}{_reason(response)}.")
    if response.cookies or UNFIT.search(response.content):
        raise RenderFailed(
            f"{path} sets a cookie, or holds a token, a nonce or a form that posts: it cannot be stored."
        )
    return Rendered(response.content, response["Content-Type"], response.shown, at, stamp)


@contextlib.contextmanager
def snapshot() -> Iterator[None]:
    """One moment of the database for everything inside, read only. A caller that is in a transaction keeps its own."""
    own = not connection.in_atomic_block
    with transaction.atomic():
        if own:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute(f"SET LOCAL statement_timeout = '{LONGEST}'")
        yield


def render_safely(path: str, *, at: dt.datetime, stamp: dt.datetime) -> Rendered | None:
    """Do as `render`, so that a failed query inside leaves the caller's transaction usable."""
    with transaction.atomic():
        return render(path, at=at, stamp=stamp)


def measure(path: str, *, at: dt.datetime) -> tuple[int, str] | None:
    """Return the size and the SHA-256 of what a stranger gets at an address, page or not; None for no answer of 200."""
    response = _handler(tuple(settings.MIDDLEWARE)).get_response(_request(path, at, at))
    if response.status_code != 200:
        return None
    size, digest = 0, hashlib.sha256()
    for part in response:
        data = part if isinstance(part, bytes) else str(part).encode()
        size += len(data)
        digest.update(data)
    return size, digest.hexdigest()


@functools.lru_cache(maxsize=4)
def _handler(middleware: tuple[str, ...]) -> BaseHandler:
    """Return the site's own handler, made once; only tests change the middleware."""
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def _request(path: str, at: dt.datetime, stamp: dt.datetime) -> WSGIRequest:
    site = _site()
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": "",
            "SERVER_NAME": site.hostname or "localhost",
            "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": site.netloc,
            "HTTP_X_FORWARDED_PROTO": site.scheme,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": site.scheme,
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            MOMENT: at,
            STAMP: stamp,
        }
    )


def _site() -> SplitResult:
    """Return the site's address, with a host that it answers to."""
    site = urlsplit(settings.WAPENTAKE_ADDRESS)
    if settings.HTTPS:
        site = site._replace(scheme="https")
    if not validate_host(split_domain_port(site.netloc)[0], settings.ALLOWED_HOSTS):
        named = [host for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))]
        site = site._replace(netloc=named[0] if named else "localhost")
    return site


def _reason(response: HttpResponseBase) -> str:
    if response.status_code == 200:
        return ", not by published.response()"
    return f" and leads to {response['Location']}" if response.has_header("Location") else ""
