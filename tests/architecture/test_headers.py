"""Every answer says what browsers may do with it: each address by strangers and by people of the desk, each status.

What the front answers from store has its own way out and is looked at beside what Django answers.
"""

import itertools
import runpy
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.architecture import access
from tests.architecture.samples import samples
from wapentake.foundation.published import answers
from wapentake.foundation.published.mirror import Leaf, Slot
from wapentake.people.models import User
from wapentake.site.readers import cast

pytestmark = pytest.mark.timeout(600)

SETTINGS = Path(__file__).resolve().parents[2] / "config" / "settings.py"
PEOPLE = ("nobody", "dan", "joanna")
NONE, SELF = ["'none'"], ["'self'"]
MUST = {"default-src": NONE, "object-src": NONE, "base-uri": NONE, "frame-ancestors": NONE, "form-action": SELF}
# A source of scripts or styles that is wider than the site itself. A hash names one script, so it is narrower.
WIDE = ("*", "http:", "https:", "data:", "blob:", "'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'")
FIXED = {
    "X-Content-Type-Options": {"nosniff"},
    "Referrer-Policy": {"same-origin", "no-referrer"},  # stricter beside links that are secrets
    "Cross-Origin-Opener-Policy": {"same-origin"},
    "Cross-Origin-Resource-Policy": {"same-origin"},
}
PRIVATE = ("/desk/", "/sign-in/", "/apply/", "/applications/")
Headers = Mapping[str, str]


def faults(headers: Headers) -> Iterator[str]:
    """Yield what an answer's headers leave open."""
    for name, allowed in FIXED.items():
        if headers.get(name) not in allowed:
            yield f"{name} is {headers.get(name)}"
    parts = headers.get("Content-Security-Policy", "").split(";")
    policy = {words[0]: words[1:] for words in map(str.split, parts) if words}
    for name, sources in MUST.items():
        if policy.get(name) != sources:
            yield f"{name} is {policy.get(name)}"
    for name, sources in policy.items():
        for source in sources:
            if source.startswith("'unsafe") or (name in ("script-src", "style-src") and source in WIDE):
                yield f"{name} allows {source}"


def faults_of_keeping(path: str, status: int, headers: Headers) -> Iterator[str]:
    """Yield whether an answer may be kept that is one person's, or an error's."""
    kept = "no-store" not in headers.get("Cache-Control", "")
    if kept and (path.startswith(PRIVATE) or status >= 400):
        yield f"Cache-Control is {headers.get('Cache-Control')}"


def faults_of_cookies(cookies: Any, *, https: bool) -> Iterator[str]:
    """Yield what is loose about the cookies of an answer."""
    for name, cookie in cookies.items():
        if not cookie.value:
            continue  # it is being deleted
        if not cookie["httponly"] or cookie["samesite"] not in ("Lax", "Strict") or cookie["domain"]:
            yield f"the cookie {name} is {cookie.OutputString()}"
        if https and not (name.startswith("__Host-") and cookie["secure"] and cookie["path"] == "/"):
            yield f"the cookie {name} is not __Host-: {cookie.OutputString()}"


@pytest.fixture
def people(cast_to_read: None, db: None, settings: Any) -> dict[str, Client]:
    """Clients of a stranger and of people of the desk."""
    settings.ACCOUNT_RATE_LIMITS = False
    settings.WAPENTAKE_DEMO = True
    emails = {member.key: member.email for member in cast()}
    found = {}
    for key in PEOPLE:
        found[key] = Client(raise_request_exception=False)
        if key in emails:
            found[key].force_login(User.objects.get(email=emails[key]))
    return found


def _everything(people: dict[str, Client], **how: Any) -> Iterator[tuple[str, str, Any]]:
    """Yield every address's answer to every person by GET and POST, with what was asked; nothing stays changed.

    Whom the table gives the same answer as somebody before them is not asked again.
    """
    arguments, table = samples(), access.read()
    places = {name: access.address(name, each, arguments) for name, each in sorted(dict(access.routes()).items())}
    seen = set()
    for (person, client), (name, where), method in itertools.product(people.items(), places.items(), access.METHODS):
        answered = (name, method, table[name, method][person])
        if answered in seen:
            continue
        seen.add(answered)
        before = client.cookies.copy()
        with transaction.atomic():
            answer = client.generic(method, where, **how)
            transaction.set_rollback(True)
        yield f"{method} {where} as {person} ({answer.status_code})", where, answer
        client.cookies = before


def test_every_address_for_everybody(people: dict[str, Client]):
    wrong, statuses = [], set()
    for what, where, answer in _everything(people):
        statuses.add(answer.status_code)
        found = [
            *faults(answer.headers),
            *faults_of_keeping(where, answer.status_code, answer.headers),
            *faults_of_cookies(answer.cookies, https=False),
        ]
        wrong += [f"{what}: {fault}" for fault in found]
    assert not wrong, "\n".join(wrong)
    assert {200, 302, 403, 404, 405, 503} <= statuses


def _raise(*_: Any, **__: Any) -> None:
    raise ZeroDivisionError


def _too_much(client: Client, settings: Any, patch: pytest.MonkeyPatch) -> Any:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    return client.post(reverse("account_login"), {"login": "x" * 100})


