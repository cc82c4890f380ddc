"""The demonstration's commitments: what services and partners say that they will do, from invented documents."""

import datetime as dt
import uuid
from dataclasses import dataclass
from itertools import groupby

from wapentake.plans import actions as plans
from wapentake.plans.models import Commitment, Priority
from wapentake.plans.rules import CommitmentWords
from wapentake.plans.states import PriorityState, SourceKind

from .world import World, moment, working_day

KEYS = uuid.UUID("6d1f5a52-7f0c-4c58-9d3e-0a7c2f3b9e11")


@dataclass(frozen=True)
class Row:
    """Who does what; days to its date, and since its document; where it is written; the wards, and what it serves."""

    body: str
    text: str
    due: int
    written: int
    kind: SourceKind
    title: str
    wards: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    became: str = "made"


COMMITMENTS = (
    Row("highways", "Build a crossing island on Moorgate Road, with dropped kerbs on both sides", 118, 190,
        SourceKind.CABINET_REPORT, "Local transport programme, appendix 2 (invented)", ("E05012996",),
        ("Slower traffic on the school run",)),
    Row("highways", "Count speeds at forty places that wards name, and publish each count within a month", 210, 160,
        SourceKind.SERVICE_PLAN, "Highways service plan, page 9 (invented)", (),
        ("Speeds that suit the lanes", "Safer roads between the villages", "Slower on Morthen Road",
         "Streets that slow down", "Safer ways to school")),
    Row("highways", "Jet the road gullies of the becks twice each winter", 96, 160, SourceKind.SERVICE_PLAN,
        "Highways service plan, page 14 (invented)", ("E05013012", "E05013003", "E05013009"),
        ("Keeping the water out", "Water where it belongs", "Ready for high water")),
    Row("green-spaces", "Put four low solar lights across Boston Park", 44, 120, SourceKind.ALLOCATION,
        "Parks capital allocation, line 6 (invented)", ("E05012996",), ("Parks that are open after four o'clock",),
        "changed"),
    Row("green-spaces", "Write a plan with the friends’ group of each park that has one", 150, 140,
        SourceKind.POLICY, "Green spaces strategy, action 3 (invented)", (),
        ("Friends for every park", "A park to be proud of", "Parks worth the walk", "Woods and wildlife")),
    Row("streetscene", "Sweep shopping streets before eight in the morning, six days a week", 60, 200,
        SourceKind.SERVICE_PLAN, "Streetscene service plan, page 4 (invented)",
        ("E05013016", "E05013008", "E05013000", "E05013014"),
        ("A town centre with life in it", "Parkgate's high street", "Laughton Road and its shops",
         "Thurcroft's heart")),
    Row("streetscene", "Collect reported fly-tipping within two working days", -12, 200, SourceKind.SERVICE_PLAN,
        "Streetscene service plan, page 6 (invented)", ("E05013010", "E05013011"),
        ("Eastwood village, street by street", "Looking after what we have")),
    Row("streetscene", "Empty the bins of both Manvers lakes every day from April to September", 155, 90,
        SourceKind.SERVICE_PLAN, "Streetscene service plan, page 7 (invented)", ("E05013016",),
        ("Lakes and parks without litter",)),
    Row("housing", "Visit every council home of two estates with an energy adviser", 75, 110,
        SourceKind.SERVICE_PLAN, "Housing service plan, page 11 (invented)", ("E05012996", "E05013008"),
        ("Warm homes and full plates", "Homes that are warm and safe")),
    Row("housing", "Walk each estate with tenants twice a year, and publish what was agreed", 130, 110,
        SourceKind.POLICY, "Tenant involvement policy, section 5 (invented)", (),
        ("Tidy estates", "Streets we are proud of", "Clean streets, fewer rats")),
    Row("early-help", "Keep a youth worker in each locality on three evenings a week", 170, 100,
        SourceKind.CABINET_REPORT, "Youth offer, paragraph 21 (invented)", (),
        ("Room for young people", "Something on for young people", "Young people and families first")),
    Row("community-protection", "Answer every report of nuisance within five working days", 20, 130,
        SourceKind.SERVICE_PLAN, "Community Protection service plan, page 3 (invented)"),
    Row("libraries", "Open a help desk for jobs and forms in six libraries", -40, 220, SourceKind.SERVICE_PLAN,
        "Libraries plan, page 8 (invented)", (), ("Work and the skills for it", "A fair chance in Kimberworth Park"),
        "kept"),
    Row("public-health", "Train forty volunteers to ask about falls and winter warmth", 33, 85, SourceKind.POLICY,
        "Ageing well plan, aim 2 (invented)", (), ("Nobody left alone in winter", "Feeling well at any age")),
    Row("culture", "Lend staging and sound to ward events without charge", 240, 95, SourceKind.POLICY,
        "Culture strategy, action 17 (invented)"),
    Row("culture", "Repair the pottery kiln’s roof", 80, 150, SourceKind.ALLOCATION,
        "Heritage allocation, line 2 (invented)", ("E05013013",), ("Our buildings and our story",), "withdrawn"),
    Row("south-yorkshire-police", "Stand at two school gates a week with a speed camera", 66, 75,
        SourceKind.PARTNER_PLAN, "Neighbourhood policing plan, Central (invented)", ("E05012996", "E05013005"),
        ("Slower traffic on the school run", "School gates without danger")),
    Row("south-yorkshire-fire", "Fit smoke alarms in eight hundred homes that ask", 190, 75,
        SourceKind.PARTNER_PLAN, "Home safety plan (invented)", (), ("Homes that are warm and safe",)),
    Row("nhs", "Put a social prescriber in every surgery one day a week", 205, 65, SourceKind.PARTNER_PLAN,
        "Place plan, chapter 4 (invented)"),
)  # fmt: skip


