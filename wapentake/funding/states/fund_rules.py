"""The dated rules of a fund as typed data: what each kind of rule holds. Amounts are integer pence.

A rule is kept as JSON and read here, so that what is in force is checked when it is written down and when it is used.
Another council's scheme is other rows, not other code.
"""

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices

from wapentake.foundation.money import MOST_PENCE

from . import RECOMMENDS
from .award_tests import AwardTest, GroupQuestion
from .days import DayOfYear
from .papers import Paper
from .payees import PaidTo
from .reading_rules import BadRule, Choices, choices, fields, one_of, whole
from .returned import Returned, ReturnedRule
from .subsidies import SellingAsked


class CostType(TextChoices):
    """What money may pay for."""

    REVENUE = "revenue", "Running costs"
    CAPITAL = "capital", "Things that last longer than a year"
    HOUSING = "housing", "Whatever directly benefits council tenants"


class Route(TextChoices):
    """How money may be spent (Rotherham guidance, page 3)."""

    IN_HOUSE = "in_house", "Commission a council service"
    PARTNER = "partner", "Commission a group, a partner or a parish"
    OPEN_BIDS = "open_bids", "Open bids"
    PARTICIPATORY = "participatory", "Residents choose at an event"
    GOODS = "goods", "Buy goods"


class Exclusion(TextChoices):
    """What a fund is not for."""

    BOROUGH_WIDE = "borough_wide", "It covers the whole council area"
    INDIVIDUALS = "individuals", "It is for one person alone"
    RETROSPECTIVE = "retrospective", "It has been bought or done already"
    CONTINUING = "continuing", "It leaves a cost that goes on"
    POLITICAL = "political", "It is for a political party or campaign"


class CarryOver(TextChoices):
    """What becomes of what is left at the end of a year."""

    NONE = "none", "Nothing goes on to the next year"
    CAPPED = "capped", "Up to a limit goes on to the next year"
    ALL = "all", "All of it goes on to the next year"


class Leaver(TextChoices):
    """What becomes of the balance of a councillor who leaves."""

    SUCCESSOR = "successor", "It goes to the successor"
    FROZEN = "frozen", "It stays frozen"


class Decider(TextChoices):
    """Who decides, in the order in which they are asked."""

    COUNCILLOR = "councillor", RECOMMENDS
    UNANIMOUS = "unanimous", "All members of the ward"
    MAJORITY = "majority", "Most members of the ward"
    IN_TIME = "in_time", "Whoever is named next, once the members’ days are over"
    CABINET = "cabinet_member", "The Cabinet Member"
    THE_LEADER = "leader", "The Leader"
    SUBSTITUTE = "substitute", "A named substitute"


class Footing(TextChoices):
    """On what footing a councillor's own fund is decided."""

    OFFICER = "officer", RECOMMENDS
    MEMBER = "member", "The councillor decides under section 236 of the 2007 Act; an officer checks it"


@dataclass(frozen=True)
class Amount:
    """What is given a year, in pence: to each councillor; to each ward, its seats and council homes; a share of levy.

    `levy_share` is the percentage of a ward's levy. A cluster is given what its wards bring, too. The parts add up.
    """

    per_councillor: int = 0
    per_seat: int = 0
    per_ward: int = 0
    per_home: int = 0
    levy_share: int = 0
    per_cluster: int = 0


@dataclass(frozen=True)
class Limit:
    """An amount in pence."""

    pence: int


@dataclass(frozen=True)
class ShareLimit:
    """The largest part of a project's cost that is paid, in per cent; all of it up to `whole_up_to` pence."""

    percent: int
    whole_up_to: int = 0


@dataclass(frozen=True)
class CarryOverRule:
    """`cap` is pence for each holder; without `across_election` nothing goes past one of the whole council."""

    what: CarryOver
    cap: int = 0
    across_election: bool = True


@dataclass(frozen=True)
class LeaverRule:
    what: Leaver


@dataclass(frozen=True)
class Count:
    """A number of days or months."""

    number: int


@dataclass(frozen=True)
class Match:
    """So many per cent of a pot are for projects that bring in as much again, in money, goods or time."""

    percent: int


@dataclass(frozen=True)
class Papers:
    """From how many pence on a group gives a paper; a paper that is not asked for is left out."""

    pence: Mapping[str, int]


