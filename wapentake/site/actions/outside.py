"""The demonstration's other funds: invented, as each of them says, with bids that groups made to them."""

import datetime as dt
from dataclasses import dataclass

from wapentake.funding import actions as funding
from wapentake.funding.models import OutsideFund
from wapentake.funding.rules import FundFacts
from wapentake.funding.states.outside import BidResult, OutsideTheme
from wapentake.organisations.models import Organisation

from .world import World, moment


@dataclass(frozen=True)
class Row:
    """An invented fund: amounts in pounds; days from today, none where there is no date."""

    name: str
    giver: str
    purpose: str
    theme: OutsideTheme
    least: int | None
    most: int | None
    opened: int | None
    closes: int | None
    looked: int
    wards: tuple[str, ...] = ()


FUNDS = (
    Row("Kettle and Chairs Fund", "The Ridgeway Trust (invented)",
        "Small things that let a group meet: a kettle, chairs, a month's rent. Groups with less than £10,000 a year.",
        OutsideTheme.COMMUNITY, 100, 500, None, None, 41),
    Row("Don Valley Young Voices", "Don Valley Community Foundation (invented)",
        "Projects that people aged 11 to 18 thought of themselves. A grown-up holds the money.",
        OutsideTheme.YOUNG, 250, 2_000, -60, 19, 12),
    Row("Warm Rooms Winter Grant", "Northern Hearth Charity (invented)",
        "Heating, hot food and company in a room that is open to everybody at least two days a week.",
        OutsideTheme.HARDSHIP, 500, 3_000, -30, 5, 6),
    Row("Hedges and Ponds", "Green Acre Landfill Fund (invented)",
        "Planting, ponds and paths on land that everybody may walk on, within ten miles of a landfill site.",
        OutsideTheme.GREEN, 2_000, 25_000, -20, 96, 55, ("E05013002", "E05013006", "E05013000")),
    Row("Breathing Space", "Moorland Health Partnership (invented)",
        "Walking, singing or gardening for people who get over an illness. A nurse or doctor must know of the group.",
        OutsideTheme.HEALTH, 1_000, 8_000, -75, 61, 203),
    Row("First Whistle", "Yorkshire Grassroots Sport (invented)",
        "Balls, bibs and coaching badges for teams that began less than three years ago.",
        OutsideTheme.SPORT, None, 750, None, None, 220),
    Row("Heritage on the Doorstep", "The Old Crafts Guild (invented)",
        "Walks, talks and recordings of how people worked here. It does not pay for buildings.",
        OutsideTheme.CULTURE, 500, 5_000, 36, 140, 9),
    Row("Roofs and Ramps", "Halls Together Fund (invented)",
        "Repairs that keep a village hall or community room open, and ways in for wheelchairs. Half the cost at most.",
        OutsideTheme.BUILDINGS, 5_000, 40_000, -200, 130, 88),
    Row("Spring Clean Fund", "Rother Retail Park (invented)",
        "Tools and skips for a litter pick near the park.",
        OutsideTheme.GREEN, 50, 300, -150, -24, 160, ("E05013007", "E05013008")),
)  # fmt: skip
# Fund, group, what for, pounds asked, days since it was sent, days since the result, pounds won.
BIDS = (
    ("Kettle and Chairs Fund", "Unity Hall Homework Club", "Twelve chairs and two tables", 480, 120, 96, 480),
    ("Don Valley Young Voices", "Butterfly Hall Youth Nights", "A film about the bus stop", 1_650, 34, None, 0),
    ("Spring Clean Fund", "Clifton Green Volunteers", "Litter pickers for forty", 260, 100, 72, 200),
    ("Breathing Space", "Anston Limestone Walkers", "A walk leader for a year", 4_800, 70, 25, 0),
    ("Roofs and Ramps", "Wellgate Traders' Circle", "A ramp at the shared room", 9_500, 150, 61, 9_500),
    ("Roofs and Ramps", "", "The roof of the Herringthorpe pavilion", 40_000, 90, None, 0),
)


def load_outside_funds(world: World) -> int:
    """Write the invented funds down, with bids and with somebody who follows one. Return how many there are."""
    made = {row.name: _written_down(world, row) for row in FUNDS}
    for fund, group, title, asked, sent, result, won in BIDS:
        _bid(world, made[fund], group, title, asked, world.on - dt.timedelta(days=sent), (result, won))
    dan = world.people.get("dan")
    for name in ("Don Valley Young Voices", "Hedges and Ponds"):
        if dan is not None:
            funding.follow_outside_fund(made[name], by=dan, at=world.at)
    return len(made)


def _written_down(world: World, row: Row) -> OutsideFund:
    """Write one down on the day on which it was looked at."""
    opens, closes = (None if days is None else world.on + dt.timedelta(days=days) for days in (row.opened, row.closes))
    least, most = (None if pounds is None else pounds * 100 for pounds in (row.least, row.most))
    slug = "".join(letter for letter in row.name.lower().replace(" ", "-") if letter.isalnum() or letter == "-")
    facts = FundFacts(
        row.name, row.giver, row.purpose, row.theme, f"https://funds.example/{slug}",
        [world.wards[code] for code in row.wards], least, most, opens, closes, invented=True,
    )  # fmt: skip
    return funding.add_outside_fund(facts, by=None, at=moment(world.on - dt.timedelta(days=row.looked)))


def _bid(
    world: World, fund: OutsideFund, group: str, title: str, asked: int, day: dt.date, came: tuple[int | None, int]
) -> None:
    organisation = Organisation.objects.get(name=group) if group else None
    ward = organisation.wards.first() if organisation else None
    given = {"organisation": organisation, "ward": ward, "sent_on": day}
    bid = funding.enter_bid(fund, title, asked * 100, **given, by=None, at=moment(day))  # type: ignore[arg-type]
    result, won = came
    if result is not None:
        on = world.on - dt.timedelta(days=result)
        outcome = BidResult.WON if won else BidResult.LOST
        funding.settle_bid(bid, outcome, won * 100, on=on, by=None, at=moment(on))
