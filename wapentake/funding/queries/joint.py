"""The same purchase in several wards: cost lines alike by their words, of projects that have not bought yet.

Words are compared without case, accents, numbers, plurals and small words; no extension of the database is needed.
"""

import datetime as dt
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from wapentake.foundation.calendars import DAY, start_of_day

from ..models import CostLine, JointPurchase
from ..states import ApplicationState
from .applications import OPEN

# Of the words of two lines, how much must be the same. “Two wooden benches” and “bench, wooden” are; “bench” and
# “bench for the hall kitchen” are not.
ALIKE = 0.6
MOST_LINES = 5_000
LONGEST_KEY = 80
PERIODS = (90, 180, 365)
NOT_BOUGHT = (*OPEN, ApplicationState.APPROVED)
SMALL = {
    "a", "an", "and", "at", "by", "for", "from", "in", "new", "of", "on", "or", "our", "per", "the", "to", "with",
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen", "hire", "cost", "each",
}  # fmt: skip


@dataclass(frozen=True)
class SamePurchase:
    """Cost lines alike in two wards or more. `words` names it in addresses; amounts are pence."""

    words: str
    what: str
    lines: tuple[CostLine, ...]
    taken: JointPurchase | None

    @property
    def wards(self) -> list[str]:
        return sorted({line.application.ward.name for line in self.lines})

    @property
    def pence(self) -> int:
        return sum(line.pence for line in self.lines)


def plain_words(text: str) -> frozenset[str]:
    """Return what tells one purchase from another."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    words = re.findall(r"[a-z]+", "".join(each for each in letters if not unicodedata.combining(each)))
    return frozenset(_single(word) for word in words if len(word) > 1 and word not in SMALL)


def _single(word: str) -> str:
    """Return a word without its plural: benches, boxes, batteries, tools."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def same_purchases(on: dt.date, days: int) -> list[SamePurchase]:
    """Return what two wards or more are to buy, asked for within some days, the largest sum first. Two queries."""
    asked = CostLine.objects.filter(
        application__state__in=NOT_BOUGHT, application__submitted_at__gte=start_of_day(on - days * DAY)
    )
    rows = asked.select_related("application__ward", "application__organisation").order_by("-application__submitted_at")
    taken = {each.words: each for each in JointPurchase.objects.select_related("by")}
    found = []
    for words, lines in _alike(list(rows[:MOST_LINES])):
        if len({line.application.ward_id for line in lines}) > 1:
            key = "-".join(sorted(words))[:LONGEST_KEY]
            what = Counter(line.what for line in lines).most_common(1)[0][0]
            found.append(SamePurchase(key, what, tuple(lines), taken.get(key)))
    return sorted(found, key=lambda each: (-each.pence, each.words))


def _alike(rows: list[CostLine]) -> list[tuple[frozenset[str], list[CostLine]]]:
    """Put lines with the same words together, then those with nearly the same to the most frequent of them."""
    exact: dict[frozenset[str], list[CostLine]] = {}
    for row in rows:
        if words := plain_words(row.what):
            exact.setdefault(words, []).append(row)
    groups: list[tuple[frozenset[str], list[CostLine]]] = []
    leaders: dict[str, set[int]] = {}
    for words, lines in sorted(exact.items(), key=lambda each: (-len(each[1]), sorted(each[0]))):
        near = {number for word in words for number in leaders.get(word, ())}
        best = max(near, key=lambda number: (_share(words, groups[number][0]), -number), default=None)
        if best is not None and _share(words, groups[best][0]) >= ALIKE:
            groups[best][1].extend(lines)
            continue
        for word in words:
            leaders.setdefault(word, set()).add(len(groups))
        groups.append((words, list(lines)))
    return groups


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
