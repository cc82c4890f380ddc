"""Which method brings an indicator's readings to the wards, and which others may be asked for."""

from collections.abc import Collection

from wapentake.foundation.verdicts import Verdict

from ..states import Geography, Method, Spread

AREAS = {Geography.LSOA11, Geography.LSOA21, Geography.WARD}


def methods_for(
    geography: Geography, spread: Spread, shares: Collection[Method], *, points: bool = True
) -> list[Method]:
    """Return the methods that are possible, the best first. `shares` are those for which areas were divided.

    `points` says whether the wards have boundaries in which points can be found.

    Points where there are points; else as what is counted lies over the ground. A figure of a police district, or of
    any other area that no boundary divides, never becomes a ward's.
    """
    if geography == Geography.POINT:
        return [*([Method.POINTS] if points else []), *_by_shares(spread, shares)]
    if geography in AREAS:
        return _by_shares(spread, shares)
    return []


def _by_shares(spread: Spread, shares: Collection[Method]) -> list[Method]:
    first, second = Method.POPULATION_SHARE, Method.AREA_SHARE
    if spread == Spread.AREA:
        first, second = second, first
    found = [method for method in (first, second) if method in shares]
    return [*found, Method.BEST_FIT] if found or Method.BEST_FIT in shares else []


def may_fit_by(method: Method, possible: Collection[Method], indicator: str) -> Verdict:
    """Say whether an indicator's readings can come to the wards by a method."""
    if method in possible:
        return Verdict.yes()
    if not possible:
        return Verdict.no(f"{indicator} is not published for areas that can be divided among wards.")
    others = ", ".join(possible)
    return Verdict.no(f"{indicator} cannot be fitted by {method}: choose {others}.")