def _broken(client: Client, settings: Any, patch: pytest.MonkeyPatch) -> Any:
    patch.setattr("wapentake.places.views.public.pages.find_page", _raise)
    return client.get("/find/")


def _suspicious(client: Client, settings: Any, patch: pytest.MonkeyPatch) -> Any:
    patch.setattr(
        "wapentake.places.views.public.pages.find_page", lambda *_: (_ for _ in ()).throw(SuspiciousOperation())
    )
    return client.get("/find/")


def _forged(client: Client, settings: Any, patch: pytest.MonkeyPatch) -> Any:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    return strict.post(reverse("account_login"), {"login": "a"})


AILING: list[tuple[int, Callable[[Client, Any, pytest.MonkeyPatch], Any]]] = [
    (400, lambda client, settings, patch: client.get("/find/", {"postcode": "\x00"})),
    (400, lambda client, settings, patch: client.get("/", headers={"host": "elsewhere.example"})),
    (400, _suspicious),
    (403, _forged),
    (404, lambda client, settings, patch: client.get("/nowhere/")),
    (404, lambda client, settings, patch: client.get("/desk/nowhere/")),
    (404, lambda client, settings, patch: client.get("/api/nowhere")),
    (413, _too_much),
    (500, _broken),
]


@pytest.mark.parametrize(("status", "ask"), AILING)
def test_what_goes_wrong_is_said_as_safely(
    people: dict[str, Client],
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    status: int,
    ask: Callable[[Client, Any, pytest.MonkeyPatch], Any],
):
    answer = ask(people["nobody"], settings, monkeypatch)
    assert answer.status_code == status
    found = [*faults(answer.headers), *faults_of_keeping("/", status, answer.headers)]
    assert not found


def test_static_files_too(client: Client):
    answer = client.get("/static/built/wapentake.css")
    assert answer.status_code == 200
    assert not list(faults(answer.headers))
    assert not answer.cookies
    answer.close()


def test_what_the_front_answers_by_itself():
    press = answers.Press(b"withdrawn")
    slot = Slot(0.0, None, "a1", "text/html; charset=utf-8", b"a", b"b", b"c")
    leaf = press.print(Leaf("/", "live", 1, (slot,)))
    assert leaf
    every = [*leaf.forms, *press.withdrawn.forms, *press.static(b"away", "503 Service Unavailable").forms]
    for headers in [*(headers for _, headers in every), *leaf.unchanged, answers.alive()]:
        assert not list(faults(dict(headers)))
        assert "Set-Cookie" not in dict(headers)


def test_stored_pages_set_no_cookie_whoever_asks(people: dict[str, Client]):
    for client, where in itertools.product(
        people.values(), ("/", "/wards/boston-castle/", "/how-it-works/", "/wards/")
    ):
        answer = client.get(where)
        assert answer.status_code == 200
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.fixture
def https(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """The settings as they are with HTTPS=true."""
    monkeypatch.setenv("HTTPS", "true")
    for name, value in runpy.run_path(str(SETTINGS)).items():
        if name.startswith(("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_")) or name == "HTTPS":
            setattr(settings, name, value)


@pytest.mark.usefixtures("https")
def test_over_https_cookies_belong_to_the_host_and_hsts_lasts_a_year(people: dict[str, Client], settings: Any):
    client = people["nobody"]
    form = client.get(reverse("account_login"), secure=True)
    entered = client.post("/demo/", {"person": "dan"}, secure=True)
    for answer in (form, entered):
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
        assert not list(faults_of_cookies(answer.cookies, https=True))
    assert "__Host-csrf" in form.cookies
    assert "__Host-session" in entered.cookies
    assert client.get("/wards/").headers["Location"].startswith("https://")
    assert "Strict-Transport-Security" in dict(answers.security_headers())


POLICY = "default-src 'none'; script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
POLICY += "form-action 'self'"
GOOD = {"Content-Security-Policy": POLICY} | {name: min(allowed) for name, allowed in FIXED.items()}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("X-Content-Type-Options", "", "X-Content-Type-Options is "),
        ("Referrer-Policy", "unsafe-url", "Referrer-Policy is unsafe-url"),
        ("Content-Security-Policy", "", "object-src is None"),
        ("Content-Security-Policy", POLICY + "; style-src 'unsafe-inline'", "style-src allows"),
        ("Content-Security-Policy", POLICY + "; worker-src 'unsafe-eval'", "worker-src allows"),
        ("Content-Security-Policy", POLICY.replace("script-src 'self'", "script-src https:"), "script-src allows"),
    ],
)
def test_what_is_left_open_is_found(name: str, value: str, said: str):
    assert not list(faults(GOOD))
    assert any(fault.startswith(said) for fault in faults(GOOD | {name: value}))


def test_loose_cookies_and_kept_pages_are_found(rf: Any):
    answer = HttpResponse()
    answer.set_cookie("session", "1")
    assert list(faults_of_cookies(answer.cookies, https=False))
    answer.set_cookie("session", "1", httponly=True, samesite="Lax", secure=True)
    assert not list(faults_of_cookies(answer.cookies, https=False))
    assert list(faults_of_cookies(answer.cookies, https=True))
    assert list(faults_of_keeping("/desk/", 200, {"Cache-Control": "private"}))
    assert list(faults_of_keeping("/", 500, {}))
    assert not list(faults_of_keeping("/", 200, {}))