@dataclass(frozen=True)
class Split:
    """How a receipt of the levy is divided, in per cent: local, local with a neighbourhood plan, administration.

    The rest is for the borough's infrastructure.
    """

    local: int
    with_plan: int
    administration: int = 0


@dataclass(frozen=True)
class Index:
    """The index figure of a year over the base figure, both as they are published, in whole numbers."""

    figure: int
    base: int


@dataclass(frozen=True)
class Title:
    """The title of an office, or of a paragraph of the Scheme of Delegation, as it is held."""

    title: str


@dataclass(frozen=True)
class Lines:
    """Sentences, each on a line of its own."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """A rule for people to read, which the program does not apply."""

    value: Any


Value = (
    Amount | Limit | ShareLimit | Choices | DayOfYear | CarryOverRule | LeaverRule | Count | Match | Papers | Split
    | Index | Title | Lines | ReturnedRule | Words
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A kind of rule: its label, how its value is read, and whether the program applies it."""

    label: str
    read: Callable[[Any], Value]


def _amount(value: Any) -> Amount:
    parts = fields(value, "per_councillor", "per_seat", "per_ward", "per_home", "levy_share", "per_cluster")
    limits = dict.fromkeys(parts, MOST_PENCE) | {"levy_share": 100}
    read = {name: whole(part, name.replace("_", " "), 1, limits[name]) for name, part in parts.items()}
    if "per_councillor" in read and len(read) > 1:
        raise BadRule("An amount is for each councillor or for each ward, not for both.")
    return Amount(**read)


def _limit(value: Any) -> Limit:
    return Limit(whole(fields(value, "pence").get("pence"), "the amount in pence", 1, MOST_PENCE))


def _share(value: Any) -> ShareLimit:
    parts = fields(value, "percent", "whole_up_to")
    percent = whole(parts.get("percent"), "the share in per cent", 1, 100)
    return ShareLimit(percent, whole(parts.get("whole_up_to", 0), "the amount paid in full, in pence", 0, MOST_PENCE))


def _day(value: Any) -> DayOfYear:
    parts = fields(value, "month", "day")
    month = whole(parts.get("month"), "the month", 1, 12)
    # 29 February is not a day of every year.
    most = 28 if month == 2 else calendar.monthrange(2001, month)[1]
    return DayOfYear(month, whole(parts.get("day"), "the day", 1, most))


def _carry_over(value: Any) -> CarryOverRule:
    parts = fields(value, "what", "cap", "across_election")
    if parts.get("what") not in CarryOver.values:
        raise BadRule(f"Say what goes on to the next year: {', '.join(CarryOver.values)}.")
    what = CarryOver(parts["what"])
    across = parts.get("across_election", True)
    if not isinstance(across, bool):
        raise BadRule("Say yes or no to whether money goes past an election.")
    if (what == CarryOver.CAPPED) != ("cap" in parts):
        raise BadRule("Give the most that goes on for each holder, and only where there is such a limit.")
    cap = whole(parts["cap"], "the limit in pence", 1, MOST_PENCE) if "cap" in parts else 0
    return CarryOverRule(what, cap, across)


def _leaver(value: Any) -> LeaverRule:
    what = fields(value, "what").get("what")
    if what not in Leaver.values:
        raise BadRule(f"Say what becomes of the balance: {', '.join(Leaver.values)}.")
    return LeaverRule(Leaver(what))


def _returned(value: Any) -> ReturnedRule:
    what = fields(value, "what").get("what")
    if what not in Returned.values:
        raise BadRule(f"Say what becomes of what comes back: {', '.join(Returned.values)}.")
    return ReturnedRule(Returned(what))


def _count(name: str, most: int) -> Callable[[Any], Count]:
    return lambda value: Count(whole(fields(value, name).get(name), f"the {name.replace('_', ' ')}", 1, most))


def _match(value: Any) -> Match:
    return Match(whole(fields(value, "percent").get("percent"), "the share in per cent", 1, 100))


def _papers(value: Any) -> Papers:
    parts = fields(value, *Paper.values)
    if not parts:
        raise BadRule("Give the amount from which at least one paper is asked for.")
    least = {each: whole(part, f"the amount for {each}, in pence,", 1, MOST_PENCE) for each, part in parts.items()}
    return Papers(least)


