"""With whom an application is, why and until when: one pure function over where it stands.

The desk, the queue, the decision page and the mails all read its answer. It asks no database and no clock.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from wapentake.foundation.calendars import long_date
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..queries.clocks import Clock
from ..queries.where_it_stands import Put, Stand
from ..states import ApplicationState
from ..states.payees import PayeeState
from ..states.routing import Step
from .routing import ASKED_WARD


@dataclass(frozen=True)
class Reader:
    """Who reads it: the key of their account, and which of the offices that act on money they hold."""

    user: int
    approves: bool = False
    pays: bool = False

    @classmethod
    def of(cls, roles: Roles) -> "Reader":
        """Return somebody as a reader, by their roles of the day."""
        return cls(roles.user.pk, roles.has(RoleKind.APPROVER), roles.has(RoleKind.FINANCE))


@dataclass(frozen=True)
class Waiting:
    """With whom (`who`) it is, since when, why, and by when (`by`) with the clock's rule. `mine`: it is the reader's.

    `late` and `still` are empty unless it is late, or its clock stands still. `clock` is the rule in a few words.
    """

    who: str
    since: dt.date
    why: str
    mine: bool = False
    by: dt.date | None = None
    source: str = ""
    late: str = ""
    still: str = ""
    clock: str = ""


NOBODY = "Nobody"
OVER = (ApplicationState.PAID, ApplicationState.DECLINED, ApplicationState.WITHDRAWN, ApplicationState.CANCELLED)


def waiting(stand: Stand, reader: Reader, on: dt.date) -> Waiting:
    """Return with whom an application is on a day, why and until when, as one reader is told it."""
    if stand.state in OVER:
        return Waiting(NOBODY, stand.since, "Nothing is left to do.")
    who, why, mine, since = _STEPS[ApplicationState(stand.state)](stand, reader)
    if stand.part_from is not None and stand.part_from > on and not (stand.run or stand.offered or stand.to_show):
        who, why, mine = NOBODY, f"Instalment {stand.part} is paid from {long_date(stand.part_from)} on.", False
    return Waiting(
        who, since, why, mine, stand.clock.by, stand.clock.said, late_words(stand.clock.by, on),
        still_words(stand.clock, on), stand.clock.brief,
    )  # fmt: skip


def late_words(by: dt.date, on: dt.date) -> str:
    """Return how late something is, in days; nothing while it is in time."""
    days = (on - by).days
    return f"{days} day{'' if days == 1 else 's'} late" if days > 0 else ""


def still_words(clock: Clock, on: dt.date) -> str:
    """Return why a clock stands still on a day, and until when; nothing while it runs."""
    still = clock.still_on(on)
    if still is None:
        return ""
    last = long_date(still.goes_on - dt.timedelta(days=1))
    return f"Awards in {still.where} are frozen until {last}: the clock stands still."


Told = tuple[str, str, bool, dt.date]


def _submitted(stand: Stand, reader: Reader) -> Told:
    if not stand.put:
        return _with_holder(stand, reader)
    mine, since = any(one.user == reader.user for one in stand.put), min(one.since for one in stand.put)
    who = "You" if mine else _people([one.name for one in stand.put], stand.put[0].step)
    why = _votes(stand, mine) if stand.put[0].step == Step.MEMBERS else stand.put[0].why
    return who, why, mine, since


def _with_holder(stand: Stand, reader: Reader) -> Told:
    if not stand.own:
        why = "Nobody has been asked yet: it is put to whoever decides next morning."
        return NOBODY, why, False, stand.since
    if stand.holder_user == reader.user:
        return "You", "It asks for your fund: you recommend it, or not.", True, stand.since
    return stand.holder, f"It asks for {stand.holder}’s fund.", False, stand.since


def _votes(stand: Stand, mine: bool) -> str:
    """Return how the vote stands: who was asked first reads how many have voted, and then what else is to know."""
    first: Put = stand.put[0]
    voted = stand.voted - {one.user for one in stand.put}
    count, rest = len(voted) + len(stand.put), first.why.removeprefix(ASKED_WARD).strip()
    if rest == first.why:
        return first.why
    have = "has" if len(voted) == 1 else "have"
    said = f"{len(voted) or 'none'} of {count} {have} voted."
    said = f"Your vote: {said}" if mine else f"{said[0].upper()}{said[1:]}"
    return f"{said} {rest}".strip()


def _supported(stand: Stand, reader: Reader) -> Told:
    yes = f"{stand.supporter} {'support' if stand.supporter.startswith('The ') else 'supports'} it"
    if reader.approves and reader.user in stand.said_yes:
        return "Another officer", "You supported it, so another officer approves it.", False, stand.since
    if reader.approves and reader.user in stand.declared:
        return "Another officer", "You declared an interest in it, so another officer approves it.", False, stand.since
    if reader.approves and stand.checked and reader.user == stand.checked_by:
        return "Another officer", "You checked it, so another officer approves it.", False, stand.since
    who = "You" if reader.approves else _people(stand.approvers, "") or "An approving officer"
    does = ("check it first", "checks it first") if stand.two and not stand.checked else ("approve", "approves")
    act = f"{who} {does[0] if reader.approves or len(stand.approvers) > 1 else does[1]}"
    if stand.two:
        first = f"{stand.checked} checked it first" if stand.checked else "an award of this size takes two officers"
        why = f"{act}: {first}. {yes[0].upper()}{yes[1:]}."
    else:
        why = f"{act} under delegation; {yes[0].lower() if yes.startswith('The') else yes[0]}{yes[1:]}."
    if stand.sign_off:
        why += " A housing officer has to sign it off first."
    if stand.unticked:
        why += f" {stand.unticked} check{' is' if stand.unticked == 1 else 's are'} still to be ticked."
    return who, why, reader.approves, stand.since


def _approved(stand: Stand, reader: Reader) -> Told:
    waits = _not_payable_yet(stand)
    if waits is not None:
        return *waits, False, stand.since
    who = "You" if reader.pays else "Finance"
    if stand.details == PayeeState.GIVEN:
        return who, "Held: bank details wait for a second person.", reader.pays, stand.since
    pay = "You pay it" if reader.pays else "Finance pays it"
    if stand.part and stand.part_from is not None:
        pay = pay.removesuffix(" it") + f" instalment {stand.part}, from {long_date(stand.part_from)} on"
    if stand.details == PayeeState.CHECKED:
        return who, f"{pay}: it is awarded, and its bank details are checked.", reader.pays, stand.since
    known = "it is awarded to a service of the council" if stand.inside else "it is awarded. It gave no bank details"
    return who, f"{pay}: {known}.", reader.pays, stand.since


def _not_payable_yet(stand: Stand) -> tuple[str, str] | None:
    """Return with whom an award is before finance can pay it, and why; nothing once it can."""
    if stand.run:
        return "The bank", f"Sent to be paid in payment run {stand.run}. Finance says what the bank did."
    if stand.held.gone:
        lost = f"{_listed(stand.held.gone)} {'is' if len(stand.held.gone) == 1 else 'are'} gone"
        return "The group", f"Its project needs all its parts, and {lost}: the group says whether less is enough."
    if stand.held.waits:
        return NOBODY, f"It waits for the other parts of its project: {_listed(stand.held.waits)}."
    if stand.offered:
        return "The group", "The group has not accepted the offer yet."
    if stand.to_show:
        return (
            "The group",
            f"Instalment {stand.part} is paid once the group has shown what it is to show, and it was read.",
        )
    return None


_STEPS = {
    ApplicationState.SUBMITTED: _submitted,
    ApplicationState.SUPPORTED: _supported,
    ApplicationState.APPROVED: _approved,
}


def _listed(references: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(references[:-1]), references[-1])))


def _people(names: Sequence[str], step: str) -> str:
    """Return one or two names, or how many there are."""
    if len(names) > 2:
        return f"{len(names)} {'members' if step == Step.MEMBERS else 'people'}"
    return " and ".join(names)


def act_of(stand: Stand) -> str:
    """Return what whoever has it is to do, as a verb: `vote on`, `decide on`, `check`, `approve`, `pay`."""
    if stand.state == ApplicationState.SUBMITTED:
        return "vote on" if stand.put and stand.put[0].step == Step.MEMBERS else "decide on"
    if stand.state == ApplicationState.SUPPORTED:
        return "check" if stand.two and not stand.checked else "approve"
    return "pay"


def clock_words(waiting: Waiting, on: dt.date) -> str:
    """Return the clock of something that waits in a sentence: by when and by what rule, or why it stands still."""
    if waiting.still:
        return waiting.still
    if waiting.by is None:
        return ""
    return f"{'Due' if waiting.by >= on else 'Was due'} by {long_date(waiting.by)}. {waiting.source}".strip()
