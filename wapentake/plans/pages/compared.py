"""What changed between two versions, word by word."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

WORDS = re.compile(r"\s+|[^\s]+")
MOST_WORDS = 4_000  # beyond, a text is shown as taken out and put in as a whole


class Piece(NamedTuple):
    """Some words that stayed, were added or were removed."""

    kind: str  # "same", "added" or "removed"
    text: str


@dataclass(frozen=True)
class Changed:
    """A part of a plan or priority: its heading, and its words as they stayed, came and went."""

    heading: str
    pieces: list[Piece]

    @property
    def differs(self) -> bool:
        """Whether anything changed in it."""
        return any(piece.kind != "same" for piece in self.pieces)


def words_changed(old: str, new: str) -> list[Piece]:
    """Return a text as it became another: the words that stayed, those removed, those added."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    if max(len(before), len(after)) > MOST_WORDS and old != new:
        return [Piece("removed", old), Piece("added", new)]
    pieces: list[Piece] = []
    for act, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            pieces.append(Piece("same", "".join(before[i:j])))
            continue
        pieces += [Piece("removed", "".join(before[i:j]))] if i < j else []
        pieces += [Piece("added", "".join(after[k:m]))] if k < m else []
    return pieces


Parts = Mapping[str, tuple[str, str]]  # key: heading and text


def parts_changed(old: Parts, new: Parts) -> list[Changed]:
    """Return each part of two versions, in the order of the newer, then what is no longer there."""
    keys: Iterable[str] = dict.fromkeys([*new, *old])
    found = []
    for key in keys:
        heading = (new.get(key) or old[key])[0]
        found.append(Changed(heading, words_changed(old.get(key, ("", ""))[1], new.get(key, ("", ""))[1])))
    return found
