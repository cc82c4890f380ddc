"""What should stand in every pot after years of elections, by-elections and new wards: a model in plain Python."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from wapentake.foundation.calendars import FinancialYear

CAP = 50_000
# How what is left goes on, as the fund's rule has it, and whether an election of the whole council ends it.
CARRY = {
    "none": {"what": "none"},
    "capped": {"what": "capped", "cap": CAP},
    "all": {"what": "all"},
    "until an election": {"what": "all", "across_election": False},
}


@dataclass
class Member:
    """A councillor by name, with each term: the ward's key, its first day, and the day from which it is over."""

    name: str
    terms: list[tuple[int, dt.date, dt.date | None]]

    def ward_on(self, day: dt.date) -> int | None:
        return next((ward for ward, first, end in self.terms if first <= day and (end is None or day < end)), None)

    def leave(self, day: dt.date) -> None:
        """End the term that runs, or will."""
        self.terms = [
            (ward, first, day) if end is None or end > day else (ward, first, end) for ward, first, end in self.terms
        ]

    def since(self, day: dt.date) -> dt.date:
        return next(first for _, first, end in self.terms if first <= day and (end is None or day < end))

    def left_on(self, day: dt.date) -> dt.date:
        return max(end for _, _, end in self.terms if end is not None and end <= day)


@dataclass(frozen=True, order=True)
class Pot:
    """Money of a fund in a year: of a ward, or in the hands of one of its members."""

    fund: str
    year: int
    ward: int
    who: str = ""


@dataclass
class Award:
    """What a member gave to the group: how much is still with it in pence, and whether it was paid."""

    pot: Pot
    pence: int
    paid: bool = False


@dataclass
class Model:
    """The council and its money."""

    carry: str
    passes: bool  # what a leaver had left goes to whoever follows
    day: dt.date
    wards: dict[int, dt.date | None] = field(default_factory=dict)  # with the day from which it is no ward any more
    members: dict[str, Member] = field(default_factory=dict)
    polls: list[dt.date] = field(default_factory=list)  # of the whole council
    open: dict[tuple[str, int], bool] = field(default_factory=dict)
    pots: dict[Pot, Counter] = field(default_factory=lambda: defaultdict(Counter))
    awards: dict[str, Award] = field(default_factory=dict)

    @property
    def year(self) -> int:
        return FinancialYear.of(self.day).starts_in

    def sitting(self, day: dt.date | None = None) -> list[Member]:
        return [one for one in self.members.values() if one.ward_on(day or self.day)]

    @property
    def seats_taken(self) -> int:
        """Seats of members who sit, or who come into office tomorrow."""
        return len({one.name for day in (0, 1) for one in self.sitting(self.day + dt.timedelta(days=day))})

    def may_close(self, fund: str, year: int) -> bool:
        """It is over, nothing in it waits, and every year before it is closed."""
        waits = any(money["committed"] for pot, money in self.pots.items() if (pot.fund, pot.year) == (fund, year))
        earlier = any(is_open for (one, before), is_open in self.open.items() if one == fund and before < year)
        return self.day >= dt.date(year + 1, 4, 1) and not waits and not earlier

    def close(self, fund: str, year: int) -> None:
        """All that is left lapses or goes on: by the rule, by who sits, and by which wards there are on that day."""
        self.open[fund, year] = False
        held = {
            pot: money for pot, money in self.pots.items() if (pot.fund, pot.year) == (fund, year) and money["left"]
        }
        to = self._goes_to(held)
        came: Counter = Counter()
        for pot, money in held.items():
            carried = self._carried(money["left"], year) if pot in to else 0
            money["carried"] += carried
            money["lapsed"] += money["left"] - carried
            money["left"] = 0
            if carried:
                came[to[pot]] += carried
        for (ward, who), pence in came.items():
            self.open[fund, year + 1] = True
            self.pots[Pot(fund, year + 1, ward, who)]["left"] += pence

    def _carried(self, pence: int, year: int) -> int:
        election = any(dt.date(year + 1, 4, 1) <= poll < dt.date(year + 2, 4, 1) for poll in self.polls)
        if self.carry == "none" or (self.carry == "until an election" and election):
            return 0
        return min(pence, CAP) if self.carry == "capped" else pence

    def _goes_to(self, held: dict[Pot, Counter]) -> dict[Pot, tuple[int, str]]:
        """Return whose each pot will be: the ward's own, the member's in the ward they sit for, or a successor's."""
        found = {
            pot: (pot.ward, "")
            for pot in held
            if not pot.who and ((gone := self.wards[pot.ward]) is None or self.day < gone)
        }
        stay = {pot: ward for pot in held if pot.who and (ward := self.members[pot.who].ward_on(self.day))}
        found |= {pot: (ward, pot.who) for pot, ward in stay.items()}
        if self.passes:
            found |= self._successors([pot for pot in held if pot.who and pot not in stay])
        return found

    def _successors(self, gone: list[Pot]) -> dict[Pot, tuple[int, str]]:
        """Whoever left first is followed by whoever came first after that, in the same ward; each follows one."""
        found, taken = {}, set()
        for pot in sorted(gone, key=lambda pot: (pot.ward, self.members[pot.who].left_on(self.day), pot.who)):
            left = self.members[pot.who].left_on(self.day)
            free = [one for one in self.sitting() if one.ward_on(self.day) == pot.ward and one.name not in taken]
            came = sorted((one.since(self.day), one.name) for one in free if one.since(self.day) >= left)
            if came:
                found[pot] = (pot.ward, came[0][1])
                taken.add(came[0][1])
        return found
