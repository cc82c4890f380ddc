"""The demonstration's asks: what wards ask of services, under an invented protocol, and what was answered."""

import datetime as dt
import uuid
from dataclasses import dataclass

from wapentake.foundation.calendars import is_working_day, working_days_before
from wapentake.people.models import User
from wapentake.plans import actions as plans
from wapentake.plans.models import Action, Ask, Priority
from wapentake.plans.rules import AskWords
from wapentake.plans.states import PriorityState

from .world import World, moment, working_day

KEYS = uuid.UUID("c0a1b1de-0d5e-4b0a-9b63-54a8a3f7e2aa")
TEXT = """A ward asks a service by this desk, from a priority, an action, or because its members wish it.
The service answers within ten working days, Highways within fifteen.
It accepts with a date, declines with reasons, or asks for more time and says why.
What is accepted is a commitment of the service, which all staff see.
An answer that is late is shown as late on the service’s page, and the co-ordinator takes it to the service’s head.
Invented for the demonstration."""
# Who agreed for each service, with how many days ago.
AGREED = (
    ("streetscene", "Vic Mallinder, Area Supervisor", 150),
    ("housing", "Joanna Rawcliffe, Area Housing Manager", 148),
    ("highways", "Ged Lumley, Head of Highways (invented)", 141),
    ("green-spaces", "Asha Birkin, Green Spaces Manager (invented)", 139),
    ("south-yorkshire-police", "Sergeant Ellie Braithwell", 120),
)


@dataclass(frozen=True)
class Row:
    """A ward asks a body, so many working days ago, from a priority of this title if any; and what came of it."""

    ward: str
    body: str
    text: str
    why: str
    ago: int
    title: str = ""
    became: str = "asked"
    said: str = ""


ASKS = (
    Row("E05012996", "streetscene", "Sweep Clifton Lane on Saturday mornings, before the walking bus meets there",
        "Broken glass was reported on five Saturdays of the last eight.", 6, "Slower traffic on the school run"),
    Row("E05012996", "streetscene", "Empty the two bins at the Boston Park gates on Sundays",
        "They are full by noon when there is football.", 14, "Parks that are open after four o'clock"),
    Row("E05013010", "streetscene", "A skip for bulky waste in Eastwood village, one Saturday a month",
        "Forty reports of dumped mattresses since April.", 24, "Eastwood village, street by street", "accepted",
        "A skip at Fitzwilliam Road, first Saturday of each month"),
    Row("E05013016", "streetscene", "Bins with lids on both sides of the Manvers lake path",
        "Gulls pull the open ones apart.", 30, "Lakes and parks without litter", "declined",
        "Bins with lids do not fit the lift of our lorries. We can empty the open ones before dusk instead."),
    Row("E05012993", "streetscene", "Say in which week the lanes round Greenlands are swept", "", 9,
        "Cleaner lanes, faster answers", "more_time", "The new rounds are fixed after Christmas."),
    Row("E05012996", "housing", "Look at the damp in the flats above Wellgate",
        "Three families told their councillors of mould.", 3, "Warm homes and full plates"),
    Row("E05013002", "housing", "A named officer for the Addison estate", "", 28, "Tidy estates", "accepted",
        "Name an officer, with photograph and telephone number, on every stairwell"),
    Row("E05012999", "community-protection", "A camera at Whinney Hill for eight weeks",
        "Fly-tipping came back after each clearing.", 18, "Streets we are proud of"),
    Row("E05013002", "highways", "A crossing at Braithwell Road", "Two near misses were reported this autumn.", 26,
        "Streets that slow down", "declined",
        "Counts are below what a crossing needs. We will paint the junction again and count in spring."),
    Row("E05013012", "highways", "Clear the trash screen at Whiston Brook before every warning of heavy rain",
        "It was blocked in both floods.", 19, "Keeping the water out", "accepted",
        "Clear it within six hours of an amber warning"),
    Row("E05012994", "highways", "Count cars outside Aston school at drop-off time", "", 4, "Safer ways to school"),
    Row("E05013005", "green-spaces", "Mend the swing at Kilnhurst before the holidays",
        "It has been tied up since July.", 21, "Places for children to play", "accepted",
        "Replace the swing and its bar"),
    Row("E05013012", "green-spaces", "Leave the Whiston meadow path unmown in June", "", 12, "Streets and open spaces",
        "called_off", "The friends’ group has agreed it with the contractor."),
    Row("E05013006", "south-yorkshire-police", "Foot patrols in Maltby after ten on Fridays",
        "Shopkeepers close early for fear.", 11, "Streets without fear"),
    Row("E05012996", "south-yorkshire-police", "Say when the speed van stands at Moorgate Road", "", 7,
        "Slower traffic on the school run"),
)  # fmt: skip


def load_asks(world: World) -> int:
    """Write the protocol, let services agree to it, and let wards ask and services answer. Return how many asks."""
    _protocol(world)
    standing = Priority.objects.filter(state=PriorityState.PUBLISHED).select_related("ward")
    found = {(priority.ward.code, priority.title): priority for priority in standing}
    for row in ASKS:
        _asked(world, row, found.get((row.ward, row.title)))
    return len(ASKS)


def _protocol(world: World) -> None:
    head, day = world.people["yvonne"], world.on - dt.timedelta(days=160)
    made = plans.write_protocol(
        TEXT, day, source="Agreed by the directorates’ heads (invented)", by=head, at=moment(day)
    )
    plans.set_answer_time(
        world.bodies["highways"], 15, 4, day, source="Protocol, version 1 (invented)", by=head, at=moment(day, 20)
    )
    for key, name, ago in AGREED:
        on = world.on - dt.timedelta(days=ago)
        plans.agree_to_protocol(made, world.bodies[key], name, on, by=head, at=moment(on))


def _asked(world: World, row: Row, priority: Priority | None) -> Ask:
    by, body = world.co_ordinators[row.ward], world.bodies[row.body]
    today = world.on if is_working_day(world.on) else working_days_before(world.on, 1)
    day = working_days_before(today, row.ago)
    action = Action.objects.filter(priority=priority, owner=body).order_by("position").first() if priority else None
    words = AskWords(body, row.text, row.why, priority, action if row.ago % 2 else None)
    made = plans.ask_for(world.wards[row.ward], words, key=uuid.uuid5(KEYS, row.text), by=by, at=moment(day, 90))
    return _answered(world, row, made, by)


def _answered(world: World, row: Row, made: Ask, ward_team: User) -> Ask:
    at, by = moment(working_day(world.on - dt.timedelta(days=4), latest=world.on), 200), world.people["yvonne"]
    if row.body in ("streetscene", "housing"):
        by = world.people["vic" if row.body == "streetscene" else "joanna"]
    if row.became == "accepted":
        due = working_day(world.on + dt.timedelta(days=40 + row.ago))
        return plans.accept_ask(made, row.said, due, by=by, at=at)
    if row.became == "declined":
        return plans.decline_ask(made, row.said, by=by, at=at)
    if row.became == "more_time":
        return plans.ask_for_time(made, working_day(world.on + dt.timedelta(days=30)), row.said, by=by, at=at)
    if row.became == "called_off":
        return plans.call_off_ask(made, row.said, by=ward_team, at=at)
    return made
