"""The demonstration's findings: invented, about places and never about a person."""

import datetime as dt
from dataclasses import dataclass

from wapentake.evidence import actions as evidence
from wapentake.evidence.models import Finding
from wapentake.evidence.rules import FindingWords
from wapentake.evidence.states import Topic
from wapentake.evidence.states.findings import Confidence, SaidBy

from .world import World, moment

CASTLE, EAST, WEST, SITWELL, HOOBER = "E05012996", "E05013010", "E05013011", "E05013012", "E05013003"


@dataclass(frozen=True)
class FindingRow:
    """A finding: who records it, so many days ago, and after how many it is looked at again."""

    by: str
    text: str
    topic: Topic
    said_by: SaidBy
    source: str
    confidence: Confidence
    wards: tuple[str, ...]
    place: str
    ago: int
    holds: int = 365
    public: bool = True


ROWS = (
    FindingRow("dan", "Most drivers on Wellgate are above 20 miles an hour after 6pm.", Topic.CRIME, SaidBy.SERVICE,
               "Highways, speed counter in September", Confidence.FIRM, (CASTLE,), "Wellgate", 70),
    FindingRow("maureen", "The path from the interchange to Clifton Park is dark from five o’clock on.",
               Topic.ENVIRONMENT, SaidBy.RESIDENT, "Ward walk in October", Confidence.LIKELY, (CASTLE,),
               "Clifton Lane", 41, 180),
    FindingRow("dan", "Fly-tipping in the back lanes comes mostly from vans, not from the terraces.",
               Topic.ENVIRONMENT, SaidBy.SERVICE, "Community Protection, cameras over eight weeks", Confidence.FIRM,
               (CASTLE, SITWELL), "Lanes behind Broom Road", 95),
    FindingRow("dan", "Older people at two lunch clubs say that they see nobody between Friday and Monday.",
               Topic.HEALTH, SaidBy.PARTNER, "NHS South Yorkshire, social prescribing", Confidence.LIKELY, (CASTLE,),
               "", 130, 240),
    FindingRow("tariq", "Young people meet at the bus shelter because the hall is closed on Fridays.", Topic.ASSETS,
               SaidBy.COUNCILLOR, "Talks at three surgeries", Confidence.LIKELY, (CASTLE,), "Masbrough Street", 25),
    FindingRow("vic", "Litter bins by the takeaways are full by Saturday noon.", Topic.ENVIRONMENT, SaidBy.SERVICE,
               "Streetscene, rounds of the summer", Confidence.FIRM, (CASTLE, WEST), "", 420),
    FindingRow("vic", "Cars on the verges stop the mowers in about a third of the streets.", Topic.ENVIRONMENT,
               SaidBy.SERVICE, "Streetscene, rounds of the summer", Confidence.FIRM, (SITWELL,), "", 110),
    FindingRow("dan", "Some traders think of leaving if the market is moved again.", Topic.WORK, SaidBy.OFFICER,
               "Conversations at the market", Confidence.HEARD, (CASTLE,), "Market hall", 15, 120, False),
    FindingRow("leah", "The flood warden scheme has fewer wardens than streets.", Topic.ASSETS, SaidBy.PARTNER,
               "Flood group, autumn meeting", Confidence.FIRM, (HOOBER,), "", 50),
    FindingRow("joanna", "Damp is reported most in the flats that were built in the same two years.", Topic.HOMES,
               SaidBy.SERVICE, "Housing, repairs of twelve months", Confidence.FIRM, (EAST, CASTLE), "", 60),
    FindingRow("yvonne", "Two crossings by the primary schools are blocked by parked cars at ten to nine.", Topic.CRIME,
               SaidBy.RESIDENT, "Ward walk in October, seen by three members", Confidence.FIRM, ("E05013006",),
               "School Road", 38, 300),
)  # fmt: skip


def load_findings(world: World) -> int:
    """Record them; one is replaced and one withdrawn. Return how many there are."""
    made = [_record(world, row) for row in ROWS]
    bins = ROWS[5]
    day = world.on - dt.timedelta(days=30)
    text = "Litter bins by the takeaways are full by Saturday noon; larger ones last to Sunday."
    better = _words(world, bins, text, day)
    evidence.replace_finding(made[5], better, by=world.people["vic"], at=moment(day))
    verges, why = made[6], "The counting was of another year."
    evidence.withdraw_finding(verges, why=why, by=world.people["vic"], at=moment(world.on - dt.timedelta(days=8)))
    return len(made) + 1


def _record(world: World, row: FindingRow) -> Finding:
    day = world.on - dt.timedelta(days=row.ago)
    return evidence.record_finding(_words(world, row, row.text, day), by=world.people[row.by], at=moment(day))


def _words(world: World, row: FindingRow, text: str, day: dt.date) -> FindingWords:
    return FindingWords(
        text=text, topic=row.topic, said_by=row.said_by, source=row.source, confidence=row.confidence,
        wards=tuple(world.wards[code] for code in row.wards), known_on=day,
        look_again_on=day + dt.timedelta(days=row.holds), place=row.place, public=row.public,
    )  # fmt: skip
