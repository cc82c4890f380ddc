"""The ledger as a model in plain Python: what should stand where after any posting, and what should be refused."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

# What the model says of a posting that it does not take: the database's own codes for it.
TOO_LITTLE, REUSED, NOT_OPEN, WRONG_DATE, WRONG, RING, FROZEN, TWICE = (
    "WP001", "WP002", "WP003", "WP004", "WP005", "WP006", "WP007", "23505",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Pot:
    """An account: fund, year, holder and stage. The source of a fund has no holder."""

    fund: str
    year: int
    holder: str
    stage: str


@dataclass(frozen=True)
class Asked:
    """What is asked of the ledger in one posting, at an hour of London's clocks."""

    key: str
    kind: str
    legs: Mapping[Pot, int]
    by: str
    at: str
    words: str = ""
    application: bool = False
    reverses: int | None = None

    @property
    def on(self) -> dt.date:
        return dt.date.fromisoformat(self.at[:10])

    @property
    def body(self) -> tuple:
        """What a retry must ask again to be answered; a retry after midnight is a retry."""
        return self.kind, self.by, sorted(self.legs.items()), self.application, self.reverses, self.words


@dataclass
class Books:
    """What stands in every pot, what was posted under which key, and how the years are."""

    kinds: Mapping[str, str]
    stands: Counter = field(default_factory=Counter)
    posted: dict[str, tuple[int, Asked]] = field(default_factory=dict)
    years: dict[tuple[str, int], str] = field(default_factory=dict)
    frozen: set[tuple[str, int]] = field(default_factory=set)

    def judge(self, asked: Asked) -> int | str:
        """Return the transfer that answers, nought for a new one, or the code of the refusal."""
        if len(asked.legs) < 2 or sum(asked.legs.values()):
            return WRONG
        if asked.key in self.posted:
            number, first = self.posted[asked.key]
            return number if first.body == asked.body else REUSED
        if asked.reverses and any(one.reverses == asked.reverses for _, one in self.posted.values()):
            return TWICE
        return self._years(asked) or self._money(asked) or 0

    def _years(self, asked: Asked) -> str:
        if any(self.years.get((pot.fund, pot.year)) != "open" for pot in asked.legs):
            return NOT_OPEN
        if any(not dt.date(pot.year, 4, 1) <= asked.on < dt.date(pot.year + 1, 4, 1) for pot in asked.legs):
            return WRONG_DATE
        return ""

    def _money(self, asked: Asked) -> str:
        if any(pot.stage != "source" and self.stands[pot] + pence < 0 for pot, pence in asked.legs.items()):
            return TOO_LITTLE
        if asked.reverses:
            return "" if self.undoes(asked) else WRONG
        if self._leaves_its_ring(asked):
            return RING
        return FROZEN if any(self._promises(pot, pence, asked.kind) for pot, pence in asked.legs.items()) else ""

    def undoes(self, asked: Asked) -> bool:
        """Say whether a correction takes back exactly what was posted."""
        [first] = [one for number, one in self.posted.values() if number == asked.reverses]
        return dict(asked.legs) == {pot: -pence for pot, pence in first.legs.items()}

    def _leaves_its_ring(self, asked: Asked) -> bool:
        nets: Counter = Counter()
        for pot, pence in asked.legs.items():
            nets[pot.fund] += pence
        gives = {self.kinds[fund] for fund, pence in nets.items() if pence < 0}
        takes = {self.kinds[fund] for fund, pence in nets.items() if pence > 0}
        return any(
            one != other and ({one, other} & {"housing", "levy"} or (one, other) == ("capital", "revenue"))
            for one in gives
            for other in takes
        )

    def _promises(self, pot: Pot, pence: int, kind: str) -> bool:
        """Say whether a leg promises money of a frozen fund, or gives more of it."""
        if (pot.fund, pot.year) not in self.frozen or pence < 0:
            return False
        return pot.stage in ("reserved", "committed") or (pot.stage == "left" and kind in ("allot", "move"))

    def post(self, number: int, asked: Asked) -> None:
        """Write down what was posted."""
        self.posted[asked.key] = number, asked
        for pot, pence in asked.legs.items():
            self.stands[pot] += pence

    def may_close(self, fund: str, year: int) -> bool:
        """Nothing may be waiting in the year, and every year before it must be closed."""
        waits = any(
            self.stands[pot]
            for pot in self.stands
            if (pot.fund, pot.year) == (fund, year) and pot.stage in ("reserved", "committed")
        )
        return not waits and all(self.years.get((fund, one)) != "open" for one in range(2026, year))

    def close(self, fund: str, year: int, carries: bool) -> dict[str, dict[Pot, int]]:
        """Close a year, and return the legs of what is posted by it: out of the old year, and into the new one."""
        self.years[fund, year] = "closed"
        out, goes_on = Counter(), Counter()
        for pot, pence in self.stands.items():
            if (pot.fund, pot.year) != (fund, year) or pot.stage not in ("left", "returned"):
                continue
            out[pot] -= pence
            if pot.stage == "returned":  # told for good as what came back; the fund gives as much anew
                out[Pot(fund, year, pot.holder, "settled")] += pence
                out[Pot(fund, year, "", "source")] -= pence
            out[Pot(fund, year, pot.holder, "carried" if carries else "lapsed")] += pence
            goes_on[pot.holder] += pence
        out = {pot: pence for pot, pence in out.items() if pence}
        if not out:
            return {}
        if not carries:
            return {"close": out}
        self.years.setdefault((fund, year + 1), "open")
        came = {Pot(fund, year + 1, holder, "left"): pence for holder, pence in goes_on.items() if pence}
        return {"close": out, "carry": {Pot(fund, year + 1, "", "source"): -sum(goes_on.values()), **came}}
