"""The demonstration's strategies, which are the council's own, who decides what, and views of the days before."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from wapentake.foundation.calendars import DAY
from wapentake.publishing import actions as publishing
from wapentake.publishing.models import Strategy
from wapentake.publishing.rules import BodyWords, LinkWords, VersionWords

from .world import World, moment, working_day

STRATEGIES = Path(__file__).resolve().parents[1] / "data" / "strategies.json"
DAYS = 35
# How many people read what on a day, more or less: invented.
READERS = (("/", 60), ("/money/", 14), ("/councillors/", 12), ("/how-it-works/", 5), ("/news/", 9))


def load_strategies(world: World) -> None:
    """Enter each version on its day, then who decides what."""
    told = json.loads(STRATEGIES.read_text(encoding="utf-8"))
    head = world.people["yvonne"]
    strategy: Strategy | None = None
    day = working_day(world.on - 90 * DAY, latest=world.on - DAY)
    for number, row in enumerate(told["versions"]):
        words = _version(row, strategy, told["strategy"])
        made = publishing.draft_version(words, by=head, at=moment(day, number * 20))
        publishing.publish_version(made, by=head, at=moment(day, number * 20 + 10))
        strategy = made.strategy
    by_name = {ward.name: ward for ward in world.wards.values()}
    for number, row in enumerate(told["decides"]):
        given: dict[str, Any] = {**row, "wards": tuple(by_name[name] for name in row["wards"])}
        publishing.add_deciding_body(BodyWords(**given, checked_on=day), by=head, at=moment(day, 100 + number))
    for number, row in enumerate(told["links"]):
        given = {**row, "wards": tuple(by_name[name] for name in row["wards"])}
        publishing.add_useful_link(LinkWords(**given, checked_on=day), by=head, at=moment(day, 200 + number))
    publishing.lead_on_from_ended_wards(at=moment(day))


def load_views(world: World) -> None:
    """Add up the days of the last weeks, as a host would have counted them."""
    dice = world.dice("views")
    paths = [*READERS, *((f"/wards/{ward.slug}/", 4 + ward.number % 5) for ward in world.wards.values())]
    for ago in range(DAYS, 0, -1):
        day = world.on - ago * DAY
        counts = {path: max(1, round(usual * dice.uniform(0.6, 1.4))) for path, usual in paths}
        publishing.add_up_day(day, "demonstration", counts, at=moment(day + DAY))


def _version(row: dict[str, Any], strategy: Strategy | None, name: str) -> VersionWords:
    return VersionWords(
        strategy=strategy,
        name=name,
        title=row["title"],
        summary=row["summary"],
        body=row["body"],
        adopted_on=dt.date.fromisoformat(row["adopted_on"]),
        ends_on=dt.date.fromisoformat(row["ends_on"]) if row["ends_on"] else None,
        source=row["source"],
        commitments=tuple((aim, words) for aim, words in row["commitments"]),
        sign_offs=tuple(row["sign_offs"]),
    )
