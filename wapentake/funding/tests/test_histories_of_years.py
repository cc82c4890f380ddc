"""Random histories of several years: money lapses, goes on and comes back late, while members leave and wards change.

`test_histories.py` plays a year with every step of an award. Here awards are made in one go, and the council changes
around them: terms end, by-elections fill seats, wards are redrawn at an election of the whole council, and others
match what was given. After every act each pot is what a plain model says.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
)

from wapentake.foundation.calendars import FinancialYear
from wapentake.funding import actions, queries
from wapentake.funding.actions import years
from wapentake.funding.models import Application, Fund
from wapentake.funding.rules import Allotment, Other, closing
from wapentake.office import actions as office
from wapentake.office.models import Councillor
from wapentake.office.states import PollKind, TermEnd
from wapentake.places.models import Edition, Ward, WardLocality

from . import world as worlds
from .histories_of_years import CARRY, Award, Member, Model, Pot
from .playing import Played, play
from .test_years import write_rule
from .told_years import TOLD
from .world import YEAR, at, user

pytestmark = pytest.mark.django_db

FEW = st.integers(0, 3)
PENCE = st.sampled_from([1, 99, 20_000, 40_000, 60_000, 158_400])
KEPT = ("left", "committed", "paid", "settled", "given_on", "carried", "lapsed")
NAMES = ("Nia Quill", "Owen Reed", "Petra Stone", "Quentin Tarn", "Rosa Underhill", "Simon Vale", "Tess Wright")
BEGIN = dt.date(2026, 11, 24)


class Years(Played):
    """One history. It runs in a savepoint of the test's transaction, and leaves nothing behind."""

    world: worlds.World

    def __init__(self) -> None:
        super().__init__()
        self.ward = Ward.objects.select_related("edition").get(pk=self.world.ward.pk)  # no history ends its edition
        self.names = iter(NAMES)
        self.people = {str(one): one for one in (self.world.ashby, self.world.iqbal)}
        self.model = Model("all", passes=False, day=BEGIN)

    @initialize(carry=st.sampled_from(list(CARRY)), passes=st.booleans())
    def begin(self, carry: str, passes: bool) -> None:
        model, ward = self.model, self.ward.pk
        model.carry, model.passes = carry, passes
        for fund in (self.world.clf, self.world.capital):
            write_rule(fund, "carry_over", CARRY[carry])
            model.open[fund.key, YEAR.starts_in] = True
        write_rule(self.world.clf, "leaver", {"what": "successor" if passes else "frozen"})
        model.wards[ward] = None
        model.members = {name: Member(name, [(ward, worlds.START, None)]) for name in self.people}
        for name in self.people:
            model.pots[Pot("clf", YEAR.starts_in, ward, name)]["left"] = 158_400
        model.pots[Pot("capital", YEAR.starts_in, ward)]["left"] = 712_000

    # --- Money --------------------------------------------------------------------------------------------------------

    @rule(pick=FEW, pence=PENCE)
    def give_to_a_member(self, pick: int, pence: int) -> None:
        """The year's allotment, or a top-up. Nothing goes into a closed year."""
        if member := self._sitting(pick):
            self._give(self.world.clf, pence, member.name)

    @rule(pence=PENCE)
    def give_to_the_ward(self, pence: int) -> None:
        self._give(self.world.capital, pence)

    def _give(self, fund: Fund, pence: int, who: str = "") -> None:
        year, given = FinancialYear(self.model.year), {"by": self.world.finch, "at": self.now}
        if (fund.key, year.starts_in) not in self.model.open:
            actions.open_year(fund, year, **given)
            self.model.open[fund.key, year.starts_in] = True
        allowed = self.model.open[fund.key, year.starts_in]
        due = Allotment(self.ward, self.people.get(who), pence)
        self._act(allowed, lambda: actions.allot(fund, year, due, key=self.world.key(), **given))
        if allowed:
            self.model.pots[Pot(fund.key, year.starts_in, self.ward.pk, who)]["left"] += pence

    @rule(pick=FEW, pence=PENCE, paid=st.booleans())
    def award(self, pick: int, pence: int, paid: bool) -> None:
        """A member gives from what they have in the ward that they sit for."""
        if (member := self._sitting(pick)) is None:
            return
        pot = Pot("clf", self.model.year, self.ward.pk, member.name)
        if not self.model.open.get(("clf", pot.year)) or self.model.pots[pot]["left"] < pence:
            return
        asked = self.world.asked(pence, ward=self.ward, councillor=self.people[member.name])
        in_time = self.model.day.month not in (2, 3)  # the last day to decide is 31 January
        self._act(in_time, lambda: actions.submit_application(asked, by=None, at=self.now))
        if not in_time:
            return
        application = Application.objects.latest("pk")
        said = {"at": self.now, "interest": False}
        actions.support(application, reasons="July.", by=asked.councillor.user, key=self.world.key(), **said)
        self.world.tick(application, self.now)
        actions.approve(
            application, reasons="Within the rules.", alternatives="None.", equality="Nobody loses.",
            by=self.world.marsden, key=self.world.key(), **said,
        )  # fmt: skip
        self._move(pot, "left", "committed", pence)
        self.model.awards[application.reference] = Award(pot, pence)
        if paid:
            self.pay(len(self.model.awards) - 1)

    @precondition(lambda self: self.model.awards)
    @rule(pick=FEW)
    def pay(self, pick: int) -> None:
        """What was promised is paid, whoever has left and whatever became of the ward; late, in its year’s books."""
        reference, award = self._award(pick)
        if award.paid or not award.pence:
            return
        self.world.pay(self._row(reference), self.now)
        self._move(award.pot, "committed", "paid", award.pence)
        award.paid = True

    @precondition(lambda self: self.model.awards)
    @rule(pick=FEW, pence=PENCE)
    def give_back(self, pick: int, pence: int) -> None:
        """Money comes back: into its year, or into the year that runs once that is closed."""
        reference, award = self._award(pick)
        if not award.paid:
            return
        own, now = (award.pot.fund, award.pot.year), (award.pot.fund, self.model.year)
        allowed = pence <= award.pence and (self.model.open[own] or self.model.open.get(now, False))
        given = {"reason": "Cheaper.", "by": self.world.finch, "at": self.now, "key": self.world.key()}
        self._act(allowed, lambda: actions.return_money(self._row(reference), pence, **given))
        if not allowed:
            return
        award.pence -= pence
        pots, pot = self.model.pots, award.pot
        if self.model.open[own]:
            self._move(pot, "paid", "left", pence)
            pots[pot]["settled"] += pence
            return
        pot = Pot(pot.fund, self.model.year, pot.ward, pot.who)
        pots[pot]["left"] += pence
        pots[pot]["given_on"] += pence

    @precondition(lambda self: self.model.awards)
    @rule(pick=FEW, pence=PENCE)
    def match(self, pick: int, pence: int) -> None:
        """What others give beside an award moves nothing of the council's."""
        reference, _ = self._award(pick)
        actions.add_match(self._row(reference), Other("A trust", pence, False, True), by=self.world.finch, at=self.now)

    @rule(fund=st.sampled_from(["clf", "clf", "capital"]), twice=st.booleans())
    def close(self, fund: str, twice: bool) -> None:
        """The oldest open year closes once; asked again it does nothing."""
        year = min(year for (one, year), is_open in self.model.open.items() if one == fund and is_open)
        allowed, row = self.model.may_close(fund, year), getattr(self.world, fund)
        given = {"by": self.world.finch, "at": self.now}
        for _ in range(1 + twice):
            self._act(allowed, lambda: actions.close_year(row, FinancialYear(year), **given))
        if allowed:
            self.model.close(fund, year)
            if not any(is_open for (one, _), is_open in self.model.open.items() if one == fund):
                actions.open_year(row, FinancialYear(max(year + 1, self.model.year)), **given)
                self.model.open[fund, max(year + 1, self.model.year)] = True

    # --- The council --------------------------------------------------------------------------------------------------

    @rule(days=st.sampled_from([1, 40, 130]))
    def time_passes(self, days: int) -> None:
        self.model.day += dt.timedelta(days=days)

    @rule(pick=FEW)
    def a_member_leaves(self, pick: int) -> None:
        member = self._sitting(pick)
        if member and member.since(self.model.day) < self.model.day:
            [term] = [term for term in self.people[member.name].terms.all() if term.to_date is None]
            office.end_term(term, TermEnd.RESIGNATION, self.model.day, by=None, at=self.now)
            member.leave(self.model.day)

    @rule()
    def a_by_election(self) -> None:
        """Somebody new takes a seat that is empty."""
        name = next(self.names, "") if self.model.seats_taken < 2 else ""
        if name:
            poll = office.hold_poll(PollKind.BY_ELECTION, self.model.day, self.ward, by=None, at=self.now)
            self._elected(self._newcomer(name), poll)

    @rule(stay=st.booleans(), redrawn=st.booleans())
    def an_election_of_the_whole_council(self, stay: bool, redrawn: bool) -> None:
        """Every term ends; one member comes again or nobody does, for the same ward or for one of a new set."""
        name = next(self.names, "")
        if not name:
            return
        before = self._sitting(0)
        poll = office.hold_poll(PollKind.ORDINARY, self.model.day, by=None, at=self.now)
        self.model.polls.append(self.model.day)
        changeover = self.model.day + dt.timedelta(days=4)  # Local Government Act 1972, section 7
        for member in self.model.members.values():
            member.leave(changeover)
        if redrawn:
            self._redraw(changeover)
        self._elected(self._newcomer(name), poll)
        if stay and before:
            self._elected(self.people[before.name], poll)
        self.model.day = changeover

    def _redraw(self, day: dt.date) -> None:
        self.ward.edition.to_date = day
        self.ward.edition.save()
        self.model.wards[self.ward.pk] = day
        number = len(self.model.wards)
        edition = Edition.objects.create(name=f"Wards of {day}", from_date=day)
        locality = WardLocality.objects.get(ward=self.world.ward).locality
        self.ward = Ward.objects.create(
            code=f"E0509999{number}", edition=edition, slug=self.ward.slug, name=self.ward.name,
            ons_name=self.ward.ons_name, number=number, seats=2,
        )  # fmt: skip
        WardLocality.objects.create(ward=self.ward, locality=locality, from_date=day)
        self.model.wards[self.ward.pk] = None

    def _newcomer(self, name: str) -> Councillor:
        found = Councillor.objects.create(
            user=user(name), slug=name.lower().replace(" ", "-"), name=name, invented=True
        )
        self.people[str(found)] = found
        return found

    def _elected(self, councillor: Councillor, poll: Any) -> None:
        term = office.elect(councillor, self.ward, poll, by=None, at=self.now)
        member = self.model.members.setdefault(str(councillor), Member(str(councillor), []))
        member.terms.append((self.ward.pk, term.from_date, None))

    # --- What is compared ---------------------------------------------------------------------------------------------

    @invariant()
    def every_pot_is_as_the_model_says(self) -> None:
        """After each act, to the penny, in every year."""
        found = {}
        for fund, year in self.model.open:
            for one in queries.holders_of(getattr(self.world, fund), FinancialYear(year)):
                pot = Pot(fund, year, one.place.pk, str(one.councillor or ""))
                found[pot] = {stage: pence for stage in KEPT if (pence := getattr(one.pot, stage))}
        expected = {
            pot: {stage: money[stage] for stage in KEPT if money[stage]} for pot, money in self.model.pots.items()
        }
        assert _told(found) == _told(expected)

    # --- How it is done -----------------------------------------------------------------------------------------------

    @property
    def now(self) -> dt.datetime:
        return at(f"{self.model.day} 12:00")

    def _sitting(self, pick: int) -> Member | None:
        found = self.model.sitting()
        return found[pick % len(found)] if found else None

    def _award(self, pick: int) -> tuple[str, Award]:
        every = list(self.model.awards.items())
        return every[pick % len(every)]

    def _move(self, pot: Pot, source: str, target: str, pence: int) -> None:
        self.model.pots[pot].update({source: -pence, target: pence})


