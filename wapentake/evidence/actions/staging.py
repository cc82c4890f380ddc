"""The rows of a file come into the stage: those of the council, each with an indicator and a value that can be."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from django.conf import settings
from django.db import connection

from wapentake.foundation.files import BadFile
from wapentake.foundation.progress import Tell
from wapentake.places.queries import area_index

from ..models import ReadingFile, StagedReading
from ..queries import Ground, clashes_in, differences_of, ground_on, known_areas
from ..rules import MOST_FAULTS, Faults, Row, each_area_once, may_stage, why_not_a_value
from ..states import Geography
from .catalogue import keep_indicators
from .shares import bring_shares_up_to_date

BATCH = 10_000
COLUMNS = (
    "indicator_id, file_id, geography, area, period, category, value, longitude, latitude, method, error, inside, "
    "touching, line"
)


def stage_rows(
    found: ReadingFile, rows: Iterable[Row], faults: Faults, *, strict: bool, tell: Tell, total: int, on: dt.date,
    at: dt.datetime,
) -> None:  # fmt: skip
    """Copy a file's rows into the stage, and count what became of them. Raises `BadLines` with all that is wrong.

    A row that is not about the council is left out, or is wrong where `strict`.
    """
    ground = ground_of(on, found.name)
    bring_shares_up_to_date(ground, at=at)
    reading = _Reading(found, ground, faults, strict)
    for batch in _batches(rows):
        reading.take(batch)
        tell("Reading", batch[-1].line, max(total, batch[-1].line))
    tell("Comparing", total, total)
    reading.end()
    each_area_once(found.name, clashes_in(found), faults)
    faults.demand_none()
    found.counts = {**reading.counts, **differences_of(found)}


def ground_of(on: dt.date, name: str) -> Ground:
    """Return what a day's readings are fitted by; raises `BadFile` where no wards are set up."""
    ground = ground_on(on)
    if ground is None:
        raise BadFile(name, "", "No wards are set up: set up the council first.")
    return ground


class _Reading:
    """A file on its way into the stage: what became of its rows so far."""

    def __init__(self, found: ReadingFile, ground: Ground, faults: Faults, strict: bool) -> None:
        self.found, self.faults, self.strict = found, faults, strict
        self.ours = _Ours(ground)
        self.counts: Counter[str] = Counter(read=0, kept=0, elsewhere=0, without_place=0)
        self.lost: list[Row] = []

    def take(self, batch: list[Row]) -> None:
        """Keep those rows of some that are ours."""
        kept = self.ours.of(batch)
        self.counts["read"] += len(batch)
        self.counts["kept"] += len(kept)
        self.counts["elsewhere"] += len(batch) - len(kept)
        self.counts["without_place"] += sum(not row.area and row.longitude is None for row in kept)
        if self.strict and len(kept) < len(batch) and len(self.lost) < MOST_FAULTS:
            ours = {id(row) for row in kept}
            self.lost += [row for row in batch if id(row) not in ours]
        _copy(self.found, kept, self.faults)

    def end(self) -> None:
        """Take note of what only the whole file tells: whether any of it is ours, and what is not."""
        counts = self.counts
        if counts["without_place"] and counts["elsewhere"]:
            # The file is about a wider area: what has no place in it may be anybody's.
            placeless = StagedReading.objects.filter(file=self.found, area="", longitude=None)
            counts["kept"] -= placeless.delete()[0]
        if not self.faults.found:
            may_stage(counts["read"], counts["kept"], settings.WAPENTAKE_COUNCIL).demand()
        for row in self.lost[:MOST_FAULTS]:
            said = f"{row.area} is no ward or area of {settings.WAPENTAKE_COUNCIL}. Correct it, or take the line out."
            self.faults.take(BadFile(self.found.name, f"line {row.line}", said))


class _Ours:
    """Tells rows of this council from those of others: by its areas, or by a point in one of its wards."""

    def __init__(self, ground: Ground) -> None:
        self.areas = known_areas(ground) | {settings.WAPENTAKE_COUNCIL_CODE}
        self.divided = bool(ground.sets)
        self.index = area_index(ground.ward_set) if ground.ward_set else None

    def of(self, batch: list[Row]) -> list[Row]:
        """Return the rows that are ours, and those without any place."""
        lost = [row for row in batch if row.longitude is not None and row.area not in self.areas]
        inside = set()
        if lost and self.index:
            codes = self.index.codes_at([row.longitude or 0 for row in lost], [row.latitude or 0 for row in lost])
            inside = {row.line for row, code in zip(lost, codes, strict=True) if code}
        return [
            row
            for row in batch
            if row.area in self.areas or row.line in inside or (not row.area and row.longitude is None)
        ]


def _copy(found: ReadingFile, rows: list[Row], faults: Faults) -> None:
    keys = keep_indicators(row.indicator for row in rows)
    for row in rows:
        where = f"line {row.line}"
        if row.indicator not in keys:
            faults.take(BadFile(found.name, where, f"No indicator is called {row.indicator}."))
        elif why := why_not_a_value(row.value, keys[row.indicator].unit, fitted=bool(row.method or row.category)):
            faults.take(BadFile(found.name, where, f"The value is {row.value:g}: {why}"))
    if faults.found:
        return
    with connection.cursor() as cursor, cursor.copy(f"COPY evidence_stagedreading ({COLUMNS}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(
                (
                    keys[row.indicator].pk, found.pk, str(Geography(row.geography)), row.area, row.period, row.category,
                    row.value, row.longitude, row.latitude, row.method, row.error, row.inside, row.touching, row.line,
                )
            )  # fmt: skip


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    one_by_one = iter(rows)
    while batch := list(islice(one_by_one, BATCH)):
        yield batch
