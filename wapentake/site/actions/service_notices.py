"""The demonstration's service notices: invented works, closures and changes, some told early and some late."""

import datetime as dt
from dataclasses import dataclass, replace

from wapentake.foundation.calendars import london_date
from wapentake.plans import actions as plans
from wapentake.plans.models import ServiceNotice
from wapentake.plans.queries import members_in
from wapentake.plans.rules import NoticeWords
from wapentake.plans.states import NoticeKind

from .world import DAY, World, moment

CASTLE, EAST, WEST, SITWELL, HOOBER = "E05012996", "E05013010", "E05013011", "E05013012", "E05013003"
EVERY = "every ward"


@dataclass(frozen=True)
class NoticeRow:
    """A notice: begins and ends so many days from the day, told so many days before it. `by` is who gives it."""

    service: str
    by: str
    kind: NoticeKind
    title: str
    what: str
    wards: tuple[str, ...]
    place: str
    begins: int
    ends: int | None
    told: int
    public: bool = True
    known: float = 0.6


ROWS = (
    NoticeRow("highways", "Marek Pietrzak", NoticeKind.ROADS, "Wellgate closed for new kerbs and a crossing",
              "Wellgate is closed to traffic from Hollowgate to Clifton Bank while kerbs are laid and a crossing is "
              "built. People on foot get through at all times, and shops stay open.\nBuses go by Mansfield Road.",
              (CASTLE, SITWELL), "Wellgate, Hollowgate to Clifton Bank", 19, 33, 26),
    NoticeRow("libraries", "dan", NoticeKind.HOURS, "The library at Riverside opens at 10am for a month",
              "Half of the desks are moved to make room for a quiet study area. The library opens at 10am instead of "
              "9am. Books can be handed back at the door from 8am.",
              (CASTLE,), "Riverside Library", 11, 41, 20),
    NoticeRow("green-spaces", "dan", NoticeKind.CLOSURE, "The toddlers’ play area in Clifton Park is closed",
              "Two swings and the floor under them are worn out and are being replaced. The larger play area and the "
              "water park stay open.",
              (CASTLE,), "Clifton Park, by the Doncaster Road gate", -2, 12, 6),
    NoticeRow("highways", "Marek Pietrzak", NoticeKind.ROADS, "Temporary lights on Doncaster Gate",
              "A water main burst and is mended. One lane is open, with lights.",
              (CASTLE,), "Doncaster Gate by the chapel", -1, 4, 0),
    NoticeRow("streetscene", "vic", NoticeKind.CHANGE, "Bins are emptied on other days over the holidays",
              "In the weeks of the bank holidays bins are emptied one to three days later. Each home gets a card "
              "with its days.",
              (EVERY,), "", 27, 41, 30, True, 0.45),
    NoticeRow("housing", "joanna", NoticeKind.WORKS, "New roofs in Eastwood",
              "Sixty council homes get new roofs, street by street. Scaffolding stands for about two weeks at each. "
              "Tenants have had letters.",
              (EAST,), "Eastwood, between Fitzwilliam Road and Erskine Road", 30, 110, 33, False),
    NoticeRow("early-help", "Nicola Swinscoe", NoticeKind.EVENT, "A family bus visits for a week",
              "Play, advice on money and a health visitor, from 10am to 3pm each day. Nobody needs to book.",
              (WEST, EAST), "Ferham Park car park", 8, 12, 17),
    NoticeRow("streetscene", "vic", NoticeKind.WORKS, "Leaves are swept street by street",
              "Please move parked cars on the day that is written on the lamp posts.",
              (CASTLE, SITWELL, WEST), "Streets with many trees", -50, -21, 15),
    NoticeRow("community-protection", "dan", NoticeKind.WORKS, "A camera is moved to the steps at Forge Island",
              "The camera at the bus station stays. Signs say where the new one stands.",
              (CASTLE,), "Forge Island", -20, -18, 12, False, 1),
    NoticeRow("culture", "dan", NoticeKind.EVENT, "Bandstand concert in Clifton Park",
              "Two bands play from 1pm. The road through the park is closed to cars.",
              (CASTLE,), "Clifton Park", 5, 5, 24),
    NoticeRow("housing", "joanna", NoticeKind.CHANGE, "Repairs are booked by telephone for two days",
              "The website for repairs is renewed. Repairs that cannot wait are mended as ever.",
              (EVERY,), "", -90, -89, 10, True, 0.7),
)  # fmt: skip
ASKED = (
    ("Wellgate closed for new kerbs and a crossing", "maureen", 3,
     "The traders on Wellgate take deliveries before 8am. Can vans still reach the back of the shops?",
     "Yes. The yard behind the shops is reached from Clifton Bank throughout, and we keep it clear until 9am."),
    ("The toddlers’ play area in Clifton Park is closed", "tariq", 1,
     "Will the new swings have a seat for a child who cannot sit without support?", ""),
)  # fmt: skip


