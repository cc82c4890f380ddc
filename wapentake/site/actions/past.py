"""The years that the council published figures of: awards that are invented one by one, and add up to those figures.

2021/22 is chosen pot by pot for the 25 wards, 2017/18 for the 21 wards before them. Writes nothing.
"""

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wapentake.foundation.calendars import FinancialYear
from wapentake.funding.states import FundKind, HolderKind
from wapentake.funding.states.rotherham import PRESS_2018, FundRow, RuleRow

from ..states import AwardRow, BodyRow, Borough
from .choosing import Season, Shelf, Wanted
from .world import between, working_day

STEP = 500  # pence: sums are whole fives of pounds
ALL_PENNIES = 100

# Ward revenue of 2017/18, which no later year had. The amount: Rotherham Advertiser, 2018.
WARD_REVENUE = FundRow(
    "ward-revenue",
    "Ward Revenue",
    FundKind.REVENUE,
    HolderKind.WARD,
    "REV",
    (
        RuleRow(
            "amount",
            {"per_ward": 145_300},
            "£1,453 for each ward in 2017/18.",
            PRESS_2018,
            dt.date(2017, 4, 1),
            dt.date(2018, 4, 1),
        ),
    ),
)


def shares_out(total: int, count: int, dice: random.Random, spread: float, step: int = STEP) -> list[int]:
    """Return so many amounts about as large as each other that add up to a total. All are pence and whole steps."""
    weights = [1 + spread * (2 * dice.random() - 1) for _ in range(count)]
    found = [int(total * weight / sum(weights)) // step * step for weight in weights]
    missing = total - sum(found)
    for number in range(missing // step):
        found[number % count] += step
    found[0] += missing % step
    return found


@dataclass
class Pocket:
    """What a councillor has given so far in a year, in pence."""

    ward: str
    name: str
    given: int = 0


@dataclass
class Giver:
    """Chooses the awards of 2021/22, so that sectors, funds and organisations come to the published figures."""

    borough: Borough
    when: Season
    members: Mapping[str, Sequence[str]]
    barred: set[tuple[str, str]]
    dice: random.Random
    wanted: list[Wanted] = field(default_factory=list)

    def choose(self) -> list[Wanted]:
        """Return all awards of the year."""
        past = self.borough.past
        pockets = [Pocket(ward, name) for ward, names in sorted(self.members.items()) for name in names]
        self._groups(pockets, self._pence("clf", "voluntary"), past.organisations)
        self._one_each(pockets, past.services, self._pence("clf", "public"))
        poorer = sorted(pockets, key=lambda pocket: pocket.given)[: len(pockets) // 2]
        self._one_each(poorer, past.suppliers, self._pence("clf", "private"))
        self._by_wards()
        return self.wanted

    def _pence(self, fund: str, sector: str) -> int:
        return self.borough.past.pounds[fund][sector] * ALL_PENNIES

    def _groups(self, pockets: list[Pocket], total: int, count: int) -> None:
        """Let every councillor give to groups of the ward, each group once, until so many have had something."""
        amounts = shares_out(total, count, self.dice, 0.3)
        groups = {ward: list(self._of_ward(ward)) for ward in self.members}
        for number, pence in enumerate(amounts):
            pocket = pockets[number % len(pockets)]
            group = next(one for one in groups[pocket.ward] if (pocket.name, one.key) not in self.barred)
            groups[pocket.ward].remove(group)
            rows = [row for row in self.borough.library.groups[group.type] if row.nature == "revenue"]
            row = min(rows, key=lambda row: _far_from(row, pence))
            self._give(pocket, row, group.key, pence)

    def _of_ward(self, ward: str) -> Iterator[BodyRow]:
        """Yield the groups that may ask for revenue: those of today first, then those of that year."""
        fit = {
            kind for kind, rows in self.borough.library.groups.items() if any(row.nature == "revenue" for row in rows)
        }
        yield from (
            one for one in (*self.borough.bodies, *self.borough.past.groups) if one.ward == ward and one.type in fit
        )

    def _one_each(self, pockets: list[Pocket], rows: Sequence[AwardRow], total: int) -> None:
        amounts = shares_out(total, len(pockets), self.dice, 0.2)
        for number, (pocket, pence) in enumerate(zip(pockets, amounts, strict=True)):
            row = rows[number % len(rows)]
            self._give(pocket, row, row.body, pence)

    def _by_wards(self) -> None:
        """Let the wards award capital by sector, then housing money."""
        library, wards = self.borough.library, sorted(self.members)
        large = [ward for ward in wards if len(self.members[ward]) == 3]
        public = [row for row in library.services if row.nature == "capital"]
        bought = [row for row in library.suppliers if row.nature == "capital"]
        self._share("capital", [*wards, *large], public, self._pence("capital", "public"))
        self._share("capital", wards[::2], bought, self._pence("capital", "private"))
        with_groups = [(ward, *self._capital_of(ward)) for ward in wards[1::2]]
        for (ward, body, row), pence in zip(
            with_groups, shares_out(self._pence("capital", "voluntary"), len(with_groups), self.dice, 0.3), strict=True
        ):
            self._add("capital", ward, body, row, pence)
        self._share("housing", [*wards, *wards], library.housing, self.borough.past.housing * ALL_PENNIES)

    def _capital_of(self, ward: str) -> tuple[str, AwardRow]:
        """Return a group that had money of a councillor too, so that it counts once, and what it buys."""
        had = {one.body for one in self.wanted if one.ward == ward}
        fits = (
            (group.key, row) for group in self._of_ward(ward) if group.key in had
            for row in self.borough.library.groups[group.type] if row.nature == "capital"
        )  # fmt: skip
        return next(fits)

    def _share(self, fund: str, wards: list[str], rows: Sequence[AwardRow], total: int) -> None:
        amounts = shares_out(total, len(wards), self.dice, 0.35)
        for number, (ward, pence) in enumerate(zip(wards, amounts, strict=True)):
            fitting = sorted(rows, key=lambda row: _far_from(row, pence))[:3]
            row = fitting[number % len(fitting)]
            self._add(fund, ward, row.body, row, pence)

    def _give(self, pocket: Pocket, row: AwardRow, body: str, pence: int) -> None:
        pocket.given += pence
        self._add("clf", pocket.ward, body, row, pence, pocket.name)

    def _add(self, fund: str, ward: str, body: str, row: AwardRow, pence: int, councillor: str = "") -> None:
        title, purpose = _words(self.borough, ward, body, row, self.dice)
        day = _day(self.when, self.dice)
        self.wanted.append(Wanted(fund, ward, body, row, title, purpose, pence, day, councillor))


def _far_from(row: AwardRow, pence: int) -> int:
    """Return how far an amount lies from what such a thing usually costs."""
    return abs((row.least + row.most) * ALL_PENNIES // 2 - pence)


def _words(borough: Borough, ward: str, body: str, row: AwardRow, dice: random.Random) -> tuple[str, str]:
    shelf = Shelf(borough, ward, dice)
    return shelf.words(row, body)


def _day(when: Season, dice: random.Random) -> dt.date:
    return working_day(between(when.start, when.end, dice.random()), latest=when.end)


def of_2017(borough: Borough, heirs: Mapping[str, str], when: Season, dice: random.Random) -> Iterator[Wanted]:
    """Yield the awards of 2017/18: capital and revenue of each ward, spent as far as the council published.

    `heirs` names for each ward of that time the ward of today that took most of its ground.
    """
    past, wards = borough.past, sorted(heirs)
    capital = _spent(1_000_000, wards, past.capital_percent, set(past.fully_spent), set(), dice, 0.2)
    revenue = _spent(145_300, wards, past.revenue_percent, set(), set(past.no_revenue), dice, 0.07)
    services = [row for row in borough.library.services if row.nature == "capital"]
    for number, ward in enumerate(wards):
        larger, smaller = capital[ward] * 6 // 10 // STEP * STEP, 0
        smaller = capital[ward] - larger
        for turn, pence in enumerate((larger, smaller)):
            row = services[(2 * number + turn) % len(services)]
            yield _in_2017("capital", ward, row.body, row, pence, heirs[ward], borough, when, dice)
        if revenue[ward]:
            group = next(one for one in borough.bodies if one.ward == heirs[ward] and one.type != "tenants")
            rows = [row for row in borough.library.groups[group.type] if row.nature == "revenue"]
            row = rows[number % len(rows)]
            yield _in_2017("ward-revenue", ward, group.key, row, revenue[ward], heirs[ward], borough, when, dice)


def _spent(
    each: int, wards: list[str], percent: int, full: set[str], none: set[str], dice: random.Random, spread: float
) -> dict[str, int]:
    """Return what each ward spent of an equal share, so that all together spent a whole per cent of it."""
    total = each * len(wards) * percent // 100 // STEP * STEP + (
        STEP if each * len(wards) * percent % (100 * STEP) else 0
    )
    others = [ward for ward in wards if ward not in full | none]
    found = dict.fromkeys(full, each) | dict.fromkeys(none, 0)
    return found | dict(zip(others, shares_out(total - each * len(full), len(others), dice, spread), strict=True))


def _in_2017(
    fund: str, ward: str, body: str, row: AwardRow, pence: int, heir: str, borough: Borough, when: Season,
    dice: random.Random,
) -> Wanted:  # fmt: skip
    title, purpose = _words(borough, heir, body, row, dice)
    return Wanted(fund, ward, body, row, title, purpose, pence, _day(when, dice))


def season_of_2017() -> Season:
    """Return the months in which the wards of 2017/18 awarded: from June to the end of January."""
    return Season(FinancialYear(2017), dt.date(2017, 6, 1), dt.date(2018, 1, 31), dt.date(2018, 3, 31))
