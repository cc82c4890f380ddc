"""The frames: what a stored page may hold, what the desk shows, and what is said when something goes wrong."""

import base64
import datetime as dt
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest
from django.template import engines
from django.test import RequestFactory, override_settings
from jinja2 import StrictUndefined, UndefinedError

from wapentake.design import frame, views
from wapentake.design.csp import JS_ENABLED_HASH
from wapentake.design.govuk import govuk
from wapentake.design.pictures import NavLink
from wapentake.foundation.verdicts import Refused

DESIGN = Path(views.__file__).parent
TEMPLATES = sorted((DESIGN / "jinja").rglob("*.html"))
PUBLIC = '{% extends "design/public.html" %}{% block title %}A page{% endblock %}'
DESK = '{% extends "design/desk.html" %}{% block title %}A page{% endblock %}'


def text(template: str, **context: object) -> str:
    return engines["jinja2"].from_string(template).render(context)


def test_the_one_inline_script_is_the_one_that_is_allowed(page: Callable[..., str]) -> None:
    html = page("design/error.html", status=404)
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    assert [f"'sha256-{digest}'" for digest in digests] == [JS_ENABLED_HASH]


@pytest.mark.parametrize(("path", "leads"), [("/desk/nowhere/", True), ("/nowhere/", False), ("/desks/", False)])
def test_what_is_not_at_the_desk_leads_back_to_it(path: str, leads: bool) -> None:
    html = views.not_found(RequestFactory().get(path), Http404()).content.decode()
    assert ('<a class="govuk-link" href="/desk/">Go to what needs you</a>' in html) is leads


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_a_style_a_handler_or_a_way_round_escaping(path: Path) -> None:
    source = path.read_text()
    assert not re.search(r"\sstyle=|\son[a-z]+=|\|\s*safe\b|javascript:|autoescape", source)
    assert path.name == "enabled.html" or "<script>" not in source
    assert len(source.splitlines()) <= 150


def test_a_public_page_says_when_and_from_where() -> None:
    html = text(PUBLIC, published_at=dt.datetime(2026, 11, 24, 9, 12, tzinfo=dt.UTC), attribution="Boundaries: ONS.")
    assert "Published 24 November 2026 at 9:12am." in html
    assert "<p>Boundaries: ONS.</p>" in html
    assert "<title>A page - Rotherham neighbourhoods</title>" in html


@override_settings(WAPENTAKE_FRAME={})
def test_a_public_page_holds_nobody_and_no_token() -> None:
    """Even with somebody signed in: the public frame asks for nothing but navigation and the footer."""

    def refuse() -> str:
        raise AssertionError("a stored page asked who is signed in")

    request = RequestFactory().get("/")
    request.META["CSRF_COOKIE"] = "x" * 32
    backend = engines["jinja2"]
    html = backend.from_string(PUBLIC).render(
        {"who": refuse, "sign_out_href": refuse, "desk_navigation": refuse}, request
    )
    assert not re.search(r"csrf|nonce|token|sign out|method=\"post\"|htmx", html, re.IGNORECASE)
    assert "CSRF_COOKIE_NEEDS_UPDATE" not in request.META


def test_navigation_comes_from_the_context_and_counts() -> None:
    links = [NavLink("Your ward", "/", True), NavLink("Money", "/money/")]
    html = text(PUBLIC, navigation=lambda: links, footer_links=[("Privacy", "/privacy/")])
    assert '<a class="govuk-service-navigation__link" href="/" aria-current="page">Your ward</a>' in html
    assert '<li><a class="govuk-link" href="/privacy/">Privacy</a></li>' in html
    desk = text(
        DESK,
        desk_navigation=[NavLink("Needs you", "/desk/", count=5)],
        who="Cllr Maureen Ashby",
        sign_out_href="/sign-out/",
    )
    assert 'Needs you <span class="wt-count">5' in desk
    assert 'Cllr Maureen Ashby, <a class="govuk-link govuk-link--inverse" href="/sign-out/">sign out</a>' in desk
    assert "<title>A page - Rotherham neighbourhoods: desk</title>" in desk


def test_without_navigation_there_is_no_empty_bar() -> None:
    html = text(PUBLIC)
    assert "<nav" not in html
    assert html.count('class="govuk-width-container"') >= 2


def test_the_demonstration_says_so_on_every_layout() -> None:
    for layout in (PUBLIC, DESK):
        assert "<strong>Demonstration.</strong> The people, groups and awards are invented," in text(
            layout, demo_mode=True
        )
        assert "Demonstration" not in text(layout, demo_mode=False)
    assert "Boundaries are drawn" in text(PUBLIC, demo_mode=True, demonstration_words="Boundaries are drawn.")