def load_commitments(world: World) -> int:
    """Write down what services and partners will do, make it, and say what it serves. Return how many there are."""
    standing = Priority.objects.filter(state=PriorityState.PUBLISHED).select_related("ward").order_by("ward", "pk")
    by_title: dict[str, list[Priority]] = {}
    for priority in standing:
        by_title.setdefault(priority.title, []).append(priority)
    for row in COMMITMENTS:
        _made(world, row, by_title)
    return len(COMMITMENTS)


def _words(world: World, row: Row, *, later: int = 0) -> CommitmentWords:
    day, wards = world.on - dt.timedelta(days=row.written), [world.wards[code] for code in row.wards]
    due = working_day(world.on + dt.timedelta(days=row.due + later))
    return CommitmentWords(world.bodies[row.body], row.text, due, row.kind, row.title, day, wards=wards)


def _made(world: World, row: Row, by_title: dict[str, list[Priority]]) -> Commitment:
    by, day = world.people["yvonne"], working_day(world.on - dt.timedelta(days=row.written - 20))
    words = _words(world, row, later=-40 if row.became == "changed" else 0)
    made = plans.write_commitment(words, key=uuid.uuid5(KEYS, row.text), by=by, at=moment(day))
    serves = [priority for title in row.serves for priority in by_title.get(title, [])]
    for ward, rows in groupby(serves, key=lambda priority: priority.ward):
        plans.say_what_it_serves(made, ward, list(rows), by=by, at=moment(day, 20))
    made = plans.publish_commitment(made, by=by, at=moment(day, 30))
    return _afterwards(world, row, made)


def _afterwards(world: World, row: Row, made: Commitment) -> Commitment:
    by = world.people["yvonne"]
    lately = moment(working_day(world.on - dt.timedelta(days=25), latest=world.on))
    if row.became == "kept":
        return plans.keep_commitment(made, by=by, at=lately)
    if row.became == "withdrawn":
        reason = "The survey found asbestos. The money goes to making the roof safe first."
        return plans.withdraw_commitment(made, reason=reason, by=by, at=lately)
    if row.became == "changed":
        reason = "The first supplier withdrew. A second has quoted."
        return plans.change_commitment(made, _words(world, row), reason=reason, by=by, at=lately)
    return made
