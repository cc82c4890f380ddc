"""Records as lines in lists: people, awards, priorities, things that need somebody, votes, conditions, news."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

MARKS = {
    "evidence": "Evidence",
    "action": "Action",
    "money": "Money",
    "meeting": "Meeting",
    "said": "What people said",
    "change": "What changed",
}
_TITLES = {"cllr", "councillor", "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "rev", "the"}


@dataclass(frozen=True, slots=True)
class Square:
    """One action as a square: `done`, `half`, `late`, `blocked` or empty, and where it starts (pixels)."""

    state: str
    x: int


@dataclass(frozen=True, slots=True)
class Progress:
    """A priority's actions, counted by state. Never a percentage."""

    done: int = 0
    under_way: int = 0
    late: int = 0
    to_come: int = 0
    blocked: int = 0

    @property
    def total(self) -> int:
        return self.done + self.under_way + self.late + self.to_come + self.blocked

    @property
    def width(self) -> int:
        """The picture's width in pixels: 14 for each square and 5 between."""
        return max(0, 19 * self.total + 1)

    @property
    def squares(self) -> tuple[Square, ...]:
        begun = ["done"] * self.done + ["half"] * self.under_way
        states = begun + ["late"] * self.late + ["blocked"] * self.blocked + [""] * self.to_come
        return tuple(Square(state, 1 + 19 * i) for i, state in enumerate(states))

    @property
    def words(self) -> str:
        """Like `4 of 6 actions done, 1 under way, 1 late`."""
        if not self.total:
            return "No actions yet"
        said = f"{self.done} of {self.total} {'action' if self.total == 1 else 'actions'} done"
        counts = ((self.under_way, "under way"), (self.late, "late"), (self.blocked, "blocked"))
        more = [f"{n} {what}" for n, what in counts if n]
        return ", ".join([said, *more])


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by name, with lines about them and links (label, href). Their initials stand in a ring."""

    name: str
    lines: Sequence[str] = ()
    links: Sequence[tuple[str, str]] = ()
    initials: str = ""

    @property
    def monogram(self) -> str:
        """The initials given, or those of the first and last of their names, titles left out."""
        if self.initials:
            return self.initials
        names = [word for word in re.findall(r"[^\W\d_][\w’'-]*", self.name) if word.lower() not in _TITLES]
        return "".join(word[0].upper() for word in (names[:1] + names[-1:] if len(names) > 1 else names))


@dataclass(frozen=True, slots=True)
class Award:
    """Money given: to whom, pence, what for, a line about the fund and the date, and why it was given where told."""

    name: str
    amount: int
    what: str
    note: str = ""
    href: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class PriorityLine:
    """A priority in a ward's list. `mark`, `when` and `note` are its latest news; `late` says since when, and why.

    `actions` are its actions in words, each with where it stands: (text, standing).
    """

    number: int
    title: str
    href: str
    summary: str
    progress: Progress
    mark: str = ""
    when: str = ""
    note: str = ""
    late: str = ""
    actions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """Something that needs a person: by when, verb first, the reason, then deadline or effort. `late` is how late.

    `rule` is what sets its day, said once for all that share it.
    """

    by: dt.date
    title: str
    href: str
    reason: str
    because: str = ""
    late: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened: one of the six marks, where and when, what, and a sentence."""

    mark: str
    where: str
    title: str
    href: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Vote:
    """A member's vote. `you` is the reader; `out` may not vote, and the note says why."""

    name: str
    state: str
    note: str = ""
    you: bool = False
    out: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a decision: `met`, `waiting` or `not_met`, what it is, and what it rests on."""

    state: str
    title: str
    text: str
    link: str = ""
    href: str = ""

    @property
    def word(self) -> str:
        """The state as it is read out."""
        return {"met": "Yes", "waiting": "Waiting", "not_met": "No"}[self.state]


@dataclass(frozen=True, slots=True)
class Task:
    """A section of a long form: its name, page, and state; no page when it cannot be started yet."""

    title: str
    state: str
    href: str = ""
    hint: str = ""
    tag: bool = False

    @property
    def params(self) -> dict[str, object]:
        """The section as GOV.UK's task list takes it."""
        plain = {"text": self.state, "classes": "" if self.href else "govuk-task-list__status--cannot-start-yet"}
        status = {"tag": {"text": self.state, "classes": "govuk-tag--blue"}} if self.tag else plain
        found: dict[str, object] = {"title": {"text": self.title}, "status": status}
        if self.href:
            found["href"] = self.href
        if self.hint:
            found["hint"] = {"text": self.hint}
        return found
