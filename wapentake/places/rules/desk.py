"""Who keeps the council's places, and what may happen to localities, parishes, clusters and named places.

Roles are asked for by their names, since offices are kept in a room above this one.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.http import HttpRequest

from wapentake.foundation.audit import Person
from wapentake.foundation.calendars import long_date
from wapentake.foundation.dated import Dated
from wapentake.foundation.verdicts import Verdict

from ..models import Locality, Ward, WardLocality

KEEPER = "administrator"


@dataclass(frozen=True, slots=True)
class PlaceDetails:
    """What is known of a parish or a named place. `kind` is of `ParishKind` or `NamedPlaceKind`."""

    name: str
    kind: str
    code: str = ""
    longitude: float | None = None
    latitude: float | None = None


class Acting(Protocol):
    """Somebody with the roles that they hold on a day: `office.queries.Roles`."""

    @property
    def user(self) -> Person: ...

    @property
    def on(self) -> dt.date: ...

    def has(self, *kinds: str) -> bool:
        """Say whether any of these roles is held."""


class ActingRequest(HttpRequest):
    """A request for a desk page, for type hints only."""

    roles: Acting


def may_keep_places(acting: Acting) -> Verdict:
    """Administrators keep wards, localities, parishes, clusters and boundaries."""
    if acting.has(KEEPER):
        return Verdict.yes()
    return Verdict.no("Only an administrator may change the council’s places.")


def may_change_from(day: dt.date, today: dt.date) -> Verdict:
    """A ward has one name and one number of seats at a time: the new ones count from a day that has come."""
    if day <= today:
        return Verdict.yes()
    return Verdict.no(f"A ward is changed at once: come back on {long_date(day)}, or give the day of the decision.")


def may_work_together(wards: Collection[Ward], all_wards: int) -> Verdict:
    """A cluster is a few wards, never the whole borough (Thriving Neighbourhoods report, 2018; guidance, page 3)."""
    if len(wards) < 2:
        return Verdict.no("A cluster is of two wards or more: choose another ward.")
    if len(wards) >= all_wards:
        return Verdict.no(f"A cluster is a few wards, never the whole {settings.WAPENTAKE_AREA}: leave some out.")
    return Verdict.yes()


def may_change_members(row: Dated, on: dt.date, *, later: bool) -> Verdict:
    """Wards join and leave while what they belong to lasts, and before any change that is recorded for later."""
    if not row.is_on(on):
        return Verdict.no(f"{row} does not exist on {long_date(on)}.")
    if later:
        return Verdict.no(f"A change after {long_date(on)} is already recorded for {row}.")
    return Verdict.yes()


def may_end(row: Dated, on: dt.date) -> Verdict:
    """A place ends once, after it began; a locality only when every ward has left it."""
    if row.to_date is not None:
        return Verdict.no(f"{row} ends on {long_date(row.to_date)} already.")
    if on <= row.from_date:
        return Verdict.no(f"{row} began on {long_date(row.from_date)}, so it cannot end before the day after.")
    if isinstance(row, Locality):
        staying = WardLocality.objects.filter(locality=row).exclude(to_date__lte=on).select_related("ward").first()
        if staying is not None:
            return Verdict.no(f"{staying.ward} is still in {row} on {long_date(on)}: move it elsewhere first.")
    return Verdict.yes()


def may_be_called(name: str, taken: Iterable[str]) -> Verdict:
    """Say whether a name is free among the names of the others of its kind."""
    if name.casefold() in {other.casefold() for other in taken}:
        return Verdict.no(f"There is another called {name}: choose a name of its own.")
    return Verdict.yes()
