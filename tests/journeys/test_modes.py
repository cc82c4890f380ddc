"""The main pages in the modes that people use: enlarged, spaced out, by keyboard, at rest, in their colours, heard.

Reliability plan, 4.3. The checks are modes.py; a page's own journeys stand elsewhere. One program, one browser.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests import databases
from tests.architecture import access
from tests.architecture.samples import samples
from tests.journeys import modes, results

PUBLIC = (
    "site:front", "places:wards", "site:ward", "site:priority", "funding:money", "funding:statement",
    "funding:ward_statement", "funding:award", "office:councillor", "site:how", "account_login",
)  # fmt: skip
APPLYING = ("funding:apply", "funding:apply_tasks", "funding:apply_step", "funding:apply_check", "funding:follow")
DESK = {
    "site:desk": "maureen",
    "funding:application": "maureen",
    "funding:funds": "colin",
    "office:interests": "maureen",
}
HEARD = ("site:front", "site:ward", "funding:statement", "account_login", "funding:apply_step", "site:desk")
_places: dict[str, str] = {}


@pytest.fixture(scope="module")
def prepared() -> Callable[[str], None]:
    """Note where everything is, an application begun included."""

    def note(name: str) -> None:
        with databases.pointing_at(name):
            arguments = samples()
            routes = dict(access.routes())
            names = [*PUBLIC, *APPLYING, *DESK]
            _places.update((each, access.address(each, routes[each], arguments)) for each in names)

    return note


@pytest.fixture(scope="module")
def pages(chromium: Browser, site: str) -> Iterator[Callable[[str], Page]]:
    """Open a page by its name, as who may see it: each person has one window."""
    open_now: dict[str, Page] = {}

    def page(name: str) -> Page:
        who = DESK.get(name, "nobody")
        if who not in open_now:
            window = chromium.new_context(viewport=modes.DESKTOP, reduced_motion="reduce", locale="en-GB")
            window.set_default_timeout(15_000)
            open_now[who] = window.new_page()
            if who != "nobody":
                open_now[who].goto(f"{site}/demo/")
                open_now[who].locator(f"form:has(input[value={who}])").get_by_role("button").click()
                open_now[who].wait_for_url("**/desk/")
        open_now[who].goto(site + _places[name])
        return open_now[who]

    yield page
    for each in open_now.values():
        each.context.close()


@pytest.mark.parametrize("name", [*PUBLIC, *APPLYING, *DESK])
def test_a_page_in_every_mode(pages: Callable[[str], Page], name: str):
    found = modes.faults(pages(name))
    assert not found, f"{name}:\n" + "\n".join(found)
    results.note("modes", name)


@pytest.mark.parametrize("name", HEARD)
def test_what_a_screen_reader_gets_is_what_was_reviewed(pages: Callable[[str], Page], name: str):
    modes.heard(pages(name), name.replace(":", "-"))
    results.note("heard", name)


def test_a_ward_is_one_sheet_printed_on_both_sides(pages: Callable[[str], Page]):
    page = pages("site:ward")
    assert modes.sides(page) <= 2
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<p>More</p>'.repeat(40))")
    assert modes.sides(page) > 2, "the control"


def test_on_paper_is_what_can_be_read_there(pages: Callable[[str], Page]):
    """The way to a councillor is written out; what can only be pressed is left away."""
    page = pages("site:ward")
    page.emulate_media(media="print")
    said = page.locator("body").inner_text()
    page.emulate_media(media="null")
    assert re.search(r"Write to Grace Okafor: \S+@\S+", said)
    assert "Apply for money" not in said
    assert "Accessibility statement" not in said
    assert "Ward Capital" in said


TINY = "<a class='a' href='/'>x</a><a class='a' href='/'>y</a>"
SELECT = "<form action='/wards/'><select id='s'><option>a<option>b</select></form>"
# What each check is to find: planted on a page that is right otherwise, with the words of its fault.
PLANTED = [
    (modes.zoomed, "<div class='a'>Wide</div>", ".a { width: 700px }", "too wide"),
    (modes.zoomed, TINY, ".a { display: block; height: 9px }", "no room"),
    (
        modes.zoomed,
        "<div class='a'><b>Fund</b><i></i><a href='/'>£1</a><i></i><a href='/'>£2</a></div>",
        ".a { width: 200px; overflow-x: auto; white-space: nowrap } .a > * { display: inline-block } "
        ".a b { position: sticky; left: 0; width: 120px; background: white } .a i { width: 300px }",
        "is covered while it has the focus",
    ),
    (modes.spaced, "<p class='a'>All</p>", ".a { width: 9px; white-space: nowrap; overflow: hidden }", "is cut off"),
    (modes.spaced, "<p>One</p><p class='a'>Two</p>", ".a { margin-top: -4em !important }", "lie on each other"),
    (
        modes.spaced,
        "<input class='a' aria-label='a'>",
        ".a { height: 20px; font-size: 1.2rem }",
        "lower than its letters",
    ),
    (modes.at_rest, "<p class='a'>a</p>", "@keyframes r { to { left: 9px } } .a { animation: r 9s infinite }", "moves"),
    (modes.in_own_colours, "<button class='a'>Send</button>", ".a { border: 0; background: Canvas }", "has no edge"),
    (modes.by_keyboard, "<a class='a' href='/'>a</a>", ".a:focus { all: unset }", "cannot be seen"),
    (modes.by_keyboard, "<div class='a'></div>", ".a { position: fixed; inset: 0; background: white }", "lies over"),
    (modes.unsent, SELECT, "", "a change alone leads"),
]


@pytest.mark.parametrize(("mode", "planted", "css", "said"), PLANTED)
def test_what_is_planted_is_found(pages: Callable[[str], Page], mode: Any, planted: str, css: str, said: str):
    """The control."""
    page = pages("site:how")
    page.evaluate(
        """([planted, css]) => {
          document.querySelector('main').insertAdjacentHTML('beforeend', planted)
          const sheet = new CSSStyleSheet()
          sheet.replaceSync(css)
          document.adoptedStyleSheets = [sheet]
          document.querySelector('#s')?.addEventListener('change', event => event.target.form.submit())
        }""",
        [planted, css],
    )
    assert any(said in fault for fault in mode(page))
