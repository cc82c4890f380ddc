"""Who decides on an application next, and why: one pure function over what is known of it.

The desk, the decision page, the queue, the mails and the acts all read its answer. It asks no database and no clock.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ..models import Application
from ..queries.routing import Arbiter, Case, Person, Seat, case_of
from ..states.fund_rules import Decider
from ..states.routing import ARBITERS, Step, VoteChoice


@dataclass(frozen=True)
class Routing:
    """Who is asked next (`who`), at which step, why, and by when. Once it is decided nobody is asked."""

    step: Step
    who: tuple[Person, ...]
    why: str
    by: dt.date

    @property
    def names(self) -> str:
        """Whom it is with, in a sentence."""
        return _listed([person.name for person in self.who])

    def asks(self, user: int) -> bool:
        """Whether this person is asked now."""
        return any(person.user == user for person in self.who)


def routing_of(application: Application, at: dt.datetime) -> Routing:
    """Return who decides on an application next, by the register, the seats and the offices as they are now."""
    return route(case_of(application, at))


def route(case: Case) -> Routing:
    """Return who decides next, by the fund's rule: the members, else the first arbiter who may, else nobody."""
    able = able_of(case.seats)
    if not able:
        return _arbitrated(case, _why_no_member(case))
    waiting = [seat for seat in able if not seat.vote]
    outcome = tally(able, case.chain)
    if waiting and not (outcome and case.late) and not (case.late and Decider.IN_TIME in case.chain):
        return Routing(Step.MEMBERS, tuple(seat.person for seat in waiting), _why_members(case, able), case.due_on)
    if outcome is not None:
        return Routing(outcome, (), _counted(able), case.due_on)
    said = "The members have not decided in time" if waiting else "The members differ"
    return _arbitrated(case, f"{said}: {_counted(able)}")


def able_of(seats: Sequence[Seat]) -> list[Seat]:
    """Return the seats whose members may vote: nobody who stands aside, has an interest, or is suspended."""
    return [seat for seat in seats if not seat.barred and not seat.suspended and seat.vote != VoteChoice.ASIDE]


def tally(able: Sequence[Seat], chain: Sequence[str]) -> Step | None:
    """Return what the votes come to, counted over all who may vote; nothing while they differ or are too few."""
    most = len(able) // 2 + 1 if Decider.MAJORITY in chain else len(able)
    if sum(seat.vote == VoteChoice.FOR for seat in able) >= most:
        return Step.SUPPORTED
    if sum(seat.vote == VoteChoice.AGAINST for seat in able) >= most:
        return Step.DECLINED
    return None


def _arbitrated(case: Case, why: str) -> Routing:
    """Return the first arbiter in the rule's order who may decide; with nobody left there is no award."""
    said = [why]
    for step in (Step(each) for each in case.chain if each in ARBITERS):
        found = [one for one in case.arbiters if one.step == step]
        free = [one for one in found if not (one.of_ward or one.outside or one.barred or one.suspended)]
        if free:
            return Routing(step, tuple(one.person for one in free), " ".join(said), case.next_due_on)
        said.append(_why_not(case, step, found))
    said.append("Nobody is left who may decide, so there is no award.")
    return Routing(Step.NOBODY, case.closers, " ".join(said), case.next_due_on)


OFFICES = {
    Step.CABINET: "the Cabinet Member",
    Step.THE_LEADER: "the Leader",
    Step.SUBSTITUTE: "the named substitute",
}


def _why_not(case: Case, step: Step, found: Sequence[Arbiter]) -> str:
    office = OFFICES[step]
    if not found:
        return f"Nobody is {office} now."
    if any(one.barred for one in found):
        return f"{office[0].upper()}{office[1:]} has an interest."
    if any(one.of_ward for one in found):
        return f"{office[0].upper()}{office[1:]} is one of the {'cluster' if case.cluster else 'ward'}’s own members."
    if any(one.outside for one in found):
        return f"{office[0].upper()}{office[1:]} is no member of the executive."
    return f"{office[0].upper()}{office[1:]} is suspended."


def _why_no_member(case: Case) -> str:
    barred = [seat.person.name for seat in case.seats if seat.barred or seat.vote == VoteChoice.ASIDE]
    suspended = [seat.person.name for seat in case.seats if seat.suspended and seat.person.name not in barred]
    said = []
    if barred:
        said.append(f"{_listed(barred)} {'has' if len(barred) == 1 else 'have'} an interest and cannot take part.")
    if suspended:
        said.append(f"{_listed(suspended)} {'is' if len(suspended) == 1 else 'are'} suspended.")
    if said:
        return " ".join(said)
    if case.cluster:
        return f"Nobody sits for a ward of {case.cluster} now."
    return "The councillor has left." if case.own else "Nobody sits for the ward now."


ASKED_WARD = "It asks for your ward’s fund, and all members who may vote are asked."


def _why_members(case: Case, able: Sequence[Seat]) -> str:
    if case.own:
        return "It asks for your fund: you recommend it, or not."
    said = ASKED_WARD
    if case.cluster:
        said = f"It asks for the fund of {case.cluster}, and all members of its wards who may vote are asked."
    if len(able) < len(case.seats):
        said += f" {_why_no_member(case)}"
    if case.vacant:
        said += f" {case.vacant} seat{'s are' if case.vacant > 1 else ' is'} vacant."
    return said


def _counted(able: Sequence[Seat]) -> str:
    parts = []
    for choice, word in ((VoteChoice.FOR, "for"), (VoteChoice.AGAINST, "against")):
        names = [seat.person.name for seat in able if seat.vote == choice]
        if names:
            parts.append(f"{_listed(names)} {word} it")
    return f"{', '.join(parts) or 'nobody has voted'}."


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
