"""A person in a real browser: every page they pass is checked as it stands, after loading and after each step."""

import os
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests import html

from . import results
from .axe import violations

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
OVERFLOW = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  return wide > 1 ? wide : 0;
}"""


# About how many stops of the Tab key lie between where the focus is and an element: a group of radio buttons is one.
STOPS_BEFORE = """wanted => {
  const first = new Map()
  const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter(it => it.tabIndex >= 0 && !it.disabled && it.getClientRects().length)
    .filter(it => it.type !== 'radio' || it === wanted || !first.has(it.name) && first.set(it.name, it))
  return Math.max(0, stops.indexOf(wanted) - stops.indexOf(document.activeElement) - 1)
}"""


class Person:
    """Somebody at a browser. `see`, `follow`, `fill`, `press` are what they do; each leaves the page checked.

    With `keyboard` they do it all by Tab, Enter, Space, the arrows and typing, and never by a mouse.
    """

    def __init__(
        self, context: BrowserContext, address: str, *, javascript: bool = True, keyboard: bool = False
    ) -> None:
        self.address = address
        self.javascript = javascript
        self.keyboard = keyboard
        self.page: Page = context.new_page()
        self.trouble: list[str] = []
        self.document: Any = None
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.trouble.append(f"script: {error}"))
        self.page.on("dialog", lambda dialog: self.trouble.append(f"dialog: {dialog.message}"))
        self.page.on("response", self._response)

    def _console(self, message: Any) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.trouble.append(f"console: {message.text}")

    def _response(self, response: Any) -> None:
        if response.status >= 500:
            self.trouble.append(f"{response.status}: {response.url}")
        if not response.url.startswith((self.address, "data:")):
            self.trouble.append(f"went elsewhere: {response.url}")
        if response.request.is_navigation_request() and response.request.frame == self.page.main_frame:
            self.document = response

    def _valid(self) -> None:
        """Look at the page as it was sent, before a script touched it: by the rules of every other test."""
        response, self.document = self.document, None
        if response is None or 300 <= response.status < 400:
            return
        if response.headers.get("content-type", "").startswith("text/html"):
            found = html.faults(response.text())
            assert not found, f"{response.url} is not valid HTML:\n" + "\n".join(found)

    def open(self, path: str) -> "Person":
        """Type an address."""
        self.page.goto(self.address + path)
        return self.check()

    def fetch(self, path: str) -> str:
        """Read a page's bytes and no more, where it is the program's time that counts and not the checks'."""
        return str(self.page.request.get(self.address + path).text())

    def follow(self, name: str | re.Pattern[str], *, within: str = "main, header, footer") -> "Person":
        """Follow a link by what it says."""
        self._enter(self.page.locator(within).get_by_role("link", name=name, exact=isinstance(name, str)).first)
        return self.check()

    def fill(self, label: str | re.Pattern[str], text: str) -> "Person":
        """Type into a field by its label."""
        field = self.page.get_by_label(label, exact=isinstance(label, str))
        if self.keyboard:
            self._reach(field.first)
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)
        else:
            field.fill(text)
        return self

    def choose(self, label: str | re.Pattern[str]) -> "Person":
        """Choose a radio button or tick a box by its label."""
        field = self.page.get_by_label(label, exact=isinstance(label, str))
        if not self.keyboard:
            field.check()
        elif not field.first.is_checked():
            self._reach(field.first)
            if not field.first.is_checked():
                self.page.keyboard.press("Space")
            expect(field.first).to_be_checked()
        return self

    def press(self, name: str | re.Pattern[str]) -> "Person":
        """Press a button by what it says."""
        self._enter(self.page.get_by_role("button", name=name, exact=isinstance(name, str)).first)
        return self.check()

    def _enter(self, target: Locator) -> None:
        """Follow a link or press a button, in this person's way."""
        if not self.keyboard:
            target.click()
            return
        self._reach(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def _reach(self, target: Locator, *, most: int = 250) -> None:
        """Come to an element by Tab, and by the arrows within its group of radio buttons."""
        group = target.get_attribute("name") if target.get_attribute("type") == "radio" else None
        for _ in range(target.evaluate(STOPS_BEFORE)):
            self.page.keyboard.press("Tab")
        for _ in range(most):
            self.page.keyboard.press("Tab")
            for _ in range(20):
                if target.evaluate("(wanted) => wanted === document.activeElement"):
                    return
                if group is None or self.page.evaluate("document.activeElement.name") != group:
                    break
                self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{most} presses of Tab do not lead to {target}")

    def sees(self, *texts: str | re.Pattern[str]) -> "Person":
        """Be sure that the main part of the page says something."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)
        return self

    def does_not_see(self, *texts: str) -> "Person":
        """Be sure that the main part of the page does not say something."""
        for text in texts:
            expect(self.page.locator("main")).not_to_contain_text(text)
        return self

    def is_at(self, title: str | re.Pattern[str]) -> "Person":
        """Be sure of the page's main heading."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)
        return self

    def sign_in(self, key: str) -> "Person":
        """Sign in as one of the cast, as the button of the demonstration does: test_sign_in.py presses it."""
        where, asking = self.address + "/demo/", self.page.request
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', asking.get(where).text())
        assert token, "The list of the cast has no form"
        form = {"csrfmiddlewaretoken": token[1], "person": key}
        assert asking.post(where, form=form, headers={"Referer": where}).url.endswith("/desk/")
        return self.open("/desk/")

    def check(self) -> "Person":
        """Check the page: valid as it was sent; as it stands, axe, no sideways scrolling, nothing on the console."""
        self.page.wait_for_load_state("load")
        path = self.page.url.removeprefix(self.address)
        assert not self.trouble, f"{path}: {self.trouble}"
        self._valid()
        if self.javascript:
            assert not (found := violations(self.page)), f"{path}:\n" + "\n".join(found)
            assert not (wide := self.page.evaluate(OVERFLOW)), f"{path} scrolls sideways by {wide} pixels"
            results.note("axe", path)
        self._note(path)
        return self

    def _note(self, path: str) -> None:
        size = self.page.viewport_size
        ways = {"keyboard": self.keyboard, "no_script": not self.javascript, "phone": size and size["width"] <= 320}
        for way in (way for way, so in ways.items() if so):
            results.note(way, path)

    def tab_to(self, name: str | re.Pattern[str], *, most: int = 120) -> "Person":
        """Reach a link or button by the Tab key alone; every stop on the way shows its focus."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            focused = self.page.evaluate(
                """() => {
                  const at = document.activeElement, style = getComputedStyle(at);
                  const shown = style.outlineStyle !== 'none' || style.boxShadow !== 'none'
                    || style.backgroundColor === 'rgb(255, 221, 0)';
                  return {text: (at.innerText || at.value || at.ariaLabel || '').trim(), tag: at.tagName, shown};
                }"""
            )
            if focused["tag"] == "BODY":
                continue
            assert focused["shown"], f"The focus on “{focused['text']}” cannot be seen"
            wanted = name.search(focused["text"]) if isinstance(name, re.Pattern) else focused["text"] == name
            if wanted:
                return self
        raise AssertionError(f"{most} presses of Tab do not lead to {name}")

    def picture(self, name: str) -> "Person":
        """Be where the documents show a picture: `make screenshots` takes it anew, tests look that it is there."""
        file = PICTURES / f"{name}.png"
        if os.environ.get("PICTURES") == "write":
            if self.javascript:
                self.page.evaluate("window.scrollTo(0, 0)")
            self.page.screenshot(path=file, animations="disabled")
        assert file.exists(), f"There is no picture {file.name} for the documents: make screenshots"
        return self
