"""The files of the demonstration borough, read into its shape."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from wapentake.foundation.files import Source, hash_of

from .states import (
    DATA,
    Absence,
    ActionRow,
    Asking,
    AskingRow,
    AwardRow,
    BodyRow,
    Borough,
    ByElection,
    CastMember,
    CouncillorRow,
    EnteredRow,
    FeaturedRow,
    InterestRow,
    Library,
    OfficerRow,
    Past,
    PriorityRow,
    RoleRow,
    SeatRow,
    cast,
)

__all__ = ["CastMember", "cast", "read_borough", "read_ended_postcodes"]

AREAS = ("north", "central", "south")
Found = Mapping[str, Any]


def read_borough(folder: Path = DATA) -> Borough:
    """Return the demonstration borough. Raises KeyError or TypeError where a file lost a part: they ship with us."""
    people, team, groups = (_json(folder, name) for name in ("councillors", "team", "groups"))
    plans = [_json(folder, f"priorities_{area}") for area in AREAS]
    return Borough(
        councillors=tuple(_councillor(ward, row) for ward, rows in people["wards"].items() for row in rows),
        by_election=_by_election(people["by_election"]),
        suspension=_absence(people["suspension"], who="councillor", note="reason"),
        seats=tuple(SeatRow(**row) for row in people["seats"]),
        officers=tuple(_officer(row) for row in team["officers"]),
        cover=_absence(team["cover"], who="absent", note="note"),
        bodies=(*_bodies(_json(folder, "services")), *_groups(groups["wards"])),
        interests=tuple(InterestRow(**row) for row in groups["interests"]),
        priorities=tuple(
            _priority(row, ward) for plan in plans for ward, rows in plan["wards"].items() for row in rows
        ),
        waiting=tuple(_priority(row, row["ward"]) for plan in plans for row in plan.get("waiting", ())),
        library=_library(_json(folder, "awards")),
        past=_past(_json(folder, "past")),
        asking=_asking(_json(folder, "asking")),
        sha256=hash_of(*sorted(folder.glob("*.json"))),
    )


def read_ended_postcodes() -> tuple[list[str], Source]:
    """Return real postcodes of the borough that are no longer in use, and the file that names their source."""
    path = DATA / "ended_postcodes.json"
    return _json(DATA, path.stem)["postcodes"], Source(path.name, hash_of(path))


def _json(folder: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return found


def _councillor(ward: str, row: Found) -> CouncillorRow:
    return CouncillorRow(ward, row["name"], tuple(row["polls"]), row.get("key", ""), row.get("surgery", ""))


def _by_election(row: Found) -> ByElection:
    days = (dt.date.fromisoformat(row[name]) for name in ("resigned_on", "declared_on", "polled_on"))
    return ByElection(row["ward"], row["left"], *days)


def _absence(row: Found, *, who: str, note: str) -> Absence:
    return Absence(row[who], row["days_ago"], row["days"], row[note], row.get("by", ""), row.get("ward", ""))


def _officer(row: Found) -> OfficerRow:
    roles = tuple(RoleRow(**role) for role in row.get("roles", ()))
    return OfficerRow(row["name"], row.get("key", ""), roles, tuple(row.get("wards", ())))


def _bodies(found: Found) -> list[BodyRow]:
    return [BodyRow(**row) for row in [*found["organisations"], *found["suppliers"]]]


def _groups(wards: Found) -> list[BodyRow]:
    return [
        BodyRow(name, "group", "voluntary", name, purpose, ward, kind, place)
        for ward, rows in wards.items()
        for name, kind, place, purpose in rows
    ]


def _priority(row: Found, ward: str) -> PriorityRow:
    return PriorityRow(
        ward=ward,
        title=row["title"],
        summary=row["summary"],
        why=row["why"],
        actions=tuple(ActionRow(*action) for action in row["actions"]),
        themes=tuple(row.get("themes", ())),
        overarching=row.get("overarching", False),
        before=row.get("before"),
        state=row.get("state", "published"),
        agreed_by=tuple(row.get("agreed_by", ())),
    )


def _library(found: Found) -> Library:
    return Library(
        featured={ward: [FeaturedRow(*row) for row in rows] for ward, rows in found["featured"].items()},
        groups={kind: [AwardRow(kind, *row) for row in rows] for kind, rows in found["groups"].items()},
        services=_awards(found["services"]),
        housing=_awards(found["housing"]),
        levy=_awards(found["levy"]),
        suppliers=_awards(found["suppliers"]),
        declined=found["declined"],
        support_reasons=found["support_reasons"],
        approve_reasons=found["approve_reasons"],
        contacts=found["contacts"],
        council_homes=found["council_homes"],
        levy_pence={ward: row["pence"] for ward, row in found["levy_pounds"].items()},
        top_up_pence=found["housing_top_up"]["pence_per_home"],
        streets={ward: row["streets"] for ward, row in found["places"].items()},
        parks={ward: row["parks"] for ward, row in found["places"].items()},
    )


def _awards(rows: Sequence[Sequence[Any]]) -> list[AwardRow]:
    return [AwardRow(*row) for row in rows]


def _asking(found: Found) -> Asking:
    rows = [
        AskingRow(**row | {"entered": EnteredRow(**row["entered"]) if "entered" in row else None})
        for row in found["rows"]
    ]
    return Asking(found["papers_rule"], found["small"], found["own"], found["in_kind"], rows)


def _past(found: Found) -> Past:
    then, before = found["y2021"], found["y2017"]
    return Past(
        pounds=then["funds"],
        organisations=then["organisations"],
        housing=then["housing"],
        housing_allotted_each=then["housing_allotted_each"],
        **before,
        serves=found["serves"],
        communities=found["communities"],
        groups=tuple(_groups_of_the_past(found)),
        services=_awards(found["services"]),
        suppliers=_awards(found["suppliers"]),
    )


def _groups_of_the_past(found: Found) -> Iterator[BodyRow]:
    """Yield groups of every ward: each pattern goes around the ward's places, and wards begin at different ones."""
    patterns = found["patterns"]
    for number, (ward, places) in enumerate(found["places"].items()):
        for turn in range(len(patterns)):
            pattern, kind, purpose = patterns[(3 * number + turn) % len(patterns)]
            name = pattern.format(places[turn % len(places)])
            yield BodyRow(name, "group", "voluntary", name, purpose, ward, kind, places[turn % len(places)])
