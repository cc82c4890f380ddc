"""A file of readings is read and staged, looked at, then applied whole or not at all."""

import datetime as dt
from collections.abc import Iterable

from django.db import connection, transaction
from procrastinate.contrib.django import app

from wapentake.foundation import audit
from wapentake.foundation.files import BadFile
from wapentake.foundation.files import Source as FileSource
from wapentake.foundation.progress import Tell, silent
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import Roles
from wapentake.people.models import User

from ..models import KeptFile, LoadProgress, Reading, ReadingFile, ReplacedReading, Source, StagedReading
from ..queries import applied_before, applying_now, differences_of, newest_applied, still_standing
from ..rules import (
    Faults,
    Row,
    may_apply_once,
    may_discard,
    may_keep_readings,
    may_withdraw,
    print_of_file,
)
from ..states import LoadState
from .catalogue import keep_derived, keep_source
from .fitting import fit_pairs
from .shares import bring_shares_up_to_date, lock_evidence
from .staging import ground_of, stage_rows

CHANGED = "What it would change is not what it was when you looked. Nothing was applied: look at it again."
# The job that applies a file: it loads, and calls `apply_file`.
APPLY = "wapentake.evidence.apply_file"


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
    faults: Faults | None = None,
    strict: bool = False,
) -> tuple[ReadingFile, bool]:
    """Read a file's rows into the stage; return the file and whether it is new. The same bytes applied are there.

    Rows of other councils are counted and left out, or refused where `strict`. Raises `Refused`, and `BadLines` with
    all that is wrong: nothing is kept then.
    """
    lock_evidence()
    same = ReadingFile.objects.filter(sha256=file.sha256, state=LoadState.APPLIED).first()
    if same:
        return same, False
    publisher = keep_source(source)
    if publisher is None:
        raise BadFile(file.name, "", f"No source is called {source or 'by an empty name'}: name one with --source.")
    found = ReadingFile.objects.create(
        source=publisher, layout=layout, name=file.name, sha256=file.sha256, retrieved_on=retrieved_on, read_by=by,
        read_at=at, state=LoadState.STAGED,
    )  # fmt: skip
    LoadProgress.objects.create(of=found)
    stage_rows(found, rows, faults or Faults(), strict=strict, tell=silent, total=0, on=on, at=at)
    found.save(update_fields=["counts"])
    facts = {"sha256": file.sha256, "layout": layout, "source": source, **found.counts}
    audit.record(found.ref, "readings staged", by=by, at=at, facts=facts)
    return found, True


@transaction.atomic
def queue_file(found: ReadingFile, *, shown: str, by: User, at: dt.datetime, roles: Roles) -> None:
    """Ask for a staged file to be applied, in the background. `shown` is what the person saw and confirmed.

    Asked for or applied already, it does nothing. Raises `Refused`.
    """
    may_keep_readings(roles).demand()
    found = _locked_with_its_source(found)
    if found.state in {LoadState.APPLYING, LoadState.APPLIED}:
        return
    may_apply_once(found, applied_before(found.sha256), applying_now(found)).demand()
    if shown != print_of_file(found, differences_of(found)):
        raise Refused(CHANGED)
    found.state, found.applied_by, found.stopped = LoadState.APPLYING, by, ""
    found.save(update_fields=["state", "applied_by", "stopped"])
    LoadProgress.objects.filter(of=found).update(step="", done=0, total=0)
    audit.record(found.ref, "asked to apply", by=by, at=at, facts={"sha256": found.sha256, "shown": shown})
    # Somebody waits for it: it goes before the pages that are rendered anew after an upgrade.
    app.configure_task(APPLY, queue="default", priority=2).defer(pk=found.pk, shown=shown, by=by.pk)


def _locked_with_its_source(found: ReadingFile) -> ReadingFile:
    """Lock a file and, before it, its source: of one source one file is applied at a time."""
    if found.source_id:
        Source.objects.select_for_update(no_key=True).get(pk=found.source_id)
    return ReadingFile.objects.select_for_update().get(pk=found.pk)


@transaction.atomic
def stop_file(found: ReadingFile, reason: str, *, by: User | None, at: dt.datetime) -> None:
    """Put a file back to be looked at, with why it could not be applied."""
    found = ReadingFile.objects.select_for_update().get(pk=found.pk)
    if found.state != LoadState.APPLYING:
        return
    found.state, found.stopped = LoadState.STAGED, reason
    found.save(update_fields=["state", "stopped"])
    audit.record(found.ref, "not applied", by=by, at=at, facts={"sha256": found.sha256})


