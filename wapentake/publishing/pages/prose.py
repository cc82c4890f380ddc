"""An article's text with its marks, as blocks that templates write out. Nothing of it is ever taken for HTML."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..states import direction_of
from .passages import passages

# Headings, lists, links, strong words, quotations and passages of other languages. HTML, pictures and code are text
# like any other.
_READER = (
    MarkdownIt("zero")
    .enable(["heading", "list", "blockquote", "emphasis", "link", "autolink", "escape", "newline"])
    .use(passages)
)
SCHEMES = {"http", "https", "mailto", "tel"}
PARTS = {"bullet_list_open": "ul", "ordered_list_open": "ol", "blockquote_open": "quote"}


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of one kind: plain, strong, emphasised, a link, or of another language."""

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""
    lang: str = ""

    @property
    def dir(self) -> str:
        """Which way the words are written; empty for English."""
        return direction_of(self.lang) if self.lang else ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading (level 2 or 3), a list with its lines, or a quotation."""

    kind: str
    runs: list[Run] = field(default_factory=list)
    lines: list[list[Run]] = field(default_factory=list)

    @property
    def lang(self) -> str:
        """The language of the whole paragraph or heading, where it is another and all of it is in one."""
        found = {run.lang for run in self.runs if run.text.strip()}
        return found.pop() if len(found) == 1 else ""

    @property
    def dir(self) -> str:
        """Which way the block is written; empty for English."""
        return direction_of(self.lang) if self.lang else ""


def blocks_of(text: str) -> list[Block]:
    """Return an article in blocks, in their order."""
    found: list[Block] = []
    outer, kind = "", "p"
    for token in _READER.parse(text):
        if token.type in PARTS and not outer:
            outer = PARTS[token.type]
            found.append(Block(outer))
        elif not token.level and outer and PARTS.get(token.type.replace("_close", "_open")) == outer:
            outer = ""
        elif token.type == "heading_open":
            kind = "h2" if token.tag in ("h1", "h2") else "h3"
        elif token.type == "inline":
            runs = list(_runs(token.children or ()))
            if outer:
                found[-1].lines.append(runs)
            elif runs:
                found.append(Block(kind, runs))
            kind = "p"
    return found


def plain_text(text: str) -> str:
    """Return an article without its marks, a paragraph a line: for plain messages and searches."""
    lines = []
    for block in blocks_of(text):
        for runs in block.lines or [block.runs]:
            lines.append("".join(run.text for run in runs))
    return "\n\n".join(lines)


def _runs(tokens: Iterable[Token]) -> Iterable[Run]:
    href, lang, inside = "", "", {"strong": 0, "em": 0}
    for token in tokens:
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if kind in inside:
            inside[kind] += token.nesting
        elif kind == "link":
            href = safe_href(str(token.attrs.get("href", "")))
        elif kind == "passage":
            lang = str(token.meta.get("lang", ""))
        elif kind in ("softbreak", "hardbreak"):
            yield Run(" ", lang=lang)
        elif token.content:
            yield Run(token.content, bool(inside["strong"]), bool(inside["em"]), href, lang)


def safe_href(href: str) -> str:
    """Return a link that may be followed, or nothing: of the web, a letter, a call, or a page of this site."""
    if href.startswith("/") and not href.startswith("//") and "\\" not in href:
        return href
    return href if urlsplit(href).scheme.lower() in SCHEMES else ""
