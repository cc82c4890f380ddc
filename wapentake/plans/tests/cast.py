"""People and a ward for the tests of this room."""

import datetime as dt
from dataclasses import dataclass

from wapentake.foundation.calendars import LONDON
from wapentake.office.models import Councillor, Poll, RoleHeld, Term
from wapentake.office.queries import Roles, roles_of
from wapentake.office.states import PollKind, RoleKind
from wapentake.people.models import User
from wapentake.places.models import Edition, Ward

from ..actions import agree, draft_priority, open_cycle, propose, publish
from ..models import Cycle, Priority
from ..rules import ActionWords, PriorityWords

TODAY = dt.date(2026, 11, 24)
NOW = dt.datetime(2026, 11, 24, 9, 12, tzinfo=LONDON)
BEGAN = dt.date(2024, 5, 6)
WORDS = PriorityWords(
    "Slower, safer streets", "Drivers at the limit.", "Residents asked.", actions=(ActionWords("Two speed signs"),)
)


def later(minutes: int) -> dt.datetime:
    """Return a moment after NOW."""
    return NOW + dt.timedelta(minutes=minutes)


@dataclass
class Town:
    """A ward with three members, its co-ordinator and support officer, and people of elsewhere."""

    ward: Ward
    elsewhere: Ward
    cycle: Cycle
    ashby: User
    iqbal: User
    okafor: User
    stranger: User  # a member of the other ward
    dan: User  # co-ordinator
    sue: User  # support officer
    head: User
    finance: User

    def roles(self, user: User, on: dt.date = TODAY) -> Roles:
        return roles_of(user, on)

    def councillor(self, user: User) -> Councillor:
        return Councillor.objects.get(user=user)

    def draft(self, words: PriorityWords = WORDS, by: User | None = None) -> Priority:
        return draft_priority(self.ward, words, by=by or self.dan, at=NOW)

    def proposed(self, words: PriorityWords = WORDS) -> Priority:
        return propose(self.draft(words), by=self.dan, at=later(1))

    def agreed(self, words: PriorityWords = WORDS) -> Priority:
        priority = self.proposed(words)
        for member in (self.ashby, self.iqbal, self.okafor):
            priority = agree(priority, by=member, at=later(2))
        return priority

    def published(self, words: PriorityWords = WORDS) -> Priority:
        return publish(self.agreed(words), by=self.dan, at=later(3))


def user(name: str) -> User:
    """Make a user; the first letters of the name are the address."""
    return User.objects.create(name=name, email=f"{name.lower().replace(' ', '.')}@example.org")


def member(name: str, ward: Ward, poll: Poll, *, to_date: dt.date | None = None) -> User:
    """Make a councillor with a term in a ward."""
    person = user(name)
    councillor = Councillor.objects.create(user=person, slug=name.lower().replace(" ", "-"), name=name)
    Term.objects.create(councillor=councillor, ward=ward, poll=poll, from_date=BEGAN, to_date=to_date)
    return person


def role(name: str, kind: RoleKind, **where: object) -> User:
    """Make a user with a role."""
    person = user(name)
    RoleHeld.objects.create(user=person, kind=kind, from_date=BEGAN, **where)
    return person


def town() -> Town:
    """Make the town."""
    edition, _ = Edition.objects.get_or_create(name="25 wards", from_date=dt.date(2021, 5, 6))
    ward = Ward.objects.create(
        code="E05012996", edition=edition, slug="boston-castle", name="Boston Castle",
        ons_name="Boston Castle", number=4, seats=3,
    )  # fmt: skip
    elsewhere = Ward.objects.create(
        code="E05012997", edition=edition, slug="hoober", name="Hoober", ons_name="Hoober", number=12, seats=2
    )
    poll = Poll.objects.create(kind=PollKind.ORDINARY, on=dt.date(2024, 5, 2))
    return Town(
        ward=ward,
        elsewhere=elsewhere,
        cycle=open_cycle(dt.date(2026, 7, 1), by=None, at=NOW),
        ashby=member("Maureen Ashby", ward, poll),
        iqbal=member("Tariq Iqbal", ward, poll),
        okafor=member("Grace Okafor", ward, poll),
        stranger=member("Neil Stranger", elsewhere, poll),
        dan=role("Dan Cole", RoleKind.CO_ORDINATOR, ward=ward),
        sue=role("Sue Marsh", RoleKind.SUPPORT_OFFICER, ward=ward),
        head=role("Helen Head", RoleKind.HEAD_OF_NEIGHBOURHOODS),
        finance=role("Fay Finance", RoleKind.FINANCE),
    )
