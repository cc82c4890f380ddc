"""The mark of a passage in another language, `[ur: …]`, as markdown-it reads it."""

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline

from ..states import LANGUAGES

LONGEST = max(map(len, LANGUAGES))


def passages(reader: MarkdownIt) -> None:
    """Have a reader know passages: tokens `passage_open`, with the language in `meta`, and `passage_close`."""
    reader.inline.ruler.before("link", "passage", _passage)


def _passage(state: StateInline, silent: bool) -> bool:
    """Read `[ur: words]` at this place; a language that nobody knows leaves it the words that it is."""
    start = state.pos
    if state.src[start] != "[":
        return False
    code, colon, _ = state.src[start + 1 : start + 2 + LONGEST].partition(":")
    if not colon or code not in LANGUAGES:
        return False
    end = parseLinkLabel(state, start)
    if end < 0:
        return False
    first = start + 2 + len(code)
    if not silent:
        state.push("passage_open", "", 1).meta = {"lang": code}
        _inside(state, first + (state.src[first : first + 1] == " "), end)
        state.push("passage_close", "", -1)
    state.pos = end + 1
    return True


def _inside(state: StateInline, start: int, end: int) -> None:
    """Read the words of a passage with their own marks."""
    last, state.pos, state.posMax = state.posMax, start, end
    state.md.inline.tokenize(state)
    state.posMax = last
