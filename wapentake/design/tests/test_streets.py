"""Streets under the map of the wards: no trace without an address of tiles; with it a button there and back."""

import base64
import math
import re
import runpy
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.template import engines
from playwright.sync_api import Browser, Page, Route, expect

from wapentake.design import pictures as p
from wapentake.design.apps import tiles_can_be_used
from wapentake.design.csp import tiles_fault, tiles_host
from wapentake.design.tests.test_look import AXE, BUILT, KINDS, RUN, TAGS, WIDER, policy

TILES, HOST = "https://tile.example.org/street/{z}/{x}/{y}.png?key=a1", "https://tile.example.org"
ATTRIBUTION = "© Somebody & <b>others</b>"
SITE = "https://site.test/"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
# The map cuts off its tiles at its edge.
BESIDE = WIDER.replace("closest('svg')", "closest('svg, .leaflet-container')")
PAGE = """{% extends "design/public.html" %}
{% from "design/components/places.html" import hero, ward_lists, streets_script %}
{% block scripts %}{{ streets_script(map) }}{% endblock %}{% block title %}Wards{% endblock %}
{% block hero %}{% call hero("Who speaks for your street", map) %}<p>Your councillors.</p>{% endcall %}{% endblock %}
{% block main %}<h2>All wards</h2>{{ ward_lists(map) }}{% endblock %}"""


def wards(**more: Any) -> p.WardMap:
    """Two square wards, side by side, 13 kilometres wide in all."""
    areas = [
        p.WardArea(n + 1, name, f"/wards/{name.lower()}/", f"M{500 * n} 0l500 0 0 500 -500 0z", n, (250 + 500 * n, 250))
        for n, name in enumerate(("Alder", "Beck"))
    ]
    return p.WardMap(tuple(areas), ("North", "South"), (-4, -4, 1008, 508), **more)


def drawn(**more: Any) -> str:
    return str(engines["jinja2"].from_string(PAGE).render({"map": wards(ground=(-1.4, 53.5, 0.0002, 0.00012), **more)}))


@pytest.fixture
def tiled(settings: Any) -> None:
    settings.WAPENTAKE_TILES, settings.WAPENTAKE_TILES_ATTRIBUTION = TILES, ATTRIBUTION


@pytest.fixture
def show(chromium: Browser, tiled: None) -> Iterator[Callable[..., Page]]:
    """Show the page under the site's policy with the host of the tiles in it. Tiles, too, come from memory."""
    contexts = []

    def open_it(width: int = 1280, *, down: bool = False, html: str = "", **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page: Page = context.new_page()
        page.asked, page.complaints = [], []  # type: ignore[attr-defined]
        csp = policy().replace("img-src 'self' data:", f"img-src 'self' data: {HOST}")

        def answer(route: Route) -> None:
            url = route.request.url
            page.asked.append(url)  # type: ignore[attr-defined]
            file = BUILT / urlsplit(url).path.removeprefix("/static/")
            if url.startswith(HOST):
                route.fulfill(status=503) if down else route.fulfill(body=PNG, content_type="image/png")
            elif "/static/" in url and file.is_file():
                route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix])
            elif "/static/" in url:
                route.fulfill(status=404)
            else:
                body = (html or drawn()) if url == SITE else f"<title>{urlsplit(url).path}</title>"
                route.fulfill(body=body, content_type="text/html", headers={"Content-Security-Policy": csp})

        page.on("console", lambda said: page.complaints.append(said.text))  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
        page.route("**/*", answer)
        page.goto(SITE)
        return page

    yield open_it
    for context in contexts:
        context.close()


def pressed(page: Page) -> Page:
    page.get_by_role("button", name="Show streets").click()
    expect(page.get_by_role("region", name="Map of the wards with streets")).to_be_visible()
    expect(page.locator(".leaflet-tile-loaded").first).to_be_attached()
    return page


