"""Which awards the demonstration has: chosen by dice from the library, within each holder's money. Writes nothing."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wapentake.foundation.calendars import FinancialYear

from ..states import AskingRow, AwardRow, BodyRow, Borough, FeaturedRow
from .world import DAY, between, working_day

# The latest day on which a group asks, so that the answer still comes by the end of January.
LAST_ASKED = (1, 12)
MOST_SPENT = 0.82
# How long ago what still waits was asked for, in days at least, by the steps that it has taken: none, one, two.
BACK = (3, 8, 12)
STEPS = {"submitted": 0, "supported": 1, "approved": 2, "paid": 3}


@dataclass(frozen=True)
class Wanted:
    """An application or a ward's own award. `councillor` is empty for the ward's funds.

    Of the current year it says how far it has come; of an earlier one only the day of the award, `asked_on`, counts.
    """

    fund: str
    ward: str
    body: str
    row: AwardRow
    title: str
    purpose: str
    pence: int
    asked_on: dt.date
    councillor: str = ""
    supported_on: dt.date | None = None
    approved_on: dt.date | None = None
    paid_on: dt.date | None = None
    returned_on: dt.date | None = None
    ends: str = ""
    told: AskingRow | None = None


@dataclass(frozen=True)
class Season:
    """The time in a financial year in which groups ask, and the day of loading that nothing lies after."""

    year: FinancialYear
    start: dt.date
    end: dt.date
    on: dt.date

    @property
    def is_current(self) -> bool:
        return self.on <= self.year.end

    @property
    def fullness(self) -> float:
        """How much of a usual year's awards the season has room for, 0 to 1."""
        return min(1.0, (self.end - self.start).days / 60)


def season(year: FinancialYear, allotted_on: dt.date, on: dt.date) -> Season:
    """Return the season of a year."""
    last = dt.date(year.starts_in + 1, *LAST_ASKED)
    start = min(allotted_on + 4 * DAY, on)
    return Season(year, start, max(start, min(last, on - DAY)), on)


class Shelf:
    """What a ward's bodies may ask for: shuffled, each thing once until all have been asked for."""

    def __init__(self, borough: Borough, ward: str, dice: random.Random) -> None:
        self.borough, self.ward, self.dice = borough, ward, dice
        self.queues: dict[str, list[tuple[str, AwardRow]]] = {}

    def next(self, kind: str, avoid: set[str]) -> tuple[str, AwardRow]:
        """Return the next body and thing of a kind, of a body that is not to be avoided where there is one."""
        queue = self.queues.setdefault(kind, [])
        if not queue:
            queue.extend(self._all(kind))
            self.dice.shuffle(queue)
        place = next((i for i, (body, _) in enumerate(queue) if body not in avoid), 0)
        return queue.pop(place)

    def _all(self, kind: str) -> list[tuple[str, AwardRow]]:
        library = self.borough.library
        if kind == "housing":
            return [(row.body, row) for row in library.housing] + list(self._groups("housing"))
        if kind in ("services", "levy", "suppliers"):
            rows: Sequence[AwardRow] = getattr(library, kind)
            return [(row.body, row) for row in rows if kind != "suppliers" or row.nature == "capital"]
        return list(self._groups(kind))

    def _groups(self, nature: str) -> Iterator[tuple[str, AwardRow]]:
        for body in self.borough.bodies:
            if body.ward == self.ward:
                rows = self.borough.library.groups[body.type]
                yield from ((body.key, row) for row in rows if row.nature == nature)

    def words(self, row: AwardRow, body: str) -> tuple[str, str]:
        """Return a thing's title and purpose with the places of the ward in it."""
        here: BodyRow | None = next((one for one in self.borough.bodies if one.key == body), None)
        places = {
            "place": (here and here.place) or "the hall",
            "street": self.dice.choice(self.borough.library.streets[self.ward]),
            "park": self.dice.choice(self.borough.library.parks[self.ward]),
        }
        return row.title.format(**places), row.purpose.format(**places)


