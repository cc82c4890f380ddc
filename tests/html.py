"""Is a page valid? Every HTML answer that a test's client gets is parsed as a browser would, and looked over.

`faults(text)` gives what is wrong, each with its line and column. `watch()` makes django.test.Client fail the test.
What needs no browser is looked at here; contrast, focus and size belong to the journeys. With a folder in KEEP_PAGES
every page is also written there, for `make nightly` to show to the W3C's own checker.
"""

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import html5lib
from django.test import Client
from html5lib.constants import E

FIELDS = {"select", "textarea", "input"}
NOT_FIELDS = {"hidden", "submit", "button", "reset", "image"}
NAMING = ("aria-label", "aria-labelledby", "title")
POINTING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list")
# Fields about the person who fills them in, by their label: browsers fill those in that say what they are for.
OWN = re.compile(
    r"your (full |first |last )?(name|e-?mail|(tele)?phone|mobile|(home )?address|postcode)\b", re.IGNORECASE
)
EMPTY_WORDS = {"click here", "here", "read more", "more", "link", "this page"}
WRONG = {"govuk-error-message", "govuk-error-summary"}
HEADING = re.compile(r"h[1-6]")
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*')
KEPT = 4096  # pages remembered as good: most answers of a run are alike
# What a parser takes alike whichever it is: plain words between tags, and values of attributes that it does not read.
LETTERS = r"!#$%'-;=?-~£’‘“”–—·…"
WORDS = re.compile(rf">[{LETTERS}\"\s]*[{LETTERS}\"][{LETTERS}\"\s]*<")
VALUES = re.compile(rf'(\s(?!type=|encoding=|charset=|http-equiv=|content=|xmlns)[\w:-]+=)"[{LETTERS}\s]*"')


def faults(text: str, *, fragment: bool = False) -> list[str]:
    """Return what is wrong with a page, one line each, with the place and the words there. A part has no doctype."""
    look = Look(fragment=fragment)
    look.feed(text)
    look.close()
    lines = text.splitlines() or [""]
    return [
        f"line {line}, column {column}: {what}\n    {lines[min(line, len(lines)) - 1].strip()[:160]}"
        for line, column, what in sorted({*parsed(text, fragment=fragment), *look.results()})
    ]


def parsed(text: str, *, fragment: bool = False) -> list[tuple[int, int, str]]:
    """Return what a browser's parser would have to put right. Pages with the same bones are parsed once."""
    key = hashlib.sha256(bones(text).encode() + bytes([fragment])).digest()
    if key in _sound:
        return []
    parser = html5lib.HTMLParser()
    parser.parseFragment(text) if fragment else parser.parse(text)
    if not parser.errors:
        _remember(_sound, key)
    return [(line, column, E[code] % data) for (line, column), code, data in parser.errors]


def bones(text: str) -> str:
    """Return a page without its plain words and values: two pages with the same bones have the same errors."""
    return WORDS.sub(">x<", VALUES.sub(r'\1""', text))