def test_without_an_address_there_is_no_trace() -> None:
    html = drawn()
    assert not re.search(r"streets|tiles|leaflet|data-ground", html)
    assert "tile" not in policy()


def test_the_built_sheet_of_every_page_knows_nothing_of_it() -> None:
    assert not re.search(r"leaflet|streets", (BUILT / "built/wapentake.css").read_text())
    assert "Volodymyr Agafonkin" in next((BUILT / "built").glob("leaflet-*-LICENSE.txt")).read_text()


@pytest.mark.usefixtures("tiled")
def test_with_an_address_the_page_has_the_script_and_the_ground() -> None:
    html = drawn()
    assert html.count("/static/built/streets.js") == 1
    assert 'data-ground="-1.400000000 53.500000000 0.000200000 0.000120000"' in html
    assert 'data-attribution="© Somebody &amp; &lt;b&gt;others&lt;/b&gt;"' in html
    assert "leaflet" not in html
    assert "data-note" not in html
    assert "The outlines are a sketch." in drawn(sketch=True)


@pytest.mark.parametrize(
    ("tiles", "said"),
    [
        ("", ""),
        (TILES, ""),
        ("https://tile.example.org:8443/{z}/{x}/{y}", ""),
        ("http://tile.example.org/{z}/{x}/{y}.png", "must begin with https://"),
        ("/tiles/{z}/{x}/{y}.png", "must begin with https://"),
        ("https://tile.example.org/{z}/{x}.png", "lacks {y}:"),
        ("https://tile.example.org/", "lacks {z} and {x} and {y}:"),
        ("https://{s}.tile.example.org/{z}/{x}/{y}.png", "must be one host and a path"),
        ("https://tile.example.org; script-src */{z}/{x}/{y}", "must be one host and a path"),
        ("https://*/{z}/{x}/{y}", "must be one host and a path"),
        ("https://me:secret@tile.example.org/{z}/{x}/{y}", "must be one host and a path"),
        ("https://tile.example.org/{z}/{x}/{y}{r}.png", "must be one host and a path"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_in_a_sentence(settings: Any, tiles: str, said: str) -> None:
    assert (said in tiles_fault(tiles)) if said else not tiles_fault(tiles)
    assert bool(tiles_host(tiles)) is (bool(tiles) and not said)
    settings.WAPENTAKE_TILES, settings.WAPENTAKE_TILES_ATTRIBUTION = tiles, "Somebody"
    assert [one.msg for one in tiles_can_be_used(None)] == ([tiles_fault(tiles)] if said else [])
    assert ("streets.js" in drawn()) is bool(tiles_host(tiles))


@pytest.mark.parametrize(("tiles", "more"), [("", []), (TILES, [HOST]), (TILES.replace("https", "http"), [])])
def test_the_policy_names_their_host_for_pictures_alone(
    monkeypatch: pytest.MonkeyPatch, tiles: str, more: list[str]
) -> None:
    monkeypatch.setenv("WAPENTAKE_TILES", tiles)
    read = runpy.run_path(str(settings.ROOT / "config" / "settings.py"))["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert read.pop("img-src") == ["'self'", "data:", *more]
    assert HOST not in str(read)


@pytest.mark.usefixtures("tiled")
def test_whoever_draws_the_tiles_is_named(settings: Any) -> None:
    settings.WAPENTAKE_TILES_ATTRIBUTION = ""
    assert [one.id for one in tiles_can_be_used(None)] == ["design.W002"]


@pytest.mark.journey
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_button_shows_streets_and_leads_back(show: Callable[..., Page], width: int) -> None:
    page = show(width)
    assert not [url for url in page.asked if "leaflet" in url or url.startswith(HOST)]  # type: ignore[attr-defined]
    drawing = page.locator(".wt-map")
    pressed(page)
    expect(drawing).to_be_hidden()
    expect(page.locator(".leaflet-control-attribution")).to_have_text(ATTRIBUTION)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(BESIDE) == []
    page.evaluate(AXE.read_text())
    assert page.evaluate(RUN, TAGS) == []
    page.get_by_role("button", name="Show the drawing").click()
    expect(drawing).to_be_visible()
    expect(page.get_by_role("region", name="Map of the wards with streets")).to_be_hidden()
    assert page.evaluate(RUN, TAGS) == []
    pressed(page)
    assert page.complaints == []  # type: ignore[attr-defined]


@pytest.mark.journey
def test_an_outline_leads_to_its_ward_and_a_drag_does_not(show: Callable[..., Page]) -> None:
    page = pressed(show())
    outline = page.locator('.wt-streets__ward[href="/wards/beck/"] path')
    box = outline.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y - 30, steps=4)
    page.mouse.up()
    assert page.url == SITE
    moved = outline.bounding_box()
    assert moved
    assert moved["x"] < box["x"] - 20
    outline.click()
    page.wait_for_url("**/wards/beck/")


@pytest.mark.journey
def test_outlines_lie_where_they_are_on_the_ground(show: Callable[..., Page]) -> None:
    """The tiles that were asked for lie around 1.3° west, 53.47° north: a wrong corner would be another place."""
    page = pressed(show())
    tiles = [re.search(r"/street/(\d+)/(\d+)/(\d+)\.png\?key=a1$", url) for url in page.asked]  # type: ignore[attr-defined]
    places = {tuple(map(int, found.groups())) for found in tiles if found}
    zoom = max(place[0] for place in places)
    assert zoom >= 9
    north = math.asinh(math.tan(math.radians(53.47))) / math.pi
    assert (zoom, int((-1.3 + 180) / 360 * 2**zoom), int((1 - north) / 2 * 2**zoom)) in places


@pytest.mark.journey
def test_by_keyboard_there_and_out_again(show: Callable[..., Page]) -> None:
    page = show(reduced_motion="reduce")
    page.get_by_role("button", name="Show streets").focus()
    page.keyboard.press("Enter")
    region = page.get_by_role("region", name="Map of the wards with streets")
    expect(region).to_be_focused()
    before = page.locator(".wt-streets__ward path").first.bounding_box()
    page.keyboard.press("+")
    page.keyboard.press("ArrowRight")
    assert page.locator(".wt-streets__ward path").first.bounding_box() != before
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Closer")).to_be_focused()
    for name in ("Further away", "West", "East", "North", "South", "Show the drawing"):
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=name, exact=True)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Show streets")).to_be_focused()
    expect(page.locator(".wt-map")).to_be_visible()
    assert page.complaints == []  # type: ignore[attr-defined]


@pytest.mark.journey
def test_the_wheel_scrolls_the_page_and_not_the_map(show: Callable[..., Page]) -> None:
    page = pressed(show(768))
    page.set_viewport_size({"width": 768, "height": 400})
    page.locator(".wt-streets__map").hover()
    ward = page.locator(".wt-streets__ward path").first
    size = (ward.bounding_box() or {})["width"]
    page.mouse.wheel(0, 200)
    while not page.evaluate("scrollY"):  # the policy stops what Playwright would wait with
        page.wait_for_timeout(50)
    assert (ward.bounding_box() or {})["width"] == size


@pytest.mark.journey
def test_tiles_that_do_not_come_are_said(show: Callable[..., Page]) -> None:
    page = show(down=True)
    page.get_by_role("button", name="Show streets").click()
    expect(page.get_by_role("status")).to_have_text("Some of the streets could not be fetched.")
    expect(page.locator(".wt-streets__ward")).to_have_count(2)


@pytest.mark.journey
def test_a_sketch_says_so(show: Callable[..., Page]) -> None:
    page = pressed(show(html=drawn(sketch=True)))
    expect(page.get_by_role("status")).to_contain_text("The outlines are a sketch.")
    page.evaluate(AXE.read_text())
    assert page.evaluate(RUN, TAGS) == []