def _split(value: Any) -> Split:
    parts = fields(value, "local", "with_plan", "administration")
    local, with_plan, kept = (
        whole(parts.get(name, 0), f"the per cent ({name.replace('_', ' ')})", least, 100)
        for name, least in (("local", 1), ("with_plan", 1), ("administration", 0))
    )
    if with_plan < local or with_plan + kept > 100:
        raise BadRule("With a neighbourhood plan the local share is no smaller, and all parts together are up to 100%.")
    return Split(local, with_plan, kept)


def _index(value: Any) -> Index:
    parts = fields(value, "figure", "base")
    figure, base = (whole(parts.get(name), f"the index {name}", 1, 100_000) for name in ("figure", "base"))
    return Index(figure, base)


def _title(value: Any) -> Title:
    title = fields(value, "title").get("title")
    if not isinstance(title, str) or not title.strip():
        raise BadRule("Give the title as it is held: of the office, or of the paragraph.")
    return Title(title.strip())


def _lines(value: Any) -> Lines:
    text = fields(value, "lines").get("lines")
    found = tuple(line.strip() for line in text.splitlines() if line.strip()) if isinstance(text, str) else ()
    if not found:
        raise BadRule("Write at least one condition, each on a line of its own.")
    return Lines(found)


KINDS: dict[str, Kind] = {
    "amount": Kind("What is given a year", _amount),
    "minimum_award": Kind("Smallest award", _limit),
    "maximum_award": Kind("Largest award", _limit),
    "maximum_share": Kind("Largest share of the cost", _share),
    "match": Kind("Match by the project", _match),
    "cost_type": Kind("What it may pay for", choices(CostType)),
    "routes": Kind("How it may be spent", choices(Route)),
    "exclusions": Kind("What it is not for", choices(Exclusion)),
    "decided_by": Kind("Who decides", choices(Decider)),
    "legal_basis": Kind("On what legal footing", one_of(Footing, "Choose one footing.")),
    "cabinet_title": Kind("Which Cabinet Member decides", _title),
    "delegation": Kind("Under what delegation officers decide", _title),
    "second_officer": Kind("Two officers from", _limit),
    "papers": Kind("Papers that a group gives", _papers),
    "split_within": Kind("Days in which asking again may be splitting", _count("days", 366)),
    "keep_personal": Kind("Months for which names of the declined are kept", _count("months", 120)),
    "keep_awarded": Kind("Months for which names in awards are kept", _count("months", 120)),
    "keep_bank_details": Kind("Months for which bank details are kept", _count("months", 120)),
    "received_by": Kind("Last day to apply", _day),
    "last_decision": Kind("Last day to decide", _day),
    "spend_within": Kind("Months to spend it in", _count("months", 60)),
    "answer_within": Kind("Working days for each step", _count("working_days", 250)),
    "carry_over": Kind("What goes on to the next year", _carry_over),
    "returned": Kind("When money comes back", _returned),
    "leaver": Kind("When a councillor leaves", _leaver),
    "award_tests": Kind("What every award must pass", choices(AwardTest)),
    "group_questions": Kind("What a group is asked besides", choices(GroupQuestion)),
    "levy_split": Kind("How a receipt of levy is divided", _split),
    "levy_cap": Kind("Most for each dwelling of an area in a year", _limit),
    "levy_index": Kind("Index of the levy’s limit", _index),
    "conditions": Kind("Conditions of every offer", _lines),
    "offer_within": Kind("Days to accept an offer", _count("days", 366)),
    "subsidy_limit": Kind("Most Minimal Financial Assistance in three years", _limit),
    "paid_to": Kind("Where it is paid to", one_of(PaidTo, "Choose one.")),
    "subsidy_asked": Kind("When a group is asked whether it sells", one_of(SellingAsked, "Choose one.")),
    "statement_reminder": Kind("First reminder of the infrastructure funding statement", _day),
    "statement_due": Kind("Last day to publish the infrastructure funding statement", _day),
    "monitoring": Kind("Afterwards", Words),
    "monitoring_within": Kind("Months until the monitoring form is due", _count("months", 36)),
}


def read_rule(key: str, value: Any) -> Value:
    """Return a rule's value as typed data. Raises `BadRule` where the program has no such rule or cannot read it."""
    if key not in KINDS:
        raise BadRule(f"There is no rule {key}: there are {', '.join(KINDS)}.")
    return KINDS[key].read(value)
