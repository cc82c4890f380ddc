"""Awards of wards' capital on which the demonstration's members voted by name, before an officer decided.

The other wards decided in a meeting, and an officer entered what they decided.
"""

import datetime as dt
from collections.abc import Callable
from functools import partial

from wapentake.funding import actions as funding
from wapentake.funding.models import Application
from wapentake.funding.rules import Asked, may_vote
from wapentake.funding.states.routing import VoteChoice
from wapentake.office.models import Councillor
from wapentake.office.queries import members_of, roles_of

from .choosing import Season, Wanted
from .world import DAY, World, moment, working_day

Step = tuple[dt.date | None, Callable[[], None]]
Votes = list[tuple[dt.date, Councillor]]
ASKED_BEFORE = 16 * DAY
FIRST_VOTE = 4 * DAY
# In these wards the last member to vote has a part in the group, says so, and leaves it to the colleagues.
ASIDE = ("E05013009", "E05013000", "E05013014")


def steps_of_votes(
    world: World, number: int, one: Wanted, when: Season, asked: Asked, made: dict[int, Application]
) -> list[Step]:
    """Return what leads to an award by votes: the group asks, each member votes. Nothing where a meeting decided.

    A ward votes here if a group of it asks for its capital, early enough, and the same members sit until it is awarded.
    """
    asked_on = working_day(one.asked_on - ASKED_BEFORE)
    votes = _votes(world, one, asked_on) if asked_on >= when.start else []

    def ask() -> None:
        made[number] = funding.submit_application(asked, by=None, at=moment(asked_on, number % 480))

    steps: list[Step] = [(asked_on, ask)] if votes else []
    for place, (day, member) in enumerate(votes):
        aside = one.ward in ASIDE and place == len(votes) - 1
        steps.append((day, partial(_vote, world, made, number + place, member, day, number=number, aside=aside)))
    return steps


def _votes(world: World, one: Wanted, asked_on: dt.date) -> Votes:
    """Return who votes when: a few days after it was asked for, and a day or two apart."""
    group = any(body.key == one.body and body.ward for body in world.borough.bodies)
    sitting = members_of(world.ward(one.ward), asked_on)
    same = sitting == members_of(world.ward(one.ward), one.asked_on)
    if one.fund != "capital" or not group or not same or any(member.user is None for member in sitting):
        return []
    days = [working_day(asked_on + FIRST_VOTE + place * 2 * DAY) for place in range(len(sitting))]
    return [(min(day, one.asked_on), member) for day, member in zip(days, sitting, strict=True)]


def _vote(
    world: World, made: dict[int, Application], place: int, member: Councillor, on: dt.date, *, number: int, aside: bool
) -> None:
    """A member votes, or stands aside; whoever the register shows to have an interest is not asked."""
    application, at, reasons = made[number], moment(on, number % 480), world.borough.library.support_reasons
    assert member.user is not None  # looked at before
    application.refresh_from_db()
    if may_vote(roles_of(member.user, on), application, at):
        funding.vote(
            application, VoteChoice.FOR, reasons=reasons[place % len(reasons)], interest=aside, by=member.user, at=at,
            key=f"demonstration:by-vote:{number}:{member.pk}",
        )  # fmt: skip
