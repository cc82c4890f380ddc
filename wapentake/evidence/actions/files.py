"""A file of readings is read and staged, looked at, then applied whole or not at all."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from django.conf import settings
from django.db import connection, transaction

from wapentake.foundation import audit
from wapentake.foundation.files import BadFile
from wapentake.foundation.files import Source as FileSource
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import Roles
from wapentake.people.models import User
from wapentake.places.queries import area_index

from ..models import Reading, ReadingFile, StagedReading
from ..queries import Ground, applied_before, clashes_in, differences_of, ground_on, known_areas
from ..rules import Row, each_area_once, may_apply, may_apply_once, may_keep_readings, may_stage, print_of_file
from ..states import Geography, LoadState
from .catalogue import keep_derived, keep_indicators, keep_source
from .fitting import fit_pairs
from .shares import bring_shares_up_to_date, lock_evidence

BATCH = 20_000
CHANGED = "What it would change is not what it was when you looked. Nothing was applied: look at it again."
COLUMNS = (
    "indicator_id, file_id, geography, area, period, category, value, longitude, latitude, method, error, inside, "
    "touching, line"
)


@transaction.atomic
def stage_file(
    rows: Iterable[Row],
    file: FileSource,
    *,
    layout: str,
    source: str,
    retrieved_on: dt.date,
    on: dt.date,
    by: User | None,
    at: dt.datetime,
    roles: Roles | None = None,
) -> tuple[ReadingFile, bool]:
    """Read a file's rows into the stage; return the file and whether it is new. The same bytes applied are there.

    Rows of other councils are counted and left out. `roles` are those of whoever acts at the desk; None is a command.
    Raises `Refused`, and `BadFile` at the first bad line: nothing is kept then.
    """
    if roles is not None:
        may_keep_readings(roles).demand()
    lock_evidence()
    same = ReadingFile.objects.filter(sha256=file.sha256, state=LoadState.APPLIED).first()
    if same:
        return same, False
    publisher = keep_source(source)
    if publisher is None:
        raise BadFile(file.name, "", f"No source is called {source or 'by an empty name'}: name one with --source.")
    found = ReadingFile.objects.create(
        source=publisher, layout=layout, name=file.name, sha256=file.sha256, retrieved_on=retrieved_on, read_by=by,
        read_at=at,
    )  # fmt: skip
    ground = _ground(on, file.name)
    bring_shares_up_to_date(ground, at=at)
    counts = _stage(found, ground, rows)
    may_stage(counts["read"], counts["kept"], settings.WAPENTAKE_COUNCIL).demand()
    each_area_once(clashes_in(found)).demand()
    found.counts = {**counts, **differences_of(found)}
    found.save(update_fields=["counts"])
    facts = {"sha256": file.sha256, "layout": layout, "source": source, **found.counts}
    audit.record(found.ref, "readings staged", by=by, at=at, facts=facts)
    return found, True


@transaction.atomic
def apply_file(
    found: ReadingFile, *, on: dt.date, by: User | None, at: dt.datetime, roles: Roles | None = None, shown: str = ""
) -> ReadingFile:
    """Put a staged file's readings in the place of those of the same indicators and periods, and fit them to wards.

    Applied already, it does nothing. Raises `Refused`, also if `shown`, what a person saw, is no longer true.
    """
    if roles is not None:
        may_keep_readings(roles).demand()
    lock_evidence()
    found = ReadingFile.objects.select_for_update().get(pk=found.pk)
    if found.state == LoadState.APPLIED:
        return found
    may_apply_once(found, applied_before(found.sha256)).demand()
    found.counts |= differences_of(found)
    if roles is not None and shown != print_of_file(found, found.counts):
        raise Refused(CHANGED)
    pairs = list(StagedReading.objects.filter(file=found).values_list("indicator", "period").distinct())
    with connection.cursor() as cursor:
        cursor.execute(_REPLACE, [found.pk])
        cursor.execute(_WRITE, [found.pk])
    StagedReading.objects.filter(file=found).delete()
    keep_derived()
    ground = _ground(on, found.name)
    if bring_shares_up_to_date(ground, at=at):
        pairs = list(Reading.objects.values_list("indicator", "period").distinct())
    fit_pairs(ground, pairs)
    found.state, found.applied_at = LoadState.APPLIED, at
    found.save(update_fields=["state", "applied_at", "counts"])
    audit.record(found.ref, "readings applied", by=by, at=at, facts={"sha256": found.sha256, **found.counts})
    return found


@transaction.atomic
def discard_file(found: ReadingFile, *, by: User | None, at: dt.datetime, roles: Roles | None = None) -> ReadingFile:
    """Forget a staged file's rows; what is applied stays. Discarded already, it does nothing. Raises `Refused`."""
    if roles is not None:
        may_keep_readings(roles).demand()
    found = ReadingFile.objects.select_for_update().get(pk=found.pk)
    if found.state == LoadState.DISCARDED:
        return found
    may_apply(found).demand()
    StagedReading.objects.filter(file=found).delete()
    found.state = LoadState.DISCARDED
    found.save(update_fields=["state"])
    audit.record(found.ref, "readings discarded", by=by, at=at, facts={"sha256": found.sha256})
    return found


_REPLACE = """
DELETE FROM evidence_reading AS old USING (
  SELECT DISTINCT indicator_id, period FROM evidence_stagedreading WHERE file_id = %s
) AS coming WHERE old.indicator_id = coming.indicator_id AND old.period = coming.period
"""
_WRITE = """
INSERT INTO evidence_reading
  (indicator_id, file_id, geography, area, period, category, value, longitude, latitude, method, error, inside,
   touching)
SELECT indicator_id, file_id, geography, area, period, category, sum(value), longitude, latitude, max(method),
  max(error), max(inside), max(touching)
FROM evidence_stagedreading WHERE file_id = %s GROUP BY 1, 2, 3, 4, 5, 6, 8, 9
"""


def _ground(on: dt.date, name: str) -> Ground:
    ground = ground_on(on)
    if ground is None:
        raise BadFile(name, "", "No wards are set up: set up the council first.")
    return ground


def _stage(found: ReadingFile, ground: Ground, rows: Iterable[Row]) -> Counter[str]:
    """Copy rows into the stage some at a time, and count what became of them."""
    ours = _Ours(ground)
    counts: Counter[str] = Counter(read=0, kept=0, elsewhere=0, without_place=0)
    placeless = 0
    for batch in _batches(rows):
        counts["read"] += len(batch)
        kept = ours.of(batch)
        counts["elsewhere"] += len(batch) - len(kept)
        counts["kept"] += len(kept)
        placeless += sum(not row.area and row.longitude is None for row in kept)
        _copy(found, kept)
    counts["without_place"] = placeless
    if placeless and counts["elsewhere"]:
        # The file is about a wider area: what has no place in it may be anybody's.
        counts["kept"] -= StagedReading.objects.filter(file=found, area="", longitude=None).delete()[0]
    return counts


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


def _copy(found: ReadingFile, rows: list[Row]) -> None:
    keys = keep_indicators(row.indicator for row in rows)
    for row in rows:
        if row.indicator not in keys:
            raise BadFile(found.name, f"line {row.line}", f"No indicator is called {row.indicator}.")
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
