"""The demonstration's news: drafted by each ward's co-ordinator and let out by one of its members."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from wapentake.foundation.calendars import LONDON
from wapentake.office.queries import members_of
from wapentake.people.models import User
from wapentake.publishing import actions as publishing
from wapentake.publishing.rules import ItemWords
from wapentake.publishing.states import ItemKind

from .world import DAY, World, moment, working_day

NEWS = Path(__file__).resolve().parents[1] / "data" / "news.json"


def load_news(world: World) -> None:
    """Post what the file says, and leave one thing waiting for a member's yes."""
    by_name = {ward.name: ward for ward in world.wards.values()}
    for number, row in enumerate(json.loads(NEWS.read_text(encoding="utf-8"))):
        ward = by_name.get(row["ward"])
        day = working_day(world.on - row["ago"] * DAY, latest=world.on - DAY)
        author = world.co_ordinators[ward.code] if ward else world.people["yvonne"]
        words = ItemWords(
            row["title"], row["summary"], row["body"], wards=(ward,) if ward else (), factual=row["notice"],
            **_event(world, row),
        )  # fmt: skip
        item = publishing.draft_item(words, by=author, at=moment(day - DAY, number))
        publishing.propose(item, by=author, at=moment(day - DAY, 30 + number))
        publishing.approve(item, by=_second(world, row, day), at=moment(day, 45 + number))
    _leave_waiting(world)


def _second(world: World, row: dict[str, Any], day: dt.date) -> User:
    """A member of the ward; what the Head drafts for every ward, a co-ordinator lets out."""
    if not row["ward"]:
        return world.people["dan"]
    ward = next(one for one in world.wards.values() if one.name == row["ward"])
    return next(member.user for member in members_of(ward, day) if member.user is not None)


def _event(world: World, row: dict[str, Any]) -> dict[str, Any]:
    if "event" not in row:
        return {}
    ahead, begins, ends, venue = row["event"]
    day = working_day(world.on + ahead * DAY)
    times = {
        name: dt.datetime.combine(day, dt.time.fromisoformat(text), LONDON)
        for name, text in (("happens_at", begins), ("happens_until", ends))
    }
    return {"kind": ItemKind.EVENT, "venue": venue, **times}


def _leave_waiting(world: World) -> None:
    """Something that Maureen's colleagues can let out."""
    ward = next(one for one in world.wards.values() if one.name == "Boston Castle")
    words = ItemWords(
        "Wellgate’s planters: what you said", "Forty people wrote on the postcards. Most want herbs.",
        "Forty postcards came back from the market stall. Twenty-six ask for herbs that anybody may pick.\n\n"
        "The councillors meet the traders in December.", wards=(ward,),
    )  # fmt: skip
    dan, day = world.people["dan"], working_day(world.on - DAY, latest=world.on - DAY)
    publishing.propose(publishing.draft_item(words, by=dan, at=moment(day, 200)), by=dan, at=moment(day, 210))
