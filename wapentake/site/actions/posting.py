"""The demonstration's case studies, explained decisions and guidance, and what was corrected of its news."""

import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import Any

from wapentake.funding.queries import awards
from wapentake.office.models import SevenRole
from wapentake.office.queries import members_of
from wapentake.people.models import User
from wapentake.places.models import Ward
from wapentake.plans.queries import published_priorities
from wapentake.publishing import actions as publishing
from wapentake.publishing.models import Item
from wapentake.publishing.rules import GuidanceWords, ItemWords
from wapentake.publishing.states import ItemKind

from .world import DAY, World, moment, working_day

POSTING = Path(__file__).resolve().parents[1] / "data" / "posting.json"


def load_posting(world: World) -> None:
    """Post the case studies and explained decisions of the file, publish its guidance, and correct one event."""
    said = json.loads(POSTING.read_text(encoding="utf-8"))
    for number, row in enumerate(said["case_studies"]):
        _case_study(world, row, 300 + number)
    for number, row in enumerate(said["decisions"]):
        _decision(world, row, 350 + number)
    for number, row in enumerate(said["guidance"]):
        _guidance(world, row, number)
    _correct(world)


def _case_study(world: World, row: dict[str, Any], minutes: int) -> None:
    ward = next(one for one in world.wards.values() if one.name == row["ward"])
    day = working_day(world.on - row["ago"] * DAY, latest=world.on - DAY)
    author, member = world.co_ordinators[ward.code], _member(ward, day)
    words = ItemWords(
        row["title"], row["summary"], row["body"], ItemKind.CASE_STUDY, (ward,),
        role=SevenRole.objects.get(key=row["role"]), **_told_of(row, ward, day),
    )  # fmt: skip
    _post(words, author, member, day, minutes)


def _decision(world: World, row: dict[str, Any], minutes: int) -> None:
    ward = next(one for one in world.wards.values() if one.name == row["ward"])
    day = working_day(world.on - row["ago"] * DAY, latest=world.on - DAY)
    words = ItemWords(
        row["title"], row["summary"], row["body"], ItemKind.DECISION, (ward,), factual=row["factual"],
        decided_by=row["by"], decided_on=working_day(day - row["before"] * DAY, latest=day - DAY),
        decision_link=row["link"],
    )  # fmt: skip
    _post(words, world.co_ordinators[ward.code], _member(ward, day), day, minutes)


def _post(words: ItemWords, author: User, member: User, day: dt.date, minutes: int) -> None:
    """The author drafts it the day before; a member lets it out in the morning."""
    item = publishing.draft_item(words, by=author, at=moment(day - DAY, minutes))
    publishing.propose(item, by=author, at=moment(day - DAY, minutes + 30))
    publishing.approve(item, by=member, at=moment(day, 60))


def _told_of(row: dict[str, Any], ward: Ward, day: dt.date) -> dict[str, Any]:
    """Return the priority or the award that a case study tells of, as far as the borough has one."""
    if row.get("award"):
        return {"award": awards(ward=ward).first()}
    found = published_priorities(ward, day)
    return {"priority": found[row["priority"]] if found else None}


def _member(ward: Ward, day: dt.date) -> Any:
    return next(member.user for member in members_of(ward, day) if member.user is not None)


def _guidance(world: World, row: dict[str, Any], number: int) -> None:
    """Write a page and publish it; where the file has it again, a second version."""
    by = world.people["yvonne"]
    day = working_day(world.on - row["ago"] * DAY)
    review = world.on + row["review"] * DAY
    words = GuidanceWords(row["title"], row["summary"], row["body"], row["owner"], row["position"], review)
    page = publishing.write_guidance(None, words, by=by, at=moment(day, number))
    publishing.publish_guidance(page, what="", by=by, at=moment(day, 10 + number))
    if "again" in row:
        day = working_day(world.on - row["again"]["ago"] * DAY)
        later = dataclasses.replace(words, body=row["again"]["body"])
        page = publishing.write_guidance(page, later, by=by, at=moment(day, number))
        publishing.publish_guidance(page, what=row["again"]["what"], by=by, at=moment(day, 10 + number))


def _correct(world: World) -> None:
    """The coffee morning was announced with another street."""
    item = Item.objects.filter(kind=ItemKind.EVENT, state="approved").order_by("pk").first()
    if item is None:
        return
    ward = item.wards.get()
    words = ItemWords(
        item.title, item.summary, item.body + "\n\nThe door is in Hatherley Road.", ItemKind.EVENT,
        happens_at=item.happens_at, happens_until=item.happens_until, venue=item.venue,
    )  # fmt: skip
    day = working_day(world.on - 2 * DAY, latest=world.on - DAY)
    what = "We had left out where the door is: it is in Hatherley Road."
    publishing.correct(item, words, what=what, by=_member(ward, day), at=moment(day, 120))