def load_service_notices(world: World) -> int:
    """Give the notices, let members open and acknowledge some, ask, change one and call one off. Return the count."""
    made = {row.title: _give(world, row) for row in ROWS}
    for title, who, after, question, answer in ASKED:
        _asked(world, made[title], who, after, question, answer)
    _move(world, made["New roofs in Eastwood"])
    concert = made["Bandstand concert in Clifton Park"]
    by, at = world.people["dan"], moment(world.on - 3 * DAY)
    plans.call_off_notice(concert, why="The bandstand’s roof must be mended first.", by=by, at=at)
    _draft(world)
    return len(made) + 1


def _give(world: World, row: NoticeRow) -> ServiceNotice:
    """Give a notice on its day; the first so many of its members open it a day later and say that they know."""
    begins = world.on + row.begins * DAY
    at = moment(min(begins - row.told * DAY, world.on - DAY), 30)
    codes = tuple(world.wards) if EVERY in row.wards else row.wards
    words = NoticeWords(
        service=world.bodies[row.service], kind=row.kind, title=row.title, what=row.what,
        wards=tuple(world.wards[code] for code in codes), begins_on=begins,
        ends_on=None if row.ends is None else world.on + row.ends * DAY, place=row.place,
        contact=f"{world.people[row.by].name}, 01632 960999", public=row.public,
    )  # fmt: skip
    by = world.people[row.by]
    notice = plans.give_notice(plans.draft_notice(words, by=by, at=at), by=by, at=at)
    _acknowledge(world, notice, row.known, at + DAY)
    return notice


def _acknowledge(world: World, notice: ServiceNotice, share: float, at: dt.datetime) -> None:
    """Let a share of the members say that they know; Maureen Ashby leaves hers until later."""
    if at > moment(world.on):
        return
    terms = members_in([ward.pk for ward in notice.wards.all()], london_date(at))
    dice = world.dice("notice", notice.title)
    for term in terms:
        user = term.councillor.user
        if user is not None and user != world.people["maureen"] and dice.random() < share:
            plans.acknowledge_notice(notice, notice.version, by=user, at=at + dt.timedelta(minutes=7))


def _asked(world: World, notice: ServiceNotice, who: str, after: int, text: str, answer: str) -> None:
    assert notice.given_at is not None
    at = min(notice.given_at + after * DAY, moment(world.on, -60))
    question = plans.ask_about_notice(notice, text, by=world.people[who], at=at)
    if answer:
        plans.reply_to_question(question, answer, by=world.people["Marek Pietrzak"], at=at + DAY)


def _move(world: World, notice: ServiceNotice) -> None:
    """The roofs begin a week later: the members are told again what changed."""
    words = NoticeWords(
        service=notice.service, kind=NoticeKind(notice.kind), title=notice.title, what=notice.what,
        wards=tuple(notice.wards.all()), begins_on=notice.begins_on, ends_on=notice.ends_on, place=notice.place,
        contact=notice.contact,
    )  # fmt: skip
    later = replace(words, begins_on=notice.begins_on + 7 * DAY)
    by, at = world.people["joanna"], moment(world.on - DAY, 90)
    plans.change_notice(notice, later, why="The scaffolding comes a week later.", by=by, at=at)


def _draft(world: World) -> None:
    """A draft that its service has not given yet."""
    words = NoticeWords(
        service=world.bodies["streetscene"], kind=NoticeKind.CHANGE, title="The skip day moves to Saturdays",
        what="The skip for bulky things comes on the first Saturday of each month.",
        wards=(world.wards[CASTLE], world.wards[SITWELL]), begins_on=world.on + 60 * DAY, place="Clifton Lane car park",
    )  # fmt: skip
    plans.draft_notice(words, by=world.people["vic"], at=moment(world.on - DAY))