class Look(HTMLParser):
    """What a parser allows and a person would trip over."""

    def __init__(self, *, fragment: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.fragment = fragment
        self.found: list[tuple[int, int, str]] = []
        self.ids: Counter[str] = Counter()
        self.pointers: list[tuple[int, int, str, str]] = []
        self.unlabelled: list[tuple[int, int, str, str]] = []
        self.labelled: dict[str, str] = {}
        self.unfilled: list[tuple[int, int, str]] = []
        self.level = self.labels = 0
        self.link: tuple[int, int] | None = None
        self.landmarks: list[tuple[int, int, str]] = []
        self.headings: dict[str, str] = {}
        self.heading = ""
        self.body = self.headed = False
        self.cells = 0
        self.words: list[str] = []
        self.href = self.label = self.titled = ""
        self.inside_title = self.vector = self.wrong = False

    def say(self, what: str) -> None:
        """Note a fault at the present place."""
        self.found.append((*self.getpos(), what))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element and at what it points to."""
        has = {name: value or "" for name, value in attrs}
        self._attributes(tag, has)
        self._pointers(has)
        if HEADING.fullmatch(tag):
            self._heading(int(tag[1]))
            self.heading = has.get("id", "")
        self._landmark(tag, has)
        look = getattr(self, f"_{tag}", None)
        if look is not None:
            look(has)
        if tag in FIELDS and has.get("type") not in NOT_FIELDS:
            self._field(tag, has)

    def _attributes(self, tag: str, has: dict[str, str]) -> None:
        shows = bool(WRONG & set(has.get("class", "").split())) and "hidden" not in has
        self.wrong = self.wrong or shows
        if "id" in has:
            self.ids[has["id"]] += 1
            if self.ids[has["id"]] > 1:
                self.say(f"The id “{has['id']}” is given a second time.")
            if not has["id"] or re.search(r"\s", has["id"]):
                self.say(f"The id “{has['id']}” is empty or has a space in it.")
        for name in has:
            if name == "style" or name.startswith("on"):
                self.say(f"<{tag}> has {name}=, which the content security policy forbids.")
        if has.get("tabindex", "").isdigit() and int(has["tabindex"]) > 0:
            self.say(f"<{tag}> has a tabindex above 0, which changes the order of the Tab key.")

    def _pointers(self, has: dict[str, str]) -> None:
        for name in POINTING:
            self.pointers += [(*self.getpos(), name, target) for target in has.get(name, "").split()]
        if has.get("href", "").startswith("#") and len(has["href"]) > 1:
            self.pointers.append((*self.getpos(), "href", has["href"][1:]))

    def _landmark(self, tag: str, has: dict[str, str]) -> None:
        name = has.get("aria-label") or "#" + has.get("aria-labelledby", "")
        if (tag == "section" or has.get("role") == "region") and name != "#":
            self.landmarks.append((*self.getpos(), name))

    def _heading(self, level: int) -> None:
        if self.level and level > self.level + 1:
            self.say(f"A heading of level {level} follows one of level {self.level}.")
        self.level = level

    def _html(self, has: dict[str, str]) -> None:
        if not has.get("lang"):
            self.say("<html> has no lang.")

    def _title(self, has: dict[str, str]) -> None:
        self.inside_title = not self.vector

    def _svg(self, has: dict[str, str]) -> None:
        self.vector = True

    def _style(self, has: dict[str, str]) -> None:
        self.say("<style> in the page, which the content security policy forbids.")

    def _img(self, has: dict[str, str]) -> None:
        if "alt" not in has:
            self.say('<img> has no alt; give alt="" to a picture that says nothing.')
        elif re.search(r"\.(png|jpe?g|svg|gif|webp)$", has["alt"], re.IGNORECASE):
            self.say(f"The alt “{has['alt']}” is the name of a file.")
        self.words.append(has.get("alt", ""))

    def _tbody(self, has: dict[str, str]) -> None:
        self.body = True

    def _tr(self, has: dict[str, str]) -> None:
        self.cells, self.headed = 0, False

    def _td(self, has: dict[str, str]) -> None:
        self.cells += 1

    def _th(self, has: dict[str, str]) -> None:
        self.headed = True
        if has.get("scope") not in {"col", "row", "colgroup", "rowgroup"}:
            self.say("<th> has no scope.")

    def _label(self, has: dict[str, str]) -> None:
        self.labels += 1
        self.label = has.get("for", "")
        self.labelled.setdefault(self.label, "")

    def _a(self, has: dict[str, str]) -> None:
        self.link, self.words = (self.getpos() if "href" in has else None), [has.get("aria-label", "")]
        self.href = has.get("href", "")

    def _field(self, tag: str, has: dict[str, str]) -> None:
        if not self.labels and not any(has.get(name) for name in NAMING):
            self.unlabelled.append((*self.getpos(), tag, has.get("id", "")))
        if "autocomplete" not in has:
            self.unfilled.append((*self.getpos(), has.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if tag == "label":
            self.labels -= 1
        elif tag == "title":
            self.inside_title = False
        elif HEADING.fullmatch(tag):
            self.heading = ""
        elif tag == "tr" and self.body and self.cells > 1 and not self.headed:
            self.say("A row of several cells has no heading.")
        elif tag == "tbody":
            self.body = False
        elif tag == "svg":
            self.vector = False
        elif tag == "a" and self.link:
            self._link_says(" ".join(" ".join(self.words).split()))

    def _link_says(self, words: str) -> None:
        assert self.link is not None
        if not words:
            self.found.append((*self.link, "The link says nothing."))
        elif words.lower().rstrip(".…> ") in EMPTY_WORDS:
            self.found.append((*self.link, f"The link says “{words}”: say where it leads."))
        if self.href.partition("?")[0].lower().endswith(".pdf") and "PDF" not in words:
            self.found.append((*self.link, f"The link “{words}” leads to a PDF: say so."))
        self.link = None

    def handle_data(self, data: str) -> None:
        """Collect what a link and the title say."""
        self.words.append(data)
        if self.inside_title:
            self.titled += data
        if self.heading:
            self.headings[self.heading] = self.headings.get(self.heading, "") + data
        if self.labels:
            self.labelled[self.label] = self.labelled.get(self.label, "") + data

    def results(self) -> list[tuple[int, int, str]]:
        """Return what was found, now that the whole page is known. What a part points to may be around it."""
        return [*self.found, *self._of_fields(), *(() if self.fragment else self._of_the_page())]

    def _of_fields(self) -> Iterator[tuple[int, int, str]]:
        for line, column, tag, key in self.unlabelled:
            if key not in self.labelled:
                yield line, column, f"<{tag}> has no label."
        for line, column, key in self.unfilled:
            if OWN.match(" ".join(self.labelled.get(key, "").split())):
                yield line, column, f"The field “{key}” is about who fills it in, and has no autocomplete."

    def _of_the_page(self) -> Iterator[tuple[int, int, str]]:
        if not self.titled.strip():
            yield 1, 0, "The page has no title."
        if self.wrong and not self.titled.strip().startswith("Error: "):
            yield 1, 0, "The page shows an error, and its title does not begin with “Error: ”."
        for line, column, name, target in self.pointers:
            if target not in self.ids:
                yield line, column, f"{name} points to “{target}”, which is not on the page."
        heard = set[str]()
        for line, column, name in self.landmarks:
            said = " ".join(self.headings.get(name[1:], "").split()) if name.startswith("#") else name
            if said and said in heard:
                yield line, column, f"A second part of the page is called “{said}”."
            heard.add(said)


_good: dict[bytes, None] = {}
_sound: dict[bytes, None] = {}


def _remember(kept: dict[bytes, None], key: bytes) -> None:
    if len(kept) >= KEPT:
        del kept[next(iter(kept))]
    kept[key] = None


def check(response: Any) -> None:
    """Raise AssertionError where a test client's answer is HTML and not valid."""
    if not response.get("Content-Type", "").startswith("text/html") or response.streaming or not response.content:
        return
    if response.request["PATH_INFO"].startswith("/api/"):
        return  # answers of the API are no pages, whatever type its library gives to a refused method
    digest = hashlib.sha256(TOKEN.sub(rb"\1", response.content)).digest()
    if digest in _good:
        return
    fragment = "HTTP_HX_REQUEST" in response.request
    found = faults(response.content.decode(response.charset), fragment=fragment)
    where = f"{response.request['REQUEST_METHOD']} {response.request['PATH_INFO']} ({response.status_code})"
    assert not found, f"{where} is not valid HTML:\n  " + "\n  ".join(found)
    _remember(_good, digest)
    if (folder := os.environ.get("KEEP_PAGES")) and not fragment:
        (Path(folder) / f"{digest.hex()[:16]}.html").write_bytes(response.content)


_request = Client.request


def _checked(self: Client, **request: Any) -> Any:
    response = _request(self, **request)
    check(response)
    return response


def watch() -> None:
    """From now on every answer of a test's client must be valid."""
    Client.request = _checked  # type: ignore[method-assign]
