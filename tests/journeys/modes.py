"""A page in the modes in which people use it: enlarged, spaced out, by keyboard, at rest, in colours of their own.

Each check takes a page as it stands, leaves it as it was, and returns what is wrong, one line each. The looking itself
is modes.js.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, expect

SCRIPT = Path(__file__).with_suffix(".js").read_text()
REVIEWED = Path(__file__).with_name("reviewed")
DESKTOP = {"width": 1280, "height": 900}
# 1280 pixels at 200 and 400 per cent are so many CSS pixels.
ZOOMED = {"200 %": {"width": 640, "height": 450}, "400 %": {"width": 320, "height": 256}}
# WCAG 2.2, 1.4.12, and 1.4.4 with the text alone.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
LARGE = "html { font-size: 200% !important }"
MOST_STOPS = 700


def look(page: Page, name: str) -> list[str]:
    """Ask the page one of the questions of modes.js."""
    if not page.evaluate("'wapentake' in window"):
        page.evaluate(SCRIPT)  # works under the strict content security policy, as a script tag would not
    found: list[str] = page.evaluate(f"wapentake.{name}()")
    return found


def readable(page: Page) -> list[str]:
    """Nothing is cut off, on other words, or beside the page."""
    return [fault for name in ("wide", "clipped", "overlapping") for fault in look(page, name)]


def zoomed(page: Page) -> Iterator[str]:
    """At 200 and 400 per cent the page needs no scrolling sideways, and nothing is lost or covered."""
    for much, size in ZOOMED.items():
        page.set_viewport_size(size)  # type: ignore[arg-type]
        found = [*readable(page), *look(page, "small"), *look(page, "covered")]
        yield from (f"at {much}: {fault}" for fault in found)
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]


def spaced(page: Page) -> Iterator[str]:
    """With wider spacing, and with text alone at 200 per cent, every word can be read."""
    look(page, "moving")
    for what, css in (("with text spaced out", SPACED), ("with text at 200 %", LARGE)):
        page.evaluate("css => wapentake.dress(css)", css)
        yield from (f"{what}: {fault}" for fault in readable(page))
    page.evaluate("wapentake.dress('')")


def at_rest(page: Page) -> Iterator[str]:
    """Who asks for less motion sees none."""
    page.emulate_media(reduced_motion="reduce")
    yield from look(page, "moving")


def in_own_colours(page: Page) -> Iterator[str]:
    """With forced colours every control has its edge and every part of a money bar its own look."""
    page.emulate_media(forced_colors="active", color_scheme="dark")
    yield from (f"with forced colours: {fault}" for fault in look(page, "faint"))
    page.emulate_media(forced_colors="none", color_scheme="light")


def by_keyboard(page: Page) -> Iterator[str]:
    """Each stop of the Tab key shows itself, nothing lies over it, and the last one leads out of the page."""
    look(page, "moving")
    page.evaluate("window.scrollTo(0, 0); document.activeElement.blur()")
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate("wapentake.focused()")
        if stop is None:
            return
        if not stop["shown"]:
            yield f"the focus on “{stop['said']}” cannot be seen"
        if not stop["free"]:
            yield f"something lies over “{stop['said']}” while it has the focus"
    yield f"after {MOST_STOPS} stops the Tab key is still on the page"


def unsent(page: Page) -> Iterator[str]:
    """Choosing and typing send nothing and lead nowhere. What was typed stays, so this comes last."""
    before, asked = page.url, []
    page.on("request", lambda request: asked.append(request.url))
    look(page, "change")
    page.wait_for_timeout(100)
    if page.url != before or any(not url.startswith("data:") for url in asked):
        yield f"a change alone leads to {page.url}, asking {asked}"


def heard(page: Page, name: str) -> None:
    """What a screen reader gets has, in this order, what a person has reviewed: reviewed/NAME.yml."""
    expect(page.locator("body")).to_match_aria_snapshot((REVIEWED / f"{name}.yml").read_text())


def sides(page: Page) -> int:
    """Return on how many sides of A4 a page is printed."""
    return len(re.findall(rb"/Type ?/Page\b", page.pdf(prefer_css_page_size=True)))


ALL = (zoomed, spaced, at_rest, in_own_colours, by_keyboard, unsent)


def faults(page: Page) -> list[str]:
    """Return what is wrong with a page in any mode."""
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    return [fault for mode in ALL for fault in mode(page)]