@transaction.atomic
def apply_file(
    found: ReadingFile,
    *,
    on: dt.date,
    by: User | None,
    at: dt.datetime,
    roles: Roles | None = None,
    shown: str = "",
    tell: Tell = silent,
) -> ReadingFile:
    """Put a staged file's readings in the place of those of the same indicators and periods, and fit them to wards.

    Applied already, it does nothing. Raises `Refused`, also if `shown`, what a person saw, is no longer true.
    """
    if roles is not None:
        may_keep_readings(roles).demand()
    lock_evidence()
    found = _locked_with_its_source(found)
    if found.state == LoadState.APPLIED:
        return found
    may_apply_once(found, applied_before(found.sha256), applying_now(found), asked=True).demand()
    tell("Comparing once more", 0, 0)
    found.counts |= differences_of(found)
    if roles is not None and shown != print_of_file(found, found.counts):
        raise Refused(CHANGED)
    tell("Putting the readings in their place", 0, 0)
    pairs = _put_in_place(found)
    keep_derived()
    ground = ground_of(on, found.name)
    if bring_shares_up_to_date(ground, at=at):
        pairs = list(Reading.objects.values_list("indicator", "period").distinct())
    fit_pairs(ground, pairs, tell)
    found.state, found.applied_at, found.applied_by, found.stopped = LoadState.APPLIED, at, by, ""
    found.save(update_fields=["state", "applied_at", "applied_by", "stopped", "counts"])
    audit.record(found.ref, "readings applied", by=by, at=at, facts={"sha256": found.sha256, **found.counts})
    return found


def _put_in_place(found: ReadingFile) -> list[tuple[int, str]]:
    """Put what was read of a file in the place of what stands, which is kept; return its indicators and periods."""
    pairs = list(StagedReading.objects.filter(file=found).values_list("indicator", "period").distinct())
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [found.source_id])
        cursor.execute(_STAYS, [found.source_id, found.pk])
        cursor.execute(_KEEP, [found.pk, found.pk])
        cursor.execute(_REPLACE, [found.pk])
        cursor.execute(_WRITE, [found.pk])
        found.counts["written"] = cursor.rowcount
    _forget_what_was_read(found)
    return pairs


@transaction.atomic
def discard_file(found: ReadingFile, *, by: User | None, at: dt.datetime, roles: Roles | None = None) -> ReadingFile:
    """Forget a file that was not applied, and its rows. Discarded already, it does nothing. Raises `Refused`."""
    if roles is not None:
        may_keep_readings(roles).demand()
    found = ReadingFile.objects.select_for_update().get(pk=found.pk)
    if found.state == LoadState.DISCARDED:
        return found
    may_discard(found).demand()
    _forget_what_was_read(found)
    found.state = LoadState.DISCARDED
    found.save(update_fields=["state"])
    audit.record(found.ref, "readings discarded", by=by, at=at, facts={"sha256": found.sha256})
    return found


def _forget_what_was_read(found: ReadingFile) -> None:
    StagedReading.objects.filter(file=found).delete()
    KeptFile.objects.filter(of=found).delete()


@transaction.atomic
def withdraw_file(
    found: ReadingFile, because: str, *, on: dt.date, by: User, at: dt.datetime, roles: Roles
) -> ReadingFile:
    """Take the readings of a source's last file out again; those whose place they took stand as before.

    Withdrawn already, it does nothing. Raises `Refused`.
    """
    may_keep_readings(roles).demand()
    lock_evidence()
    found = _locked_with_its_source(found)
    if found.state == LoadState.WITHDRAWN:
        return found
    may_withdraw(found, newest_applied(found), still_standing(found)).demand()
    pairs = {*_pairs(Reading, file=found), *_pairs(ReplacedReading, by=found)}
    Reading.objects.filter(file=found).delete()
    with connection.cursor() as cursor:
        cursor.execute(_BRING_BACK, [found.pk])
    ReplacedReading.objects.filter(by=found).delete()
    fit_pairs(ground_of(on, found.name), pairs)
    found.state, found.withdrawn_by, found.withdrawn_at = LoadState.WITHDRAWN, by, at
    found.withdrawn_because = because.strip()[:200]
    found.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "withdrawn_because"])
    audit.record(found.ref, "readings withdrawn", by=by, at=at, facts={"sha256": found.sha256, "reason": because})
    return found


def _pairs(model: type[Reading] | type[ReplacedReading], **of: ReadingFile) -> list[tuple[int, str]]:
    return list(model.objects.filter(**of).values_list("indicator", "period").distinct())


# Of each source only what its last file replaced is kept.
_FORGET = """
DELETE FROM evidence_replacedreading USING evidence_readingfile AS file
WHERE file.id = by_id AND file.source_id = %s
"""
_STAYS = """
UPDATE evidence_readingfile SET counts = counts - 'written'
WHERE source_id = %s AND id <> %s AND counts ? 'written'
"""
_KEEP = """
INSERT INTO evidence_replacedreading
  (indicator_id, file_id, geography, area, period, category, value, longitude, latitude, method, error, inside,
   touching, by_id)
SELECT indicator_id, file_id, geography, area, period, category, value, longitude, latitude, method, error, inside,
  touching, %s
FROM evidence_reading
WHERE (indicator_id, period) IN (SELECT DISTINCT indicator_id, period FROM evidence_stagedreading WHERE file_id = %s)
"""
_BRING_BACK = """
INSERT INTO evidence_reading
  (indicator_id, file_id, geography, area, period, category, value, longitude, latitude, method, error, inside,
   touching)
SELECT indicator_id, file_id, geography, area, period, category, value, longitude, latitude, method, error, inside,
  touching
FROM evidence_replacedreading WHERE by_id = %s
"""
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