def of_councillors(
    shelf: Shelf, when: Season, budgets: dict[str, int], count: int, barred: set[tuple[str, str]], odd: int
) -> Iterator[Wanted]:
    """Yield what groups ask of a ward's councillors in a season. `budgets` is pence by name; `odd` varies the ends."""
    dice, asked = shelf.dice, set[str]()
    left = {name: round(pence * MOST_SPENT) for name, pence in budgets.items()}
    for number in range(count):
        asked_on = _asked_on(when, (number + dice.random()) / count)
        name = max(left, key=lambda name: (left[name], name))
        body, row = shelf.next("revenue", asked | {body for who, body in barred if who == name})
        pence = min(_pence(dice, row), left[name] // 1000 * 1000)
        if (name, body) in barred or pence < 10_000:
            continue
        asked.add(body)
        title, purpose = shelf.words(row, body)
        wanted = Wanted("clf", shelf.ward, body, row, title, purpose, pence, asked_on, name)
        if when.is_current:
            wanted = _go_on(wanted, when, dice, steps=_steps(count - number), ends=_ends(number, odd))
        left[name] -= 0 if wanted.ends else pence
        yield wanted


def _steps(from_end: int) -> int:
    """How many steps an application of the current year has taken: the newest still wait."""
    return {1: 0, 2: 1, 3: 2}.get(from_end, 3)


def _ends(number: int, odd: int) -> str:
    if odd % 3 == 0 and number == 1:
        return "declined"
    return "withdrawn" if odd % 5 == 2 and number == 2 else ""


def _asked_on(when: Season, share: float) -> dt.date:
    return working_day(between(when.start, when.end, share), latest=max(when.start, min(when.end, when.on)))


def _pence(dice: random.Random, row: AwardRow) -> int:
    step = 5 if row.most < 700 else 10
    return dice.randrange(row.least, row.most + 1, step) * 100


def _go_on(wanted: Wanted, when: Season, dice: random.Random, *, steps: int, ends: str) -> Wanted:
    """Take an application as many steps as it comes by the day of loading. What still waits was asked for lately."""
    if steps < len(BACK) and not ends:
        wanted = replace(wanted, asked_on=_lately(wanted, when, steps))
    supported = working_day(wanted.asked_on + dice.randint(2, 8) * DAY)
    approved = working_day(supported + dice.randint(2, 6) * DAY)
    paid = working_day(approved + dice.randint(5, 12) * DAY)
    days = [day for day in (supported, approved, paid)[:steps] if day <= when.on]
    if ends:
        return replace(wanted, supported_on=days[0], ends=ends) if days else wanted
    first, second, third = [*days, None, None, None][:3]
    wanted = replace(wanted, supported_on=first, approved_on=second, paid_on=third)
    returned = working_day(paid + 40 * DAY)
    if third and dice.random() < 0.02 and returned <= min(when.on, when.year.end):
        wanted = replace(wanted, returned_on=returned)
    return wanted


def _lately(wanted: Wanted, when: Season, steps: int) -> dt.date:
    """Return when a group asked that still waits: most wait in time, some are a few days late."""
    back = BACK[steps] + wanted.pence // 500 % 16
    return working_day(max(wanted.asked_on, when.end - back * DAY), latest=max(when.start, when.end))


def featured(ward: str, rows: Sequence[FeaturedRow], when: Season, dice: random.Random) -> Iterator[Wanted]:
    """Yield a ward's awards of the current year that are told word for word."""
    for row in rows:
        thing = AwardRow(row.body, row.title, row.purpose, row.pounds, row.pounds, row.fund, row.theme, row.benefits)
        asked_on = _asked_on(when, row.share)
        wanted = Wanted(
            row.fund, ward, row.body, thing, row.title, row.purpose, row.pounds * 100, asked_on, row.councillor
        )
        if row.councillor:
            ends = row.reaches if row.reaches == "declined" else ""
            yield _go_on(wanted, when, dice, steps=STEPS.get(row.reaches, 3), ends=ends)
        else:
            paid = working_day(asked_on + dice.randint(12, 40) * DAY)
            done = paid if row.reaches == "paid" and paid <= when.on else None
            yield replace(wanted, approved_on=asked_on, paid_on=done)


def of_the_ward(shelf: Shelf, fund: str, kinds: Sequence[str], when: Season, budget: int) -> Iterator[Wanted]:
    """Yield what a ward's members award together from one of the ward's funds: one thing of each kind."""
    dice, left = shelf.dice, round(budget * MOST_SPENT)
    for number, kind in enumerate(kinds):
        body, row = shelf.next(kind, set())
        pence = _pence(dice, row)
        if pence > left:
            continue
        left -= pence
        day = _asked_on(when, (number + dice.random()) / len(kinds))
        title, purpose = shelf.words(row, body)
        paid = working_day(day + dice.randint(12, 40) * DAY)
        keeps_waiting = number == len(kinds) - 1 or dice.random() < 0.3
        if keeps_waiting and when.is_current:
            # What waits to be paid was awarded lately: most is still in time, some is a few days late.
            day = working_day(max(day, when.end - dice.randint(2, 24) * DAY), latest=max(when.start, when.end))
        done = None if keeps_waiting or paid > min(when.on, when.year.end) else paid
        yield Wanted(fund, shelf.ward, body, row, title, purpose, pence, day, approved_on=day, paid_on=done)
