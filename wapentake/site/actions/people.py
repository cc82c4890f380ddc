"""The demonstration's people: councillors and their terms, officers and their roles, interests."""

import datetime as dt
from collections.abc import Iterable

from wapentake.office import actions as office
from wapentake.office.actions import Entry
from wapentake.office.models import Councillor, Poll, RoleHeld, Term
from wapentake.office.states import Holder, InterestCategory, PollKind, RoleKind, TermEnd
from wapentake.organisations.models import Organisation
from wapentake.people.actions import create_user
from wapentake.people.models import User
from wapentake.places.models import Locality, Ward

from ..states import CouncillorRow, OfficerRow, RoleRow, cast, plain
from .world import DAY, NEXT_POLL, POLLS, World, moment

OUTSIDE = {RoleKind.PARTNER, RoleKind.PARISH_CLERK, RoleKind.LOCALITY_CHAMPION}
WORK = ("Retired teacher", "Bus driver, part time", "Nurse", "Runs a sandwich shop", "Retired steelworker",
        "Warehouse supervisor", "Self-employed bookkeeper", "Retired miner", "Care worker", "Welder")  # fmt: skip
OTHER = ("Governor of a primary school", "Member of a trade union", "Trustee of a charity outside the borough",
         "Member of a building society's local panel")  # fmt: skip


def load_councillors(world: World) -> None:
    """Add the councillors, hold the polls, seat everybody; then the by-election, the suspension and the offices."""
    rows = world.borough.councillors
    for number, row in enumerate(rows):
        _add(world, row, number)
    polls = {poll_on.year: _hold(world, poll_on) for poll_on in POLLS}
    for year, poll in polls.items():
        for row in rows:
            if year in row.polls:
                ward = world.wards[row.ward]
                office.elect(world.councillor(row.name), ward, poll, by=None, at=world.at)
    _by_election(world, next(row for row in rows if row.polls and row.polls[0] not in polls))
    _suspend(world)
    if world.on < NEXT_POLL:
        _hold(world, NEXT_POLL)


def _add(world: World, row: CouncillorRow, number: int) -> None:
    sits = max(row.polls) >= POLLS[-1].year
    email = f"{plain(row.name)}@example.gov.uk"
    page = {"public_email": email, "public_phone": f"01632 960{100 + number}", "surgery": row.surgery} if sits else {}
    made = office.add_councillor(row.name, email, by=None, at=world.at, invite=False, invented=True, page=page)
    for name in filter(None, (row.name, row.key)):
        world.councillors[name] = made
        world.people[name] = _user(made)


def _user(councillor: Councillor) -> User:
    assert councillor.user is not None  # made with an account
    return councillor.user


def _hold(world: World, poll_on: dt.date) -> Poll:
    return office.hold_poll(PollKind.ORDINARY, poll_on, by=None, at=world.at)


def _by_election(world: World, winner: CouncillorRow) -> None:
    told = world.borough.by_election
    ward = world.wards[told.ward]
    term = Term.objects.on(told.resigned_on - DAY).get(councillor=world.councillor(told.left))
    vacancy = office.end_term(term, TermEnd.RESIGNATION, told.resigned_on, by=None, at=world.at)
    office.declare_vacancy(vacancy, told.declared_on, by=None, at=world.at)
    poll = office.hold_poll(PollKind.BY_ELECTION, told.polled_on, ward, by=None, at=world.at)
    office.elect(world.councillor(winner.name), ward, poll, by=None, at=world.at)


def _suspend(world: World) -> None:
    told = world.borough.suspension
    begins = world.on - dt.timedelta(days=told.days_ago)
    ends = begins + dt.timedelta(days=told.days)
    office.suspend(world.councillor(told.who), begins, ends, told.note, by=None, at=world.at)


