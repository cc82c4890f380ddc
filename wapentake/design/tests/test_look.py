"""The catalogue in a real browser: no rule of axe broken, nothing wider than a small phone, nothing blocked."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, Route

from wapentake.design import catalogue

pytestmark = pytest.mark.journey

BUILT = Path(catalogue.__file__).parent.parent / "static"
AXE = Path(settings.ROOT) / "node_modules/axe-core/axe.min.js"
ADDRESS = "http://catalogue.test/"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
RUN = """tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, rules: {'target-size': {enabled: true}}})
.then(found => found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')))"""
WIDER = """() => [...document.querySelectorAll('main *')].filter(e => !e.closest('.wt-scroll') && !e.closest('svg')
&& e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 120))"""


def policy() -> str:
    return "; ".join(
        f"{name} {' '.join(values)}" for name, values in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
    )


@pytest.fixture
def show(chromium: Browser, page: Callable[..., str]) -> Iterator[Callable[..., Page]]:
    """Show the catalogue under the site's own policy, from memory: no server, no network."""
    html = page("design/catalogue.html", **catalogue.sample())
    contexts = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS).split("?")[0]
        file = BUILT / path.removeprefix("static/")
        if path == "":
            route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": policy()})
        elif path.startswith("static/") and file.is_file():
            route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix])
        else:
            route.fulfill(status=404)

    def open_it(width: int, **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        shown: Page = context.new_page()
        shown.complaints = []  # type: ignore[attr-defined]
        shown.on("console", lambda said: shown.complaints.append(said.text))  # type: ignore[attr-defined]
        shown.on("pageerror", lambda error: shown.complaints.append(str(error)))  # type: ignore[attr-defined]
        shown.route("**/*", answer)
        shown.goto(ADDRESS)
        return shown

    yield open_it
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_broken_blocked_or_too_wide(show: Callable[..., Page], width: int) -> None:
    page = show(width)
    assert page.complaints == []  # type: ignore[attr-defined]
    assert page.evaluate("document.body.classList.contains('govuk-frontend-supported')")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(WIDER) == []
    # The checker is put in by the tests' own hand, past the policy, as a person's tools would be.
    page.evaluate(AXE.read_text())
    assert page.evaluate(RUN, TAGS) == []


def test_it_holds_at_four_times_the_size(show: Callable[..., Page]) -> None:
    """1280 px at 400 % is 320 px wide, as WCAG's reflow asks; with larger text besides."""
    page = show(320, device_scale_factor=4)
    page.evaluate("document.documentElement.style.fontSize = '150%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(WIDER) == []


def test_it_works_without_scripts(show: Callable[..., Page]) -> None:
    page = show(320, java_script_enabled=False)
    page.get_by_role("link", name="Enter your reasons").click()
    assert page.url.endswith("#id_reason")
    assert page.get_by_label("Your reasons").first.is_visible()
    assert page.get_by_text("You can enter up to 400 characters").is_visible()


def test_the_summary_takes_the_focus_and_leads_on(show: Callable[..., Page]) -> None:
    page = show(1280)
    assert page.evaluate("document.activeElement.className").startswith("govuk-error-summary")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_amount"


def test_a_refused_button_takes_the_focus_and_is_described(show: Callable[..., Page]) -> None:
    button = show(1280).get_by_role("button", name="Add £1,200 from my own fund")
    button.focus()
    assert button.get_attribute("aria-disabled") == "true"
    assert button.evaluate("b => b === document.activeElement")
    assert "£16 too little" in button.evaluate(
        "b => document.getElementById(b.getAttribute('aria-describedby')).textContent"
    )


def test_every_mark_is_seen_in_forced_colours(show: Callable[..., Page]) -> None:
    page = show(1280, forced_colors="active", color_scheme="dark")
    fills = "s => [...document.querySelectorAll(s)].map(e => getComputedStyle(e).fill)"
    paid, left = set(page.evaluate(fills, ".wt-money .paid")), set(page.evaluate(fills, ".wt-money .left"))
    assert paid
    assert left
    assert not paid & left
    assert page.evaluate("getComputedStyle(document.querySelector('.wt-person__mono')).borderTopColor") not in {
        "rgba(0, 0, 0, 0)"
    }


def test_paper_leaves_out_what_cannot_be_pressed(show: Callable[..., Page]) -> None:
    page = show(1280)
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Save and continue").is_visible()
    assert not page.locator(".wt-nav").is_visible()
    assert page.locator(".wt-money").first.evaluate("e => getComputedStyle(e).printColorAdjust") == "exact"