def test_crumbs_and_back_stand_in_the_band_when_there_is_one() -> None:
    plain = text(PUBLIC, crumbs=[("Wards", "/wards/")])
    banded = text(PUBLIC + "{% block band %}<h1>B</h1>{% endblock %}", crumbs=[("Wards", "/wards/")])
    assert '<div class="govuk-width-container wt-crumbs"><nav class="govuk-breadcrumbs"' in plain
    assert '<div class="wt-crumbs"><nav class="govuk-breadcrumbs"' in banded
    assert '<a href="/wards/" class="govuk-back-link">Wards</a>' in text(PUBLIC, back=("Wards", "/wards/"))


def test_names_that_are_not_there_are_errors() -> None:
    with pytest.raises(UndefinedError):
        text("{{ missing }}")
    with pytest.raises(UndefinedError, match="no attribute 'nothing'"):
        text("{{ govuk.nothing() }}")
    with pytest.raises(AttributeError, match="no component nothing"):
        _ = govuk.nothing
    assert engines["jinja2"].env.undefined is StrictUndefined


def test_words_are_escaped() -> None:
    assert text("{{ name }}", name="<b>&") == "&lt;b&gt;&amp;"
    assert text("{{ govuk.button(html=name) }}", name="<b>&").count("&lt;b&gt;&amp;") == 1
    assert text('{{ govuk.tag(text="x", attributes=name) }}', name=' onclick="x"').count('onclick="') == 0


@pytest.mark.parametrize(
    ("status", "title"),
    [(400, "We could not read that"), (403, "You cannot do this"), (404, "Page not found"), (413, "That is too large"),
     (500, "Something went wrong here"), (503, "We are not ready"), (418, "Something went wrong here")],
)  # fmt: skip
def test_an_error_says_what_happened_and_what_to_do(page: Callable[..., str], status: int, title: str) -> None:
    html = page("design/error.html", status=status)
    assert f'<h1 class="wt-title wt-title--task">{title}</h1>' in html
    assert 'href="/">Go to the front page</a>' in html


def test_a_rules_reason_is_shown_and_others_are_not() -> None:
    request = HttpRequest()
    shown = views.refused(request, Refused("You have £1,184 left, which is £16 too little."))
    hidden = views.refused(request, PermissionDenied("internal words"))
    assert b"which is \xc2\xa316 too little." in shown.content
    assert b"internal words" not in hidden.content
    assert (shown.status_code, hidden.status_code, shown["Cache-Control"]) == (403, 403, "no-store")


def test_error_views_have_their_status() -> None:
    request = HttpRequest()
    found = [
        views.bad_request(request, Exception()),
        views.not_found(request, Exception()),
        views.server_error(request),
    ]
    assert [response.status_code for response in found] == [400, 404, 500]
    large = views.bad_request(request, RequestDataTooBig())
    assert large.status_code == 413
    assert b"That is too large" in large.content


def greeting(request: HttpRequest) -> str:
    return f"Hello from {request.path}"


@override_settings(WAPENTAKE_FRAME={"who": f"{__name__}.greeting"}, WAPENTAKE_DEMO=False)
def test_the_frame_asks_config_only_when_it_is_shown() -> None:
    found = frame.frame(RequestFactory().get("/here/"))
    assert found["demo_mode"] is False
    assert found["who"]() == "Hello from /here/"


@override_settings(WAPENTAKE_FRAME={"whoo": "x"})
def test_the_frame_refuses_a_key_that_it_has_not() -> None:
    with pytest.raises(ValueError, match="has no whoo"):
        frame.frame(RequestFactory().get("/"))


def test_links_of_one_area_stand_under_one_word():
    links = [
        NavLink("Needs you", "/desk/"),
        NavLink("Asks", "/desk/asks/", count=2, area="Services"),
        NavLink("Funds", "/desk/funds/", area="Money"),
        NavLink("Coming", "/desk/notices/", count=1, area="Services"),
    ]
    needs, services, funds = frame.by_area(frame.mark_current(links, "/desk/notices/4/"))
    assert (needs.label, services.label, funds.label) == ("Needs you", "Services", "Funds")
    assert (services.href, services.current, services.count) == ("/desk/asks/", True, 3)
    assert [(one.label, one.current) for one in services.within] == [("Asks", False), ("Coming", True)]
    assert needs.within == funds.within == ()


@pytest.mark.parametrize(
    ("path", "current"),
    [("/", "Front"), ("/money/2021/", "Money"), ("/money/", "Money"), ("/moneybox/", ""), ("/else/", "")],
)
def test_the_nearest_link_is_current(path: str, current: str) -> None:
    links = frame.mark_current([NavLink("Front", "/"), NavLink("Money", "/money/"), NavLink("Wards", "/wards/")], path)
    assert [link.label for link in links if link.current] == ([current] if current else [])


def test_a_page_that_stands_elsewhere_belongs_to_its_link():
    links = [NavLink("Needs you", "/desk/"), NavLink("Money", "/desk/money/", also=("/desk/my-money/",))]
    marked = frame.mark_current(links, "/desk/my-money/")
    assert [link.label for link in marked if link.current] == ["Money"]