def load_offices(world: World) -> None:
    """Give councillors the offices that rest on a seat, and officers their roles; then the cover."""
    begins = POLLS[-1] + dt.timedelta(days=18)  # the annual meeting
    for seat in world.borough.seats:
        user = world.people[seat.councillor]
        office.grant_role(user, seat.kind, begins, by=None, at=world.at, title=seat.title)
    held: dict[tuple[str, str], RoleHeld] = {}
    for row in world.borough.officers:
        user = _officer(world, row)
        for role in row.roles:
            _grant(world, user, role)
        for code in row.wards:
            held[row.key or row.name, code] = _grant(world, user, _co_ordinator(code))
            world.co_ordinators[code] = user
    told = world.borough.cover
    begins = world.on - dt.timedelta(days=told.days_ago)
    ends = begins + dt.timedelta(days=told.days)
    covered = held[told.who, told.ward]
    office.arrange_cover(covered, world.people[told.by], begins, ends, by=None, at=world.at)


def _co_ordinator(ward: str) -> RoleRow:
    return RoleRow(RoleKind.CO_ORDINATOR, "Neighbourhood Co-ordinator", ward=ward)


def _officer(world: World, row: OfficerRow) -> User:
    outside = not row.wards and all(role.kind in OUTSIDE for role in row.roles)
    known = {member.key: member.email for member in cast()}
    email = known.get(row.key) or f"{plain(row.name)}@example.{'org' if outside else 'gov.uk'}"
    user = create_user(email, row.name, by=None, at=world.at, invite=False)
    for name in filter(None, (row.name, row.key)):
        world.people[name] = user
    return user


def _grant(world: World, user: User, role: RoleRow) -> RoleHeld:
    place: Ward | Locality | Organisation | None = None
    if role.ward:
        place = world.wards[role.ward]
    elif role.locality:
        place = Locality.objects.get(slug=role.locality)
    elif role.organisation or role.parish:
        place = world.bodies[role.organisation or f"parish:{role.parish}"]
    begins = POLLS[0]
    return office.grant_role(user, role.kind, begins, by=None, at=world.at, place=place, title=role.title)


def load_interests(world: World) -> None:
    """Let every sitting councillor fill in their register, within 28 days of the poll that they first won."""
    rows = {row.name: row for row in world.borough.councillors if max(row.polls) >= POLLS[-1].year}
    told = {world.councillor(row.councillor).pk: row for row in world.borough.interests}
    for name, row in rows.items():
        councillor = world.councillor(name)
        term = Term.objects.filter(councillor=councillor).order_by("from_date")[0]
        dice = world.dice("interests", name)
        other = dice.choice(OTHER) if dice.random() < 0.4 else ""
        entries = list(_usual(world, row, term.from_date, dice.choice(WORK), other))
        if found := told.get(councillor.pk):
            entries.append(Entry(found.category, found.holder, found.what, term.from_date, world.bodies[found.group]))
        days = 6 + dice.randrange(18)
        _register(councillor, entries, moment(term.from_date + dt.timedelta(days=days), dice.randrange(400)))
        if row.key == "blessing":
            # What the Monitoring Officer still has to settle.
            flat = Entry(
                InterestCategory.LAND, Holder.PARTNER, "A flat in the borough", world.on - 14 * DAY, sensitive=True
            )
            _register(councillor, [flat], moment(world.on - 4 * DAY))


def _usual(world: World, row: CouncillorRow, arose_on: dt.date, work: str, other: str) -> Iterable[Entry]:
    ward = world.wards[row.ward]
    yield Entry(InterestCategory.EMPLOYMENT, Holder.MEMBER, work, arose_on)
    yield Entry(InterestCategory.LAND, Holder.MEMBER, f"House in {ward.name} ward", arose_on)
    if other:
        yield Entry(InterestCategory.BODY, Holder.MEMBER, other, arose_on)


def _register(councillor: Councillor, entries: Iterable[Entry], at: dt.datetime) -> None:
    for entry in entries:
        office.register_interest(councillor, entry, by=_user(councillor), at=at)
