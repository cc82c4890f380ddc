"""The desk's pages about places: what there is and what is missing, the wards, and one ward."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Cell, Column, Link, Outline, Row, Table, Tag, Task
from wapentake.foundation.calendars import DAY, clock_time, london_date, long_date

from ..models import Cluster, Locality, NamedPlace, Parish, ParishCover, Ward
from ..queries import (
    Deed,
    WardLine,
    active_set,
    clusters_of,
    current_edition,
    deeds_of,
    localities_of,
    named_places_of,
    outline_of,
    parishes_of,
    postcode_count,
    ward_lines,
)
from ..states import Cover


@dataclass(frozen=True)
class Overview:
    """Everything that the council's places are made of, each with how it stands; `first` is what to do first."""

    tasks: list[Task]
    first: str
    wards: int


@dataclass(frozen=True)
class DeskWards:
    """The wards of a day."""

    table: Table
    counted: str
    edition: str


@dataclass(frozen=True)
class ThingPage:
    """One ward, locality, parish, cluster or named place: its facts, what may be done with it, what was done."""

    over: str
    title: str
    back: tuple[str, str]
    facts: list[tuple[str, str]]
    acts: list[tuple[str, str]]
    history: list[tuple[str, str]]
    outline: Outline | None = None


def overview(on: dt.date) -> Overview:
    """Return what the council's places are made of on a day, and what is to be done first."""
    lines = ward_lines(on)
    return Overview(_tasks(lines, on), _first(lines, on), len(lines))


def _tasks(lines: list[WardLine], on: dt.date) -> list[Task]:
    edition = current_edition(on)
    wards = f"{len(lines)}, since {long_date(edition.from_date)}" if edition and lines else "None yet"
    unplaced = sum(line.locality is None for line in lines)
    unconfirmed = sum(line.cover is None or not line.cover.confirmed for line in lines)
    counts = {model: model.objects.exclude(to_date__lte=on).count() for model in (Locality, Parish, NamedPlace)}
    localities = f"{counts[Locality]}" + (f"; {_wards(unplaced)} in none" if unplaced else "")
    parishes = f"{counts[Parish]}" + (f"; cover of {_wards(unconfirmed)} not confirmed" if unconfirmed else "")
    return [
        Task("Wards", wards, reverse("places:desk_wards"), tag=not lines),
        Task("Localities", localities, _group("localities")),
        Task("Parishes", parishes, _group("parishes")),
        Task("Clusters", f"{Cluster.objects.on(on).count()}", _group("clusters")),
        Task("Named places", f"{counts[NamedPlace]}", _group("named")),
        *_maps(on, bool(lines)),
    ]


def _maps(on: dt.date, wards: bool) -> list[Task]:
    chosen, held = active_set(on), postcode_count()
    drawn = (f"Schematic: {chosen.name}" if chosen.schematic else chosen.name) if chosen else "None in use"
    placed = f"{held.placed:,} of {held.held:,} in a ward" if held.held else "None yet"
    return [
        Task("Boundaries", drawn, reverse("places:boundaries"), tag=wards and chosen is None),
        Task("Postcodes", placed, reverse("places:postcodes"), tag=wards and not held.placed),
    ]


def _first(lines: list[WardLine], on: dt.date) -> str:
    """Say what a council does first: wards, then seats, then boundaries, then postcodes."""
    if not lines:
        return "No wards are set up yet. Begin with the file of the council’s places: everything else hangs on wards."
    if unknown := [line.ward.name for line in lines if line.ward.seats is None]:
        names = ", ".join(unknown[:3]) + (f" and {len(unknown) - 3} more" if len(unknown) > 3 else "")
        return f"Nobody has said how many seats {names} {_have(len(unknown))}: say so next, at Wards."
    if active_set(on) is None:
        return "No boundaries are in use, so no postcode has a ward. Load them next."
    if not postcode_count().placed:
        return "No postcode has a ward yet, so residents cannot find theirs. Load postcodes next."
    return ""


def desk_wards(on: dt.date) -> DeskWards:
    """Return the wards of a day with what the council says of each."""
    columns = [
        Column("Ward"),
        Column("Locality"),
        Column("Seats", numeric=True),
        Column("Parishes"),
        Column("GSS code"),
    ]
    lines, edition = ward_lines(on), current_edition(on)
    seats = sum(line.ward.seats or 0 for line in lines)
    return DeskWards(
        Table("Wards by number", columns, [_ward_row(line) for line in lines], empty="No wards are set up yet."),
        f"{_wards(len(lines))} and {seats} seats" if lines else "",
        f"{edition.name}. {edition.legal_order}".strip() if edition else "",
    )


def _ward_row(line: WardLine) -> Row:
    ward, locality, cover = line.ward, line.locality, line.cover
    return Row(
        [
            Link(f"{ward.number}. {ward.name}", _ward_href(ward)),
            Tag("None", "late") if locality is None else locality.locality.name,
            Tag("Not known", "late") if ward.seats is None else ward.seats,
            _cover_cell(cover),
            ward.code,
        ]
    )


def _cover_cell(cover: ParishCover | None) -> Cell:
    if cover is None:
        return Tag("Not known", "late")
    said = cover.get_cover_display()
    return said if cover.confirmed else Tag("To confirm", "open", before=said)


