"""The demonstration's ward plans as a whole: put to the members once their priorities stand, agreed, published."""

import datetime as dt

from wapentake.office.models import Councillor
from wapentake.office.queries import members_of
from wapentake.people.models import User
from wapentake.places.models import Ward
from wapentake.places.queries import parishes_of
from wapentake.plans import actions as plans
from wapentake.plans.models import WardPlan

from .world import DAY, World, moment, working_day

ASKED = (
    ("Residents of {ward}", "A stall at the market and a form on the ward’s page", "Roads and parks came up most."),
    ("The council’s services and the police", "The ward’s briefing", "Each said what it can do by when."),
    ("Community groups of the ward", "A supper with every group on the ward’s list", ""),
)  # fmt: skip
EQUALITY = (
    "Children, older people and disabled people gain most: crossings, lit paths and places to meet are nearest to what "
    "they told us.\nPeople who speak little English might be missed. Leaflets are in four languages, and the groups’ "
    "own volunteers ask in person.\nNobody was found to lose out. The members look again at every ward meeting."
)
PARISH = "Its own green spaces, benches and noticeboards; speaks with the ward’s members about roads and bus times."
REFUSED = "The island on Moorgate Road has no date in it. Put one in, and I agree."
REFUSED_IN = "E05012996"


def load_whole_plans(world: World, shown: dt.date) -> None:
    """Publish each ward's plan a week after its priorities; in one ward a member refuses it first."""
    day = working_day(shown + 6 * DAY)
    for number, (code, ward) in enumerate(sorted(world.wards.items())):
        by = world.co_ordinators[code]
        plan = plans.begin_plan(ward, by=by, at=moment(day - 4 * DAY, 5 * number))
        for who, how, said in ASKED:
            asked_on = working_day(day - 9 * DAY)  # before the plan is begun, however many days a holiday lasts
            plans.add_engagement(
                plan, who.format(ward=ward), how, asked_on, said=said, by=by, at=moment(day - 4 * DAY, 5 * number)
            )
        parishes = dict.fromkeys(parishes_of(ward, day), PARISH)
        plan = plans.write_plan(plan, EQUALITY, parishes, by=by, at=moment(day - 4 * DAY, 5 * number))
        _agree(world, plan, ward, day, number)


def _agree(world: World, plan: WardPlan, ward: Ward, day: dt.date, number: int) -> None:
    by, members = world.co_ordinators[ward.code], members_of(ward, day)
    plan = plans.propose_plan(plan, by=by, at=moment(day - 3 * DAY, 5 * number))
    if ward.code == REFUSED_IN:
        plans.refuse_plan(plan, reason=REFUSED, by=_user(members[-1]), at=moment(day - 3 * DAY, 200))
        plan = plans.propose_plan(plan, by=by, at=moment(day - 2 * DAY, 5 * number))
    for order, member in enumerate(members):
        plans.agree_plan(plan, by=_user(member), at=moment(day - DAY, 40 * order + number))
    plans.publish_plan(plan, by=by, at=moment(day, 5 * number))


def _user(member: Councillor) -> User:
    assert member.user is not None
    return member.user
