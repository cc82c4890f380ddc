"""What the demonstration's groups say besides what they ask for, and applications that somebody must look at twice."""

import datetime as dt
from collections.abc import Iterator

from wapentake.foundation import uploads
from wapentake.foundation.calendars import FinancialYear
from wapentake.funding import actions as funding
from wapentake.funding.models import Application, Fund
from wapentake.funding.rules import Asked, Line, More, Other
from wapentake.funding.states.fund_rules import CostType
from wapentake.funding.states.papers import Paper, Received

from ..states import DATA, AwardRow, plain
from .choosing import Season, Wanted
from .world import DAY, World, working_day

STEP = 500  # amounts are whole five pounds


def ask_for_papers(world: World, fund: Fund, year: FinancialYear, at: dt.datetime) -> None:
    """Let finance lay down from how much on groups give which papers, from the current year on."""
    rule = world.borough.asking.papers_rule
    value = {paper: pounds * 100 for paper, pounds in rule["pounds"].items()}
    funding.set_rule(
        fund, "papers", value, text=rule["text"], source=rule["source"], from_date=year.start,
        by=world.people["colin"], at=at,
    )  # fmt: skip


def asked_lately(world: World, when: Season) -> Iterator[Wanted]:
    """Yield the applications of the last days that are told with everything their groups say."""
    for row in world.borough.asking.rows:
        thing = AwardRow(row.body, row.title, row.purpose, row.pounds, row.pounds, "revenue", row.theme, row.benefits)
        asked_on = working_day(max(when.start, world.on - row.days_ago * DAY), latest=when.end)
        pence = row.pounds * 100
        yield Wanted(
            "clf", row.ward, row.body, thing, row.title, row.purpose, pence, asked_on, row.councillor, told=row
        )


def more(world: World, one: Wanted, number: int) -> More | None:
    """Return what a group says of itself and its project; nothing where nobody was asked, as in earlier years."""
    if not one.councillor or FinancialYear.of(one.asked_on) < FinancialYear.of(world.on):
        return None
    contacts = world.borough.library.contacts
    lines, others = _told(one) if one.told else _usual(world, one, number)
    return More(
        phone=f"01632 960{200 + number % 700}",
        own_account=True,
        signatories=(contacts[number % len(contacts)], contacts[(number + 11) % len(contacts)]),
        unrelated=True,
        sells=False,
        people=one.told.people if one.told else 45 + number * 7 % 60,
        lines=tuple(lines),
        others=tuple(others),
    )


def address_of(contact: str, group: str) -> str:
    """Return a contact's address; each group has a domain of its own, since one address would mean one group."""
    return f"{plain(contact)}@{plain(group).replace('.', '-')}.example.org"


def _told(one: Wanted) -> tuple[list[Line], list[Other]]:
    assert one.told is not None  # asked for only then
    lines = [Line(what, CostType(kind), pounds * 100) for what, kind, pounds in one.told.lines]
    others = [Other(who, pounds * 100, in_kind, confirmed) for who, pounds, in_kind, confirmed in one.told.others]
    return lines, others


def _usual(world: World, one: Wanted, number: int) -> tuple[list[Line], list[Other]]:
    """The thing itself and something small; every third group gives a part itself, every third lends something."""
    asking = world.borough.asking
    small = max(STEP, one.pence // 8 // STEP * STEP)
    own = one.pence // 5 // STEP * STEP if number % 3 == 0 else 0
    lines = [
        Line(one.title, CostType.REVENUE, one.pence + own - small),
        Line(asking.small[number % len(asking.small)], CostType.REVENUE, small),
    ]
    if own:
        return lines, [Other(asking.own[number % len(asking.own)], own, in_kind=False, confirmed=True)]
    if number % 3 == 1:
        return lines, [Other(asking.in_kind[number % len(asking.in_kind)], small * 2, in_kind=True, confirmed=True)]
    return lines, []


def send(world: World, asked: Asked, one: Wanted, at: dt.datetime) -> Application:
    """Let the group send its application with its papers, or the team enter it for the group."""
    row = one.told
    if row is None:
        return funding.submit_application(asked, by=None, at=at)
    if row.entered:
        how, by = Received(row.entered.how), world.people[row.entered.by]
        draft = funding.enter_for_group(how, one.asked_on - DAY, row.entered.agreed, by=by, at=at)
    else:
        draft = funding.start_draft({}, at=at)
    for kind, name in row.papers:
        checked = uploads.check(name, (DATA / "papers" / name).read_bytes())
        funding.attach(draft, checked, Paper(kind), at=at)
    return funding.submit_draft(draft, asked, at=at)
