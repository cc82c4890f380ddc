"""The demonstration's money: funds, years, allotments, and every award by the way that awards go."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from wapentake.foundation.calendars import FinancialYear
from wapentake.funding import actions as funding
from wapentake.funding.actions import PastAward
from wapentake.funding.models import Application, Fund
from wapentake.funding.rules import Asked
from wapentake.funding.states.rotherham import FUNDS
from wapentake.office.models import Suspension, Term
from wapentake.people.models import User
from wapentake.places.models import Edition, Ward, WardSuccession
from wapentake.plans.models import Priority
from wapentake.plans.queries import published_priorities

from ..states import BodyRow, InterestRow
from .afterwards import accept
from .answers import answers, sign_off
from .asking import address_of, ask_for_papers, asked_lately, more, send
from .bodies import load_past_group
from .by_vote import Step, steps_of_votes
from .checks import tick_all
from .choosing import Season, Shelf, Wanted, featured, of_councillors, of_the_ward, season
from .footing import write_down_delegation
from .levy import load_levy
from .past import WARD_REVENUE, Giver, of_2017, season_of_2017
from .refused import REFUSED, refuse, refused_lately
from .world import DAY, POLLS, World, moment, working_day

FIRST_YEAR = 2021
# The year that the council published figures of.
PUBLISHED = 2021
# The page that people see first is fuller than the others, and one of its councillors has not begun to award.
FULLEST, UNTOUCHED = "E05012996", "maureen"
ASKED = (
    "Two open evenings and a form at the library.",
    "The members at their yearly meeting, and 24 neighbours at the door.",
    "The users of the room, on a sheet by the kettle.",
    "Pupils, parents and the ward's co-ordinator.",
)
ALTERNATIVES = (
    "A smaller sum was considered; it would not have bought what is needed.",
    "A loan from another group was looked into. None had what is needed.",
    "Doing nothing. Residents had asked for it twice.",
)
EQUALITY = "Open to everybody. The place can be reached without steps."
RETURNED = "It cost less than planned, and the group sent the rest back."


def load_money(world: World, published_on: dt.date) -> int:
    """Set up the funds, give every year its money, and make the awards. Returns how many applications there are."""
    rows = (*FUNDS, WARD_REVENUE)
    funds = {fund.key: fund for fund in funding.set_up_funds(by=None, at=moment(dt.date(2017, 4, 1)), rows=rows)}
    current = FinancialYear.of(world.on)
    teller = Teller(world, funds, published_on)
    count = _load_2017(world, funds, teller)
    for starts_in in range(FIRST_YEAR, current.starts_in + 1):
        year = FinancialYear(starts_in)
        _allot(world, funds, year, current)
        when = season(year, _allotted_on(year), world.on)
        found = _published(world, when) if starts_in == PUBLISHED else list(_wanted(world, when))
        found.sort(key=lambda one: (one.asked_on, world.wards[one.ward].number))
        if year < current:
            teller.bring_in(found, year)
            _close(world, funds.values(), year)
        else:
            teller.tell(found, when)
        count += len(found)
    return count


def _load_2017(world: World, funds: dict[str, Fund], teller: "Teller") -> int:
    """Load 2017/18, on the wards of that time: what the council published of it."""
    when = season_of_2017()
    wards = Ward.objects.filter(edition__in=Edition.objects.on(when.start))
    world.earlier = {ward.code: ward for ward in wards}
    shares = WardSuccession.objects.filter(predecessor__in=wards).order_by("share", "-pk")
    heirs = dict(shares.values_list("predecessor__code", "successor__code"))  # the largest share comes last, and stays
    at = moment(dt.date(2017, 4, 3))
    for key in ("capital", WARD_REVENUE.key):
        funding.open_year(funds[key], when.year, by=None, at=at)
        funding.allot_year(funds[key], when.year, by=None, at=at)
    found = list(of_2017(world.borough, heirs, when, world.dice("past", 2017)))
    teller.bring_in(found, when.year)
    for key in ("capital", WARD_REVENUE.key):
        # Closed by the finance officer once there was one here.
        closed_at = moment(dt.date(FIRST_YEAR, 6, 1))
        funding.close_past_year(funds[key], when.year, by=world.people["colin"], at=closed_at)
    return len(found)


def _published(world: World, when: Season) -> list[Wanted]:
    """Return the awards of the year whose figures the council published, with the groups that only it knows."""
    names = {made.pk: name for name, made in world.councillors.items()}
    members = {code: [names[pk] for pk in _members(world, code, when)] for code in sorted(world.wards)}
    found = Giver(world.borough, when, members, _barred(world), world.dice("past", when.year)).choose()
    used = {one.body for one in found}
    for row in world.borough.past.groups:
        if row.key in used:
            load_past_group(world, row)
    return found


def _allotted_on(year: FinancialYear) -> dt.date:
    """1 April; in the years of an all-out election the day after the new members came in."""
    polled = next((poll for poll in POLLS if FinancialYear.of(poll) == year), None)
    return working_day(polled + 5 * DAY) if polled else year.start


def _allot(world: World, funds: dict[str, Fund], year: FinancialYear, current: FinancialYear) -> None:
    library, finance = world.borough.library, world.people["colin"]
    at = moment(_allotted_on(year))
    top_up = {ward: homes * library.top_up_pence for ward, homes in library.council_homes.items()}
    if year == current:
        load_levy(world, year, at)
        ask_for_papers(world, funds["clf"], year, at)
        write_down_delegation(world, funds.values(), year, at)
    for key, fund in funds.items():
        funding.open_year(fund, year, by=finance, at=at)
        if key in ("clf", "capital"):
            funding.allot_year(fund, year, by=finance, at=at)
        elif key == "housing" and year.starts_in == PUBLISHED:
            each = world.borough.past.housing_allotted_each * 100
            funding.allot_year(fund, year, by=finance, at=at, extra=dict.fromkeys(world.wards, each))
        elif key == "housing" and year.starts_in >= 2024:
            funding.allot_year(fund, year, by=finance, at=at, extra=top_up)
        elif key == "levy" and year == current:
            # The pot as it stands: the shares of what developments outside parishes paid in earlier years.
            funding.allot_year(fund, year, by=finance, at=at)


def _close(world: World, funds: Iterable[Fund], year: FinancialYear) -> None:
    closed_on = dt.date(year.starts_in + 1, 4, 30)
    for fund in funds:
        if closed_on <= world.on:
            funding.close_past_year(fund, year, by=world.people["colin"], at=moment(closed_on))


# --- Which awards ---------------------------------------------------------------------------------------------------


def _wanted(world: World, when: Season) -> Iterator[Wanted]:
    library = world.borough.library
    names = {made.pk: name for name, made in world.councillors.items()}
    for odd, (code, ward) in enumerate(sorted(world.wards.items())):
        dice = world.dice("awards", when.year, code)
        if when.is_current and when.fullness == 1 and code in library.featured:
            yield from featured(code, library.featured[code], when, dice)
            continue
        shelf = Shelf(world.borough, code, dice)
        members = _members(world, code, when)
        budget = 258_400 if when.year.starts_in == FIRST_YEAR else 158_400
        budgets = {names[pk]: budget for pk in members}
        yield from of_councillors(shelf, when, budgets, _count(when, code, odd), _barred(world), odd)
        yield from of_the_ward(shelf, "capital", _capital(when, code, odd), when, 356_000 * (ward.seats or 0))
        if when.is_current and when.fullness == 1:
            housing = 400_000 + library.council_homes[code] * library.top_up_pence
            yield from of_the_ward(shelf, "housing", ["housing"], when, housing)
            if code in library.levy_pence and (odd % 2 or code == FULLEST):
                yield from of_the_ward(shelf, "levy", ["levy"], when, library.levy_pence[code])
    if when.is_current:
        yield from (_conflicted(world, row, when) for row in world.borough.interests)
        yield from asked_lately(world, when)
        yield from refused_lately(when)


def _count(when: Season, code: str, odd: int) -> int:
    if not when.is_current:
        return 2
    return max(1, round((7 if code == FULLEST else 5 + odd % 2) * when.fullness))


def _capital(when: Season, code: str, odd: int) -> list[str]:
    if not when.is_current:
        return [("services", "capital", "suppliers")[(odd + when.year.starts_in) % 3]]
    if when.fullness < 1:
        return []
    return ["services", "capital", "suppliers"] if code == FULLEST else ["services", "capital"]


def _members(world: World, code: str, when: Season) -> list[int]:
    """The ward's members who sit through the whole season and may act; one keeps this year's money untouched."""
    terms = Term.objects.on(when.start).filter(ward__code=code).exclude(to_date__lte=min(when.end, when.on))
    held = set(Suspension.objects.values_list("councillor", flat=True)) if when.is_current else set()
    held |= {world.councillors[UNTOUCHED].pk} if when.is_current else set()
    had_money = terms.filter(from_date__lte=_allotted_on(when.year)).order_by("councillor__name")
    return [pk for pk in had_money.values_list("councillor", flat=True) if pk not in held]


def _barred(world: World) -> set[tuple[str, str]]:
    """Pairs of a councillor, by every name, and a body in which they have an interest."""
    pairs = set()
    for row in world.borough.interests:
        same = world.councillors[row.councillor]
        pairs |= {(name, row.group) for name, made in world.councillors.items() if made.pk == same.pk}
    return pairs


def _conflicted(world: World, interest: InterestRow, when: Season) -> Wanted:
    """A group asks a councillor who has an interest in it, and so cannot decide."""
    body = next(row for row in world.borough.bodies if row.key == interest.group)
    row = next(row for row in world.borough.library.groups[body.type] if row.nature == "revenue")
    shelf = Shelf(world.borough, body.ward, world.dice("conflict"))
    title, purpose = shelf.words(row, body.key)
    asked_on = working_day(max(when.start, world.on - 6 * DAY), latest=when.end)
    return Wanted("clf", body.ward, body.key, row, title, purpose, 28_000, asked_on, interest.councillor)


# --- How they go ----------------------------------------------------------------------------------------------------

Act = tuple[dt.date, int, int, Callable[[], None]]


class Teller:
    """Makes each award by its acts, so that the whole borough's acts can be told in the order of time."""

    def __init__(self, world: World, funds: dict[str, Fund], published_on: dt.date) -> None:
        self.world, self.funds, self.published_on = world, funds, published_on
        self.approver, self.finance = world.people["priya"], world.people["colin"]
        self.bodies: dict[str, BodyRow] = {row.key: row for row in (*world.borough.bodies, *world.borough.past.groups)}
        self.themes = {(row.ward, row.title): row.themes for row in world.borough.priorities}
        self.plans = {code: published_priorities(ward, world.on) for code, ward in world.wards.items()}
        self.made: dict[int, Application] = {}

    def bring_in(self, wanted: list[Wanted], year: FinancialYear) -> None:
        """Bring in the awards of a year that is over, as its statement has them."""
        past = [PastAward(self._asked(number, one), one.asked_on) for number, one in enumerate(wanted)]
        source = f"Ward budget statement {year.label}, invented for the demonstration."
        funding.bring_in_awards(past, source=source, by=self.finance, at=self.world.at)

    def tell(self, wanted: list[Wanted], when: Season) -> None:
        """Let every award of the current year take its steps, all of them in the order of time."""
        for _, _, _, act in sorted(self.acts(wanted, when), key=lambda act: act[:3]):
            act()

    def acts(self, wanted: list[Wanted], when: Season) -> Iterator[Act]:
        """Yield the acts of all awards: day, order within the day, number of the award, what to do."""
        for number, one in enumerate(wanted):
            steps = self._on_its_way(number, one) if one.councillor else self._by_the_ward(number, one, when)
            for order, (day, tell) in enumerate(steps):
                if day is not None:
                    yield day, order, number, tell

    def _on_its_way(self, number: int, one: Wanted) -> list[Step]:
        second = {"declined": self.decline, "withdrawn": self.withdraw}.get(one.ends, self.support)
        third = self.refuse if one.ends == REFUSED else self.approve
        steps = ((one.asked_on, self.submit), (one.supported_on, second), (one.approved_on, third))
        later = ((one.paid_on, self.pay), (one.returned_on, self.send_back))
        return [(day, lambda act=act: act(number, one)) for day, act in (*steps, *later)]  # type: ignore[misc]

    def _by_the_ward(self, number: int, one: Wanted, when: Season) -> list[Step]:
        votes = steps_of_votes(self.world, number, one, when, self._asked(number, one), self.made)
        decide = self.approve if votes else self.record
        return [*votes, (one.asked_on, lambda: decide(number, one)), (one.paid_on, lambda: self.pay(number, one))]

    def submit(self, number: int, one: Wanted) -> None:
        """The group asks its councillor."""
        at = self._at(one.asked_on, number)
        self.made[number] = send(self.world, self._asked(number, one), one, at)

    def support(self, number: int, one: Wanted) -> None:
        """The councillor supports it."""
        funding.support(
            self.made[number], reasons=self._of("support_reasons", number), equality=EQUALITY, interest=False,
            by=self._member(one), at=self._at(one.supported_on, number), key=f"demonstration:support:{number}",
        )  # fmt: skip

    def decline(self, number: int, one: Wanted) -> None:
        """The councillor declines it."""
        at = self._at(one.supported_on, number)
        reasons = self._of("declined", number)
        funding.decline(
            self.made[number],
            reasons=reasons,
            interest=False,
            by=self._member(one),
            at=at,
            key=f"demonstration:decline:{number}",
        )

    def refuse(self, number: int, one: Wanted) -> None:
        """The officer refuses it."""
        refuse(self.made[number], number, by=self.approver, at=self._at(one.approved_on, number))

    def withdraw(self, number: int, one: Wanted) -> None:
        """The group thinks better of it."""
        funding.withdraw(self.made[number], by=None, at=self._at(one.supported_on, number))

    def approve(self, number: int, one: Wanted) -> None:
        """The officer approves it under delegation."""
        tick_all(self.made[number], by=self.approver, at=self._at(one.approved_on, number))
        funding.approve(
            self.made[number], reasons=self._of("approve_reasons", number), equality=EQUALITY, interest=False,
            alternatives=ALTERNATIVES[number % len(ALTERNATIVES)], by=self.approver,
            at=self._at(one.approved_on, number), key=f"demonstration:approve:{number}",
        )  # fmt: skip

    def record(self, number: int, one: Wanted) -> None:
        """The officer enters what the ward's members decided together."""
        made = self.made[number] = funding.record_award(
            self._asked(number, one), reasons=self._of("support_reasons", number), equality=EQUALITY,
            alternatives=ALTERNATIVES[number % len(ALTERNATIVES)], by=self.approver,
            at=self._at(one.asked_on, number), key=f"demonstration:record:{number}",
        )  # fmt: skip
        if one.fund == "housing" and (one.paid_on or number % 8):
            # The others wait for the housing officer, and are not paid before.
            sign_off(self.world, made, self._at(one.asked_on, number))

    def pay(self, number: int, one: Wanted) -> None:
        """Finance pays it."""
        at = self._at(one.paid_on, number)
        accept(self.made[number], at)
        funding.pay(self.made[number], by=self.finance, at=at, key=f"demonstration:pay:{number}")

    def send_back(self, number: int, one: Wanted) -> None:
        """The group sends a part back."""
        funding.return_money(
            self.made[number], one.pence // 1000 * 100, reason=RETURNED, by=self.finance,
            at=self._at(one.returned_on, number), key=f"demonstration:return:{number}",
        )  # fmt: skip

    def _asked(self, number: int, one: Wanted) -> Asked:
        contacts = self.world.borough.library.contacts
        group = self.bodies[one.body]
        contact = contacts[list(self.bodies).index(one.body) % len(contacts)] if group.ward else "Ward budgets"
        return Asked(
            fund=self.funds[one.fund],
            ward=self.world.ward(one.ward),
            councillor=self.world.councillor(one.councillor) if one.councillor else None,
            organisation=self.world.bodies[one.body],
            title=one.title,
            purpose=one.purpose,
            pence=one.pence,
            contact_name=contact,
            contact_email="" if self._by_post(one) else address_of(contact, group.name),
            priority=self._serves(one) or (self._first(one) if one.fund == "levy" else None),
            **answers(self.world, self.funds[one.fund], one),
            who_benefits=one.row.benefits,
            who_was_asked=ASKED[number % len(ASKED)],
            serves=self._words_of(one),
            reached=self._reached(number, one),
            more=more(self.world, one, number),
        )

    def _by_post(self, one: Wanted) -> bool:
        """A few groups have no e-mail address: they hear by letter."""
        return list(self.bodies).index(one.body) % 6 == 1 and one.asked_on > self.published_on

    def _words_of(self, one: Wanted) -> str:
        """The priority of that time, in the words that the statement of the year has for it."""
        return "" if one.asked_on > self.published_on else self.world.borough.past.serves[one.row.theme]

    def _reached(self, number: int, one: Wanted) -> dict[str, int]:
        """How many people of which communities the group counts on: from a few to dozens."""
        if one.told:
            return {}
        communities = self.world.borough.past.communities.get(self.bodies[one.body].type, ())
        return {key: 4 + (number * 7 + 13 * place) % 41 for place, key in enumerate(communities)}

    def _serves(self, one: Wanted) -> Priority | None:
        """The ward's priority of the same theme, if it was published by then."""
        if one.asked_on <= self.published_on:
            return None
        fits = (plan for plan in self.plans[one.ward] if one.row.theme in self.themes.get((one.ward, plan.title), ()))
        return next(fits, None)

    def _first(self, one: Wanted) -> Priority | None:
        """The first of the ward's priorities: what levy pays for serves one."""
        return next(iter(self.plans[one.ward]), None)

    def _of(self, texts: str, number: int) -> str:
        found: list[str] = getattr(self.world.borough.library, texts)
        return found[number % len(found)]

    def _member(self, one: Wanted) -> User:
        user = self.world.councillor(one.councillor).user
        assert user is not None  # made with an account
        return user

    def _at(self, day: dt.date | None, number: int) -> dt.datetime:
        assert day is not None  # acts without a day are not told
        return moment(day, number % 480)
