"""The demonstration's votes: wards' members who decide on their capital, and a member who may although she has a part.

One waits for more votes, one was decided by most, one is with the Cabinet Member, and in one a member stands aside.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wapentake.foundation.calendars import FinancialYear
from wapentake.funding import actions as funding
from wapentake.funding.models import Fund
from wapentake.funding.queries import last_day_to_decide
from wapentake.funding.rules import Asked
from wapentake.funding.states.routing import VoteChoice
from wapentake.office import actions as office
from wapentake.office.models import Councillor, Term
from wapentake.office.queries import dispensation_for, members_of
from wapentake.office.rules import Dispensing
from wapentake.office.states import GrantedBy, Ground, Lifts
from wapentake.people.models import User

from .asking import address_of
from .checks import tick_all
from .world import DAY, World, moment, working_day

VILLAGE, LIGHTS = "E05013017", "Tanyard Christmas Lights"
CASTLE, DALTON = "E05012996", "E05012999"


@dataclass(frozen=True)
class Put:
    """An application to a ward's capital: who asks for what, how long ago, and what each member said, in order."""

    ward: str
    body: str
    title: str
    purpose: str
    benefits: str
    pounds: int
    days_ago: int
    votes: Sequence[tuple[str, VoteChoice, str]]
    approved: bool = False
    equality: str = ""
    alternatives: str = ""


WAITING = Put(
    CASTLE, "Clifton Green Volunteers", "A store for tools by the bandstand",
    "A steel store, so that forks and barrows no longer come from home on the bus.", "Forty volunteers", 640, 6,
    [("tariq", VoteChoice.FOR, "They are there every Saturday, and carry everything with them.")],
)  # fmt: skip
BY_MOST = Put(
    CASTLE, "Broom Valley Juniors", "Two goals that fold away", "Goals on wheels, locked up after each match.",
    "Ninety children from six schools", 820, 24,
    [
        ("tariq", VoteChoice.FOR, "The old ones are held together with tape."),
        ("maureen", VoteChoice.AGAINST, "I would rather see the changing room mended first."),
        ("grace", VoteChoice.FOR, "It is what the children asked for, and it lasts."),
    ],
    approved=True,
    equality="Children of all abilities play there. Nobody loses.",
    alternatives="Mending the old goals was looked into: the frames are rusted through.",
)  # fmt: skip
ONE_ASIDE = Put(
    CASTLE, "Clifton Raised Beds", "Two tables at the height of a wheelchair",
    "Oak tables, so that people who cannot bend can sow and pot on.", "Members with disabilities", 540, 4, [],
)  # fmt: skip
DIFFER = Put(
    DALTON, "Thrybergh Share Shelf", "A container for the furniture store",
    "A dry container, so that sofas and beds can be taken in when they are offered.", "Eighty families a year", 690, 11,
    [
        ("blessing", VoteChoice.FOR, "They turn good beds away for want of room."),
        ("Lesley Umpleby", VoteChoice.AGAINST, "It would stand on the green for ever."),
    ],
)  # fmt: skip
# All members of the ward are for it; the one who was let vote on the group says so with the vote.
LIT = Put(
    VILLAGE, LIGHTS, "Lights that take half the power",
    "Forty strings of new lights for the green and the high street, in place of those of 1998.",
    "Everybody who walks through the village in December", 480, 27, [], approved=True,
    equality="Every street of the village is lit alike. Nobody loses.",
    alternatives="Another year of repairs was looked into: half of the strings are past it.",
)  # fmt: skip


def load_dispensation(world: World) -> None:
    """Let the first member of Wickersley vote on what concerns the lights, for a year."""
    begins = working_day(world.on - 45 * DAY)
    body = next(row.key for row in world.borough.bodies if row.name == LIGHTS)
    member = _of_village(world)[0]
    said = Dispensing(
        organisation=world.bodies[body],
        lifts=Lifts.VOTE,
        ground=Ground.RESIDENTS,
        granted_by=GrantedBy.STANDARDS,
        reference=f"MO/{begins.year}/7",
        reason="A committee member without pay. Residents of the village would have one member less to speak for them.",
        asked_on=begins - dt.timedelta(days=9),
        from_date=begins,
        to_date=begins + 365 * DAY,
    )
    office.record_dispensation(member, said, by=world.people["anita"], at=moment(begins, 75))