def _told(pots: dict[Pot, dict[str, int]]) -> dict[Pot, dict[str, int]]:
    return {pot: money for pot, money in pots.items() if money}


def run_told() -> None:
    """Play the told histories, each of them compared after its end."""
    Years.world = worlds.make()
    for told in TOLD:
        history = Years()
        try:
            told(history)
            history.every_pot_is_as_the_model_says()
        finally:
            history.teardown()


def run_histories(count: int, steps: int = 25) -> None:
    """Play so many random ones, from a seed of their own every time; a failure prints how to run it again."""
    Years.world = worlds.make()
    play(Years, count, steps)


def test_told_histories_agree_with_the_model():
    run_told()


def test_histories_of_years_agree_with_the_model():
    run_histories(6)


# In parts, so that several processes can share them; each part draws its own histories.
@pytest.mark.nightly
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("part", range(4))
def test_a_thousand_histories_of_years_agree_with_the_model(part: int):
    run_histories(250)


def _a_penny_less(patch: pytest.MonkeyPatch) -> None:
    whole = years._settle_new

    def less(fund: Any, year: Any, lines: list, *given: Any) -> None:
        short = [line for line in lines if line.carried][:1]
        whole(fund, year, [line for line in lines if line not in short], *given)

    patch.setattr(years, "_settle_new", less)


FAULTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "one pot is not carried": _a_penny_less,
    "nobody looks for an election": lambda patch: patch.setattr(closing, "election_in", lambda year: None),
    "a ward is for ever": lambda patch: patch.setattr(
        closing, "_wards_on", lambda day: Ward.objects.values_list("pk", flat=True)
    ),
    "nobody follows": lambda patch: patch.setattr(closing, "_successors", lambda *given: {}),
    "there is no cap": lambda patch: patch.setattr(closing, "min", max, raising=False),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str, monkeypatch: pytest.MonkeyPatch):
    """With one rule of closing wrong, some told history must fail."""
    FAULTS[fault](monkeypatch)
    with pytest.raises(AssertionError):
        run_told()
