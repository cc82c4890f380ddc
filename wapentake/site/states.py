"""The shape of the demonstration borough, as its files in `data/` say it. Readers fill it, actions load it."""

import datetime as dt
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class CastMember:
    """Somebody who can sign in to the demonstration: what they are, and why they are awkward."""

    key: str
    name: str
    what: str
    why: str
    short: bool = False
    email: str = ""
    group: str = "People"


@lru_cache
def cast() -> tuple[CastMember, ...]:
    """Return the standard cast in the order of its file."""
    people = json.loads((DATA / "cast.json").read_text(encoding="utf-8"))["people"]
    return tuple(CastMember(**person) for person in people)


def plain(name: str) -> str:
    """Return a name without accents and marks, as an address writes it: `viera.horvathova`."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().removeprefix("sergeant ")
    return ".".join("".join(letter for letter in word if letter.isalnum() or letter == "-") for word in bare.split())


@dataclass(frozen=True)
class CouncillorRow:
    """A councillor of the demonstration; `polls` are the years in which they were elected."""

    ward: str
    name: str
    polls: tuple[int, ...]
    key: str = ""
    surgery: str = ""


@dataclass(frozen=True)
class RoleRow:
    """A role and where it is held: a locality's slug, an organisation's key or a parish's slug."""

    kind: str
    title: str
    locality: str = ""
    organisation: str = ""
    parish: str = ""
    ward: str = ""


@dataclass(frozen=True)
class OfficerRow:
    """An officer or partner; `wards` are the GSS codes that they are co-ordinator of."""

    name: str
    key: str = ""
    roles: tuple[RoleRow, ...] = ()
    wards: tuple[str, ...] = ()


@dataclass(frozen=True)
class SeatRow:
    """What a councillor holds because of the seat: leader, cabinet member, scrutiny member."""

    kind: str
    title: str
    councillor: str


@dataclass(frozen=True)
class BodyRow:
    """A service, partner or supplier (by key), or a community group of a ward (by its name)."""

    key: str
    kind: str
    sector: str
    name: str
    purpose: str
    ward: str = ""
    type: str = ""
    place: str = ""


@dataclass(frozen=True)
class InterestRow:
    """An entry of a councillor's register of interests."""

    councillor: str
    category: str
    holder: str
    what: str
    group: str = ""


@dataclass(frozen=True)
class ActionRow:
    """An action and how it goes.

    `mark` is d (done), l (late), u (under way), c (to come) or s (stopped) with a number: for d, l and s the share of
    the time since publication that had gone, in per cent; for u and c the days until it is due.
    """

    mark: str
    text: str
    owner: str
    note: str = ""

    @property
    def kind(self) -> str:
        return self.mark[0]

    @property
    def number(self) -> int:
        return int(self.mark[1:])


@dataclass(frozen=True)
class PriorityRow:
    """A priority of a ward. `before` holds an earlier version's title, summary and why."""

    ward: str
    title: str
    summary: str
    why: str
    actions: tuple[ActionRow, ...]
    themes: tuple[str, ...] = ()
    overarching: bool = False
    before: Mapping[str, str] | None = None
    state: str = "published"
    agreed_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class AwardRow:
    """What a kind of body asks money for; `least` and `most` are whole pounds."""

    body: str
    title: str
    purpose: str
    least: int
    most: int
    nature: str
    theme: str
    benefits: str


@dataclass(frozen=True)
class FeaturedRow:
    """An award of the current year that is told word for word.

    `share` is how much of the season had gone when it was asked for, `reaches` the state that it comes to.
    """

    fund: str
    councillor: str
    body: str
    title: str
    purpose: str
    pounds: int
    theme: str
    benefits: str
    share: float
    reaches: str


@dataclass(frozen=True)
class EnteredRow:
    """Who of the team entered an application for its group, how it came and how the group agreed."""

    by: str
    how: str
    agreed: str


@dataclass(frozen=True)
class AskingRow:
    """An application of the last days, told with everything that its group says.

    A cost line is what, kind and pounds; other money is who, pounds, whether in kind, whether confirmed; a paper is its
    kind and the name of its file.
    """

    ward: str
    councillor: str
    body: str
    title: str
    purpose: str
    pounds: int
    days_ago: int
    theme: str
    benefits: str
    people: int
    lines: Sequence[tuple[str, str, int]]
    others: Sequence[tuple[str, int, bool, bool]]
    papers: Sequence[tuple[str, str]]
    entered: EnteredRow | None = None


@dataclass(frozen=True)
class Asking:
    """What groups say besides what they ask for. `papers_rule` is the fund's rule on papers, in whole pounds."""

    papers_rule: Mapping[str, Any]
    small: Sequence[str]
    own: Sequence[str]
    in_kind: Sequence[str]
    rows: Sequence[AskingRow]


@dataclass(frozen=True)
class Library:
    """What awards are made of."""

    featured: Mapping[str, Sequence[FeaturedRow]]

    groups: Mapping[str, Sequence[AwardRow]]
    services: Sequence[AwardRow]
    housing: Sequence[AwardRow]
    levy: Sequence[AwardRow]
    suppliers: Sequence[AwardRow]
    declined: Sequence[str]
    support_reasons: Sequence[str]
    approve_reasons: Sequence[str]
    contacts: Sequence[str]
    council_homes: Mapping[str, int]
    levy_pence: Mapping[str, int]
    top_up_pence: int
    streets: Mapping[str, Sequence[str]]
    parks: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class ByElection:
    """A seat that fell vacant and was filled again."""

    ward: str
    left: str
    resigned_on: dt.date
    declared_on: dt.date
    polled_on: dt.date


@dataclass(frozen=True)
class Absence:
    """A co-ordinator whom another covers for, and a councillor who is suspended: days from the day of loading."""

    who: str
    days_ago: int
    days: int
    note: str
    by: str = ""
    ward: str = ""


@dataclass(frozen=True)
class Past:
    """Years whose figures the council published, and what else the awards of earlier years need.

    `pounds` are the sums of 2021/22 by fund and sector, `housing` that of its housing money, `serves` the words of a
    priority by theme, `communities` whom a kind of group is for.
    """

    pounds: Mapping[str, Mapping[str, int]]
    organisations: int
    housing: int
    housing_allotted_each: int
    capital_percent: int
    revenue_percent: int
    fully_spent: Sequence[str]
    no_revenue: Sequence[str]
    serves: Mapping[str, str]
    communities: Mapping[str, Sequence[str]]
    groups: tuple[BodyRow, ...]
    services: Sequence[AwardRow]
    suppliers: Sequence[AwardRow]


@dataclass(frozen=True)
class Borough:
    """Everything that the demonstration loads."""

    councillors: tuple[CouncillorRow, ...]
    by_election: ByElection
    suspension: Absence
    seats: tuple[SeatRow, ...]
    officers: tuple[OfficerRow, ...]
    cover: Absence
    bodies: tuple[BodyRow, ...]
    interests: tuple[InterestRow, ...]
    priorities: tuple[PriorityRow, ...]
    waiting: tuple[PriorityRow, ...]
    library: Library
    past: Past
    asking: Asking
    sha256: str = field(default="")
