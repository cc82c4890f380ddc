"""May these areas, these postcodes, this set of boundaries be taken?"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from wapentake.foundation.verdicts import Verdict

from ..models import BoundarySet
from ..states import SET_LIFE, SetState
from .council import CouncilData

# Live postcodes come and go by a few in a hundred a year. More than this at once is a file that was cut short.
MOST_ENDED = 0.05
# Nearly every postcode of a council lies in one of its wards.
LEAST_PLACED = 0.9
A_FEW = 20


@dataclass(frozen=True, slots=True)
class LoadedArea:
    """One area as a file gave it: where in the file, its GSS code, its name and its WKB in longitude and latitude."""

    where: str
    code: str
    name: str
    wkb: bytes


@dataclass(frozen=True, slots=True)
class LoadedPostcode:
    """A postcode as a file gave it, without space. `ward` is the GSS code of the ward that the file names, if any."""

    code: str
    easting: int | None
    northing: int | None
    longitude: float | None
    latitude: float | None
    council: str
    ward: str = ""


def may_set_up(data: CouncilData) -> Verdict:
    """Say whether a council's places can be set up: every GSS code once, and nothing names what is not there."""
    wards = [ward for edition in data.editions for ward in edition.wards]
    codes = {ward.code for ward in wards}
    localities = {"", *(locality.slug for locality in data.localities)}
    named = {code for parish in data.parishes for code in parish.wards}
    named |= {code for place in data.named_places for code in place.wards}
    named |= {code for before, after, _ in data.successions for code in (before, after)}
    if not wards:
        return Verdict.no("It names no ward.")
    if twice := [code for code, count in Counter(ward.code for ward in wards).items() if count > 1]:
        return Verdict.no(f"The GSS code {twice[0]} stands twice.")
    if lost := sorted(named - codes):
        return Verdict.no(f"{lost[0]} is named, and there is no such ward in the file.")
    if strays := [ward for ward in wards if ward.locality not in localities]:
        return Verdict.no(
            f"{strays[0].name} lies in “{strays[0].locality}”, and there is no such locality in the file."
        )
    return Verdict.yes()


def may_load_areas(codes: Collection[str], wanted: Mapping[str, str], edition: str) -> Verdict:
    """Say whether areas with these GSS codes are the wards of an edition. `wanted` maps its codes to names."""
    missing = [code for code in sorted(wanted) if code not in codes]
    unknown = sorted(set(codes) - set(wanted))
    if unknown:
        return Verdict.no(f"{unknown[0]} is not one of the wards of “{edition}”.")
    if missing:
        more = f", and {len(missing) - 1} more" if len(missing) > 1 else ""
        return Verdict.no(f"Ward {missing[0]} ({wanted[missing[0]]}) is missing{more}.")
    return Verdict.yes()


def may_switch(chosen: BoundarySet) -> Verdict:
    """Say whether a loaded or replaced set of boundaries can be put to use."""
    if chosen.state == SetState.ACTIVE:
        return Verdict.no("This set of boundaries is in use.")
    return SET_LIFE.verdict(chosen.state, SetState.ACTIVE)


def may_end_so_many(live: int, ended: int) -> Verdict:
    """Say whether a file may end `ended` of the `live` postcodes that it covers."""
    if ended <= max(A_FEW, MOST_ENDED * live):
        return Verdict.yes()
    return Verdict.no(
        f"{ended:,} of {live:,} live postcodes are missing from the file: it looks cut short. "
        "If they really ended, say so with --many-ended."
    )


def may_place_so_few(placed: int, points: int) -> Verdict:
    """Say whether `placed` of a council's `points` postcodes with a position is a likely number to lie in its wards."""
    if points < A_FEW or placed >= LEAST_PLACED * points:
        return Verdict.yes()
    return Verdict.no(
        f"Only {placed:,} of the council’s {points:,} postcodes lie in its wards. "
        "Are eastings and northings swapped, or are these the boundaries of another council?"
    )
