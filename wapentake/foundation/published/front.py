"""The front: answers from stored pages before Django is reached, and goes on when the database is away.

A stored page is answered with one look into a dictionary and headers made beforehand. Everything else goes to Django.
Where Django fails for want of the database, a plain page says so.
"""

import logging
import re
import sys
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import psycopg
from django.conf import settings
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError, connections
from django.http import HttpResponse
from django.http.request import split_domain_port, validate_host
from procrastinate.exceptions import ConnectorException

from .. import calendars
from ..supervisor.folders import data_dir
from . import refresh
from .answers import Answer, Press, alive, choose
from .mirror import Mirror
from .shelf import Shelf
from .visits import Visits
from .watch import Watcher

log = logging.getLogger("wapentake.published")

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

FIRST_LOOK = 2.0  # seconds that a new process waits for the store before it serves what its disk holds
MANY = 256  # remembered hosts and Accept-Encoding headers: callers choose them, so they are bounded
CHARSET = re.compile(r'\s*;\s*charset\s*=\s*("[^"]*"|[^;]*)', re.IGNORECASE)
LOST = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError, ConnectorException)
NOTHING: list[bytes] = [b""]
BARE = "<!DOCTYPE html><html lang=en-GB><meta charset=utf-8><title>{0}</title><h1>{0}</h1><p>{1}</p></html>"
SAID = {
    410: ("This page has been withdrawn", "It is not published any more."),
    503: ("We are not ready", "Try again in a few minutes. Published pages can still be read."),
}