def desk_ward(ward: Ward, on: dt.date) -> ThingPage:
    """Return one ward with all that hangs on it, and what was done to it."""
    cover = ward.parish_cover.order_by("-from_date").first()
    said = "Not known"
    if cover is not None:
        said = f"{cover.get_cover_display()}, {since(cover, on)}" + ("" if cover.confirmed else ". To be confirmed")
    moves = [
        f"{row.locality.name}, {since(row, on)}" + ("" if row.confirmed else " (from no public source)")
        for row in localities_of(ward)
    ]
    facts = [
        ("GSS code", ward.code),
        ("Edition", ward.edition.name),
        ("Name at ONS", ward.ons_name),
        ("Seats", str(ward.seats or "Not known")),
        ("Where it is", ward.description or "Nothing is said yet"),
        ("Locality", "; ".join(moves) or "None"),
        ("Parish cover", said),
        ("Parishes", _names(parishes_of(ward, on))),
        ("Clusters", _names(clusters_of(ward, on))),
        ("Named places", _names(named_places_of(ward, on))),
    ]
    acts = [
        ("Change name, seats or where it is", reverse("places:change_ward", args=[ward.code])),
        ("Move to another locality", reverse("places:move_ward", args=[ward.code])),
        ("Confirm the parish cover", reverse("places:confirm_cover", args=[ward.code])),
        ("The public page", reverse("site:ward", args=[ward.slug])),
    ]
    back = ("Wards", reverse("places:desk_wards"))
    return ThingPage("Ward", ward.name, back, facts, acts, told(ward.ref), outline_of(ward))


def _names(rows: object) -> str:
    return ", ".join(str(row) for row in rows) or "None"  # type: ignore[attr-defined]


def since(row: object, on: dt.date) -> str:
    """From when to when a dated row is true, in words."""
    begins, ends = row.from_date, row.to_date  # type: ignore[attr-defined]
    if ends is None:
        return f"{'since' if begins <= on else 'from'} {long_date(begins)}"
    return f"{long_date(begins)} to {long_date(ends - DAY)}"


def stands(row: object, on: dt.date) -> str:
    """From when to when a dated row is true, at the beginning of a line."""
    words = since(row, on)
    return words[:1].upper() + words[1:]


def told(stream: str) -> list[tuple[str, str]]:
    """Return what was done to a place, the newest first: when and by whom, and what."""
    deeds = [deed for deed in deeds_of(stream) if deed.action in WORDS]
    names = dict(Ward.objects.values_list("code", "name")) if deeds else {}
    localities = dict(Locality.objects.values_list("slug", "name")) if deeds else {}
    return [(when(deed), WORDS[deed.action](deed.facts, names | localities)) for deed in deeds]


def when(deed: Deed) -> str:
    """Say when something was done, and by whom."""
    return f"{long_date(london_date(deed.at))} at {clock_time(deed.at)}, {deed.by or 'by a command'}"


Facts = dict[str, object]
Names = dict[str, str]


def _changed(facts: Facts, names: Names) -> str:
    was, now = dict(facts["from"]), dict(facts["to"])  # type: ignore[call-overload]
    said = "; ".join(f"{LABELS.get(key, key)} from “{was[key] or 'nothing'}” to “{now[key]}”" for key in now)
    return f"Changed: {said}.{_from(facts.get('on'))}"


def _from(day: object) -> str:
    return f" From {long_date(dt.date.fromisoformat(str(day)))}." if day else ""


def _listed(codes: object, names: Names) -> str:
    return ", ".join(names.get(str(code), str(code)) for code in codes) if isinstance(codes, list) else ""


def _began(facts: Facts, names: Names) -> str:
    wards = _listed(facts.get("wards"), names)
    return f"Added{f', with {wards}' if wards else ''}.{_from(facts.get('from'))}"


def _members(facts: Facts, names: Names) -> str:
    joined, left = _listed(facts.get("joined"), names), _listed(facts.get("left"), names)
    said = [f"{joined} joined" if joined else "", f"{left} left" if left else ""]
    confirmed = f"{facts['confirmed']} wards confirmed" if facts.get("confirmed") else ""
    words = [word for word in (*said, confirmed) if word]
    return f"{'; '.join(words) or 'Changed'}.{_from(facts.get('on'))}"


LABELS = {"name": "name", "seats": "seats", "description": "where it is", "purpose": "purpose"}
WORDS = {
    "ward changed": _changed,
    "moved to a locality": lambda facts, names: (
        f"Moved to {names.get(str(facts['locality']), facts['locality'])}.{_from(facts['from'])}"
    ),
    "parish cover confirmed": lambda facts, names: (
        f"Parish cover confirmed: {Cover(str(facts['cover'])).label}.{_from(facts['from'])}"
    ),
    "added": _began,
    "started": _began,
    "described": _changed,
    "wards changed": _members,
    "changed": _members,
    "ended": lambda facts, names: f"Ended.{_from(facts['on'])}",
}


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _group(kind: str) -> str:
    return reverse("places:groups", args=[kind])


def _ward_href(ward: Ward) -> str:
    return reverse("places:desk_ward", args=[ward.code])


def _wards(count: int) -> str:
    return f"{count} ward{'' if count == 1 else 's'}"
