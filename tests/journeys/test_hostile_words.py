"""With hostile words in every text field a real browser opens the pages: none of them runs, none is refused.

By day every third page: tests/architecture/test_hostile_words.py reads the source of all. By night each.
"""

import re
from collections.abc import Callable

import pytest

from tests import cast, databases, hostile
from tests.architecture import access
from tests.architecture.samples import samples

# No pages: a file, a picture (Chromium makes a page of its own around it), and answers of the API.
NOT_PAGES = (
    "funding:awards_csv",
    "publishing:seen",
    "api:",
    "design:",
)
_places: dict[str, str] = {}


@pytest.fixture(scope="module")
def prepared() -> Callable[[str], None]:
    """Write the words, and note where everything is."""

    def write(name: str) -> None:
        with databases.pointing_at(name):
            arguments = samples()
            _places.update(
                (each, access.address(each, pattern, arguments))
                for each, pattern in dict(access.routes()).items()
                if not each.startswith(NOT_PAGES)
            )
            assert hostile.fill() > 1000

    return write


@pytest.fixture(scope="module")
def filled() -> Callable[[], str]:
    """Return a borough without stored pages: those would not have the words."""
    return cast.template


FILE = re.compile(r"\.(csv|ics|json|ods|pdf|xlsx|xml)$")


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.nightly)])
@pytest.mark.parametrize("person", ["nobody", "dan"])
def test_no_dialog_no_violation_no_error(visitor, person, every):
    somebody = visitor()
    if person != "nobody":
        somebody.page.goto(somebody.address + "/demo/")
        somebody.page.locator(f"form:has(input[value={person}])").get_by_role("button").click()
        somebody.page.wait_for_url("**/desk/")
    open_to = {name for (name, method), row in access.read().items() if method == "GET" and row[person] == 200}
    seen = 0
    for name in sorted(open_to & _places.keys())[:: 1 if every else 3]:
        if person != "nobody" and "/desk/" not in _places[name]:
            continue
        if FILE.search(_places[name]):
            continue  # a download, or what a browser shows with styles of its own, and no page
        somebody.page.goto(somebody.address + _places[name], wait_until="load")
        assert not somebody.trouble, f"{name}: {somebody.trouble}"
        found = somebody.page.evaluate(FOUND)
        assert not found, f"{name}: {found}"
        seen += "x-wt" in somebody.page.content()
    assert seen >= 10


def test_what_is_planted_is_seen(visitor):
    """The control: the policy stops a planted handler, and the browser says so."""
    somebody = visitor()
    somebody.page.goto(somebody.address + "/how-it-works/")
    somebody.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<x-wt></x-wt><img src=x onerror=alert(1)>')")
    somebody.page.wait_for_timeout(500)
    assert any("Content Security Policy" in said for said in somebody.trouble)
    assert somebody.page.evaluate(FOUND)


FOUND = """() => [...document.querySelectorAll('*')]
  .filter(it => it.tagName === 'X-WT' || [...it.attributes].some(a => a.name.startsWith('on') || a.name === 'data-wt'))
  .map(it => it.outerHTML.slice(0, 200))"""