class Front:
    """A WSGI application before another. `clock` gives seconds since 1970; `visited(path, environ)` hears of views."""

    def __init__(
        self,
        application: Application,
        shelf: Shelf,
        watcher: Watcher,
        *,
        unavailable: Answer,
        clock: Callable[[], float] = time.time,
        visited: Callable[[str, Environ], None] | None = None,
    ) -> None:
        self.application, self.shelf, self.watcher = application, shelf, watcher
        self.ready, self.clock, self.visited, self.unavailable = shelf.ready, clock, visited, unavailable
        self.hosts: set[str | None] = set()
        self.forms: dict[str | None, int] = {None: 0}
        self.https: bool = settings.HTTPS
        self.static: str = settings.STATIC_URL
        self.alive = alive()
        self.failure = threading.local()
        self.probing = threading.Lock()
        got_request_exception.connect(self._note_failure)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer a request. The common case is written out: it is the product's fastest path."""
        answer = self.ready.get(environ["PATH_INFO"])
        if answer is None:
            return self._elsewhere(environ, start)
        if (
            environ["REQUEST_METHOD"] != "GET"
            or environ.get("QUERY_STRING")
            or self.clock() >= answer.until
            or environ.get("HTTP_HOST") not in self.hosts
            or answer.closed
            or (self.https and not _is_secure(environ))
        ):
            return self._seldom(answer, environ, start)
        form = self.forms.get(environ.get("HTTP_ACCEPT_ENCODING"))
        if form is None or "HTTP_IF_NONE_MATCH" in environ:
            return self._send(answer, environ, start)
        answer.used = True
        if self.visited is not None and answer.core:
            self.visited(answer.path, environ)
        body, headers = answer.forms[form]
        start(answer.status, headers)
        return body

    def _seldom(self, answer: Answer, environ: Environ, start: Start) -> Iterable[bytes]:
        """Find out whether a request for a stored page is answered from store, and by which version."""
        version = answer.at(self.clock())
        if (
            version is None
            or environ["REQUEST_METHOD"] not in ("GET", "HEAD")
            or (environ.get("QUERY_STRING") and not version.closed)
            or not self._knows_host(environ)
            or (self.https and not _is_secure(environ))
        ):
            return self._django(environ, start)
        return self._send(version, environ, start)

    def _send(self, answer: Answer, environ: Environ, start: Start) -> Iterable[bytes]:
        form = self._form(environ.get("HTTP_ACCEPT_ENCODING"))
        answer.used = True
        body, headers = answer.forms[form]
        if self.visited is not None and answer.core and environ["REQUEST_METHOD"] == "GET":
            self.visited(answer.path, environ)  # somebody who has read it before reads it again
        seen = environ.get("HTTP_IF_NONE_MATCH")
        if seen and answer.core and (answer.core in seen or seen.strip() == "*"):
            start("304 Not Modified", answer.unchanged[form])
            return NOTHING
        start(answer.status, headers)
        return NOTHING if environ["REQUEST_METHOD"] == "HEAD" else body

    def _elsewhere(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer for an address that is not at hand: alive, a page from disk, or Django's."""
        path = environ["PATH_INFO"]
        if path == "/healthz":
            start("200 OK", self.alive)
            return NOTHING if environ["REQUEST_METHOD"] == "HEAD" else [b"alive"]
        answer = self.shelf.wake(path)
        return self._django(environ, start) if answer is None else self._seldom(answer, environ, start)

    def _django(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Ask Django. While the database is away only one request at a time finds out whether it is back."""
        if not self.watcher.database_is_away or environ["PATH_INFO"].startswith(self.static):
            return self._ask(environ, start)
        if not self.probing.acquire(blocking=False):
            return self._sorry(environ, start)
        try:
            return self._ask(environ, start)
        finally:
            self.probing.release()

    def _ask(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Ask Django, and say plainly that the service is away where it failed for want of the database."""
        said: list[Any] = []
        self.failure.database = False
        # Django reads what is sent, and the query, in whatever encoding this names: base64, say. Ours are all UTF-8.
        if "charset" in environ.get("CONTENT_TYPE", "").lower():
            environ["CONTENT_TYPE"] = CHARSET.sub("", environ["CONTENT_TYPE"])
        try:
            body = self.application(environ, lambda *words: said.append(words))
        except LOST:
            return self._sorry(environ, start)
        if self.failure.database and said[-1][0].startswith("500"):
            close = getattr(body, "close", None)
            if close is not None:
                close()
            return self._sorry(environ, start)
        start(*said[-1])
        return body

    def _sorry(self, environ: Environ, start: Start) -> Iterable[bytes]:
        body, headers = self.unavailable.forms[0]
        start(self.unavailable.status, [*headers, ("Retry-After", "5")])
        return NOTHING if environ["REQUEST_METHOD"] == "HEAD" else body

    def _note_failure(self, **signal: Any) -> None:
        error: BaseException | None = sys.exc_info()[1]
        while error is not None:
            if isinstance(error, LOST):
                self.failure.database = True
            error = error.__cause__ or error.__context__

    def _knows_host(self, environ: Environ) -> bool:
        host = environ.get("HTTP_HOST")
        if host in self.hosts:
            return True
        if not host or not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
            return False
        if len(self.hosts) < MANY:
            self.hosts.add(host)
        return True

    def _form(self, accepted: str | None) -> int:
        form = self.forms.get(accepted)
        if form is None:
            form = choose(accepted)
            if len(self.forms) < MANY:
                self.forms[accepted] = form
        return form


def _is_secure(environ: Environ) -> bool:
    header = settings.SECURE_PROXY_SSL_HEADER
    return environ.get("wsgi.url_scheme") == "https" or bool(header and environ.get(header[0]) == header[1])


def around(application: Application, error_page: Callable[[int], HttpResponse] | None = None, **options: Any) -> Front:
    """Return the front of this process, its watcher running.

    `error_page(status)` gives the pages for 410 and 503; without it, or where it fails, they are bare.
    """
    press = Press(_body(error_page, 410))
    shelf = Shelf(Mirror(data_dir() / "published"), press)
    shelf.load()
    watcher = Watcher(shelf, connect)
    watcher.start()
    watcher.first.wait(FIRST_LOOK)
    _sweep()
    unavailable = press.static(_body(error_page, 503), "503 Service Unavailable")
    options.setdefault("visited", _counting())
    return Front(application, shelf, watcher, unavailable=unavailable, **options)


def _counting() -> Callable[[str, Environ], None] | None:
    """Return what hears of views, unless the council counts none."""
    if not settings.WAPENTAKE_COUNT_VIEWS:
        return None
    return Visits(data_dir() / "views", calendars.today, proxies=settings.ALLAUTH_TRUSTED_PROXY_COUNT)


def _sweep() -> None:
    """Have the pages of another build rendered. Without the database the worker's next sweep does it."""
    try:
        refresh.queue_sweep()
    except LOST as error:
        log.warning("The pages of an earlier build are looked for later: %s", str(error).strip())
    finally:
        connections["default"].close()


def connect() -> "psycopg.Connection[Any]":
    """Return a plain connection to the site's database, which notices within seconds that the other end is gone."""
    parameters = connections["default"].get_connection_params()
    for name in ("cursor_factory", "context", "prepare_threshold"):
        parameters.pop(name, None)
    parameters |= {
        "autocommit": True, "connect_timeout": 5, "application_name": "wapentake front",
        "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2, "tcp_user_timeout": 8000,
    }  # fmt: skip
    return psycopg.connect(**parameters)


def _body(error_page: Callable[[int], HttpResponse] | None, status: int) -> bytes:
    """Return the page for a status. Without the built style sheet there is a bare one: serving goes on."""
    if error_page is not None:
        try:
            return error_page(status).content
        except Exception as error:
            sys.stderr.write(f"The page for {status} is a bare one: {error}\n")
    return BARE.format(*SAID[status]).encode()