def _of_village(world: World) -> list[Councillor]:
    return sorted(members_of(world.ward(VILLAGE), working_day(world.on - 45 * DAY)), key=lambda one: one.name)


def load_votes(world: World) -> None:
    """Let the members vote on what falls into the year, before its last day to decide, and while they sit."""
    capital = Fund.objects.get(key="capital")
    last = last_day_to_decide(capital, FinancialYear.of(world.on)) or world.on
    members = [(one.name, VoteChoice.FOR, "They cost the village half, and last.") for one in _of_village(world)]
    for number, put in enumerate((BY_MOST, DIFFER, WAITING, ONE_ASIDE, replace(LIT, votes=members))):
        asked_on = working_day(world.on - put.days_ago * DAY, latest=world.on)
        same_year = FinancialYear.of(asked_on) == FinancialYear.of(world.on)
        if same_year and world.on <= last and _sit(world, put, asked_on):
            _tell(world, capital, number, put, asked_on)


def _sit(world: World, put: Put, on: dt.date) -> bool:
    """Whether all whose votes are told sit for the ward from the day on which it was asked."""
    who = [world.councillor(name).pk for name, _, _ in put.votes]
    sitting = Term.objects.on(world.on).filter(ward__code=put.ward, councillor__in=who, from_date__lte=on)
    return sitting.count() == len(who)


def _tell(world: World, capital: Fund, number: int, put: Put, asked_on: dt.date) -> None:
    asked_at = moment(asked_on, 30 + 40 * number)
    application = funding.submit_application(_asked(world, capital, put), by=None, at=asked_at)
    day, at = asked_on, asked_at
    for place, (name, choice, reasons) in enumerate(put.votes):
        day = min(working_day(day + DAY), world.on)
        at = max(at, moment(day, 100 + 20 * place))
        funding.vote(
            application, choice, reasons=reasons, interest=_let_off(world, put, name, day),
            by=_user(world, name), at=at, key=f"demonstration:vote:{number}:{place}",
        )  # fmt: skip
    if put.approved:
        approved_at = max(at, moment(min(working_day(day + 2 * DAY), world.on), 200))
        tick_all(application, by=world.people["priya"], at=approved_at)
        funding.approve(
            application, reasons="Most members are for it, and the money is there.", interest=False,
            equality=put.equality, alternatives=put.alternatives, by=world.people["priya"], at=approved_at,
            key=f"demonstration:vote:{number}:approve",
        )  # fmt: skip


def _asked(world: World, capital: Fund, put: Put) -> Asked:
    contacts = world.borough.library.contacts
    place, body = next((place, row.key) for place, row in enumerate(world.borough.bodies) if row.name == put.body)
    contact = contacts[place % len(contacts)]  # who asks for the group elsewhere too
    return Asked(
        fund=capital, ward=world.ward(put.ward), councillor=None, organisation=world.bodies[body], title=put.title,
        purpose=put.purpose, pence=put.pounds * 100, contact_name=contact,
        contact_email=address_of(contact, put.body), who_benefits=put.benefits,
        who_was_asked="The members at their yearly meeting.", cost_pence=put.pounds * 100, costs="capital",
    )  # fmt: skip


def _let_off(world: World, put: Put, name: str, on: dt.date) -> bool:
    """Whether a member has an interest in the group and was let vote all the same, and so declares it."""
    body = next(row.key for row in world.borough.bodies if row.name == put.body)
    return dispensation_for(world.councillor(name), world.bodies[body], moment(on, 100)) is not None


def _user(world: World, name: str) -> User:
    user = world.councillor(name).user
    assert user is not None
    return user
