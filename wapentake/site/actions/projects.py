"""The demonstration's projects in parts: three councillors for one thing, and two funds of one ward."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from wapentake.foundation.calendars import FinancialYear
from wapentake.funding import actions as funding
from wapentake.funding.models import Application, Fund
from wapentake.funding.queries import last_day_to_decide, pots
from wapentake.funding.queries.projects import parts_of
from wapentake.funding.rules import Asked, Line, More, Other
from wapentake.funding.rules.parts import AskedPart
from wapentake.funding.states.fund_rules import CostType
from wapentake.office.models import Councillor
from wapentake.office.queries import members_of
from wapentake.organisations import actions as organisations
from wapentake.organisations.actions import Details
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind, Sector
from wapentake.people.models import User

from .asking import address_of
from .checks import tick_all
from .world import DAY, World, moment, working_day

WATH, ROCKINGHAM, KILNHURST, HOOBER = "E05013016", "E05013013", "E05013005", "E05013003"


@dataclass(frozen=True)
class Whole:
    """A project: which group asks for what, of which members' own funds (by ward) and how much of a ward's capital.

    Its group asks for nothing else. `said` is how many were backed, of which the first is approved.
    """

    body: str
    about: str
    contact: str
    title: str
    purpose: str
    benefits: str
    own: Sequence[tuple[str, int]]
    capital: int
    lines: Sequence[tuple[str, CostType, int]]
    others: Sequence[tuple[str, int]]
    needs_all: bool
    days_ago: int
    said: int


# Two of the three have said yes: the third is still to come, and the project needs all of them.
LAUNCH = Whole(
    "Three Wards Young Carers", "Evenings and days out for children who look after somebody at home.", "Imogen Tasker",
    "A week by the sea for young carers",
    "Five days in Filey in the Easter holidays for twenty-four children who look after somebody at home, with two "
    "leaders, a coach and whoever sits with the person whom they care for.",
    "24 young carers of three wards", [(WATH, 240), (ROCKINGHAM, 200), (KILNHURST, 200)], 0,
    [("Coach", CostType.REVENUE, 310), ("Beds and meals", CostType.REVENUE, 720)],
    [("Collected at Wath market", 390)], True, 12, 2,
)  # fmt: skip
# The councillor's fund pays for running it, the ward's capital for what lasts.
KITCHEN = Whole(
    "Hoober Kitchen Table", "Young people cook for each other on Thursdays.", "Dev Rawson",
    "A kitchen that young people cook in",
    "A cooker, a worktop and shelves in the parish hall, and ten evenings with a cook, so that Thursdays end with "
    "a hot meal that they made themselves.",
    "About 35 young people", [(HOOBER, 180)], 460,
    [("Ten evenings with a cook", CostType.REVENUE, 180), ("Cooker, worktop, shelves", CostType.CAPITAL, 460)],
    [], False, 9, 1,
)  # fmt: skip


def load_projects(world: World) -> None:
    """Let the two groups ask, where it still falls into the year and whoever is asked has the money."""
    capital, own = Fund.objects.get(key="capital"), Fund.objects.get(key="clf")
    days = [last_day_to_decide(fund, FinancialYear.of(world.on)) for fund in (capital, own)]
    last = min((day for day in days if day), default=world.on)
    for number, whole in enumerate((LAUNCH, KITCHEN)):
        asked_on = working_day(world.on - whole.days_ago * DAY, latest=world.on)
        if world.on > last or FinancialYear.of(asked_on) != FinancialYear.of(world.on):
            continue
        parts = _parts(world, whole, own, capital)
        if len(parts) > 1:
            _tell(world, whole, number, parts, asked_on)


def _parts(world: World, whole: Whole, own: Fund, capital: Fund) -> list[AskedPart]:
    """Return what is asked of whom: in each ward, of the first member with an account who has as much left."""
    found = []
    for code, pounds in whole.own:
        member = _who_has(world, code, own, pounds * 100)
        if member is not None:
            found.append(AskedPart(own, world.ward(code), member, pounds * 100, CostType.REVENUE))
    if whole.capital and found:
        found.append(AskedPart(capital, found[0].ward, None, whole.capital * 100, CostType.CAPITAL))
    return found


def _who_has(world: World, code: str, own: Fund, pence: int) -> Councillor | None:
    year = FinancialYear.of(world.on)
    members = [member for member in members_of(world.ward(code), world.on - 20 * DAY) if member.user is not None]
    sitting = set(members_of(world.ward(code), world.on))
    return next(
        (one for one in members if one in sitting and pots(year, councillor=one, funds=[own])[0].left >= pence), None
    )


def _tell(world: World, whole: Whole, number: int, parts: Sequence[AskedPart], asked_on: dt.date) -> None:
    first, at = parts[0], moment(asked_on, 45 + 30 * number)
    asked = _asked(world, whole, first, parts)
    said = parts_of(funding.submit_project(asked, by=None, at=at))[: whole.said]
    for place, part in enumerate(said):
        day = min(working_day(asked_on + (2 + place) * DAY), world.on)
        _support(part, at=max(at, moment(day, 90 + 15 * place)), key=f"demonstration:project:{number}:{place}")
    approved = said[0]
    approved_at = max(at, moment(min(working_day(asked_on + 5 * DAY), world.on), 240))
    tick_all(approved, by=world.people["priya"], at=approved_at)
    funding.approve(
        approved, reasons="The councillor supports it, the costs are shown, and the money is there.", interest=False,
        equality="It is open to every young person of the area, whatever they can pay. Nobody loses.",
        alternatives="One fund for all of it was considered: none has as much left for one project.",
        by=world.people["priya"], at=approved_at, key=f"demonstration:project:{number}:approve",
    )  # fmt: skip


def _support(part: Application, *, at: dt.datetime, key: str) -> None:
    assert part.councillor is not None
    funding.support(
        part, reasons="It is what young people told us at the last CAP, and others share the cost.", interest=False,
        by=_user(part.councillor), at=at, key=key,
    )  # fmt: skip


def _group(world: World, whole: Whole, parts: Sequence[AskedPart]) -> Organisation:
    """Register the group in the wards that it asks."""
    details = Details(whole.body, OrganisationKind.GROUP, Sector.VOLUNTARY, purpose=whole.about)
    wards = list(dict.fromkeys(part.ward for part in parts))
    made = organisations.register(details, by=None, at=world.at, wards=wards)
    email = address_of(whole.contact, whole.body)
    organisations.add_contact(made, whole.contact, by=None, at=world.at, role="Chair", email=email)
    return made


def _user(member: Councillor) -> User:
    assert member.user is not None
    return member.user


def _asked(world: World, whole: Whole, first: AskedPart, parts: Sequence[AskedPart]) -> Asked:
    lines = tuple(Line(what, kind, pounds * 100) for what, kind, pounds in whole.lines)
    others = tuple(Other(who, pounds * 100, False, True) for who, pounds in whole.others)
    return Asked(
        fund=first.fund, ward=first.ward, councillor=first.councillor, organisation=_group(world, whole, parts),
        title=whole.title, purpose=whole.purpose, pence=first.pence, contact_name=whole.contact,
        contact_email=address_of(whole.contact, whole.body), who_benefits=whole.benefits,
        who_was_asked="The young people, and their families.", cost_pence=sum(line.pence for line in lines),
        costs=first.costs, parts=tuple(parts[1:]), needs_all=whole.needs_all,
        more=More(own_account=True, signatories=("Ann Rusby", "Dev Patel"), unrelated=True, sells=False, lines=lines,
                  others=others),
    )  # fmt: skip
