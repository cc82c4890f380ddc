"""The demonstration's subscribers: an earlier list that was brought in, and a year in which people joined and left."""

import datetime as dt
import hashlib
import random

from wapentake.foundation.files import Source
from wapentake.places.models import Ward
from wapentake.places.queries import wards_on
from wapentake.publishing import actions as publishing
from wapentake.publishing.models import Subscriber
from wapentake.publishing.queries import known_addresses
from wapentake.publishing.rules import Agreed, Wanted, addresses_in, planned_lines, print_of_list
from wapentake.publishing.states import ConsentBy, FigureKind

from .world import DAY, World, moment

EARLIER, JOINED, LEFT, WAITING = 250, 60, 22, 3
FIRST = ("amy", "ben", "carol", "deepa", "ellis", "farah", "greg", "hina", "ivy", "jack", "kasia", "liam", "mo", "nell",
         "omar", "pat", "ravi", "sally", "tom", "una", "val", "wes", "yasmin", "zoe")  # fmt: skip
LAST = ("ambler", "barraclough", "chowdhury", "dyson", "ellwood", "firth", "garside", "holroyd", "iqbal", "jagger",
        "khan", "lumb", "marsden", "naylor", "oddy", "popov", "quarmby", "roebuck", "sykes", "tordoff")  # fmt: skip
EVIDENCE = (
    "Ticked the box on the sign-up page of the earlier service",
    "Paper form at a ward surgery, kept by the team",
)
REPORT = "Thriving Neighbourhoods Annual Report 2021/22, paragraph {}"
PUBLISHED = (
    (FigureKind.SUBSCRIPTIONS, dt.date(2021, 3, 31), 6_515, "2.21"),
    (FigureKind.SUBSCRIPTIONS, dt.date(2022, 3, 31), 7_860, "2.21"),
    (FigureKind.ENGAGEMENT, dt.date(2022, 3, 31), 80, "2.21"),
    (FigureKind.VIEWS, dt.date(2022, 3, 31), 6_618, "2.19"),
    (FigureKind.TARGET, dt.date(2023, 3, 31), 10_000, "2.21"),
)


def load_subscribers(world: World) -> None:
    """Bring in the earlier list a year ago, then let people come and go; and keep what was published long ago."""
    dice, began = world.dice("subscribers"), world.on - 370 * DAY
    addresses = _addresses(dice)
    _bring_in(world, addresses[:EARLIER], dice, began)
    wards = list(world.wards.values())
    for number, email in enumerate(addresses[EARLIER : EARLIER + JOINED]):
        day = began + (5 + round(360 * (number / JOINED) ** 0.8)) * DAY
        wanted = _wanted(wards, dice)
        publishing.ask_to_subscribe(email, wanted, at=moment(day, number))
        found = Subscriber.objects.get(email=email)
        agreed = Agreed(opens=dice.random() < 0.4, promotions=dice.random() < 0.3)
        publishing.confirm(found, wanted, agreed, at=moment(day, 60 + number))
    for number, email in enumerate(dice.sample(addresses[:EARLIER], LEFT)):
        day = began + (20 + round(340 * number / LEFT)) * DAY
        publishing.leave(Subscriber.objects.get(email=email), at=moment(day, 400), how=ConsentBy.ONE_CLICK)
    for email in addresses[EARLIER + JOINED :]:
        publishing.ask_to_subscribe(email, _wanted(wards, dice), at=world.at - dt.timedelta(hours=3))
    publishing.suppress(addresses[1], "The mailbox is full, said its server three times.", moment(world.on - 40 * DAY))
    _as_published(world)


def _addresses(dice: random.Random) -> list[str]:
    names = [f"{first}.{last}@example.org" for first in FIRST for last in LAST]
    return dice.sample(names, EARLIER + JOINED + WAITING)


def _wanted(wards: list[Ward], dice: random.Random) -> Wanted:
    """One ward mostly, sometimes two; a few want the whole area's too."""
    chosen = dice.sample(wards, 1 if dice.random() < 0.8 else 2)
    return Wanted(tuple(chosen), dice.random() < 0.1)


def _bring_in(world: World, addresses: list[str], dice: random.Random, day: dt.date) -> None:
    """The list as a file would hold it; two of its lines are wrong, as in every list."""
    wards = list(wards_on(day))
    lines = []
    for number, email in enumerate(addresses, 2):
        names = "; ".join(ward.name for ward in dice.sample(wards, 1 if dice.random() < 0.8 else 2))
        agreed_on = day - dice.randrange(30, 2000) * DAY
        lines.append((number, [email, names, dice.choice(EVIDENCE), agreed_on.isoformat()]))
    lines += [(len(lines) + 2, ["no address", "Hoober", EVIDENCE[0], "2020-01-01"]),
              (len(lines) + 3, ["late@example.org", "Hoober", "", "2020-01-01"])]  # fmt: skip
    head, at = world.people["yvonne"], moment(day)
    source = Source("subscribers-2025.csv", hashlib.sha256(repr(lines).encode()).hexdigest())
    headings = ["E-mail", "Wards", "Consent evidence", "Agreed on"]
    found, _ = publishing.stage_list(lines, headings, source, by=head, at=at)
    planned = planned_lines(found, wards, known_addresses(addresses_in(found)), day)
    publishing.import_list(found, shown=print_of_list(planned), by=head, at=at)


def _as_published(world: World) -> None:
    head, at = world.people["yvonne"], moment(world.on - 30 * DAY)
    for kind, on, value, paragraph in PUBLISHED:
        publishing.enter_published_figure(kind, on, value, source=REPORT.format(paragraph), by=head, at=at)
    ours = world.on.replace(month=3, day=31, year=world.on.year + 1)
    publishing.enter_published_figure(
        FigureKind.TARGET, ours, 500, source="Invented for the demonstration", by=head, at=at
    )
