"""An article's text with its marks, as blocks that templates write out. Nothing of it is ever taken for HTML."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

# Headings, lists, links, strong words and quotations. HTML, pictures and code are text like any other.
_READER = MarkdownIt("zero").enable(
    ["heading", "list", "blockquote", "emphasis", "link", "autolink", "escape", "newline"]
)
SCHEMES = {"http", "https", "mailto", "tel"}
PARTS = {"bullet_list_open": "ul", "ordered_list_open": "ol", "blockquote_open": "quote"}


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of one kind: plain, strong, emphasised, or a link."""

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading (level 2 or 3), a list with its lines, or a quotation."""

    kind: str
    runs: list[Run] = field(default_factory=list)
    lines: list[list[Run]] = field(default_factory=list)


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
    strong = em = 0
    href = ""
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            strong += token.nesting
        elif token.type in ("em_open", "em_close"):
            em += token.nesting
        elif token.type == "link_open":
            href = _safe(str(token.attrs.get("href", "")))
        elif token.type == "link_close":
            href = ""
        elif token.type in ("softbreak", "hardbreak"):
            yield Run(" ")
        elif token.content:
            yield Run(token.content, bool(strong), bool(em), href)


def _safe(href: str) -> str:
    """Return a link that may be followed, or nothing: of the web, a letter, a call, or a page of this site."""
    if href.startswith("/") and not href.startswith("//") and "\\" not in href:
        return href
    return href if urlsplit(href).scheme.lower() in SCHEMES else ""
